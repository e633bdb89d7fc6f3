package qingdan.inspection;

import java.util.List;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import qingdan.shared.Changed;
import qingdan.shared.Idempotent;
import qingdan.shared.Preconditions;

/** The steps of a round, each once and in this order. */
@Path("/rounds/{id}")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Inspection rounds",
    description = "Random unannounced inspections, with a draw that anyone can verify (随机暗访).")
class RoundMoveResource {

  private static final String ID = "Id of the round.";

  private final Rounds rounds;
  private final Draws draws;
  private final Office office;
  private final Preconditions preconditions;
  private final Event<Changed> changes;

  RoundMoveResource(
      Rounds rounds,
      Draws draws,
      Office office,
      Preconditions preconditions,
      Event<Changed> changes) {
    this.rounds = rounds;
    this.draws = draws;
    this.office = office;
    this.preconditions = preconditions;
    this.changes = changes;
  }

  @POST
  @Path("/commitment")
  @Idempotent
  @Operation(
      operationId = "commitRound",
      summary = "Commit to a draw",
      description =
          "Fixes the population as it is now, how many are drawn of each stratum, and a secret that nobody reads before the draw. Hand the `commitment` to witnesses. Needs INSPECTOR or SUPERVISOR at the drawing office itself. 409 while the office has another draw in the campaign that has not started, and for more than 100,000 units, 1,000 strata or 2,000 units drawn, and where no unit would be.")
  @APIResponse(responseCode = "200", description = "Committed.")
  public DrawView commit(@PathParam("id") @Parameter(description = ID) String id) {
    var round = next(id, RoundStatus.COMMITTED);
    draws.commit(round);
    return draws.view(told(round, "round.committed"));
  }

  @POST
  @Path("/draw")
  @Idempotent
  @Operation(
      operationId = "drawRound",
      summary = "Draw the units of a round",
      description =
          "By what was committed to and a contribution from somebody else, as `docs/draw.md` says. Once. Needs INSPECTOR or SUPERVISOR at the drawing office itself.")
  @APIResponse(responseCode = "200", description = "Drawn.")
  public DrawView draw(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull ContributeToDraw request) {
    var round = next(id, RoundStatus.DRAWN);
    draws.draw(round, request);
    return draws.view(told(round, "round.drawn"));
  }

  @POST
  @Path("/start")
  @Idempotent
  @Operation(
      operationId = "startRound",
      summary = "Start a round of inspections",
      description =
          "Gives it the campaign's next number and publishes it with its draw to everyone who sees the campaign. Needs INSPECTOR or SUPERVISOR at the drawing office itself.")
  @APIResponse(responseCode = "200", description = "Started.")
  public RoundView start(@PathParam("id") @Parameter(description = ID) String id) {
    var round = next(id, RoundStatus.STARTED);
    rounds.start(round);
    return rounds.view(told(round, "round.started"));
  }

  @POST
  @Path("/closure")
  @Idempotent
  @Operation(
      operationId = "closeRound",
      summary = "Close a round of inspections",
      description =
          "Nothing is inspected in it any more. Needs INSPECTOR or SUPERVISOR at the drawing office itself.")
  @APIResponse(responseCode = "200", description = "Closed.")
  public RoundView close(@PathParam("id") @Parameter(description = ID) String id) {
    var round = next(id, RoundStatus.CLOSED);
    rounds.close(round);
    return rounds.view(told(round, "round.closed"));
  }

  private Round next(String id, RoundStatus to) {
    var round = rounds.locked(id);
    office.requireDrawer(round.officePath());
    preconditions.requireIfGiven(rounds.view(round));
    if (to != RoundStatus.CLOSED) {
      round.requireCampaignNotClosed();
    }
    round.status().requireNext(to);
    return round;
  }

  private Round told(Round before, String type) {
    var round = rounds.visible(before.id().toString());
    var paths = round.status().isPublic() ? draws.drawnPaths(round) : List.<String>of();
    changes.fire(round.fact(type, before.fields(), paths));
    return round;
  }
}
