package qingdan.finding;

import java.net.URI;
import java.util.HashMap;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

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
import qingdan.access.Places;
import qingdan.inspection.KnownRounds;
import qingdan.shared.Changed;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;

/** Where the team of a round records what it saw. */
@Path("/rounds/{id}/inspections")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Findings",
    description = "Inspections of drawn units, by checklists, and what they find (检查发现).")
class RoundInspectionResource {

  private final Inspections inspections;
  private final Checklists checklists;
  private final KnownRounds rounds;
  private final Places places;
  private final Event<Changed> changes;

  RoundInspectionResource(
      Inspections inspections,
      Checklists checklists,
      KnownRounds rounds,
      Places places,
      Event<Changed> changes) {
    this.inspections = inspections;
    this.checklists = checklists;
    this.rounds = rounds;
    this.places = places;
    this.changes = changes;
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "recordInspection",
      summary = "Record an inspection",
      description =
          "Of a unit that the round has drawn, by the people of the drawing office or the team, while the round is STARTED; on the spot, or at a study session of a leading team. What was found waits for the unit's supervising unit. An inspection with an id of the client's making may be sent again at any time: the same content answers as the first time, other content is 409.")
  @APIResponse(
      responseCode = "201",
      description = "Recorded.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = InspectionView.class)))
  public RestResponse<InspectionView> record(
      @PathParam("id") @Parameter(description = "Id of the round.") String id,
      @Valid @NotNull RecordInspection request) {
    var round = rounds.kept(id);
    if (!round.inspects()) {
      throw new Refusal(ErrorCode.NOT_OF_THE_OFFICE);
    }
    var sent = inspections.find(request.id());
    if (sent.isPresent()) {
      return same(sent.get(), round, request);
    }
    round.requireStarted("INSPECT");
    var unit =
        places
            .find(request.unit())
            .filter(place -> rounds.hasDrawn(round.id(), place.id()))
            .orElseThrow(() -> Refusal.unknownReference("/unit"));
    var days = inspections.days(round.id());
    if (request.inspectedOn().isAfter(days.today())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/inspectedOn", "future");
    }
    if (request.inspectedOn().isBefore(days.drawnOn())) {
      throw new Refusal(ErrorCode.RULE_BROKEN)
          .at("/inspectedOn", "not-before", days.drawnOn().toString());
    }
    if (request.occasionOrOnSite() == Occasion.STUDY_SESSION
        && !inspections.isLeadingTeam(unit.id())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/occasion", "no-leading-team");
    }
    requireAnswered(round, request);
    var inspection = request.id() == null ? Ids.next() : request.id();
    var isNew = inspections.insert(inspection, round, unit.id(), request);
    var recorded = inspections.find(inspection).orElseThrow();
    if (!isNew) {
      return same(recorded, round, request);
    }
    changes.fire(recorded.recorded());
    return created(recorded);
  }

  private RestResponse<InspectionView> same(
      Inspection sent, KnownRounds.Known round, RecordInspection request) {
    var unit = places.find(request.unit()).map(Place::id).orElse(null);
    inspections.requireSame(sent, round.id(), unit, request);
    return created(sent);
  }

  private RestResponse<InspectionView> created(Inspection inspection) {
    return RestResponse.ResponseBuilder.<InspectionView>create(RestResponse.Status.CREATED)
        .location(URI.create("inspections/" + inspection.id()))
        .entity(inspections.view(inspection))
        .build();
  }

  /** Every question once, and no other: all faults are told at once. */
  private void requireAnswered(KnownRounds.Known round, RecordInspection request) {
    var answers = request.answersOrNone();
    var open = new HashMap<String, String>();
    if (request.checklist() != null) {
      var checklist = checklists.named("/checklist", request.checklist());
      if (!checklist.campaignId().equals(round.campaign())) {
        throw new Refusal(ErrorCode.RULE_BROKEN).at("/checklist", "of-another-campaign");
      }
      checklists.items(checklist).forEach(item -> open.put(item.code(), item.question()));
    }
    var broken = new Refusal(ErrorCode.RULE_BROKEN);
    for (int i = 0; i < answers.size(); i++) {
      if (open.remove(answers.get(i).item()) == null) {
        broken.at("/answers/" + i + "/item", "no-question");
      }
    }
    open.keySet().stream().sorted().forEach(code -> broken.at("/answers", "unanswered", code));
    if (!broken.faults().isEmpty()) {
      throw broken;
    }
  }
}
