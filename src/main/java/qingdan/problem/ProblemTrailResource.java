package qingdan.problem;

import java.util.List;
import java.util.Set;

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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import qingdan.shared.Count;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;

/** What can be read of a problem beside itself. */
@Path("/problems/{id}")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Problems", description = "What is wrong, and how it is rectified, item by item (问题).")
class ProblemTrailResource {

  private static final String ID = "Id of the problem.";

  private final Problems problems;
  private final Trail trail;
  private final Linkage linkage;
  private final Actions actions;
  private final Lists lists;

  ProblemTrailResource(
      Problems problems, Trail trail, Linkage linkage, Actions actions, Lists lists) {
    this.problems = problems;
    this.trail = trail;
    this.linkage = linkage;
    this.actions = actions;
    this.lists = lists;
  }

  @GET
  @Path("/actions")
  @Operation(
      operationId = "getProblemActions",
      summary = "Get what may be done with a problem",
      description =
          "Each move, whether the caller may make it now, and if not, why; with what depends on the day.")
  @APIResponse(responseCode = "200", description = "The actions.")
  public ActionsView actions(
      @PathParam("id") @Parameter(description = ID) String id, @Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    return actions.of(problems.visible(id));
  }

  @GET
  @Path("/linkage")
  @Operation(
      operationId = "getProblemLinkage",
      summary = "Get the linkage of a problem",
      description =
          "One view across the tiers: roots upward, symptoms by unit downward, and measures by tier.")
  @APIResponse(responseCode = "200", description = "The linkage.")
  public LinkageView linkage(
      @PathParam("id") @Parameter(description = ID) String id, @Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    return linkage.of(problems.visible(id));
  }

  @GET
  @Path("/history")
  @Operation(
      operationId = "listProblemHistory",
      summary = "List the history of a problem",
      description = "Every change, the oldest first.")
  @APIResponse(responseCode = "200", description = "A page of changes.")
  public Page<HistoryView> history(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, Set.of());
    var problem = problems.visible(id).id();
    var rows = trail.changes(Trail.PROBLEM, problem, reading.after(), reading.fetch());
    return reading.page(rows, row -> List.of(Long.toString(row.id())), trail.entries(rows));
  }

  @GET
  @Path("/history/count")
  @Operation(
      operationId = "countProblemHistory",
      summary = "Count the changes of a problem",
      description = "How many there are.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count countHistory(
      @PathParam("id") @Parameter(description = ID) String id, @Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    return Count.of(trail.countChanges(Trail.PROBLEM, problems.visible(id).id()));
  }

  @GET
  @Path("/reports")
  @Operation(
      operationId = "listProgressReports",
      summary = "List the progress reports of a problem",
      description = "With their evidence, the oldest first.")
  @APIResponse(responseCode = "200", description = "A page of reports.")
  public Page<ReportView> reports(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, Set.of());
    var rows = trail.reports(problems.visible(id).id(), reading.after(), reading.fetch());
    return reading.page(rows, Trail.Report::key, trail.views(rows));
  }

  @GET
  @Path("/reports/count")
  @Operation(
      operationId = "countProgressReports",
      summary = "Count the progress reports of a problem",
      description = "How many there are.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count countReports(
      @PathParam("id") @Parameter(description = ID) String id, @Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    return Count.of(trail.countReports(problems.visible(id).id()));
  }
}
