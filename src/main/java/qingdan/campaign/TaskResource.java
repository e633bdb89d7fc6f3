package qingdan.campaign;

import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

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

import qingdan.shared.Changed;
import qingdan.shared.MergePatch;
import qingdan.shared.Preconditions;

@Path("/tasks")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Tasks",
    description = "Special rectification tasks of campaigns, and units' targets in them (专项整治任务).")
class TaskResource {

  private static final String ID = "Id of the task.";

  private final Campaigns campaigns;
  private final Tasks tasks;
  private final LeadUnits leadUnits;
  private final Scope scope;
  private final Preconditions preconditions;
  private final MergePatch mergePatch;
  private final Event<Changed> changes;

  TaskResource(
      Campaigns campaigns,
      Tasks tasks,
      LeadUnits leadUnits,
      Scope scope,
      Preconditions preconditions,
      MergePatch mergePatch,
      Event<Changed> changes) {
    this.campaigns = campaigns;
    this.tasks = tasks;
    this.leadUnits = leadUnits;
    this.scope = scope;
    this.preconditions = preconditions;
    this.mergePatch = mergePatch;
    this.changes = changes;
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getTask",
      summary = "Get a task",
      description = "The task itself; the targets that units have in it are a list of their own.")
  @APIResponse(responseCode = "200", description = "The task.")
  public TaskView get(@PathParam("id") @Parameter(description = ID) String id) {
    return TaskView.of(tasks.visible(id));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Operation(
      operationId = "changeTask",
      summary = "Change a task",
      description =
          "Needs SUPERVISOR at its owner or above it, and If-Match. Its status goes from OPEN to CLOSED: 409 for the way back, and for any change once it is closed.")
  @APIResponse(responseCode = "200", description = "Changed.")
  public TaskView change(
      @PathParam("id") @Parameter(description = ID) String id,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MergePatch.MEDIA_TYPE,
                      schema = @Schema(implementation = TaskPatch.class)))
          JsonNode request)
      throws JsonProcessingException {
    var task = tasks.locked(id);
    scope.requireSupervisor(task.ownerPath());
    preconditions.require(TaskView.of(task));
    var current = TaskPatch.of(task);
    var patched = mergePatch.apply(current, request, TaskPatch.class);
    if (patched.equals(current)) {
      return TaskView.of(task);
    }
    task.requireNext(patched.status());
    task.requireNotClosed();
    tasks.update(task.id(), lead(task, current, patched), patched);
    var changed = tasks.visible(id);
    changes.fire(changed.fact("task.changed", task.fields()));
    return TaskView.of(changed);
  }

  /** One that leads the task already may have closed since. */
  private UUID lead(Task task, TaskPatch current, TaskPatch patched) {
    if (Objects.equals(current.leadUnit(), patched.leadUnit())) {
      return task.leadId();
    }
    var campaign = campaigns.visible(task.campaignId().toString());
    var lead = leadUnits.named(campaign, patched.leadUnit());
    return lead == null ? null : lead.id();
  }
}
