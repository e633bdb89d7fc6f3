package qingdan.milestone;

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

import qingdan.campaign.Scope;
import qingdan.obligation.Obligations;
import qingdan.shared.Changed;
import qingdan.shared.MergePatch;
import qingdan.shared.Preconditions;

@Path("/milestones/{id}")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Milestones",
    description = "What every unit of a cohort owes by a day, and who has done it (节点).")
class MilestoneResource {

  private static final String ID = "Id of the milestone.";

  private final Milestones milestones;
  private final Obligations obligations;
  private final Scope scope;
  private final Preconditions preconditions;
  private final MergePatch mergePatch;
  private final Event<Changed> changes;

  MilestoneResource(
      Milestones milestones,
      Obligations obligations,
      Scope scope,
      Preconditions preconditions,
      MergePatch mergePatch,
      Event<Changed> changes) {
    this.milestones = milestones;
    this.obligations = obligations;
    this.scope = scope;
    this.preconditions = preconditions;
    this.mergePatch = mergePatch;
    this.changes = changes;
  }

  @GET
  @Operation(
      operationId = "getMilestone",
      summary = "Get a milestone",
      description = "The milestone itself; who owes it, and how many have done it, are beside it.")
  @APIResponse(responseCode = "200", description = "The milestone.")
  public MilestoneView get(@PathParam("id") @Parameter(description = ID) String id) {
    return MilestoneView.of(milestones.visible(id));
  }

  @PATCH
  @Consumes(MergePatch.MEDIA_TYPE)
  @Operation(
      operationId = "changeMilestone",
      summary = "Change a milestone",
      description =
          "Needs SUPERVISOR at the campaign's top unit or above it, and If-Match. By a new due day what was done is judged anew, from today on.")
  @APIResponse(responseCode = "200", description = "Changed.")
  public MilestoneView change(
      @PathParam("id") @Parameter(description = ID) String id,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MergePatch.MEDIA_TYPE,
                      schema = @Schema(implementation = MilestonePatch.class)))
          JsonNode request)
      throws JsonProcessingException {
    var milestone = milestones.locked(id);
    scope.requireSupervisor(milestone.topPath());
    preconditions.require(MilestoneView.of(milestone));
    var current = MilestonePatch.of(milestone);
    var patched = mergePatch.apply(current, request, MilestonePatch.class);
    if (patched.equals(current)) {
      return MilestoneView.of(milestone);
    }
    milestone.requireNotClosed();
    milestones.update(milestone.id(), patched);
    if (!patched.dueOn().equals(milestone.dueOn())) {
      obligations.becomeDue(milestone.id(), patched.dueOn());
    }
    var changed = milestones.visible(id);
    changes.fire(changed.fact("milestone.changed", milestone.fields(), changed.fields()));
    return MilestoneView.of(changed);
  }
}
