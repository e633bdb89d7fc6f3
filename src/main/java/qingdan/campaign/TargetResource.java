package qingdan.campaign;

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

@Path("/targets")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Tasks",
    description = "Special rectification tasks of campaigns, and units' targets in them (专项整治任务).")
class TargetResource {

  private static final String ID = "Id of the target.";

  private final Targets targets;
  private final Preconditions preconditions;
  private final MergePatch mergePatch;
  private final Event<Changed> changes;

  TargetResource(
      Targets targets, Preconditions preconditions, MergePatch mergePatch, Event<Changed> changes) {
    this.targets = targets;
    this.preconditions = preconditions;
    this.mergePatch = mergePatch;
    this.changes = changes;
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getTarget",
      summary = "Get a target",
      description =
          "The target with the latest that was reported; its reports are a list of their own.")
  @APIResponse(responseCode = "200", description = "The target.")
  public TargetView get(@PathParam("id") @Parameter(description = ID) String id) {
    return TargetView.of(targets.visible(id));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Operation(
      operationId = "changeTarget",
      summary = "Change a target",
      description =
          "Needs If-Match, and SUPERVISOR at the unit or above it; REPORTER will do where the unit committed itself.")
  @APIResponse(responseCode = "200", description = "Changed.")
  public TargetView change(
      @PathParam("id") @Parameter(description = ID) String id,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MergePatch.MEDIA_TYPE,
                      schema = @Schema(implementation = TargetPatch.class)))
          JsonNode request)
      throws JsonProcessingException {
    var target = targets.locked(id);
    targets.requireKeeper(target.keeper(), target.unitPath());
    preconditions.require(TargetView.of(target));
    var current = TargetPatch.of(target);
    var patched = mergePatch.apply(current, request, TargetPatch.class);
    if (patched.equals(current)) {
      return TargetView.of(target);
    }
    target.requireNotClosed();
    targets.requireOpenBatch(target.campaignId(), target.batchId());
    targets.requireCategory(target.campaignId(), patched.category());
    targets.update(target.id(), patched);
    var changed = targets.visible(id);
    changes.fire(changed.fact("target.changed", target.fields(), changed.fields()));
    return TargetView.of(changed);
  }
}
