package qingdan.campaign;

import java.util.List;
import java.util.UUID;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import qingdan.access.Caller;
import qingdan.access.Places;
import qingdan.access.Subtree;
import qingdan.shared.Characters;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Refusal;

@Path("/campaigns/{id}/targets")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Tasks",
    description = "Special rectification tasks of campaigns, and units' targets in them (专项整治任务).")
class CampaignTargetResource {

  private static final String CAMPAIGN = "Id of the campaign.";
  private static final String TASK = "Only targets in this task, by its id.";
  private static final String ORIGIN =
      "Only targets in COMMON or in LOCAL tasks; both when absent.";
  private static final String AN_ID = "01890a5d-ac96-774b-bcce-b302099a8057";

  private final Campaigns campaigns;
  private final Targets targets;
  private final TargetSummaries summaries;
  private final Caller caller;
  private final Places places;
  private final Lists lists;

  CampaignTargetResource(
      Campaigns campaigns,
      Targets targets,
      TargetSummaries summaries,
      Caller caller,
      Places places,
      Lists lists) {
    this.campaigns = campaigns;
    this.targets = targets;
    this.summaries = summaries;
    this.caller = caller;
    this.places = places;
    this.lists = lists;
  }

  @GET
  @Operation(
      operationId = "listCampaignTargets",
      summary = "List the targets in a campaign",
      description = "In all tasks, of the units that you read, by the path of the unit.")
  @APIResponse(responseCode = "200", description = "A page of targets.")
  public Page<TargetView> list(
      @PathParam("id") @Parameter(description = CAMPAIGN) String id,
      @QueryParam("task") @Size(max = 36) @Parameter(description = TASK, example = AN_ID)
          String task,
      @QueryParam("origin") @Size(max = 20) @Parameter(description = ORIGIN, example = "COMMON")
          String origin,
      @BeanParam @Valid TargetQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, TargetQuery.OF_CAMPAIGN);
    var rows = targets.list(filter(id, task, origin, query), reading.after(), reading.fetch());
    return reading.page(rows, Target::key, TargetView::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countCampaignTargets",
      summary = "Count the targets in a campaign",
      description =
          "How many targets the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = CAMPAIGN) String id,
      @QueryParam("task") @Size(max = 36) @Parameter(description = TASK, example = AN_ID)
          String task,
      @QueryParam("origin") @Size(max = 20) @Parameter(description = ORIGIN, example = "COMMON")
          String origin,
      @BeanParam @Valid TargetQuery query,
      @Context UriInfo uri) {
    Lists.allow(uri, TargetQuery.OF_CAMPAIGN);
    return Count.of(targets.count(filter(id, task, origin, query)));
  }

  private TargetFilter filter(String id, String task, String origin, TargetQuery query) {
    return targets.of(
        campaigns.visible(id),
        Ids.parameter("task", task),
        Lists.oneOf("origin", origin, TaskOrigin.class),
        query);
  }

  @GET
  @Path("/summary")
  @Operation(
      operationId = "listTargetSummary",
      summary = "Sum the targets in a campaign",
      description =
          "Over a unit and all below it, a line for each part and measure: committed, done, remaining, and who has not reported. Common and local tasks together; apart with `by=origin`. Each line holds exactly the targets that the list of targets shows for it. Computed when asked for.")
  @APIResponse(responseCode = "200", description = "A page of lines.")
  public Page<TargetSummaryView> summary(
      @PathParam("id") @Parameter(description = CAMPAIGN) String id,
      @BeanParam @Valid TargetSummaryQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, TargetSummaryQuery.FILTERS);
    var campaign = campaigns.visible(id);
    var rows =
        summaries.list(
            filter(campaign, query),
            query.by(),
            unit(campaign, query),
            reading.after(),
            reading.fetch());
    return reading.page(rows, TargetSummaryView.Row::sortKey, TargetSummaryView::of);
  }

  @GET
  @Path("/summary/count")
  @Operation(
      operationId = "countTargetSummary",
      summary = "Count the lines of a sum of targets",
      description = "How many lines the sum of the same filters has; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count countSummary(
      @PathParam("id") @Parameter(description = CAMPAIGN) String id,
      @BeanParam @Valid TargetSummaryQuery query,
      @Context UriInfo uri) {
    Lists.allow(uri, TargetSummaryQuery.FILTERS);
    var campaign = campaigns.visible(id);
    return Count.of(summaries.count(filter(campaign, query), query.by(), unit(campaign, query)));
  }

  private TargetFilter filter(Campaign campaign, TargetSummaryQuery query) {
    return new TargetFilter(
        campaign,
        Ids.parameter("task", query.task),
        Lists.oneOf("origin", query.origin, TaskOrigin.class),
        query.unit == null
            ? caller.readable()
            : List.of(new Subtree(places.visible(query.unit).path())),
        null,
        null,
        Ids.parameter("batch", query.batch),
        query.category,
        query.measure == null ? null : Characters.normal(query.measure),
        null,
        null,
        targets.today(campaign.timeZone()));
  }

  /** The unit whose children are the parts: the campaign's top unit when none is named. */
  private UUID unit(Campaign campaign, TargetSummaryQuery query) {
    if (query.unit != null) {
      return places.visible(query.unit).id();
    }
    if (query.by() == TargetSummaryQuery.By.CHILD && !caller.sees(campaign.topPath())) {
      throw new Refusal(
          ErrorCode.UNSUPPORTED_COMBINATION, "by=child", "no unit", "by=child + unit");
    }
    return campaign.topUnitId();
  }
}
