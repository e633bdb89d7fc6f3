package qingdan.visit;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

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
import qingdan.access.Subtree;
import qingdan.milestone.CoverageQuery;
import qingdan.milestone.Sight;
import qingdan.obligation.Coverage;
import qingdan.obligation.Obligation;
import qingdan.obligation.ObligationFilter;
import qingdan.obligation.Obligations;
import qingdan.shared.Count;
import qingdan.shared.Days;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.Depth;
import qingdan.unit.Directory;

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
  private final Coverage coverage;
  private final Sight sight;
  private final Directory directory;
  private final Lists lists;
  private final Sql sql;

  PlannedUnitResource(
      VisitPlans plans,
      Obligations obligations,
      Coverage coverage,
      Sight sight,
      Directory directory,
      Lists lists,
      Sql sql) {
    this.plans = plans;
    this.obligations = obligations;
    this.coverage = coverage;
    this.sight = sight;
    this.directory = directory;
    this.lists = lists;
    this.sql = sql;
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
    var rows = obligations.list(plan.id(), filter(plan, query), reading.after(), reading.fetch());
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
    return Count.of(obligations.count(plan.id(), filter(plan, query)));
  }

  private ObligationFilter filter(VisitPlan plan, PlannedUnitQuery query) {
    var depth = query.depth();
    var unit = query.unit == null ? null : sight.unit(query.unit);
    return new ObligationFilter(
        unit == null ? sight.readable() : List.of(new Subtree(unit.path())),
        depth == Depth.SELF ? unit.id() : null,
        depth == Depth.CHILDREN ? unit.id() : null,
        query.state(),
        plans.today(plan));
  }

  @GET
  @Path("/coverage")
  @Operation(
      operationId = "getVisitCoverage",
      summary = "Get the coverage of a plan of visits",
      description =
          "How many units of the plan have been visited, on time or late, and how many are missing, now or at the end of a day. Over the unit whose leaders visit, without `unit`. 404 where you do not read the work of the unit.")
  @APIResponse(responseCode = "200", description = "The coverage.")
  public VisitCoverageView coverage(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid CoverageQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    sql.readOneMoment();
    var reading = lists.read(uri, page, CoverageQuery.FILTERS);
    var plan = plans.visible(id);
    var unit = sight.unit(query.unit == null ? plan.baseId().toString() : query.unit);
    var day = day(plan, query);
    var after = reading.after() == null ? null : reading.after().get(0);
    var answer = answer(plan, unit, day, query.by(), after, reading.fetch());
    var named = new HashSet<>(List.of(unit.id()));
    answer.parts().stream().map(Coverage.Part::unit).filter(Objects::nonNull).forEach(named::add);
    var units = directory.of(named);
    var parts =
        reading.page(
            answer.parts(),
            part -> List.of(part.key()),
            part ->
                new VisitCoverageView.Part(
                    units.get(part.unit()),
                    part.alone() ? true : null,
                    part.value(),
                    VisitCoverageView.Counts.of(part.counts())));
    return new VisitCoverageView(
        plan.id(),
        units.get(unit.id()),
        day,
        VisitCoverageView.Counts.of(answer.total()),
        parts.items(),
        parts.next());
  }

  private Coverage.Answer answer(
      VisitPlan plan, Place unit, LocalDate day, CoverageQuery.By by, String after, int fetch) {
    var subject = plan.subject();
    if (by == null) {
      return new Coverage.Answer(coverage.of(subject, unit.id(), day), List.of());
    }
    if (by == CoverageQuery.By.CHILD) {
      return coverage.byChild(subject, unit.id(), day, after, fetch);
    }
    var all = coverage.by(by.dimension(), subject, unit.id(), day);
    return new Coverage.Answer(
        all.total(),
        all.parts().stream()
            .filter(part -> after == null || part.key().compareTo(after) > 0)
            .limit(fetch)
            .toList());
  }

  private LocalDate day(VisitPlan plan, CoverageQuery query) {
    var today = plans.today(plan);
    var day = Days.parameter("asOf", query.asOf);
    if (day != null && day.isAfter(today)) {
      throw Refusal.parameter("asOf", "future");
    }
    return day == null ? today : day;
  }
}
