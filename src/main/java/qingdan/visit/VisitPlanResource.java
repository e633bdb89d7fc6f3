package qingdan.visit;

import java.net.URI;

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

import qingdan.access.Places;
import qingdan.campaign.Batches;
import qingdan.campaign.CampaignLock;
import qingdan.campaign.Campaigns;
import qingdan.campaign.Scope;
import qingdan.obligation.Cohorts;
import qingdan.obligation.Obligations;
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
import qingdan.shared.Sql;

@Path("/visit-plans")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Visits",
    description = "Who was at which unit, and which units of a plan are still to be visited (走访).")
class VisitPlanResource {

  private static final String ID = "Id of the plan.";

  private final VisitPlans plans;
  private final PlannedUnits planned;
  private final Obligations obligations;
  private final Campaigns campaigns;
  private final Batches batches;
  private final Cohorts cohorts;
  private final Places places;
  private final Scope scope;
  private final Lists lists;
  private final Preconditions preconditions;
  private final MergePatch mergePatch;
  private final Event<Changed> changes;
  private final Sql sql;

  VisitPlanResource(
      VisitPlans plans,
      PlannedUnits planned,
      Obligations obligations,
      Campaigns campaigns,
      Batches batches,
      Cohorts cohorts,
      Places places,
      Scope scope,
      Lists lists,
      Preconditions preconditions,
      MergePatch mergePatch,
      Event<Changed> changes,
      Sql sql) {
    this.plans = plans;
    this.planned = planned;
    this.obligations = obligations;
    this.campaigns = campaigns;
    this.batches = batches;
    this.cohorts = cohorts;
    this.places = places;
    this.scope = scope;
    this.lists = lists;
    this.preconditions = preconditions;
    this.mergePatch = mergePatch;
    this.changes = changes;
    this.sql = sql;
  }

  @GET
  @Operation(
      operationId = "listVisitPlans",
      summary = "List plans of visits",
      description =
          "Those of your units, and of the units above and below them; the earliest due first.")
  @APIResponse(responseCode = "200", description = "A page of plans.")
  public Page<VisitPlanView> list(
      @BeanParam @Valid VisitPlanQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, VisitPlanQuery.FILTERS);
    var rows = plans.list(query, reading.after(), reading.fetch());
    return reading.page(rows, VisitPlan::key, VisitPlanView::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countVisitPlans",
      summary = "Count plans of visits",
      description = "How many plans the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid VisitPlanQuery query, @Context UriInfo uri) {
    Lists.allow(uri, VisitPlanQuery.FILTERS);
    return Count.of(plans.count(query));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createVisitPlan",
      summary = "Make a plan of visits",
      description =
          "Needs SUPERVISOR at the unit whose leaders visit, or above it. Every unit of its cohort shall be visited from then on; later enrolments and withdrawals are followed. 409 when the campaign has one of that name.")
  @APIResponse(
      responseCode = "201",
      description = "Made.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = VisitPlanView.class)))
  public RestResponse<VisitPlanView> create(@Valid @NotNull CreateVisitPlan request) {
    sql.one(String.class, CampaignLock.SHARED, request.campaign().toString());
    var campaign = campaigns.named("/campaign", request.campaign());
    var base = places.named("/base", request.base());
    scope.requireSupervisor(base.path());
    if (!campaign.subtree().contains(base.path())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/base", "outside-campaign");
    }
    campaign.requireNotClosed();
    places.requireOpen(base);
    batches.holdOf(campaign, "/batch", request.batch());
    if (request.dueOn().isBefore(request.startsOn())) {
      throw new Refusal(ErrorCode.RULE_BROKEN)
          .at("/dueOn", "not-before", request.startsOn().toString());
    }
    var part = cohorts.part(campaign, request.ruleOrAll());
    var id = request.id() == null ? Ids.next() : request.id();
    plans.insert(
        id,
        campaign.id(),
        base.id(),
        request,
        cohorts.of(campaign, request.batch(), request.ruleOrAll(), part),
        part == null ? null : part.id());
    var plan = plans.visible(id.toString());
    changes.fire(plan.fact("visit-plan.created", null, plan.fields()));
    planned.follow(plan, null, null);
    return RestResponse.ResponseBuilder.<VisitPlanView>create(RestResponse.Status.CREATED)
        .location(URI.create("visit-plans/" + id))
        .entity(VisitPlanView.of(plan))
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getVisitPlan",
      summary = "Get a plan of visits",
      description = "The plan itself; its units, its visitors and its coverage are beside it.")
  @APIResponse(responseCode = "200", description = "The plan.")
  public VisitPlanView get(@PathParam("id") @Parameter(description = ID) String id) {
    return VisitPlanView.of(plans.visible(id));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Operation(
      operationId = "changeVisitPlan",
      summary = "Change a plan of visits",
      description =
          "Needs SUPERVISOR at the unit whose leaders visit, or above it, and If-Match. By a new due day visits are judged anew, from today on.")
  @APIResponse(responseCode = "200", description = "Changed.")
  public VisitPlanView change(
      @PathParam("id") @Parameter(description = ID) String id,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MergePatch.MEDIA_TYPE,
                      schema = @Schema(implementation = VisitPlanPatch.class)))
          JsonNode request)
      throws JsonProcessingException {
    var plan = plans.locked(id);
    scope.requireSupervisor(plan.basePath());
    preconditions.require(VisitPlanView.of(plan));
    var current = VisitPlanPatch.of(plan);
    var patched = mergePatch.apply(current, request, VisitPlanPatch.class);
    if (patched.equals(current)) {
      return VisitPlanView.of(plan);
    }
    plan.requireNotClosed();
    if (patched.dueOn().isBefore(plan.startsOn())) {
      throw new Refusal(ErrorCode.RULE_BROKEN)
          .at("/dueOn", "not-before", plan.startsOn().toString());
    }
    plans.update(plan.id(), patched);
    if (!patched.dueOn().equals(plan.dueOn())) {
      obligations.becomeDue(plan.id(), patched.dueOn());
    }
    var changed = plans.visible(id);
    changes.fire(changed.fact("visit-plan.changed", plan.fields(), changed.fields()));
    return VisitPlanView.of(changed);
  }
}
