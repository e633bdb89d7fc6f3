package qingdan.problem;

import java.net.URI;

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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.access.PlanKept;
import qingdan.shared.Idempotent;
import qingdan.shared.Preconditions;

/** Every move of {@link Move} that a caller makes, as a sub-resource of the problem. */
@Path("/problems/{id}")
@PlanKept
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Problems", description = "What is wrong, and how it is rectified, item by item (问题).")
class ProblemMoveResource {

  private static final String ID = "Id of the problem.";

  private final Moves moves;
  private final Presentation presentation;
  private final Preconditions preconditions;

  ProblemMoveResource(Moves moves, Presentation presentation, Preconditions preconditions) {
    this.moves = moves;
    this.presentation = presentation;
    this.preconditions = preconditions;
  }

  @POST
  @Path("/confirmation")
  @Idempotent
  @Operation(
      operationId = "confirmProblem",
      summary = "Confirm a problem",
      description =
          "A problem that was added to an approved list; the approval of a list confirms all on it. Needs SUPERVISOR of the supervising unit.")
  @APIResponse(responseCode = "200", description = "The problem as it is now.")
  public ProblemView confirm(@PathParam("id") @Parameter(description = ID) String id) {
    return moved(id, Move.CONFIRM, null);
  }

  @POST
  @Path("/dismissal")
  @Idempotent
  @Operation(
      operationId = "dismissProblem",
      summary = "Dismiss a problem",
      description =
          "From REPORTED, CONFIRMED or PLANNED. Needs SUPERVISOR of the supervising unit. Symptoms of a dismissed root go back to where they were.")
  @APIResponse(responseCode = "200", description = "The problem as it is now.")
  public ProblemView dismiss(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull DismissProblem request) {
    return moved(id, Move.DISMISS, request);
  }

  @POST
  @Path("/plan")
  @Idempotent
  @Operation(
      operationId = "planProblem",
      summary = "Plan a problem",
      description =
          "From CONFIRMED or PLANNED: the responsible unit, a deadline and at least one measure; 422 names all that lacks at once. Needs REPORTER of the owning or the responsible unit.")
  @APIResponse(responseCode = "200", description = "The problem as it is now.")
  public ProblemView plan(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull PlanProblem request) {
    return moved(id, Move.PLAN, request);
  }

  @POST
  @Path("/start")
  @Idempotent
  @Operation(
      operationId = "startProblem",
      summary = "Start work on a problem",
      description = "From PLANNED. Needs REPORTER of the responsible unit.")
  @APIResponse(responseCode = "200", description = "The problem as it is now.")
  public ProblemView start(@PathParam("id") @Parameter(description = ID) String id) {
    return moved(id, Move.START, null);
  }

  @POST
  @Path("/progress")
  @Idempotent
  @Operation(
      operationId = "reportProgress",
      summary = "Report progress",
      description =
          "While it is IN_PROGRESS, by the responsible unit, or by a joint unit on its own measures.")
  @APIResponse(responseCode = "200", description = "The problem as it is now.")
  public ProblemView progress(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull ReportProgress request) {
    return moved(id, Move.PROGRESS, request);
  }

  @POST
  @Path("/resolution")
  @Idempotent
  @Operation(
      operationId = "resolveProblem",
      summary = "Resolve a problem",
      description =
          "From IN_PROGRESS, when every measure is done or dropped, with evidence. Needs REPORTER of the responsible unit.")
  @APIResponse(responseCode = "200", description = "The problem as it is now.")
  public ProblemView resolve(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull ResolveProblem request) {
    return moved(id, Move.RESOLVE, request);
  }

  @POST
  @Path("/return")
  @Idempotent
  @Operation(
      operationId = "returnProblem",
      summary = "Return a resolved problem",
      description =
          "Needs SUPERVISOR of the supervising unit, and says why. What was solved at its root alone, without a plan of its own, becomes CONFIRMED.")
  @APIResponse(responseCode = "200", description = "The problem as it is now.")
  public ProblemView giveBack(
      @PathParam("id") @Parameter(description = ID) String id, @Valid @NotNull GiveReason request) {
    return moved(id, Move.RETURN, request);
  }

  @POST
  @Path("/closure")
  @Idempotent
  @Operation(
      operationId = "closeProblem",
      summary = "Close a problem",
      description =
          "From RESOLVED (销号). Needs SUPERVISOR of the supervising unit, never of the responsible one. Closing a root resolves its symptoms.")
  @APIResponse(responseCode = "200", description = "The problem as it is now.")
  public ProblemView close(@PathParam("id") @Parameter(description = ID) String id) {
    return moved(id, Move.CLOSE, null);
  }

  @POST
  @Path("/escalation")
  @Idempotent
  @Operation(
      operationId = "escalateProblem",
      summary = "Escalate a problem",
      description =
          "To a unit above, within the campaign (上提). It stays where it is, and its clock runs, until that unit claims it. Needs REPORTER of the owning or the responsible unit.")
  @APIResponse(responseCode = "200", description = "The problem as it is now.")
  public ProblemView escalate(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull EscalateProblem request) {
    return moved(id, Move.ESCALATE, request);
  }

  @POST
  @Path("/withdrawal")
  @Idempotent
  @Operation(
      operationId = "withdrawEscalation",
      summary = "Withdraw an escalation",
      description = "Until it is claimed. Needs REPORTER of the unit that escalated it.")
  @APIResponse(responseCode = "200", description = "The problem as it is now.")
  public ProblemView withdraw(@PathParam("id") @Parameter(description = ID) String id) {
    return moved(id, Move.WITHDRAW, null);
  }

  @POST
  @Path("/decline")
  @Idempotent
  @Operation(
      operationId = "declineEscalation",
      summary = "Decline an escalation",
      description =
          "Needs SUPERVISOR of the asked unit, and says why. The problem goes back to the state before.")
  @APIResponse(responseCode = "200", description = "The problem as it is now.")
  public ProblemView decline(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull DeclineEscalation request) {
    return moved(id, Move.DECLINE, request);
  }

  @POST
  @Path("/release")
  @Idempotent
  @Operation(
      operationId = "releaseProblem",
      summary = "Release a claimed problem",
      description =
          "Needs SUPERVISOR of the claiming unit, and says why. The problem goes back to the state before its escalation.")
  @APIResponse(responseCode = "200", description = "The problem as it is now.")
  public ProblemView release(
      @PathParam("id") @Parameter(description = ID) String id, @Valid @NotNull GiveReason request) {
    return moved(id, Move.RELEASE, request);
  }

  @POST
  @Path("/extension")
  @Idempotent
  @Operation(
      operationId = "askExtension",
      summary = "Ask for a later deadline",
      description =
          "While it is open and has a deadline. Needs REPORTER of the responsible unit; the supervising unit answers. The first deadline is kept.")
  @APIResponse(responseCode = "200", description = "The problem as it is now.")
  public ProblemView askExtension(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull AskExtension request) {
    return moved(id, Move.EXTEND, request);
  }

  @POST
  @Path("/extension-approval")
  @Idempotent
  @Operation(
      operationId = "approveExtension",
      summary = "Approve a later deadline",
      description = "Needs SUPERVISOR of the supervising unit.")
  @APIResponse(responseCode = "200", description = "The problem as it is now.")
  public ProblemView approveExtension(@PathParam("id") @Parameter(description = ID) String id) {
    return moved(id, Move.APPROVE_EXTENSION, null);
  }

  @POST
  @Path("/extension-refusal")
  @Idempotent
  @Operation(
      operationId = "refuseExtension",
      summary = "Refuse a later deadline",
      description = "Needs SUPERVISOR of the supervising unit, and says why.")
  @APIResponse(responseCode = "200", description = "The problem as it is now.")
  public ProblemView refuseExtension(
      @PathParam("id") @Parameter(description = ID) String id, @Valid @NotNull GiveReason request) {
    return moved(id, Move.REFUSE_EXTENSION, request);
  }

  @POST
  @Path("/claim")
  @Idempotent
  @Operation(
      operationId = "claimProblem",
      summary = "Claim a problem",
      description =
          "Asked, or unasked (主动认领). Needs SUPERVISOR of a unit above, within the campaign. Makes a root problem of that unit, or links to one that it has; one of two claims at once wins, the other gets 409 with the holder.")
  @APIResponse(responseCode = "200", description = "The problem as it is now.")
  public ProblemView claim(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull ClaimProblem request) {
    return moved(id, Move.CLAIM, request);
  }

  @POST
  @Path("/symptoms")
  @Idempotent
  @Operation(
      operationId = "linkSymptoms",
      summary = "Link symptoms to a root problem",
      description =
          "Claims problems of units below as symptoms of this one. Needs SUPERVISOR of the unit of this one.")
  @APIResponse(responseCode = "200", description = "The root as it is now.")
  public ProblemView link(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull LinkSymptoms request) {
    return moved(id, Move.LINK, request);
  }

  @POST
  @Path("/recurrence")
  @Idempotent
  @Operation(
      operationId = "reportRecurrence",
      summary = "Report that a closed problem has come back",
      description =
          "A closed problem never reopens: a new one is REPORTED that points at the old. Needs REPORTER of the owning unit or SUPERVISOR of the supervising one.")
  @APIResponse(
      responseCode = "201",
      description = "Reported.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ProblemView.class)))
  public RestResponse<ProblemView> recur(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull ReportRecurrence request) {
    var problem = moves.make(Move.RECUR, id, request, this::requireSeen);
    return RestResponse.ResponseBuilder.<ProblemView>create(RestResponse.Status.CREATED)
        .location(URI.create("problems/" + problem.id()))
        .entity(presentation.of(problem))
        .build();
  }

  private ProblemView moved(String id, Move move, Object body) {
    return presentation.of(moves.make(move, id, body, this::requireSeen));
  }

  /** Whoever sends If-Match moves only what it has seen. */
  private void requireSeen(Problem problem) {
    preconditions.requireIfGiven(presentation.of(problem));
  }
}
