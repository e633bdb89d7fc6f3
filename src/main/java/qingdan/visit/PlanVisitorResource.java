package qingdan.visit;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
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

import qingdan.access.NamedAccounts;
import qingdan.access.Places;
import qingdan.campaign.Scope;
import qingdan.obligation.Coverage;
import qingdan.obligation.CoverageCounts;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.Days;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.Ids;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Refusal;
import qingdan.unit.Directory;

@Path("/visit-plans/{id}/visitors")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Visits",
    description = "Who was at which unit, and which units of a plan are still to be visited (走访).")
class PlanVisitorResource {

  private static final String ID = "Id of the plan.";

  private final VisitPlans plans;
  private final PlanVisitors visitors;
  private final Visitors accounts;
  private final Coverage coverage;
  private final NamedAccounts people;
  private final Places places;
  private final Scope scope;
  private final Directory directory;
  private final Lists lists;
  private final Event<Changed> changes;

  PlanVisitorResource(
      VisitPlans plans,
      PlanVisitors visitors,
      Visitors accounts,
      Coverage coverage,
      NamedAccounts people,
      Places places,
      Scope scope,
      Directory directory,
      Lists lists,
      Event<Changed> changes) {
    this.plans = plans;
    this.visitors = visitors;
    this.accounts = accounts;
    this.coverage = coverage;
    this.people = people;
    this.places = places;
    this.scope = scope;
    this.directory = directory;
    this.lists = lists;
    this.changes = changes;
  }

  @GET
  @Operation(
      operationId = "listPlanVisitors",
      summary = "List who visits which part of a plan",
      description =
          "With how many units of each part are expected, done and missing, and at how many the visitor was, now or at the end of a day. Needs SUPERVISOR, INSPECTOR, REPORTER or VIEWER at the unit whose leaders visit, or above it: 404 otherwise.")
  @APIResponse(responseCode = "200", description = "A page of visitors.")
  public Page<PlanVisitorView> list(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid PlanVisitorQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, PlanVisitorQuery.FILTERS);
    var plan = read(id);
    var day = Days.past("asOf", query.asOf, plans.today(plan));
    var rows = visitors.list(plan.id(), reading.after(), reading.fetch());
    return reading.page(rows, row -> List.of(row.id().toString()), views(plan, rows, day));
  }

  private Function<PlanVisitors.Visitor, PlanVisitorView> views(
      VisitPlan plan, List<PlanVisitors.Visitor> rows, LocalDate day) {
    var parts = rows.stream().map(PlanVisitors.Visitor::unit).collect(Collectors.toSet());
    var units = directory.of(parts);
    var counts = coverage.of(plan.subject(), parts, day);
    var own = visitors.own(rows, Days.endOf(day, plan.zone()));
    return row ->
        PlanVisitorView.of(
            row,
            units.get(row.unit()),
            counts.getOrDefault(row.unit(), CoverageCounts.NOTHING),
            own.getOrDefault(row.id(), 0L));
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countPlanVisitors",
      summary = "Count who visits in a plan",
      description = "How many visitors the list holds.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = ID) String id, @Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    return Count.of(visitors.count(read(id).id()));
  }

  private VisitPlan read(String id) {
    var plan = plans.visible(id);
    if (!accounts.reads(plan.basePath())) {
      throw Refusal.notFound();
    }
    return plan;
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "addPlanVisitor",
      summary = "Say who visits which part of a plan",
      description =
          "Needs SUPERVISOR at the unit whose leaders visit, or above it. 409 for the same name at the same unit.")
  @APIResponse(
      responseCode = "201",
      description = "Added.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PlanVisitorView.class)))
  public RestResponse<PlanVisitorView> add(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull AddPlanVisitor request) {
    var plan = plans.locked(id);
    scope.requireSupervisor(plan.basePath());
    plan.requireNotClosed();
    var part = places.named("/unit", request.unit());
    if (!part.path().startsWith(plan.basePath())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/unit", "outside-base");
    }
    people.require("/account", request.account());
    var added = request.id() == null ? Ids.next() : request.id();
    visitors.insert(added, plan.id(), request, part.id());
    changes.fire(
        plan.fact("visit-plan.visitor-added", null, Map.of("visitor", added, "unit", part.id())));
    var row = visitors.find(plan.id(), added).orElseThrow();
    return RestResponse.ResponseBuilder.<PlanVisitorView>create(RestResponse.Status.CREATED)
        .location(URI.create("visit-plans/" + plan.id() + "/visitors"))
        .entity(views(plan, List.of(row), plans.today(plan)).apply(row))
        .build();
  }

  @DELETE
  @Path("/{visitor}")
  @Operation(
      operationId = "removePlanVisitor",
      summary = "Take a visitor out of a plan",
      description =
          "Needs SUPERVISOR at the unit whose leaders visit, or above it; no If-Match, as nothing else of the plan is changed. Visits stay.")
  @APIResponse(responseCode = "204", description = "Taken out.")
  public void remove(
      @PathParam("id") @Parameter(description = ID) String id,
      @PathParam("visitor") @Parameter(description = "Id of the visitor within the plan.")
          String visitor) {
    var plan = plans.locked(id);
    scope.requireSupervisor(plan.basePath());
    plan.requireNotClosed();
    var known = Ids.parse(visitor);
    if (known == null || visitors.find(plan.id(), known).isEmpty()) {
      throw Refusal.notFound();
    }
    visitors.delete(known);
    changes.fire(plan.fact("visit-plan.visitor-removed", Map.of("visitor", known), null));
  }
}
