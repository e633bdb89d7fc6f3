package qingdan.campaign;

import java.net.URI;

import jakarta.enterprise.event.Event;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.access.Places;
import qingdan.access.Role;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.Ids;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Refusal;

@Path("/tasks/{id}/targets")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Tasks",
    description = "Special rectification tasks of campaigns, and units' targets in them (专项整治任务).")
class TaskTargetResource {

  private static final String TASK = "Id of the task.";

  private final Campaigns campaigns;
  private final Tasks tasks;
  private final Targets targets;
  private final Places places;
  private final Lists lists;
  private final Event<Changed> changes;

  TaskTargetResource(
      Campaigns campaigns,
      Tasks tasks,
      Targets targets,
      Places places,
      Lists lists,
      Event<Changed> changes) {
    this.campaigns = campaigns;
    this.tasks = tasks;
    this.targets = targets;
    this.places = places;
    this.lists = lists;
    this.changes = changes;
  }

  @GET
  @Operation(
      operationId = "listTargets",
      summary = "List the targets in a task",
      description =
          "Of the units that you read, and all of them where your units lead the task; by the path of the unit.")
  @APIResponse(responseCode = "200", description = "A page of targets.")
  public Page<TargetView> list(
      @PathParam("id") @Parameter(description = TASK) String id,
      @BeanParam @Valid TargetQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, TargetQuery.FILTERS);
    var rows = targets.list(filter(id, query), reading.after(), reading.fetch());
    return reading.page(rows, Target::key, TargetView::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countTargets",
      summary = "Count the targets in a task",
      description =
          "How many targets the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = TASK) String id,
      @BeanParam @Valid TargetQuery query,
      @Context UriInfo uri) {
    Lists.allow(uri, TargetQuery.FILTERS);
    return Count.of(targets.count(filter(id, query)));
  }

  private TargetFilter filter(String id, TargetQuery query) {
    var task = tasks.visible(id);
    var campaign = campaigns.visible(task.campaignId().toString());
    return targets.of(campaign, task, tasks.leads(task), query);
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createTarget",
      summary = "Set a target",
      description =
          "Needs SUPERVISOR at the unit or above it, who assigns it, or REPORTER, by whom the unit commits itself. 409 when the unit has one for the same measure in the task and batch.")
  @APIResponse(
      responseCode = "201",
      description = "Set.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TargetView.class)))
  public RestResponse<TargetView> create(
      @PathParam("id") @Parameter(description = TASK) String id,
      @Valid @NotNull CreateTarget request) {
    var task = tasks.counting(id);
    var unit = places.named("/unit", request.unit());
    targets.requireKeeper(Role.REPORTER, unit.path());
    task.requireNotClosed();
    if (!task.subtree().contains(unit.path())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/unit", "outside-task");
    }
    targets.requireOpenBatch(task.campaignId(), request.batch());
    targets.requireCategory(task.campaignId(), request.category());
    var targetId = request.id() == null ? Ids.next() : request.id();
    targets.insert(
        targetId,
        task,
        request.batch(),
        unit.id(),
        targets.supervises(unit.path()),
        TargetPatch.of(request));
    var target = targets.visible(targetId.toString());
    target.requireOpenUnit();
    changes.fire(target.fact("target.created", null, target.fields()));
    return RestResponse.ResponseBuilder.<TargetView>create(RestResponse.Status.CREATED)
        .location(URI.create("targets/" + targetId))
        .entity(TargetView.of(target))
        .build();
  }
}
