package qingdan.campaign;

import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

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
import qingdan.shared.MergePatch;
import qingdan.shared.Page;
import qingdan.shared.Preconditions;
import qingdan.shared.Refusal;

@Path("/campaigns")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Campaigns", description = "Drives through a part of the tree (活动).")
class CampaignResource {

  private static final String ID = "Id of the campaign.";
  private static final String DEFAULT_ZONE = "Asia/Shanghai";

  private final Campaigns campaigns;
  private final Categories categories;
  private final Batches batches;
  private final Scope scope;
  private final Places places;
  private final Lists lists;
  private final Preconditions preconditions;
  private final MergePatch mergePatch;
  private final Event<Changed> changes;
  private final Clock clock;

  CampaignResource(
      Campaigns campaigns,
      Categories categories,
      Batches batches,
      Scope scope,
      Places places,
      Lists lists,
      Preconditions preconditions,
      MergePatch mergePatch,
      Event<Changed> changes,
      Clock clock) {
    this.campaigns = campaigns;
    this.categories = categories;
    this.batches = batches;
    this.scope = scope;
    this.places = places;
    this.lists = lists;
    this.preconditions = preconditions;
    this.mergePatch = mergePatch;
    this.changes = changes;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listCampaigns",
      summary = "List campaigns",
      description =
          "The campaigns that concern your units, those that run through them from above included, by first day and id.")
  @APIResponse(responseCode = "200", description = "A page of campaigns.")
  public Page<CampaignView> list(
      @BeanParam @Valid CampaignQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, CampaignQuery.FILTERS);
    var rows = campaigns.list(query, unit(query), reading.after(), reading.fetch());
    return reading.page(rows, Campaign::key, CampaignView::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countCampaigns",
      summary = "Count campaigns",
      description =
          "How many campaigns the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid CampaignQuery query, @Context UriInfo uri) {
    Lists.allow(uri, CampaignQuery.FILTERS);
    return Count.of(campaigns.count(query, unit(query)));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createCampaign",
      summary = "Create a campaign",
      description =
          "Needs SUPERVISOR at the top unit or above it. Whoever may read at, above or below the top unit sees the campaign. It begins with six categories.")
  @APIResponse(
      responseCode = "201",
      description = "Created.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CampaignView.class)))
  public RestResponse<CampaignView> create(@Valid @NotNull CreateCampaign request) {
    var top = places.named("/topUnit", request.topUnit());
    scope.requireSupervisor(top.path());
    var fields =
        new CampaignPatch(
            request.name(),
            request.timeZone() == null ? DEFAULT_ZONE : request.timeZone(),
            request.startsOn(),
            request.endsOn(),
            request.description(),
            Phase.PLANNED,
            request.labels(),
            request.escalateAfter());
    requireSound(fields);
    if (top.closed()) {
      throw new Refusal(ErrorCode.UNIT_CLOSED, request.topUnit());
    }
    var id = request.id() == null ? Ids.next() : request.id();
    campaigns.insert(id, top.id(), fields, clock.instant());
    FirstCategories.ALL.forEach(category -> categories.insert(id, category));
    var campaign = campaigns.visible(id.toString());
    fire(campaign, "campaign.created", null);
    return RestResponse.ResponseBuilder.<CampaignView>create(RestResponse.Status.CREATED)
        .location(URI.create("campaigns/" + id))
        .entity(CampaignView.of(campaign))
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getCampaign",
      summary = "Get a campaign",
      description = "The campaign itself, with the directory entry of its top unit.")
  @APIResponse(responseCode = "200", description = "The campaign.")
  public CampaignView get(@PathParam("id") @Parameter(description = ID) String id) {
    return CampaignView.of(campaigns.visible(id));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Operation(
      operationId = "changeCampaign",
      summary = "Change a campaign",
      description =
          "Needs SUPERVISOR at the top unit or above it, and If-Match. Its status goes from PLANNED to OPEN to CLOSED: 409 for another way, and for any change once it is closed.")
  @APIResponse(responseCode = "200", description = "Changed.")
  public CampaignView change(
      @PathParam("id") @Parameter(description = ID) String id,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MergePatch.MEDIA_TYPE,
                      schema = @Schema(implementation = CampaignPatch.class)))
          JsonNode request)
      throws JsonProcessingException {
    var campaign = campaigns.locked(id);
    scope.requireSupervisor(campaign.topPath());
    preconditions.require(CampaignView.of(campaign));
    var current = CampaignPatch.of(campaign);
    var patched = mergePatch.apply(current, request, CampaignPatch.class);
    if (patched.equals(current)) {
      return CampaignView.of(campaign);
    }
    campaign.phase().requireNext(patched.status());
    campaign.requireNotClosed();
    requireSound(patched);
    if (!patched.timeZone().equals(current.timeZone())
        && (campaign.phase() != Phase.PLANNED || campaigns.isCounted(campaign))) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/timeZone", "only-while-planned");
    }
    if (patched.status() == Phase.CLOSED) {
      requireNoOpenBatch(campaign);
    }
    campaigns.update(campaign, patched);
    var changed = campaigns.visible(id);
    fire(changed, "campaign.changed", campaign.fields());
    return CampaignView.of(changed);
  }

  private void requireNoOpenBatch(Campaign campaign) {
    long open = batches.open(campaign.id());
    if (open > 0) {
      throw new Refusal(ErrorCode.BATCHES_OPEN, open);
    }
  }

  private static void requireSound(CampaignPatch fields) {
    if (!ZoneId.getAvailableZoneIds().contains(fields.timeZone())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/timeZone", "time-zone");
    }
    new Period(fields.startsOn(), fields.endsOn()).requireInOrder("/endsOn");
  }

  private Place unit(CampaignQuery query) {
    return query.unit == null ? null : places.visible(query.unit);
  }

  private void fire(Campaign campaign, String type, Map<String, Object> before) {
    changes.fire(
        new Changed(
            "campaign",
            campaign.id(),
            type,
            List.of(campaign.topPath()),
            before,
            campaign.fields()));
  }
}
