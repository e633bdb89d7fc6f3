package qingdan.guidance;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

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
import qingdan.campaign.Campaign;
import qingdan.campaign.Campaigns;
import qingdan.campaign.Scope;
import qingdan.obligation.Cohort;
import qingdan.obligation.CohortRule;
import qingdan.obligation.Cohorts;
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

@Path("/guidance-groups")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Guidance groups",
    description = "Who guides which units of a campaign, and whether every unit has a group (督导组).")
class GuidanceGroupResource {

  private static final String ID = "Id of the group.";

  private final GuidanceGroups groups;
  private final Assignments assignments;
  private final Campaigns campaigns;
  private final Cohorts cohorts;
  private final Places places;
  private final Scope scope;
  private final Lists lists;
  private final Preconditions preconditions;
  private final MergePatch mergePatch;
  private final Event<Changed> changes;
  private final Clock clock;

  GuidanceGroupResource(
      GuidanceGroups groups,
      Assignments assignments,
      Campaigns campaigns,
      Cohorts cohorts,
      Places places,
      Scope scope,
      Lists lists,
      Preconditions preconditions,
      MergePatch mergePatch,
      Event<Changed> changes,
      Clock clock) {
    this.groups = groups;
    this.assignments = assignments;
    this.campaigns = campaigns;
    this.cohorts = cohorts;
    this.places = places;
    this.scope = scope;
    this.lists = lists;
    this.preconditions = preconditions;
    this.mergePatch = mergePatch;
    this.changes = changes;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listGuidanceGroups",
      summary = "List guidance groups",
      description =
          "Those that belong to your subtrees, that guide a unit of them or above them, or that you are in.")
  @APIResponse(responseCode = "200", description = "A page of groups.")
  public Page<GuidanceGroupView> list(
      @BeanParam @Valid GuidanceGroupQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, GuidanceGroupQuery.FILTERS);
    var rows = groups.list(query, reading.after(), reading.fetch());
    return reading.page(rows, GroupSort.of(query.sort)::key, GuidanceGroupView::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countGuidanceGroups",
      summary = "Count guidance groups",
      description =
          "How many groups the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid GuidanceGroupQuery query, @Context UriInfo uri) {
    Lists.allow(uri, GuidanceGroupQuery.FILTERS);
    return Count.of(groups.count(query));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createGuidanceGroup",
      summary = "Set up a guidance group",
      description =
          "Needs SUPERVISOR at the unit that it belongs to, or above it. It stays through all batches of the campaign. 409 when the campaign has one of that name.")
  @APIResponse(
      responseCode = "201",
      description = "Set up.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = GuidanceGroupView.class)))
  public RestResponse<GuidanceGroupView> create(@Valid @NotNull CreateGuidanceGroup request) {
    var campaign = campaigns.named("/campaign", request.campaign());
    var base = places.named("/base", request.base());
    scope.requireSupervisor(base.path());
    if (!campaign.subtree().contains(base.path())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/base", "outside-campaign");
    }
    campaign.requireNotClosed();
    places.requireOpen(base);
    var fields =
        request.fields(LocalDate.ofInstant(clock.instant(), ZoneId.of(campaign.timeZone())));
    fields.requireInOrder();
    var part = request.rule() == null ? null : cohorts.part(campaign, request.rule());
    var id = request.id() == null ? Ids.next() : request.id();
    groups.insert(
        id,
        campaign.id(),
        base.id(),
        fields,
        cohort(campaign, request.rule(), part),
        part == null ? null : part.id());
    var group = groups.visible(id.toString());
    changes.fire(group.fact("guidance-group.created", null, group.fields()));
    assign(group, request.units());
    followNew(group);
    return RestResponse.ResponseBuilder.<GuidanceGroupView>create(RestResponse.Status.CREATED)
        .location(URI.create("guidance-groups/" + id))
        .entity(GuidanceGroupView.of(group))
        .build();
  }

  private Cohort cohort(Campaign campaign, CohortRule rule, Place part) {
    return rule == null ? null : cohorts.of(campaign, null, rule, part);
  }

  private void assign(GuidanceGroup group, List<String> units) {
    if (units == null) {
      return;
    }
    var named = new ArrayList<UUID>();
    for (int i = 0; i < units.size(); i++) {
      named.add(assignments.named("/units/" + i, units.get(i), group.basePath()));
    }
    assignments.assign(group.id(), named);
  }

  private void followNew(GuidanceGroup group) {
    if (group.ruled()) {
      assignments.requireNotTooMany(group.cohort());
    }
    assignments.follow(group);
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getGuidanceGroup",
      summary = "Get a guidance group",
      description = "The group itself; its members, its units and their coverage are beside it.")
  @APIResponse(responseCode = "200", description = "The group.")
  public GuidanceGroupView get(@PathParam("id") @Parameter(description = ID) String id) {
    return GuidanceGroupView.of(groups.visible(id));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Operation(
      operationId = "changeGuidanceGroup",
      summary = "Change a guidance group",
      description =
          "Needs SUPERVISOR at the unit that it belongs to, or above it, and If-Match. The rights of its members follow its term and its units from their next request on.")
  @APIResponse(responseCode = "200", description = "Changed.")
  public GuidanceGroupView change(
      @PathParam("id") @Parameter(description = ID) String id,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MergePatch.MEDIA_TYPE,
                      schema = @Schema(implementation = GuidanceGroupPatch.class)))
          JsonNode request)
      throws JsonProcessingException {
    var group = groups.locked(id);
    scope.requireSupervisor(group.basePath());
    preconditions.require(GuidanceGroupView.of(group));
    var current = GuidanceGroupPatch.of(group);
    var patched = mergePatch.apply(current, request, GuidanceGroupPatch.class, "rule");
    if (patched.equals(current)) {
      return GuidanceGroupView.of(group);
    }
    group.requireNotClosed();
    patched.requireInOrder();
    var sameRule = Objects.equals(current.rule(), patched.rule());
    update(group, patched, sameRule);
    var changed = groups.visible(id);
    changes.fire(changed.fact("guidance-group.changed", group.fields(), changed.fields()));
    if (!sameRule) {
      followNew(changed);
    }
    return GuidanceGroupView.of(changed);
  }

  /** A rule that stays is not looked up again: what it names may be gone by now. */
  private void update(GuidanceGroup group, GuidanceGroupPatch patched, boolean sameRule) {
    if (sameRule) {
      groups.update(group.id(), patched, group.ruled() ? group.cohort() : null, group.partId());
      return;
    }
    var campaign = campaigns.visible(group.campaignId().toString());
    var part = patched.rule() == null ? null : cohorts.part(campaign, patched.rule());
    groups.update(
        group.id(),
        patched,
        cohort(campaign, patched.rule(), part),
        part == null ? null : part.id());
  }
}
