package qingdan.contact;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import qingdan.access.Caller;
import qingdan.campaign.Scope;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.Days;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Preconditions;
import qingdan.shared.Refusal;

@Path("/contacts/{id}/planned-visits")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Contacts",
    description =
        "Which leader keeps in touch with which unit or sector, and who is left out (联系点).")
class PlannedVisitResource {

  private static final String ID = "Id of the contact.";
  private static final String DAY = "The day by which it is planned.";

  private final Contacts contacts;
  private final PlannedVisits planned;
  private final Scope scope;
  private final Caller caller;
  private final Lists lists;
  private final Preconditions preconditions;
  private final Event<Changed> changes;

  PlannedVisitResource(
      Contacts contacts,
      PlannedVisits planned,
      Scope scope,
      Caller caller,
      Lists lists,
      Preconditions preconditions,
      Event<Changed> changes) {
    this.contacts = contacts;
    this.planned = planned;
    this.scope = scope;
    this.caller = caller;
    this.lists = lists;
    this.preconditions = preconditions;
    this.changes = changes;
  }

  @GET
  @Operation(
      operationId = "listPlannedVisits",
      summary = "List the visits that a leader plans",
      description =
          "Those on days of the term of the contact, the earliest first; with `state=overdue` those that were not made in time and not since.")
  @APIResponse(responseCode = "200", description = "A page of planned visits.")
  public Page<PlannedVisitView> list(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid PlannedVisitQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, PlannedVisitQuery.FILTERS);
    var contact = contacts.visible(id);
    var rows =
        planned.list(contact, query, reading.after(), reading.fetch(), contacts.today(contact));
    return reading.page(rows, PlannedVisit::key, PlannedVisitView::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countPlannedVisits",
      summary = "Count the visits that a leader plans",
      description =
          "How many visits the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid PlannedVisitQuery query,
      @Context UriInfo uri) {
    Lists.allow(uri, PlannedVisitQuery.FILTERS);
    var contact = contacts.visible(id);
    return Count.of(planned.count(contact, query, contacts.today(contact)));
  }

  @GET
  @Path("/{day}")
  @Operation(
      operationId = "getPlannedVisit",
      summary = "Get a visit that a leader plans",
      description = "404 too where no visit is planned by that day of the term.")
  @APIResponse(responseCode = "200", description = "The planned visit.")
  public PlannedVisitView get(
      @PathParam("id") @Parameter(description = ID) String id,
      @PathParam("day") @Parameter(description = DAY, example = "2019-10-09") String day) {
    return view(contacts.visible(id), Days.parameter("day", day));
  }

  private PlannedVisitView view(Contact contact, LocalDate day) {
    return planned
        .find(contact, day, contacts.today(contact))
        .map(PlannedVisitView::of)
        .orElseThrow(Refusal::notFound);
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "planVisits",
      summary = "Plan visits of a leader",
      description =
          "By days that are named, or each so many days; at most 366 of a contact. A visit that names the contact counts for the earliest planned one that none was made for, from the day after the planned one before. Until it is made the unit of the contact owes it, or the leader's own where the contact is with a sector: see /obligations. By the leader's own account, or with SUPERVISOR at the leader's own unit or above it.")
  @APIResponse(responseCode = "200", description = "Planned; days that were planned already stay.")
  public VisitsPlannedView plan(
      @PathParam("id") @Parameter(description = ID) String id, @Valid @NotNull PlanVisits request) {
    var contact = contacts.locked(id);
    requirePlanner(contact);
    contact.requireNotClosed();
    var today = contacts.today(contact);
    var days = judged(request, contact, today);
    var added = planned.plan(contact, days, today);
    if (!added.isEmpty()) {
      fire(contact, "contact.visits-planned", null, added);
    }
    return new VisitsPlannedView(added);
  }

  private List<LocalDate> judged(PlanVisits request, Contact contact, LocalDate today) {
    var broken = new Refusal(ErrorCode.RULE_BROKEN);
    if ((request.days() == null) == (request.everyDays() == null)) {
      throw broken.at("/days", "one-of-two", "days", "everyDays");
    }
    if (request.everyDays() != null && request.until() == null && contact.endsOn() == null) {
      throw broken.at("/until", "required");
    }
    var days = request.days(today, contact.endsOn());
    var known = planned.planned(contact.id());
    known.addAll(days);
    if (known.size() > PlanVisits.MOST) {
      throw broken.at(request.days() == null ? "/everyDays" : "/days", "most", PlanVisits.MOST);
    }
    for (var day : days) {
      var at = pointer(request, day);
      if (day.isBefore(today)) {
        broken.at(at, "not-before", today.toString());
      } else if (!contact.holdsOn(day)) {
        broken.at(at, "outside-term");
      }
      if (request.days() == null && !broken.faults().isEmpty()) {
        throw broken;
      }
    }
    if (!broken.faults().isEmpty()) {
      throw broken;
    }
    return days;
  }

  private static String pointer(PlanVisits request, LocalDate day) {
    if (request.days() != null) {
      return "/days/" + request.days().indexOf(day);
    }
    return request.from() != null && day.equals(request.from()) ? "/from" : "/until";
  }

  @DELETE
  @Path("/{day}")
  @Operation(
      operationId = "deletePlannedVisit",
      summary = "Take a visit out of a leader's plan",
      description =
          "Nobody owes it any longer; visits stay, and count for the others. By the leader's own account, or with SUPERVISOR at the leader's own unit or above it. Needs If-Match.")
  @APIResponse(responseCode = "204", description = "Planned no longer.")
  public void delete(
      @PathParam("id") @Parameter(description = ID) String id,
      @PathParam("day") @Parameter(description = DAY, example = "2019-10-09") String day) {
    var date = Days.parameter("day", day);
    var contact = contacts.locked(id);
    requirePlanner(contact);
    preconditions.require(view(contact, date));
    contact.requireNotClosed();
    planned.delete(contact, date);
    fire(contact, "contact.visit-unplanned", List.of(date), null);
  }

  private void requirePlanner(Contact contact) {
    if (!caller.accountId().equals(contact.accountId())) {
      scope.requireSupervisor(contact.basePath());
    }
  }

  private void fire(Contact contact, String type, List<LocalDate> before, List<LocalDate> after) {
    changes.fire(contact.fact(type, days(before), days(after)));
  }

  private static Map<String, Object> days(List<LocalDate> days) {
    return days == null ? null : Map.of("plannedVisits", days);
  }
}
