package qingdan.campaign;

import java.net.URI;
import java.time.Clock;

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

import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.Ids;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Refusal;

@Path("/campaigns/{id}/tasks")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Tasks",
    description = "Special rectification tasks of campaigns, and units' targets in them (专项整治任务).")
class CampaignTaskResource {

  private static final String CAMPAIGN = "Id of the campaign.";

  private final Campaigns campaigns;
  private final Tasks tasks;
  private final LeadUnits leadUnits;
  private final Scope scope;
  private final Places places;
  private final Lists lists;
  private final Event<Changed> changes;
  private final Clock clock;

  CampaignTaskResource(
      Campaigns campaigns,
      Tasks tasks,
      LeadUnits leadUnits,
      Scope scope,
      Places places,
      Lists lists,
      Event<Changed> changes,
      Clock clock) {
    this.campaigns = campaigns;
    this.tasks = tasks;
    this.leadUnits = leadUnits;
    this.scope = scope;
    this.places = places;
    this.lists = lists;
    this.changes = changes;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listTasks",
      summary = "List the tasks of a campaign",
      description =
          "Common and local ones: those that concern your units, those set below them, and those that your units lead.")
  @APIResponse(responseCode = "200", description = "A page of tasks.")
  public Page<TaskView> list(
      @PathParam("id") @Parameter(description = CAMPAIGN) String id,
      @BeanParam @Valid TaskQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, TaskQuery.FILTERS);
    var rows = tasks.list(campaigns.visible(id), query, reading.after(), reading.fetch());
    return reading.page(rows, TaskSort.of(query.sort)::key, TaskView::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countTasks",
      summary = "Count the tasks of a campaign",
      description = "How many tasks the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = CAMPAIGN) String id,
      @BeanParam @Valid TaskQuery query,
      @Context UriInfo uri) {
    Lists.allow(uri, TaskQuery.FILTERS);
    return Count.of(tasks.count(campaigns.visible(id), query));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createTask",
      summary = "Set a task",
      description =
          "Common when the campaign's top unit sets it; local when a unit below does, for its own subtree. Needs SUPERVISOR at the owner or above it. 409 when the owner has one of that name in the campaign.")
  @APIResponse(
      responseCode = "201",
      description = "Set.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TaskView.class)))
  public RestResponse<TaskView> create(
      @PathParam("id") @Parameter(description = CAMPAIGN) String id,
      @Valid @NotNull CreateTask request) {
    var campaign = campaigns.kept(id);
    var owner = owner(campaign, request.owner());
    scope.requireSupervisor(owner.path());
    campaign.requireNotClosed();
    if (!campaign.subtree().contains(owner.path())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/owner", "outside-campaign");
    }
    var lead = leadUnits.named(campaign, request.leadUnit());
    var position =
        request.position() == null
            ? (Integer) tasks.nextPosition(campaign.id(), owner.id())
            : request.position();
    var fields =
        new TaskPatch(request.name(), null, request.description(), position, TaskStatus.OPEN);
    var taskId = request.id() == null ? Ids.next() : request.id();
    tasks.insert(
        taskId,
        campaign.id(),
        owner.id(),
        lead == null ? null : lead.id(),
        fields,
        clock.instant());
    var task = tasks.visible(taskId.toString());
    if (task.ownerClosed()) {
      throw new Refusal(ErrorCode.UNIT_CLOSED, task.ownerCode());
    }
    changes.fire(task.fact("task.created", null));
    return RestResponse.ResponseBuilder.<TaskView>create(RestResponse.Status.CREATED)
        .location(URI.create("tasks/" + taskId))
        .entity(TaskView.of(task))
        .build();
  }

  /** Also one above the caller's units, as whose task it would be shown: 403 follows then. */
  private Place owner(Campaign campaign, String reference) {
    return places
        .find(reference == null ? campaign.topUnitId().toString() : reference)
        .filter(place -> scope.meets(place.path()))
        .orElseThrow(() -> Refusal.unknownReference("/owner"));
  }
}
