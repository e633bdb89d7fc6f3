package qingdan.guidance;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import qingdan.obligation.EnrolledCoverage;
import qingdan.obligation.EnrolledCoverageQuery;
import qingdan.obligation.EnrolledCoverageReading;
import qingdan.obligation.EnrolledCoverageView;
import qingdan.obligation.EnrolledUnitView;
import qingdan.shared.Count;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;

@Path("/guidance-coverage")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Guidance groups",
    description = "Who guides which units of a campaign, and whether every unit has a group (督导组).")
class GuidanceCoverageResource {

  private final EnrolledCoverage coverage;
  private final EnrolledCoverageReading answers;
  private final Lists lists;

  GuidanceCoverageResource(
      EnrolledCoverage coverage, EnrolledCoverageReading answers, Lists lists) {
    this.coverage = coverage;
    this.answers = answers;
    this.lists = lists;
  }

  @GET
  @Operation(
      operationId = "getGuidanceCoverage",
      summary = "Get the coverage by guidance groups",
      description =
          "How many enrolled units have a group on a day of its term, in total and by those directly below the unit, now or at the end of a day. 404 where you do not read the work of the unit.")
  @APIResponse(responseCode = "200", description = "The coverage.")
  public EnrolledCoverageView get(
      @BeanParam @Valid EnrolledCoverageQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, EnrolledCoverageQuery.FILTERS);
    return answers.read(coverage.asked(query), GuidanceCoverage::add, reading);
  }

  @GET
  @Path("/units")
  @Operation(
      operationId = "listUnitsByGuidance",
      summary = "List enrolled units with or without a guidance group",
      description =
          "The rows behind the coverage, by their place in the tree; with `state=missing` the units without a group.")
  @APIResponse(responseCode = "200", description = "A page of units.")
  public Page<EnrolledUnitView> units(
      @BeanParam @Valid GuidedUnitsQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, GuidedUnitsQuery.FILTERS);
    return answers.units(coverage.asked(query), GuidanceCoverage::add, query.covered(), reading);
  }

  @GET
  @Path("/units/count")
  @Operation(
      operationId = "countUnitsByGuidance",
      summary = "Count enrolled units with or without a guidance group",
      description = "How many units the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid GuidedUnitsQuery query, @Context UriInfo uri) {
    Lists.allow(uri, GuidedUnitsQuery.FILTERS);
    return Count.of(coverage.count(coverage.asked(query), GuidanceCoverage::add, query.covered()));
  }
}
