package qingdan.visit;

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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.access.Caller;
import qingdan.obligation.CoverageQuery;
import qingdan.obligation.CoverageReading;
import qingdan.obligation.CoverageView;
import qingdan.obligation.Obligation;
import qingdan.obligation.Obligations;
import qingdan.obligation.Sight;
import qingdan.shared.Count;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;

@Path("/visit-plans/{id}")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Visits",
    description = "Who was at which unit, and which units of a plan are still to be visited (走访).")
class PlannedUnitResource {

  private static final String ID = "Id of the plan.";

  private final VisitPlans plans;
  private final Obligations obligations;
  private final CoverageReading coverage;
  private final Sight sight;
  private final Lists lists;
  private final Caller caller;

  PlannedUnitResource(
      VisitPlans plans,
      Obligations obligations,
      CoverageReading coverage,
      Sight sight,
      Lists lists,
      Caller caller) {
    this.plans = plans;
    this.obligations = obligations;
    this.coverage = coverage;
    this.sight = sight;
    this.lists = lists;
    this.caller = caller;
  }

  @GET
  @Path("/units")
  @Operation(
      operationId = "listPlannedUnits",
      summary = "List the units of a plan of visits",
      description =
          "The units whose work you read, by their place in the tree; with `state=missing` those that nobody has visited yet.")
  @APIResponse(responseCode = "200", description = "A page of units.")
  public Page<PlannedUnitView> list(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid PlannedUnitQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, PlannedUnitQuery.FILTERS);
    var plan = plans.visible(id);
    var rows =
        obligations.list(
            plan.id(), query.filter(sight, plans.today(plan)), reading.after(), reading.fetch());
    return reading.page(rows, Obligation::key, PlannedUnitView::of);
  }

  @GET
  @Path("/units/count")
  @Operation(
      operationId = "countPlannedUnits",
      summary = "Count the units of a plan of visits",
      description = "How many units the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid PlannedUnitQuery query,
      @Context UriInfo uri) {
    Lists.allow(uri, PlannedUnitQuery.FILTERS);
    var plan = plans.visible(id);
    return Count.of(obligations.count(plan.id(), query.filter(sight, plans.today(plan))));
  }

  @GET
  @Path("/coverage")
  @Operation(
      operationId = "getVisitCoverage",
      summary = "Get the coverage of a plan of visits",
      description =
          "How many units of the plan have been visited, on time or late, and how many are missing, now or at the end of a day. Over the unit whose leaders visit, without `unit`. 404 where you do not read the work of the unit.")
  @APIResponse(
      responseCode = "200",
      description = "The coverage.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CoverageView.class)))
  @APIResponse(responseCode = "304", description = "Nothing that it counts has changed.")
  public RestResponse<CoverageView> coverage(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid CoverageQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    caller.readOneMoment();
    var reading = lists.read(uri, page, CoverageQuery.FILTERS);
    var plan = plans.visible(id);
    return coverage.read(plan.subject(), plan.baseId(), query, reading, uri);
  }
}
