package qingdan.finding;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Function;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Subtree;
import qingdan.campaign.Campaigns;
import qingdan.obligation.EnrolledCoverage;
import qingdan.problem.Sight;
import qingdan.shared.Count;
import qingdan.shared.Days;
import qingdan.shared.Ids;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Refusal;
import qingdan.unit.Directory;

/** Whom the rounds of a campaign have reached, and whom never. */
@Path("/campaigns/{id}/drawn-units")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Findings",
    description = "Inspections of drawn units, by checklists, and what they find (检查发现).")
class DrawnUnitResource {

  private static final String ID = "Id of the campaign.";

  private final DrawnUnits drawn;
  private final Campaigns campaigns;
  private final Places places;
  private final Sight sight;
  private final Directory directory;
  private final Lists lists;
  private final Clock clock;

  DrawnUnitResource(
      DrawnUnits drawn,
      Campaigns campaigns,
      Places places,
      Sight sight,
      Directory directory,
      Lists lists,
      Clock clock) {
    this.drawn = drawn;
    this.campaigns = campaigns;
    this.places = places;
    this.sight = sight;
    this.directory = directory;
    this.lists = lists;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listDrawnUnits",
      summary = "List how often units were drawn",
      description =
          "Units enrolled in the campaign, or in a batch of it, by their places; with `times=never` those that no round has drawn: with `batch` none of that batch. Rounds count once they have started. For a unit whose work you read.")
  @APIResponse(responseCode = "200", description = "A page of units.")
  public Page<DrawnUnitView> list(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid DrawnQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, DrawnQuery.FILTERS);
    var rows = drawn.list(asked(id, query), query.times, reading.after(), reading.fetch());
    var units = directory.of(rows.stream().map(DrawnUnits.Row::unit).toList());
    Function<DrawnUnits.Row, DrawnUnitView> view =
        row -> new DrawnUnitView(units.get(row.unit()), row.drawn(), row.inspected());
    return reading.page(rows, DrawnUnits.Row::key, view);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countDrawnUnits",
      summary = "Count units by how often they were drawn",
      description = "How many units the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid DrawnQuery query,
      @Context UriInfo uri) {
    Lists.allow(uri, DrawnQuery.FILTERS);
    return Count.of(drawn.count(asked(id, query), query.times));
  }

  @GET
  @Path("/coverage")
  @Operation(
      operationId = "getDrawnCoverage",
      summary = "Get the coverage over rounds",
      description =
          "How many enrolled units of a unit's part of the tree were never drawn, once, or more often, now or at the end of a day, over all rounds or those of a batch. For a unit whose work you read.")
  @APIResponse(responseCode = "200", description = "The coverage.")
  public DrawnCoverageView coverage(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid DrawnCoverageQuery query,
      @Context UriInfo uri) {
    Lists.allow(uri, DrawnCoverageQuery.FILTERS);
    return drawn.coverage(asked(id, query));
  }

  private EnrolledCoverage.Asked asked(String id, DrawnCoverageQuery query) {
    var campaign = campaigns.visible(id);
    var unit = unit(query.unit);
    var zone = ZoneId.of(campaign.timeZone());
    return new EnrolledCoverage.Asked(
        Ids.parameter("batch", query.batch),
        campaign.id(),
        unit.id(),
        new Subtree(unit.path()),
        Days.past("asOf", query.asOf, LocalDate.ofInstant(clock.instant(), zone)),
        zone,
        null,
        null);
  }

  private Place unit(String unit) {
    if (unit == null) {
      throw Refusal.parameter("unit", "required");
    }
    return places
        .find(unit)
        .filter(place -> sight.reads(place.path()))
        .orElseThrow(Refusal::notFound);
  }
}
