package qingdan.inspection;

import java.net.URI;
import java.util.List;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.Ids;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.MergePatch;
import qingdan.shared.Page;
import qingdan.shared.Preconditions;
import qingdan.shared.Refusal;

@Path("/rounds")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Inspection rounds",
    description = "Random unannounced inspections, with a draw that anyone can verify (随机暗访).")
class RoundResource {

  private static final String ID = "Id of the round.";

  private final Rounds rounds;
  private final Office office;
  private final Populations populations;
  private final Lists lists;
  private final Preconditions preconditions;
  private final MergePatch mergePatch;
  private final Event<Changed> changes;

  RoundResource(
      Rounds rounds,
      Office office,
      Populations populations,
      Lists lists,
      Preconditions preconditions,
      MergePatch mergePatch,
      Event<Changed> changes) {
    this.rounds = rounds;
    this.office = office;
    this.populations = populations;
    this.lists = lists;
    this.preconditions = preconditions;
    this.mergePatch = mergePatch;
    this.changes = changes;
  }

  @GET
  @Operation(
      operationId = "listRounds",
      summary = "List rounds of inspections",
      description =
          "By first day and id: those that have started, of the campaigns that you see. One that has not is shown to the people of its drawing office and to its team alone.")
  @APIResponse(responseCode = "200", description = "A page of rounds.")
  public Page<RoundView> list(
      @BeanParam @Valid RoundQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, RoundQuery.FILTERS);
    var shown =
        reading.page(
            rounds.list(query, reading.after(), reading.fetch()), Round::key, round -> round);
    return new Page<>(rounds.views(shown.items()), shown.next());
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countRounds",
      summary = "Count rounds of inspections",
      description =
          "How many rounds the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid RoundQuery query, @Context UriInfo uri) {
    Lists.allow(uri, RoundQuery.FILTERS);
    return Count.of(rounds.count(query));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createRound",
      summary = "Prepare a round of inspections",
      description =
          "Needs INSPECTOR or SUPERVISOR by a grant at the drawing office itself. Until it starts nobody but the office's people and the team learns of it: all others get 404.")
  @APIResponse(
      responseCode = "201",
      description = "Prepared.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RoundView.class)))
  public RestResponse<RoundView> create(@Valid @NotNull CreateRound request) {
    var prepared = populations.prepare(request);
    var fields = request.fields();
    fields.requireInOrder();
    office.requirePeople(prepared.office().path(), fields.team());
    var id = request.id() == null ? Ids.next() : request.id();
    rounds.insert(
        id,
        request.campaign(),
        request.batch(),
        prepared.office().id(),
        fields,
        prepared.cohort(),
        prepared.part());
    var round = rounds.visible(id.toString());
    changes.fire(round.fact("round.created", null, List.of()));
    return RestResponse.ResponseBuilder.<RoundView>create(RestResponse.Status.CREATED)
        .location(URI.create("rounds/" + id))
        .entity(rounds.view(round))
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getRound",
      summary = "Get a round of inspections",
      description = "The round itself; its draw is at `/rounds/{id}/draw`.")
  @APIResponse(responseCode = "200", description = "The round.")
  public RoundView get(@PathParam("id") @Parameter(description = ID) String id) {
    return rounds.view(rounds.visible(id));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Operation(
      operationId = "changeRound",
      summary = "Change a round of inspections",
      description =
          "Needs INSPECTOR or SUPERVISOR at the drawing office itself, and If-Match. From what and how many are drawn changes before the commitment only; name, days and team until it is closed.")
  @APIResponse(responseCode = "200", description = "Changed.")
  public RoundView change(
      @PathParam("id") @Parameter(description = ID) String id,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MergePatch.MEDIA_TYPE,
                      schema = @Schema(implementation = RoundPatch.class)))
          JsonNode request)
      throws JsonProcessingException {
    var round = rounds.locked(id);
    office.requireDrawer(round.officePath());
    preconditions.require(rounds.view(round));
    var current = rounds.fields(round);
    var patched = mergePatch.apply(current, request, RoundPatch.class, "rule");
    if (patched.equals(current)) {
      return rounds.view(round);
    }
    requireChangeable(round, current, patched);
    patched.requireInOrder();
    office.requirePeople(
        round.officePath(),
        patched.team().stream().filter(account -> !current.team().contains(account)).toList());
    update(round, current, patched);
    var changed = rounds.visible(id);
    changes.fire(changed.fact("round.changed", round.fields(), List.of()));
    return rounds.view(changed);
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "deleteRound",
      summary = "Give up a round of inspections",
      description =
          "While it is PREPARED: what was committed to is drawn and started. Needs INSPECTOR or SUPERVISOR at the drawing office itself, and If-Match. It is there for nobody then.")
  @APIResponse(responseCode = "204", description = "Given up.")
  public void delete(@PathParam("id") @Parameter(description = ID) String id) {
    var round = rounds.locked(id);
    office.requireDrawer(round.officePath());
    preconditions.require(rounds.view(round));
    round.requireCampaignNotClosed();
    if (round.status() != RoundStatus.PREPARED) {
      throw new Refusal(ErrorCode.MOVE_REFUSED, round.status(), "DELETE", RoundStatus.PREPARED);
    }
    rounds.delete(round.id());
    changes.fire(round.deleted());
  }

  private static void requireChangeable(Round round, RoundPatch current, RoundPatch patched) {
    round.requireCampaignNotClosed();
    if (round.status() == RoundStatus.CLOSED
        || round.status() != RoundStatus.PREPARED && !patched.drawsAs(current)) {
      throw new Refusal(ErrorCode.ROUND_FIXED);
    }
  }

  /** A rule that stays is not looked up again: what it names may be out of sight by now. */
  private void update(Round round, RoundPatch current, RoundPatch patched) {
    if (patched.rule().equals(current.rule())) {
      rounds.update(round.id(), patched, round.cohort(), round.partId());
    } else {
      var ruled = populations.ruled(round.campaignId(), round.batchId(), patched.rule());
      rounds.update(round.id(), patched, ruled.cohort(), ruled.part());
    }
  }
}
