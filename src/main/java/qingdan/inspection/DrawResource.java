package qingdan.inspection;

import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import qingdan.shared.Count;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Refusal;
import qingdan.unit.Directory;

/** What is published of a draw: all that it takes to make it again. */
@Path("/rounds/{id}/draw")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Inspection rounds",
    description = "Random unannounced inspections, with a draw that anyone can verify (随机暗访).")
class DrawResource {

  private static final String ID = "Id of the round.";
  private static final String LINES = "text/plain;charset=UTF-8";

  private final Rounds rounds;
  private final Draws draws;
  private final Populations populations;
  private final Directory directory;
  private final Lists lists;

  DrawResource(
      Rounds rounds, Draws draws, Populations populations, Directory directory, Lists lists) {
    this.rounds = rounds;
    this.draws = draws;
    this.populations = populations;
    this.directory = directory;
    this.lists = lists;
  }

  @GET
  @Operation(
      operationId = "getDraw",
      summary = "Get the draw of a round",
      description =
          "What was committed to; once it is drawn, also the secret, the contribution and the seed. 404 before the commitment.")
  @APIResponse(responseCode = "200", description = "The draw.")
  public DrawView get(@PathParam("id") @Parameter(description = ID) String id) {
    return draws.view(committed(id));
  }

  @GET
  @Path("/population")
  @Operation(
      operationId = "listPopulation",
      summary = "List the population of a draw",
      description =
          "The units that may be drawn, by their ids; with `drawn=true` those that were. 404 before the commitment.")
  @APIResponse(responseCode = "200", description = "A page of units.")
  public Page<PopulationMemberView> population(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid PopulationQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, PopulationQuery.FILTERS);
    var rows = draws.list(committed(id), query, reading.after(), reading.fetch());
    var units = directory.of(rows.stream().map(Draws.Entry::unit).toList());
    Function<Draws.Entry, PopulationMemberView> view =
        row ->
            new PopulationMemberView(
                units.get(row.unit()),
                row.code(),
                row.stratum(),
                row.ticket() != null,
                row.ticket());
    return reading.page(rows, Draws.Entry::key, view);
  }

  @GET
  @Path("/population/count")
  @Operation(
      operationId = "countPopulation",
      summary = "Count the population of a draw",
      description = "How many units the list of the same filters holds.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count countPopulation(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid PopulationQuery query,
      @Context UriInfo uri) {
    Lists.allow(uri, PopulationQuery.FILTERS);
    return Count.of(draws.count(committed(id), query));
  }

  @GET
  @Path("/population/lines")
  @Produces(LINES)
  @Operation(
      operationId = "getPopulationLines",
      summary = "Get the population of a draw as text",
      description =
          "One line for each unit: id, stratum and code with tabs between, by id, each ended by a line feed. Its SHA-256 is the `populationHash` of the draw.")
  @APIResponse(
      responseCode = "200",
      description = "The lines.",
      content = @Content(mediaType = LINES, schema = @Schema(type = SchemaType.STRING)))
  public String lines(
      @PathParam("id") @Parameter(description = ID) String id, @Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    return RandomDraw.inOrder(populations.members(committed(id))).stream()
        .map(RandomDraw.Member::line)
        .collect(Collectors.joining());
  }

  @GET
  @Path("/verification")
  @Operation(
      operationId = "verifyDraw",
      summary = "Verify the draw of a round",
      description =
          "Draws again from what is published, and says what agrees. Whoever does not believe the service takes the lines, the secret and the contribution, and recomputes. 404 before the draw.")
  @APIResponse(responseCode = "200", description = "What agrees.")
  public VerificationView verify(
      @PathParam("id") @Parameter(description = ID) String id, @Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    var round = committed(id);
    if (round.drawnAt() == null) {
      throw Refusal.notFound();
    }
    return draws.verify(round);
  }

  private Round committed(String id) {
    var round = rounds.visible(id);
    if (round.committedAt() == null) {
      throw Refusal.notFound();
    }
    return round;
  }
}
