package qingdan.problem;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.unit.Directory;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;

/** Shows problems with the names of the units that they speak of, all looked up at once. */
@ApplicationScoped
class Presentation {

  private final Directory directory;
  private final Measures measures;
  private final Contents contents;
  private final Problems problems;
  private final KnownVisits visits;

  Presentation(
      Directory directory,
      Measures measures,
      Contents contents,
      Problems problems,
      KnownVisits visits) {
    this.directory = directory;
    this.measures = measures;
    this.contents = contents;
    this.problems = problems;
    this.visits = visits;
  }

  ProblemView of(Problem problem) {
    var steps = measures.of(problem.id());
    var units =
        directory.of(
            Stream.concat(units(problem), steps.stream().map(Measures.Row::unitId))
                .distinct()
                .toList());
    return view(
        problem,
        units,
        seen(List.of(problem)),
        steps.stream().map(step -> of(step, units.get(step.unitId()))).toList());
  }

  /** How each of the problems is shown in a list: without its measures. */
  Function<Problem, ProblemView> of(Collection<Problem> problems) {
    var units = directory.of(problems.stream().flatMap(Presentation::units).distinct().toList());
    var seen = seen(problems);
    return problem -> view(problem, units, seen, null);
  }

  static ProblemView.MeasureView of(Measures.Row step, DirectoryEntry unit) {
    return new ProblemView.MeasureView(
        step.id(),
        unit,
        step.title(),
        step.deadline(),
        step.state(),
        step.droppedFor(),
        step.doneAt());
  }

  private static Stream<UUID> others(Problem problem) {
    return Stream.of(problem.rootId(), problem.recurrenceOf(), problem.duplicateOf())
        .filter(Objects::nonNull);
  }

  /** The ids of what they name that the caller sees: other problems, and visits. */
  private Set<UUID> seen(Collection<Problem> problems) {
    var seen =
        new HashSet<>(this.problems.seen(problems.stream().flatMap(Presentation::others).toList()));
    seen.addAll(
        visits.seen(problems.stream().map(Problem::visitId).filter(Objects::nonNull).toList()));
    return seen;
  }

  private static UUID seen(UUID id, Set<UUID> seen) {
    return id != null && seen.contains(id) ? id : null;
  }

  private static Stream<UUID> units(Problem problem) {
    return Stream.concat(
            Stream.of(
                problem.unitId(),
                problem.initiatingId(),
                problem.responsibleId(),
                problem.escalatedToId(),
                problem.escalatedFromId(),
                problem.holderId()),
            problem.joints().stream().map(Problem.Joint::id))
        .filter(Objects::nonNull);
  }

  private ProblemView view(
      Problem problem,
      Map<UUID, DirectoryEntry> units,
      Set<UUID> seen,
      List<ProblemView.MeasureView> steps) {
    var content = contents.of(problem);
    return new ProblemView(
        problem.id(),
        problem.version(),
        problem.campaignId(),
        problem.batchId(),
        problem.taskId(),
        new ProblemView.Heading(problem.listId(), ListStatus.valueOf(problem.listStatus())),
        units.get(problem.unitId()),
        content.title(),
        content.description(),
        content.manifestation(),
        content.category(),
        content.fields(),
        content.severity(),
        content.source(),
        content.labels(),
        units.get(problem.initiatingId()),
        problem.finding(),
        problem.status(),
        units.get(problem.responsibleId()),
        problem.responsiblePerson(),
        problem.responsibleOffice(),
        problem.joints().stream().map(joint -> units.get(joint.id())).toList(),
        problem.firstDeadline(),
        problem.deadline(),
        escalation(problem, units),
        units.get(problem.holderId()),
        problem.claimedAt(),
        seen(problem.rootId(), seen),
        problem.extensionTo() == null
            ? null
            : new ProblemView.ExtensionView(problem.extensionTo(), problem.extensionReason()),
        seen(problem.recurrenceOf(), seen),
        seen(problem.visitId(), seen),
        problem.dismissedAs() == null ? null : DismissalReason.valueOf(problem.dismissedAs()),
        seen(problem.duplicateOf(), seen),
        steps,
        problem.reportedAt(),
        problem.confirmedAt(),
        problem.resolvedAt(),
        problem.closedAt());
  }

  private static ProblemView.EscalationView escalation(
      Problem problem, Map<UUID, DirectoryEntry> units) {
    return problem.escalatedToId() == null
        ? null
        : new ProblemView.EscalationView(
            units.get(problem.escalatedToId()),
            units.get(problem.escalatedFromId()),
            problem.escalatedAt(),
            EscalationGround.valueOf(problem.escalationGround()),
            problem.escalationTier() == null ? null : Tier.valueOf(problem.escalationTier()),
            problem.escalationReason());
  }
}
