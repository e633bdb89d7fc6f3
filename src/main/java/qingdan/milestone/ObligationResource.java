package qingdan.milestone;

import java.net.URI;
import java.util.List;

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

import qingdan.access.Place;
import qingdan.obligation.EvidenceRule;
import qingdan.obligation.Obligation;
import qingdan.obligation.ObligationState;
import qingdan.obligation.Obligations;
import qingdan.obligation.Report;
import qingdan.obligation.Sight;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Evidence;
import qingdan.shared.Idempotent;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Preconditions;
import qingdan.shared.Refusal;

@Path("/milestones/{id}")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Milestones",
    description = "What every unit of a cohort owes by a day, and who has done it (节点).")
class ObligationResource {

  private static final String ID = "Id of the milestone.";
  private static final String UNIT = "Id of the unit, or `code:` and the code of an open unit.";

  private final Milestones milestones;
  private final Obligations obligations;
  private final Sight sight;
  private final Lists lists;
  private final Preconditions preconditions;
  private final Event<Changed> changes;

  ObligationResource(
      Milestones milestones,
      Obligations obligations,
      Sight sight,
      Lists lists,
      Preconditions preconditions,
      Event<Changed> changes) {
    this.milestones = milestones;
    this.obligations = obligations;
    this.sight = sight;
    this.lists = lists;
    this.preconditions = preconditions;
    this.changes = changes;
  }

  @GET
  @Path("/obligations")
  @Operation(
      operationId = "listObligations",
      summary = "List who owes a milestone",
      description =
          "The units whose work you read, by their place in the tree; with `state=missing` the list of the missing.")
  @APIResponse(responseCode = "200", description = "A page of obligations.")
  public Page<ObligationView> list(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid ObligationQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, ObligationQuery.FILTERS);
    var milestone = milestones.visible(id);
    var rows =
        obligations.list(
            milestone.id(),
            query.filter(sight, milestones.today(milestone)),
            reading.after(),
            reading.fetch());
    return reading.page(rows, Obligation::key, this::view);
  }

  @GET
  @Path("/obligations/count")
  @Operation(
      operationId = "countObligations",
      summary = "Count who owes a milestone",
      description = "How many units the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid ObligationQuery query,
      @Context UriInfo uri) {
    Lists.allow(uri, ObligationQuery.FILTERS);
    var milestone = milestones.visible(id);
    return Count.of(
        obligations.count(milestone.id(), query.filter(sight, milestones.today(milestone))));
  }

  @GET
  @Path("/obligations/{unit}")
  @Operation(
      operationId = "getObligation",
      summary = "Get what a unit owes of a milestone",
      description = "404 too where the unit does not owe it.")
  @APIResponse(responseCode = "200", description = "The obligation.")
  public ObligationView get(
      @PathParam("id") @Parameter(description = ID) String id,
      @PathParam("unit") @Parameter(description = UNIT) String unit) {
    var milestone = milestones.visible(id);
    return view(
        obligations.find(milestone.id(), sight.unit(unit).id()).orElseThrow(Refusal::notFound));
  }

  @POST
  @Path("/reports")
  @Idempotent
  @Operation(
      operationId = "reportMilestone",
      summary = "Report a milestone done",
      description =
          "Needs REPORTER at the unit or above it. Counts at once, or once it is confirmed where the milestone asks for that. 409 where the unit does not owe it, or has reported it: withdraw that first.")
  @APIResponse(
      responseCode = "201",
      description = "Reported.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObligationView.class)))
  public RestResponse<ObligationView> report(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull ReportMilestone request) {
    var milestone = milestones.kept(id);
    var unit = sight.named(request.unit());
    sight.requireReporter(unit);
    milestone.requireNotClosed();
    var owed = owed(milestone, unit);
    if (owed.state() != ObligationState.OWED) {
      throw new Refusal(ErrorCode.CONFLICT).at("/unit", "already-reported");
    }
    var reported = reported(milestone, owed, request);
    obligations.report(
        owed,
        reported,
        milestone.confirmed() ? ObligationState.REPORTED : ObligationState.DONE,
        sight.account());
    return RestResponse.ResponseBuilder.<ObligationView>create(RestResponse.Status.CREATED)
        .location(URI.create("milestones/" + milestone.id() + "/obligations/" + unit.id()))
        .entity(changed(owed, "obligation.reported"))
        .build();
  }

  private Report reported(Milestone milestone, Obligation owed, ReportMilestone request) {
    var today = milestones.today(milestone);
    var doneOn = request.doneOn() == null ? today : request.doneOn();
    var broken = new Refusal(ErrorCode.RULE_BROKEN);
    if (doneOn.isAfter(today)) {
      broken.at("/doneOn", "future");
    }
    if (request.amount() != null && milestone.measure() == null) {
      broken.at("/amount", "not-counted");
    } else if (request.amount() != null
        && owed.amount() != null
        && request.amount() > owed.amount()) {
      broken.at("/amount", "max", owed.amount());
    }
    judge(milestone.evidenceRule(), request.evidence(), broken);
    if (!broken.faults().isEmpty()) {
      throw broken;
    }
    return new Report(doneOn, request.amount(), request.note(), request.evidence());
  }

  private static void judge(EvidenceRule rule, List<Evidence> evidence, Refusal broken) {
    var none = evidence == null || evidence.isEmpty();
    if (rule == EvidenceRule.REQUIRED && none) {
      broken.at("/evidence", "required");
    }
    if (rule == EvidenceRule.NONE && !none) {
      broken.at("/evidence", "no-evidence");
    }
    for (int i = 0; !none && i < evidence.size(); i++) {
      if (evidence.get(i).showsNothing()) {
        broken.at("/evidence/" + i, "reference-or-file");
      }
    }
  }

  @DELETE
  @Path("/reports/{unit}")
  @Operation(
      operationId = "withdrawMilestoneReport",
      summary = "Withdraw a report of a milestone",
      description =
          "Needs REPORTER at the unit or above it, and If-Match with the ETag of the obligation. 409 once it is confirmed.")
  @APIResponse(responseCode = "204", description = "Owed again.")
  public void withdraw(
      @PathParam("id") @Parameter(description = ID) String id,
      @PathParam("unit") @Parameter(description = UNIT) String reference) {
    var milestone = milestones.kept(id);
    var unit = sight.unit(reference);
    sight.requireReporter(unit);
    var owed = obligations.locked(milestone.id(), unit.id()).orElseThrow(Refusal::notFound);
    preconditions.require(view(owed));
    milestone.requireNotClosed();
    if (owed.state() == ObligationState.OWED) {
      throw Refusal.notFound();
    }
    if (owed.confirmedAt() != null) {
      throw new Refusal(ErrorCode.CONFLICT).at("/unit", "already-confirmed");
    }
    obligations.takeBack(owed, null);
    changed(owed, "obligation.withdrawn");
  }

  @POST
  @Path("/confirmations")
  @Idempotent
  @Operation(
      operationId = "confirmMilestone",
      summary = "Confirm a report of a milestone",
      description =
          "Needs SUPERVISOR above the unit; of the campaign's top unit, at it and by another account than reported. It counts as done from then on, and as on time by the day that was reported.")
  @APIResponse(responseCode = "200", description = "Confirmed.")
  public ObligationView confirm(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull ConfirmMilestone request) {
    var milestone = milestones.kept(id);
    var unit = sight.named(request.unit());
    var owed = judged(milestone, unit);
    if (owed.state() != ObligationState.REPORTED) {
      throw new Refusal(ErrorCode.CONFLICT).at("/unit", "nothing-to-confirm");
    }
    obligations.confirm(owed, sight.account());
    return changed(owed, "obligation.confirmed");
  }

  @POST
  @Path("/returns")
  @Idempotent
  @Operation(
      operationId = "returnMilestone",
      summary = "Return a report of a milestone",
      description =
          "Needs SUPERVISOR above the unit; of the campaign's top unit, at it and by another account than reported. It is owed again, even if it had been confirmed.")
  @APIResponse(responseCode = "200", description = "Returned.")
  public ObligationView giveBack(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull ReturnMilestone request) {
    var milestone = milestones.kept(id);
    var unit = sight.named(request.unit());
    var owed = judged(milestone, unit);
    if (owed.state() == ObligationState.OWED) {
      throw new Refusal(ErrorCode.CONFLICT).at("/unit", "not-reported");
    }
    obligations.takeBack(owed, request.reason());
    return changed(owed, "obligation.returned");
  }

  private Obligation judged(Milestone milestone, Place unit) {
    var owed = obligations.locked(milestone.id(), unit.id());
    sight.requireSupervisorAbove(
        unit, milestone.topPath(), owed.map(Obligation::reportedBy).orElse(null));
    milestone.requireNotClosed();
    return owed.orElseThrow(() -> new Refusal(ErrorCode.NOT_OWED));
  }

  private Obligation owed(Milestone milestone, Place unit) {
    return obligations
        .locked(milestone.id(), unit.id())
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_OWED));
  }

  private ObligationView changed(Obligation before, String type) {
    var after = obligations.find(before.subjectId(), before.unitId()).orElseThrow();
    changes.fire(after.fact(type, before));
    return view(after);
  }

  private ObligationView view(Obligation obligation) {
    return ObligationView.of(obligation, obligations.evidence(obligation));
  }
}
