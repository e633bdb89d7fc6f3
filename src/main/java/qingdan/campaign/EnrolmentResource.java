package qingdan.campaign;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Refusal;

@Path("/batches/{id}/enrolments")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Batches", description = "Parts of campaigns, each with a cohort of units (批次).")
class EnrolmentResource {

  private static final String ID = "Id of the batch.";

  private final Batches batches;
  private final Enrolments enrolments;
  private final Scope scope;
  private final Places places;
  private final Lists lists;
  private final Event<Changed> changes;
  private final Event<CohortChanged> cohorts;

  EnrolmentResource(
      Batches batches,
      Enrolments enrolments,
      Scope scope,
      Places places,
      Lists lists,
      Event<Changed> changes,
      Event<CohortChanged> cohorts) {
    this.batches = batches;
    this.enrolments = enrolments;
    this.scope = scope;
    this.places = places;
    this.lists = lists;
    this.changes = changes;
    this.cohorts = cohorts;
  }

  @GET
  @Operation(
      operationId = "listEnrolments",
      summary = "List the cohort of a batch",
      description = "Its enrolled units as far as you see them, by path, now or as of a day.")
  @APIResponse(responseCode = "200", description = "A page of enrolments.")
  public Page<EnrolmentView> list(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid EnrolmentQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, EnrolmentQuery.FILTERS);
    var rows =
        enrolments.list(batches.visible(id), query, unit(query), reading.after(), reading.fetch());
    return reading.page(rows, EnrolmentView.Row::key, EnrolmentView::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countEnrolments",
      summary = "Count the cohort of a batch",
      description = "How many units the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid EnrolmentQuery query,
      @Context UriInfo uri) {
    Lists.allow(uri, EnrolmentQuery.FILTERS);
    return Count.of(enrolments.count(batches.visible(id), query, unit(query)));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "enrolUnits",
      summary = "Enrol units in a batch",
      description =
          "By a rule, or by name: then all or none. Only open units of the campaign's tree; units that are enrolled already stay so. Needs SUPERVISOR at the campaign's top unit or above it, and a reason once the batch is open. With `dryRun` it only tells what it would do.")
  @APIResponse(responseCode = "200", description = "What it did, or would do.")
  public EnrolledView enrol(
      @PathParam("id") @Parameter(description = ID) String id, @Valid @NotNull EnrolUnits request) {
    enrolments.shareCampaignOf(id);
    var batch = batches.kept(id);
    scope.requireSupervisor(batch.topPath());
    if ((request.rule() == null) == (request.units() == null)) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/units", "one-of-two", "rule", "units");
    }
    batch.requireNotClosed();
    var dryRun = Boolean.TRUE.equals(request.dryRun());
    if (!dryRun && batch.phase() == Phase.OPEN && request.reason() == null) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/reason", "required");
    }
    var enrolled = enrolments.enrol(batch, request);
    if (!dryRun && enrolled.added() > 0) {
      var after = new TreeMap<String, Object>();
      after.put("rule", request.rule());
      after.put("units", request.units());
      after.put("reason", request.reason());
      after.put("added", enrolled.added());
      fire(batch, "enrolment.added", null, after);
      cohorts.fire(new CohortChanged(batch.id(), enrolments.named(batch, request)));
    }
    return enrolled;
  }

  @DELETE
  @Path("/{unit}")
  @Operation(
      operationId = "withdrawEnrolment",
      summary = "Withdraw a unit from a batch",
      description =
          "The cohort of the days before keeps it. Needs SUPERVISOR at the campaign's top unit or above it; no If-Match, as nothing else of the batch is changed. 404 when the unit is not enrolled.")
  @APIResponse(responseCode = "204", description = "No longer enrolled.")
  public void withdraw(
      @PathParam("id") @Parameter(description = ID) String id,
      @PathParam("unit")
          @Parameter(description = "Id of the unit, or `code:` and the code of an open unit.")
          String unit,
      @QueryParam("reason")
          @Size(min = 1, max = 1000)
          @Parameter(description = "Why; needed once the batch is open.", example = "已撤销")
          String reason,
      @Context UriInfo uri) {
    Lists.allow(uri, Set.of("reason"));
    enrolments.shareCampaignOf(id);
    var batch = batches.kept(id);
    scope.requireSupervisor(batch.topPath());
    batch.requireNotClosed();
    if (batch.phase() == Phase.OPEN && (reason == null || reason.isBlank())) {
      throw Refusal.parameter("reason", "required");
    }
    var place = places.find(unit).orElseThrow(Refusal::notFound);
    if (!enrolments.withdraw(batch.id(), place.id(), reason)) {
      throw Refusal.notFound();
    }
    var after = new TreeMap<String, Object>();
    after.put("reason", reason);
    fire(batch, "enrolment.withdrawn", Map.of("units", List.of(place.id())), after);
    cohorts.fire(new CohortChanged(batch.id(), List.of(place.id())));
  }

  private Place unit(EnrolmentQuery query) {
    return query.unit == null ? null : places.visible(query.unit);
  }

  /** A cohort is known by the batch that it belongs to. */
  private void fire(
      Batch batch, String type, Map<String, Object> before, Map<String, Object> after) {
    changes.fire(
        new Changed("enrolment", batch.id(), type, List.of(batch.topPath()), before, after));
  }
}
