package qingdan.problem;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Caller;
import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Role;
import qingdan.shared.ErrorCode;
import qingdan.shared.Evidence;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;

/** What the units do that have a problem to solve: plan, start, report, resolve. */
@ApplicationScoped
class Rectification {

  private final Problems problems;
  private final Measures measures;
  private final Judgement judgement;
  private final Places places;
  private final Caller caller;
  private final Clock clock;

  Rectification(
      Problems problems,
      Measures measures,
      Judgement judgement,
      Places places,
      Caller caller,
      Clock clock) {
    this.problems = problems;
    this.measures = measures;
    this.judgement = judgement;
    this.places = places;
    this.caller = caller;
    this.clock = clock;
  }

  Problem plan(Problem problem, PlanProblem request) {
    var lacks = new Refusal(ErrorCode.PLAN_INCOMPLETE);
    var responsible = responsible(problem, request, lacks);
    var deadline = deadline(problem, request, lacks);
    var joint = joint(problem, request, responsible);
    var planned = measures(problem, request, responsible, joint, deadline, lacks);
    if (!lacks.faults().isEmpty()) {
      throw lacks;
    }
    problems.setJoint(problem.id(), joint.stream().map(Place::id).toList());
    if (request.measures() != null) {
      measures.replace(problem.id(), planned);
    }
    return problems.change(
        problem,
        "problem.planned",
        Columns.set("status", ProblemStatus.PLANNED)
            .and("responsible_id", responsible.id())
            .and("responsible_person", or(request.responsiblePerson(), problem.responsiblePerson()))
            .and("responsible_office", or(request.responsibleOffice(), problem.responsibleOffice()))
            .and("deadline", deadline)
            .and("first_deadline", or(problem.firstDeadline(), deadline)),
        Map.of());
  }

  private Place responsible(Problem problem, PlanProblem request, Refusal lacks) {
    if (request.responsibleUnit() != null) {
      return within(problem, "/responsibleUnit", request.responsibleUnit());
    }
    if (problem.responsibleId() == null) {
      lacks.at("/responsibleUnit", "required");
      return null;
    }
    return new Place(problem.responsibleId(), problem.responsiblePath(), false);
  }

  /** A plan that is replaced keeps the deadline or shortens it: later ones are extensions. */
  private LocalDate deadline(Problem problem, PlanProblem request, Refusal lacks) {
    var deadline = or(request.deadline(), problem.deadline());
    if (deadline == null) {
      lacks.at("/deadline", "required");
    } else if (request.deadline() != null && deadline.isBefore(problem.today(clock))) {
      lacks.at("/deadline", "not-before", problem.today(clock));
    } else if (problem.deadline() != null && deadline.isAfter(problem.deadline())) {
      lacks.at("/deadline", "needs-extension", problem.deadline());
    }
    return deadline;
  }

  private List<Place> joint(Problem problem, PlanProblem request, Place responsible) {
    if (request.jointUnits() == null) {
      return problem.joints().stream()
          .map(unit -> new Place(unit.id(), unit.path(), false))
          .filter(unit -> responsible == null || !unit.id().equals(responsible.id()))
          .toList();
    }
    var joint = new ArrayList<Place>();
    for (int i = 0; i < request.jointUnits().size(); i++) {
      var pointer = "/jointUnits/" + i;
      var unit = within(problem, pointer, request.jointUnits().get(i));
      if (Stream.concat(joint.stream(), Stream.ofNullable(responsible))
          .anyMatch(other -> other.id().equals(unit.id()))) {
        throw new Refusal(ErrorCode.RULE_BROKEN).at(pointer, "given-twice");
      }
      joint.add(unit);
    }
    return joint;
  }

  private List<Measures.Planned> measures(
      Problem problem,
      PlanProblem request,
      Place responsible,
      List<Place> joint,
      LocalDate deadline,
      Refusal lacks) {
    if (request.measures() == null) {
      requireKept(problem, responsible, joint, deadline, lacks);
      return List.of();
    }
    if (request.measures().isEmpty()) {
      lacks.at("/measures", "required");
    }
    var planned = new ArrayList<Measures.Planned>();
    var ids = new HashSet<UUID>();
    for (int i = 0; i < request.measures().size(); i++) {
      var step = request.measures().get(i);
      var pointer = "/measures/" + i;
      var unit =
          step.unit() == null ? responsible : within(problem, pointer + "/unit", step.unit());
      if (step.unit() != null && !works(unit.id(), responsible, joint)) {
        lacks.at(pointer + "/unit", "not-working-on-it");
      }
      var last = or(step.deadline(), deadline);
      if (last != null && deadline != null && last.isAfter(deadline)) {
        lacks.at(pointer + "/deadline", "not-after", deadline);
      }
      var id = step.id() == null ? Ids.next() : step.id();
      if (!ids.add(id)) {
        lacks.at(pointer + "/id", "given-twice");
      }
      planned.add(new Measures.Planned(id, unit == null ? null : unit.id(), step.title(), last));
    }
    return planned;
  }

  /** The measures planned before must fit what else is planned anew. */
  private void requireKept(
      Problem problem, Place responsible, List<Place> joint, LocalDate deadline, Refusal lacks) {
    var kept = measures.of(problem.id());
    if (kept.isEmpty()) {
      lacks.at("/measures", "required");
    }
    for (var measure : kept) {
      if (responsible != null && !works(measure.unitId(), responsible, joint)) {
        lacks.at("/measures", "not-working-on-it");
      }
      if (deadline != null && measure.deadline().isAfter(deadline)) {
        lacks.at("/measures", "not-after", deadline);
      }
    }
  }

  private static boolean works(UUID unit, Place responsible, List<Place> joint) {
    return Stream.concat(Stream.ofNullable(responsible), joint.stream())
        .anyMatch(place -> place.id().equals(unit));
  }

  Problem start(Problem problem) {
    return problems.change(
        problem, "problem.started", Columns.set("status", ProblemStatus.IN_PROGRESS), Map.of());
  }

  Problem progress(Problem problem, ReportProgress request) {
    requireEvidence(request.evidence());
    UUID unit;
    if (request.measure() == null) {
      if (request.state() != null) {
        throw new Refusal(ErrorCode.RULE_BROKEN).at("/measure", "required");
      }
      unit = reporter(problem);
    } else {
      unit = reportOnMeasure(problem, request);
    }
    measures.report(
        problem.id(),
        request.measure(),
        unit,
        request.text(),
        request.evidence(),
        caller.accountId());
    var said = new TreeMap<String, Object>();
    said.put("text", request.text());
    said.put("reportingUnit", unit);
    if (request.measure() != null) {
      said.put("measure", request.measure());
      said.put("measureState", request.state());
    }
    return problems.change(problem, "problem.progressed", new Columns(), said);
  }

  private UUID reportOnMeasure(Problem problem, ReportProgress request) {
    var measure =
        measures.of(problem.id()).stream()
            .filter(row -> row.id().equals(request.measure()))
            .findFirst()
            .orElseThrow(() -> Refusal.unknownReference("/measure"));
    var responsible = caller.is(Role.REPORTER, problem.responsiblePath());
    if (!responsible && !caller.is(Role.REPORTER, measure.unitPath())) {
      throw judgement.ofRole(Role.REPORTER, measure.unitPath());
    }
    if (request.state() != null) {
      measures.set(measure.id(), request.state(), request.text());
    }
    return measure.unitId();
  }

  /** A joint unit works on its measures; on the problem as a whole the responsible one reports. */
  private UUID reporter(Problem problem) {
    var refusal = judgement.ofRole(Role.REPORTER, problem.responsiblePath());
    if (refusal != null) {
      throw refusal;
    }
    return problem.responsibleId();
  }

  Problem resolve(Problem problem, ResolveProblem request) {
    requireEvidence(request.evidence());
    measures.report(
        problem.id(),
        null,
        problem.responsibleId(),
        request.text(),
        request.evidence(),
        caller.accountId());
    return problems.change(
        problem,
        "problem.resolved",
        Columns.set("status", ProblemStatus.RESOLVED)
            .and("resolved_at", clock.instant())
            .and("resolved_deadline", problem.deadline())
            .and("resolved_by", caller.accountId()),
        Map.of("text", request.text()));
  }

  private static void requireEvidence(List<Evidence> evidence) {
    var refusal = new Refusal(ErrorCode.RULE_BROKEN);
    for (int i = 0; evidence != null && i < evidence.size(); i++) {
      if (evidence.get(i).showsNothing()) {
        refusal.at("/evidence/" + i, "reference-or-file");
      }
    }
    if (!refusal.faults().isEmpty()) {
      throw refusal;
    }
  }

  /** A unit of the campaign's tree, whether the caller sees it or not: the directory names it. */
  private Place within(Problem problem, String pointer, String reference) {
    var unit = places.find(reference).orElseThrow(() -> Refusal.unknownReference(pointer));
    if (!unit.path().startsWith(problem.topPath())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at(pointer, "outside-campaign");
    }
    if (!places.staysOpen(unit.id())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at(pointer, "closed-unit");
    }
    return unit;
  }

  private static <T> T or(T first, T second) {
    return first == null ? second : first;
  }
}
