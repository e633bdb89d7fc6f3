package qingdan.problem;

import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Caller;
import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Role;
import qingdan.shared.ErrorCode;
import qingdan.shared.Lock;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/**
 * Escalation and claim: until the asked unit claims it, a problem stays where it is; what is
 * claimed becomes a symptom of a root problem above. A link to an existing root is made under one
 * lock of the campaign, so that no circle of roots can close.
 */
@ApplicationScoped
class Escalations {

  private final Problems problems;
  private final Reporting reporting;
  private final Judgement judgement;
  private final Places places;
  private final Caller caller;
  private final Clock clock;
  private final Sql sql;

  Escalations(
      Problems problems,
      Reporting reporting,
      Judgement judgement,
      Places places,
      Caller caller,
      Clock clock,
      Sql sql) {
    this.problems = problems;
    this.reporting = reporting;
    this.judgement = judgement;
    this.places = places;
    this.caller = caller;
    this.clock = clock;
    this.sql = sql;
  }

  Problem escalate(Problem problem, EscalateProblem request) {
    var to = places.find(request.to()).orElseThrow(() -> Refusal.unknownReference("/to"));
    if (!problem.ancestors().contains(to.path())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/to", "above-in-campaign");
    }
    if (!places.staysOpen(to.id())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/to", "closed-unit");
    }
    if ((request.ground() == EscalationGround.ROOTED_ABOVE) != (request.tier() != null)) {
      throw new Refusal(ErrorCode.RULE_BROKEN)
          .at("/tier", request.tier() == null ? "required" : "only-of-rooted-above");
    }
    var from =
        caller.is(Role.REPORTER, problem.unitPath()) ? problem.unitId() : problem.responsibleId();
    return problems.change(
        problem,
        "problem.escalated",
        Columns.set("status", ProblemStatus.ESCALATED)
            .and("status_before", problem.status())
            .and("escalated_to_id", to.id())
            .and("escalated_from_id", from)
            .and("escalated_at", clock.instant())
            .and("escalation_ground", request.ground())
            .and("escalation_tier", request.tier())
            .and("escalation_reason", request.reason()),
        Map.of("ground", request.ground(), "reason", request.reason()));
  }

  Problem withdraw(Problem problem) {
    return problems.change(problem, "problem.withdrawn", back(problem), Map.of());
  }

  Problem decline(Problem problem, DeclineEscalation request) {
    var said = new TreeMap<String, Object>();
    said.put("reason", request.reason());
    if (request.instead() != null) {
      var instead =
          places.find(request.instead()).orElseThrow(() -> Refusal.unknownReference("/instead"));
      said.put("instead", instead.id());
    }
    return problems.change(problem, "problem.declined", back(problem), said);
  }

  private static Columns back(Problem problem) {
    return noLongerAsked()
        .and("status", ProblemStatus.valueOf(problem.statusBefore()))
        .and("status_before", null);
  }

  private static Columns noLongerAsked() {
    return Columns.set("escalated_to_id", null)
        .and("escalated_from_id", null)
        .and("escalated_at", null)
        .and("escalation_ground", null)
        .and("escalation_tier", null)
        .and("escalation_reason", null);
  }

  /** One of two claims at once wins; the other finds the holder. */
  Problem claim(String id, ClaimProblem request, Consumer<Problem> seen) {
    if (request.root() == null) {
      var problem = problems.locked(id);
      seen.accept(problem);
      judgement.require(Move.CLAIM, problem);
      var unit = claimingUnit(problem, request.unit());
      return claimed(problem, unit, reporting.root(problem, unit, request).id());
    }
    if (request.newRoot() != null) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/newRoot", "one-of-two", "root", "newRoot");
    }
    var problem = problems.visible(id);
    requireSameCampaign("/root", problem, request.root());
    lockLinks(problem.campaignId());
    lockBoth(problem.id(), request.root());
    problem = problems.visible(id);
    seen.accept(problem);
    judgement.require(Move.CLAIM, problem);
    var root = root("/root", request.root());
    var unit = claimingUnit(problem, request.unit());
    if (!unit.id().equals(root.unitId())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/root", "of-the-claiming-unit");
    }
    refuseCircle(problem, root, "/root");
    return claimed(problem, unit, root.id());
  }

  Problem link(String id, LinkSymptoms request, Consumer<Problem> seen) {
    lockLinks(problems.visible(id).campaignId());
    var root = problems.locked(id);
    seen.accept(root);
    judgement.require(Move.LINK, root);
    var unit = new Place(root.unitId(), root.unitPath(), false);
    var symptoms =
        request.problems().stream()
            .distinct()
            .sorted(Comparator.comparing(UUID::toString))
            .toList();
    for (var symptom : symptoms) {
      var pointer = "/problems/" + request.problems().indexOf(symptom);
      requireSameCampaign(pointer, root, symptom);
      var problem = named(pointer, symptom);
      if (!problem.ancestors().contains(unit.path())) {
        throw new Refusal(ErrorCode.RULE_BROKEN).at(pointer, "below-the-root");
      }
      judgement.require(Move.CLAIM, problem);
      refuseCircle(problem, root, pointer);
      claimed(problem, unit, root.id());
    }
    return problems.change(root, "problem.linked", new Columns(), Map.of("symptoms", symptoms));
  }

  Problem release(Problem problem, GiveReason request) {
    return released(problem, Map.of("reason", request.reason()));
  }

  /** When the root is dismissed, what waits for it is worked on again. */
  void releaseSymptoms(Problem root, String because) {
    for (var symptom : problems.lockedSymptoms(root.id())) {
      released(symptom, Map.of("because", because));
    }
  }

  /** The root is closed: each symptom's own supervising unit closes or returns it. */
  void resolveSymptoms(Problem root) {
    for (var symptom : problems.lockedSymptoms(root.id())) {
      problems.change(
          symptom,
          "problem.root-closed",
          Columns.set("status", ProblemStatus.RESOLVED)
              .and("status_before", null)
              .and("resolved_at", clock.instant())
              .and("resolved_deadline", symptom.deadline())
              .and("resolved_by", caller.accountId()),
          Map.of());
    }
  }

  private Problem released(Problem problem, Map<String, Object> said) {
    return problems.change(
        problem,
        "problem.released",
        Columns.set("status", ProblemStatus.valueOf(problem.statusBefore()))
            .and("status_before", null)
            .and("root_id", null)
            .and("holder_id", null)
            .and("claimed_at", null),
        said);
  }

  private Problem claimed(Problem problem, Place unit, UUID root) {
    var asked = problem.status() == ProblemStatus.ESCALATED;
    return problems.change(
        problem,
        "problem.claimed",
        noLongerAsked()
            .and("status", ProblemStatus.CLAIMED)
            .and("status_before", asked ? problem.statusBefore() : problem.statusName())
            .and("root_id", root)
            .and("holder_id", unit.id())
            .and("claimed_at", clock.instant()),
        Map.of("asked", asked));
  }

  /** The one named; else the asked one; else the highest that the caller may claim for. */
  private Place claimingUnit(Problem problem, String reference) {
    if (reference != null) {
      var unit = places.named("/unit", reference);
      if (!problem.ancestors().contains(unit.path())) {
        throw new Refusal(ErrorCode.RULE_BROKEN).at("/unit", "above-in-campaign");
      }
      var refusal = judgement.ofRole(Role.SUPERVISOR, unit.path());
      if (refusal != null) {
        throw refusal;
      }
      return unit;
    }
    var mine =
        problem.ancestors().stream().filter(path -> caller.is(Role.SUPERVISOR, path)).toList();
    var path =
        mine.contains(problem.escalatedToPath())
            ? problem.escalatedToPath()
            : mine.get(mine.size() - 1);
    return sql.one(Place.class, "select id, path, false from unit where path = ?1", path)
        .orElseThrow();
  }

  private Problem root(String pointer, UUID id) {
    var root = named(pointer, id);
    if (!root.status().isOpen()) {
      throw new Refusal(
          ErrorCode.MOVE_REFUSED, root.status(), Move.LINK, Move.LINK.from().toString());
    }
    return root;
  }

  private Problem named(String pointer, UUID id) {
    try {
      return problems.locked(id.toString());
    } catch (Refusal notVisible) {
      throw Refusal.unknownReference(pointer);
    }
  }

  private void requireSameCampaign(String pointer, Problem one, UUID other) {
    if (problems.find(other).filter(p -> p.campaignId().equals(one.campaignId())).isEmpty()) {
      throw Refusal.unknownReference(pointer);
    }
  }

  void lockLinks(UUID campaign) {
    sql.lock(Lock.ROOTS, campaign.toString());
  }

  /** Roots before what waits for them, as whoever ends a root does. */
  private void lockBoth(UUID symptom, UUID root) {
    if (isRootOf(symptom, root)) {
      problems.lock(symptom);
      problems.lock(root);
    } else {
      problems.lock(root);
      problems.lock(symptom);
    }
  }

  private void refuseCircle(Problem symptom, Problem root, String pointer) {
    if (isRootOf(symptom.id(), root.id())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at(pointer, "circle-of-roots");
    }
  }

  /** Whether the one is among the roots of the other, or is it. */
  private boolean isRootOf(UUID root, UUID problem) {
    return sql.list(
            UUID.class,
            """
            with recursive chain as (
                select id, root_id from problem where id = ?1
                union
                select p.id, p.root_id from problem p join chain c on p.id = c.root_id
            )
            select id from chain
            """,
            problem)
        .contains(root);
  }
}
