package qingdan.problem;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import qingdan.access.Caller;
import qingdan.access.PlanKept;
import qingdan.shared.Count;
import qingdan.shared.Idempotent;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Preconditions;
import qingdan.unit.Directory;

/** What is done with a problem list, and what was done. */
@Path("/problem-lists/{id}")
@PlanKept
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Problem lists",
    description =
        "What each unit has found for a batch: listed and approved before it is rectified (问题清单).")
class ProblemListMoveResource {

  private static final String ID = "Id of the list.";

  private final ProblemLists problemLists;
  private final Judgement judgement;
  private final Actions actions;
  private final Supervision supervision;
  private final Trail trail;
  private final Directory directory;
  private final Caller caller;
  private final Lists lists;
  private final Preconditions preconditions;
  private final Clock clock;

  ProblemListMoveResource(
      ProblemLists problemLists,
      Judgement judgement,
      Actions actions,
      Supervision supervision,
      Trail trail,
      Directory directory,
      Caller caller,
      Lists lists,
      Preconditions preconditions,
      Clock clock) {
    this.problemLists = problemLists;
    this.judgement = judgement;
    this.actions = actions;
    this.supervision = supervision;
    this.trail = trail;
    this.directory = directory;
    this.caller = caller;
    this.lists = lists;
    this.preconditions = preconditions;
    this.clock = clock;
  }

  @GET
  @Path("/actions")
  @Operation(
      operationId = "getProblemListActions",
      summary = "Get what may be done with a problem list",
      description = "Each move, whether the caller may make it now, and if not, why.")
  @APIResponse(responseCode = "200", description = "The actions.")
  public ListActionsView actions(
      @PathParam("id") @Parameter(description = ID) String id, @Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    return actions.of(problemLists.visible(id));
  }

  @GET
  @Path("/history")
  @Operation(
      operationId = "listProblemListHistory",
      summary = "List the history of a problem list",
      description =
          "Every change of the list itself, the oldest first; each problem of it has a history of its own.")
  @APIResponse(responseCode = "200", description = "A page of changes.")
  public Page<HistoryView> history(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, Set.of());
    var list = problemLists.visible(id).id();
    var rows = trail.changes(Trail.LIST, list, reading.after(), reading.fetch());
    return reading.page(rows, row -> List.of(Long.toString(row.id())), trail.entries(rows));
  }

  @GET
  @Path("/history/count")
  @Operation(
      operationId = "countProblemListHistory",
      summary = "Count the changes of a problem list",
      description = "How many there are.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count countHistory(
      @PathParam("id") @Parameter(description = ID) String id, @Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    return Count.of(trail.countChanges(Trail.LIST, problemLists.visible(id).id()));
  }

  @POST
  @Path("/submission")
  @Idempotent
  @Operation(
      operationId = "submitProblemList",
      summary = "Submit a problem list",
      description =
          "Needs REPORTER at the unit or above it, and what the list has to hold: at least one problem and the plan for it, which is `aims`, `steps` and `leadPerson`, or no problem and a `statement` why there is none. 409 otherwise, with all that the plan lacks in `errors`.")
  @APIResponse(responseCode = "200", description = "Submitted.")
  public ProblemListView submit(@PathParam("id") @Parameter(description = ID) String id) {
    var list = problemLists.locked(id);
    judgement.require(ListMove.SUBMIT, list);
    preconditions.requireIfGiven(view(list));
    return view(
        problemLists.change(
            list,
            "problem-list.submitted",
            Columns.set("status", ListStatus.SUBMITTED)
                .and("submitted_at", clock.instant())
                .and("submitted_by", caller.accountId())));
  }

  @POST
  @Path("/approval")
  @Idempotent
  @Operation(
      operationId = "approveProblemList",
      summary = "Approve a problem list",
      description =
          "Needs SUPERVISOR of the supervising unit, and If-Match: the version that was reviewed. Confirms the problems that are reported on it.")
  @APIResponse(responseCode = "200", description = "Approved.")
  public ProblemListView approve(@PathParam("id") @Parameter(description = ID) String id) {
    var list = problemLists.locked(id);
    judgement.require(ListMove.APPROVE, list);
    preconditions.require(view(list));
    supervision.confirmAll(list);
    return view(
        problemLists.change(
            list,
            "problem-list.approved",
            Columns.set("status", ListStatus.APPROVED)
                .and("returned_for", null)
                .and("approved_at", clock.instant())
                .and("approved_by", caller.accountId())));
  }

  @POST
  @Path("/return")
  @Idempotent
  @Operation(
      operationId = "returnProblemList",
      summary = "Return a problem list",
      description = "Needs SUPERVISOR of the supervising unit, and says why.")
  @APIResponse(responseCode = "200", description = "Returned.")
  public ProblemListView giveBack(
      @PathParam("id") @Parameter(description = ID) String id, @Valid @NotNull GiveReason request) {
    var list = problemLists.locked(id);
    judgement.require(ListMove.RETURN, list);
    preconditions.requireIfGiven(view(list));
    return view(
        problemLists.change(
            list,
            "problem-list.returned",
            Columns.set("status", ListStatus.RETURNED).and("returned_for", request.reason())));
  }

  @POST
  @Path("/closure")
  @Idempotent
  @Operation(
      operationId = "closeProblemList",
      summary = "Close a problem list",
      description =
          "Needs SUPERVISOR of the supervising unit; every problem of it must be closed or dismissed: 409 otherwise.")
  @APIResponse(responseCode = "200", description = "Closed.")
  public ProblemListView close(@PathParam("id") @Parameter(description = ID) String id) {
    var list = problemLists.locked(id);
    judgement.require(ListMove.CLOSE, list);
    preconditions.requireIfGiven(view(list));
    return view(
        problemLists.change(
            list,
            "problem-list.closed",
            Columns.set("status", ListStatus.CLOSED).and("closed_at", clock.instant())));
  }

  private ProblemListView view(ProblemList list) {
    return ProblemListView.of(list, directory.of(Set.of(list.unitId())).get(list.unitId()));
  }
}
