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

@Path("/batches")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Batches", description = "Parts of campaigns, each with a cohort of units (批次).")
class BatchResource {

  private static final String ID = "Id of the batch.";

  private final Batches batches;
  private final Scope scope;
  private final Preconditions preconditions;
  private final MergePatch mergePatch;
  private final Event<Changed> changes;

  BatchResource(
      Batches batches,
      Scope scope,
      Preconditions preconditions,
      MergePatch mergePatch,
      Event<Changed> changes) {
    this.batches = batches;
    this.scope = scope;
    this.preconditions = preconditions;
    this.mergePatch = mergePatch;
    this.changes = changes;
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getBatch",
      summary = "Get a batch",
      description = "The batch itself; its cohort is a list of its own.")
  @APIResponse(responseCode = "200", description = "The batch.")
  public BatchView get(@PathParam("id") @Parameter(description = ID) String id) {
    return BatchView.of(batches.visible(id));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Operation(
      operationId = "changeBatch",
      summary = "Change a batch",
      description =
          "Needs SUPERVISOR at the campaign's top unit or above it, and If-Match. Its status goes from PLANNED to OPEN (in an open campaign) to CLOSED: 409 for another way, and for any change once it is closed.")
  @APIResponse(responseCode = "200", description = "Changed.")
  public BatchView change(
      @PathParam("id") @Parameter(description = ID) String id,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MergePatch.MEDIA_TYPE,
                      schema = @Schema(implementation = BatchPatch.class)))
          JsonNode request)
      throws JsonProcessingException {
    var batch = batches.locked(id);
    scope.requireSupervisor(batch.topPath());
    preconditions.require(BatchView.of(batch));
    var current = BatchPatch.of(batch);
    var patched = mergePatch.apply(current, request, BatchPatch.class);
    if (patched.equals(current)) {
      return BatchView.of(batch);
    }
    batch.requireNext(patched.status());
    batch.requireNotClosed();
    new Period(patched.startsOn(), patched.endsOn()).requireInOrder("/endsOn");
    batches.update(batch.id(), patched);
    var changed = batches.visible(id);
    changes.fire(changed.fact("batch.changed", batch.fields()));
    return BatchView.of(changed);
  }
}
