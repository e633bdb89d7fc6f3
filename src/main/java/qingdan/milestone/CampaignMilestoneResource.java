package qingdan.milestone;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

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

import qingdan.campaign.Batches;
import qingdan.campaign.Campaign;
import qingdan.campaign.CampaignLock;
import qingdan.campaign.Campaigns;
import qingdan.campaign.Scope;
import qingdan.obligation.Cohort;
import qingdan.obligation.CohortRule;
import qingdan.obligation.CohortView;
import qingdan.obligation.Cohorts;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.Ids;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.Measures;

@Path("/campaigns/{id}/milestones")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Milestones",
    description = "What every unit of a cohort owes by a day, and who has done it (节点).")
class CampaignMilestoneResource {

  private static final String CAMPAIGN = "Id of the campaign.";

  private final Campaigns campaigns;
  private final Batches batches;
  private final Scope scope;
  private final Milestones milestones;
  private final Cohorts cohorts;
  private final MilestoneCohorts owed;
  private final Measures measures;
  private final Lists lists;
  private final Sql sql;
  private final Event<Changed> changes;
  private final Clock clock;

  CampaignMilestoneResource(
      Campaigns campaigns,
      Batches batches,
      Scope scope,
      Milestones milestones,
      Cohorts cohorts,
      MilestoneCohorts owed,
      Measures measures,
      Lists lists,
      Sql sql,
      Event<Changed> changes,
      Clock clock) {
    this.campaigns = campaigns;
    this.batches = batches;
    this.scope = scope;
    this.milestones = milestones;
    this.cohorts = cohorts;
    this.owed = owed;
    this.measures = measures;
    this.lists = lists;
    this.sql = sql;
    this.changes = changes;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listMilestones",
      summary = "List the milestones of a campaign",
      description = "The earliest due first.")
  @APIResponse(responseCode = "200", description = "A page of milestones.")
  public Page<MilestoneView> list(
      @PathParam("id") @Parameter(description = CAMPAIGN) String id,
      @BeanParam @Valid MilestoneQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, MilestoneQuery.FILTERS);
    var rows = milestones.list(campaigns.visible(id).id(), query, reading.after(), reading.fetch());
    return reading.page(rows, Milestone::key, MilestoneView::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countMilestones",
      summary = "Count the milestones of a campaign",
      description =
          "How many milestones the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = CAMPAIGN) String id,
      @BeanParam @Valid MilestoneQuery query,
      @Context UriInfo uri) {
    Lists.allow(uri, MilestoneQuery.FILTERS);
    return Count.of(milestones.count(campaigns.visible(id).id(), query));
  }

  @POST
  @Path("/cohort")
  @Idempotent
  @Operation(
      operationId = "foreseeCohort",
      summary = "Foresee who would owe a milestone",
      description =
          "How many units of each kind, today; nothing is done. Needs SUPERVISOR at the campaign's top unit or above it.")
  @APIResponse(responseCode = "200", description = "How many units.")
  public CohortView foresee(
      @PathParam("id") @Parameter(description = CAMPAIGN) String id,
      @Valid @NotNull ForeseeCohort request) {
    var campaign = campaigns.kept(id);
    scope.requireSupervisor(campaign.topPath());
    if (request.batch() != null) {
      requireOf(campaign, batches.named("/batch", request.batch()).campaignId());
    }
    var rule = request.rule() == null ? CohortRule.ALL : request.rule();
    return cohorts.foresee(
        cohorts.of(campaign, request.batch(), rule, cohorts.part(campaign, rule)));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createMilestone",
      summary = "Set a milestone",
      description =
          "Every unit of the cohort owes it from then on. Enrolments, withdrawals and figures are followed at once; units that come, move, change or enter and leave sets, within seconds, or within minutes where they are thousands. Needs SUPERVISOR at the campaign's top unit or above it. 409 when the batch has one of that name.")
  @APIResponse(
      responseCode = "201",
      description = "Set.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = MilestoneView.class)))
  public RestResponse<MilestoneView> create(
      @PathParam("id") @Parameter(description = CAMPAIGN) String id,
      @Valid @NotNull CreateMilestone request) {
    shareLock(Ids.parse(id));
    var campaign = campaigns.kept(id);
    scope.requireSupervisor(campaign.topPath());
    campaign.requireNotClosed();
    batches.holdOf(campaign, "/batch", request.batch());
    if (request.measure() != null && !measures.has(request.measure())) {
      throw Refusal.unknownReference("/measure");
    }
    var part = cohorts.part(campaign, request.ruleOrAll());
    Cohort cohort = cohorts.of(campaign, request.batch(), request.ruleOrAll(), part);
    var milestoneId = request.id() == null ? Ids.next() : request.id();
    milestones.insert(
        milestoneId,
        campaign.id(),
        request,
        cohort,
        part == null ? null : part.id(),
        owedFrom(campaign, request));
    var milestone = milestones.find(milestoneId).orElseThrow();
    changes.fire(milestone.fact("milestone.created", null, milestone.fields()));
    owed.follow(milestone, null, null);
    return RestResponse.ResponseBuilder.<MilestoneView>create(RestResponse.Status.CREATED)
        .location(URI.create("milestones/" + milestoneId))
        .entity(MilestoneView.of(milestone))
        .build();
  }

  private void shareLock(UUID campaign) {
    if (campaign != null) {
      sql.one(String.class, CampaignLock.SHARED, campaign.toString());
    }
  }

  private static void requireOf(Campaign campaign, UUID other) {
    if (!campaign.id().equals(other)) {
      throw Refusal.unknownReference("/batch");
    }
  }

  private LocalDate owedFrom(Campaign campaign, CreateMilestone request) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneId.of(campaign.timeZone()));
    if (request.owedFrom() == null) {
      return today;
    }
    if (request.owedFrom().isBefore(today)) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/owedFrom", "not-before", today);
    }
    return request.owedFrom();
  }
}
