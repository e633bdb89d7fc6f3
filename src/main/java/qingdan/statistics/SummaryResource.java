package qingdan.statistics;

import java.util.List;
import java.util.Set;

import jakarta.transaction.Transactional;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.access.Caller;
import qingdan.access.PlanKept;
import qingdan.ledger.Ledger;
import qingdan.shared.Lists;
import qingdan.shared.Preconditions;
import qingdan.unit.Directory;

@Path("/units/{id}/summary")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Statistics",
    description = "Figures that are true at any moment, for any unit and any day (统计).")
class SummaryResource {

  private final UnitSummaries summaries;
  private final Frames frames;
  private final Directory directory;
  private final Ledger ledger;
  private final Remembered remembered;
  private final Caller caller;

  SummaryResource(
      UnitSummaries summaries,
      Frames frames,
      Directory directory,
      Ledger ledger,
      Remembered remembered,
      Caller caller) {
    this.summaries = summaries;
    this.frames = frames;
    this.directory = directory;
    this.ledger = ledger;
    this.remembered = remembered;
    this.caller = caller;
  }

  @PlanKept
  @GET
  @Operation(
      operationId = "getUnitSummary",
      summary = "Get what a first page shows of a unit",
      description =
          "For each open campaign that runs through the unit: its problems now and a week ago, how far its targets are, what waits for the unit to claim, how far milestones are, and the same counts for the unit alone and its children. Needs a role that reads the work of the unit.")
  @APIResponse(
      responseCode = "200",
      description = "The summary.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SummaryView.class)))
  @APIResponse(responseCode = "304", description = "Nothing that it tells has changed.")
  public RestResponse<SummaryView> get(
      @PathParam("id")
          @Parameter(description = "Id of the unit, or `code:` and the code of an open unit.")
          String id,
      @Context UriInfo uri) {
    caller.readOneMoment();
    Lists.allow(uri, Set.of());
    var unit = frames.unit(id);
    var entry = directory.of(List.of(unit.id())).get(unit.id());
    var told = summaries.told(unit);
    return remembered.answer(
        Preconditions.tag(
            uri.getRequestUri(), entry, told, ledger.position(unit.id(), unit.path())),
        SummaryView.class,
        () -> new SummaryView(entry, told.stream().map(summaries::summary).toList()));
  }
}
