package qingdan.guidance;

import java.util.List;

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

import qingdan.obligation.Sight;
import qingdan.shared.Days;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;
import qingdan.unit.Directory;

@Path("/guidance-groups/{id}/coverage")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Guidance groups",
    description = "Who guides which units of a campaign, and whether every unit has a group (督导组).")
class GroupCoverageResource {

  private final GuidanceGroups groups;
  private final GroupCoverage coverage;
  private final Sight sight;
  private final Directory directory;
  private final Lists lists;

  GroupCoverageResource(
      GuidanceGroups groups,
      GroupCoverage coverage,
      Sight sight,
      Directory directory,
      Lists lists) {
    this.groups = groups;
    this.coverage = coverage;
    this.sight = sight;
    this.directory = directory;
    this.lists = lists;
  }

  @GET
  @Operation(
      operationId = "getGroupCoverage",
      summary = "Get which of its units a guidance group has visited",
      description =
          "How many of the units that it guided at the end of a day it had visited by then, and when each of them the last time. For its members, and for who reads the work of the unit that it belongs to: 404 otherwise.")
  @APIResponse(responseCode = "200", description = "The coverage.")
  public GroupCoverageView get(
      @PathParam("id") @Parameter(description = "Id of the group.") String id,
      @BeanParam @Valid GroupCoverageQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, GroupCoverageQuery.FILTERS);
    var group = groups.visible(id);
    var today = groups.today(group);
    if (!sight.reads(group.basePath()) && !groups.holds(group, sight.account(), today)) {
      throw Refusal.notFound();
    }
    var asOf = Days.parameter("asOf", query.asOf);
    if (asOf != null && asOf.isAfter(today)) {
      throw Refusal.parameter("asOf", "future");
    }
    var day = asOf == null ? today : asOf;
    var after = reading.after() == null ? null : reading.after().get(0);
    var total = coverage.total(group, day);
    var rows = coverage.units(group, day, query.silentFor, after, reading.fetch());
    var units = directory.of(rows.stream().map(GroupCoverage.Visited::unit).toList());
    var shown =
        reading.page(
            rows,
            row -> List.of(row.path()),
            row ->
                new GroupCoverageView.Visited(
                    units.get(row.unit()), row.visits(), row.lastVisitedOn()));
    return new GroupCoverageView(
        group.id(),
        day,
        new GroupCoverageView.Counts(
            total.expected(), total.visited(), total.expected() - total.visited()),
        shown.items(),
        shown.next());
  }
}
