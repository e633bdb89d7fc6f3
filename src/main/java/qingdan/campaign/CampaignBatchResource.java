package qingdan.campaign;

import java.net.URI;
import java.time.Clock;
import java.util.Set;

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

import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.Idempotent;
import qingdan.shared.Ids;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;

@Path("/campaigns/{id}/batches")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Batches", description = "Parts of campaigns, each with a cohort of units (批次).")
class CampaignBatchResource {

  private static final String CAMPAIGN = "Id of the campaign.";

  private final Campaigns campaigns;
  private final Batches batches;
  private final Scope scope;
  private final Lists lists;
  private final Event<Changed> changes;
  private final Clock clock;

  CampaignBatchResource(
      Campaigns campaigns,
      Batches batches,
      Scope scope,
      Lists lists,
      Event<Changed> changes,
      Clock clock) {
    this.campaigns = campaigns;
    this.batches = batches;
    this.scope = scope;
    this.lists = lists;
    this.changes = changes;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listBatches",
      summary = "List the batches of a campaign",
      description = "By first day and id.")
  @APIResponse(responseCode = "200", description = "A page of batches.")
  public Page<BatchView> list(
      @PathParam("id") @Parameter(description = CAMPAIGN) String id,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, Set.of());
    var rows = batches.list(campaigns.visible(id).id(), reading.after(), reading.fetch());
    return reading.page(rows, Batch::key, BatchView::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countBatches",
      summary = "Count the batches of a campaign",
      description = "How many there are.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = CAMPAIGN) String id, @Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    return Count.of(batches.count(campaigns.visible(id).id()));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createBatch",
      summary = "Create a batch",
      description = "Needs SUPERVISOR at the campaign's top unit or above it.")
  @APIResponse(
      responseCode = "201",
      description = "Created.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = BatchView.class)))
  public RestResponse<BatchView> create(
      @PathParam("id") @Parameter(description = CAMPAIGN) String id,
      @Valid @NotNull CreateBatch request) {
    var campaign = campaigns.kept(id);
    scope.requireSupervisor(campaign.topPath());
    campaign.requireNotClosed();
    new Period(request.startsOn(), request.endsOn()).requireInOrder("/endsOn");
    var batchId = request.id() == null ? Ids.next() : request.id();
    batches.insert(
        batchId,
        campaign.id(),
        new BatchPatch(request.name(), request.startsOn(), request.endsOn(), Phase.PLANNED),
        clock.instant());
    var batch = batches.visible(batchId.toString());
    changes.fire(batch.fact("batch.created", null));
    return RestResponse.ResponseBuilder.<BatchView>create(RestResponse.Status.CREATED)
        .location(URI.create("batches/" + batchId))
        .entity(BatchView.of(batch))
        .build();
  }
}
