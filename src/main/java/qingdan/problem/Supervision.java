package qingdan.problem;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Caller;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;

/** What the supervising unit decides: confirm, dismiss, return, close, and later deadlines. */
@ApplicationScoped
class Supervision {

  private final Problems problems;
  private final ProblemLists lists;
  private final Escalations escalations;
  private final Caller caller;
  private final Clock clock;

  Supervision(
      Problems problems, ProblemLists lists, Escalations escalations, Caller caller, Clock clock) {
    this.problems = problems;
    this.lists = lists;
    this.escalations = escalations;
    this.caller = caller;
    this.clock = clock;
  }

  Problem confirm(Problem problem) {
    return problems.change(problem, "problem.confirmed", confirmed(), Map.of());
  }

  /** Approval of a list confirms what is reported on it. */
  void confirmAll(ProblemList list) {
    for (var problem : problems.lockedReported(list.id())) {
      problems.change(problem, "problem.confirmed", confirmed(), Map.of());
    }
  }

  private Columns confirmed() {
    return Columns.set("status", ProblemStatus.CONFIRMED).and("confirmed_at", clock.instant());
  }

  Problem dismiss(Problem problem, DismissProblem request) {
    if ((request.reason() == DismissalReason.DUPLICATE) != (request.duplicateOf() != null)) {
      throw new Refusal(ErrorCode.RULE_BROKEN)
          .at("/duplicateOf", request.duplicateOf() == null ? "required" : "only-of-duplicate");
    }
    if (request.duplicateOf() != null) {
      requireOther(problem, request);
    }
    escalations.releaseSymptoms(problem, "problem.dismissed");
    var said = new TreeMap<String, Object>();
    if (request.text() != null) {
      said.put("text", request.text());
    }
    var dismissed =
        problems.change(
            problem,
            "problem.dismissed",
            ended(ProblemStatus.DISMISSED)
                .and("dismissed_as", request.reason())
                .and("duplicate_of", request.duplicateOf()),
            said);
    if (problem.status() == ProblemStatus.REPORTED) {
      lists.lock(problem.listId()).ifPresent(lists::touch);
    }
    return dismissed;
  }

  private void requireOther(Problem problem, DismissProblem request) {
    Problem other;
    try {
      other = problems.visible(request.duplicateOf().toString());
    } catch (Refusal notVisible) {
      throw Refusal.unknownReference("/duplicateOf");
    }
    if (other.id().equals(problem.id())
        || other.status() == ProblemStatus.DISMISSED
        || !other.campaignId().equals(problem.campaignId())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/duplicateOf", "another-of-the-campaign");
    }
  }

  /** A symptom that never had a plan of its own has nothing to go on with: it is to be planned. */
  Problem giveBack(Problem problem, GiveReason request) {
    var to = problem.responsibleId() == null ? ProblemStatus.CONFIRMED : ProblemStatus.IN_PROGRESS;
    return problems.change(
        problem,
        "problem.returned",
        Columns.set("status", to)
            .and("resolved_at", null)
            .and("resolved_by", null)
            .and("root_id", null)
            .and("holder_id", null)
            .and("claimed_at", null),
        Map.of("reason", request.reason()));
  }

  /** Closing a root offers closure of each symptom to that symptom's own supervising unit. */
  Problem close(Problem problem) {
    var closed = problems.change(problem, "problem.closed", ended(ProblemStatus.CLOSED), Map.of());
    escalations.resolveSymptoms(problem);
    return closed;
  }

  private Columns ended(ProblemStatus status) {
    return Columns.set("status", status)
        .and("closed_at", clock.instant())
        .and("extension_to", null)
        .and("extension_reason", null)
        .and("extension_by", null);
  }

  Problem askExtension(Problem problem, AskExtension request) {
    if (!request.deadline().isAfter(problem.deadline())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/deadline", "order", problem.deadline());
    }
    if (request.deadline().isBefore(problem.today(clock))) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/deadline", "not-before", problem.today(clock));
    }
    return problems.change(
        problem,
        "problem.extension-asked",
        Columns.set("extension_to", request.deadline())
            .and("extension_reason", request.reason())
            .and("extension_by", caller.accountId()),
        Map.of("reason", request.reason()));
  }

  Problem approveExtension(Problem problem) {
    return problems.change(
        problem, "problem.extended", answered().and("deadline", problem.extensionTo()), Map.of());
  }

  Problem refuseExtension(Problem problem, GiveReason request) {
    return problems.change(
        problem, "problem.extension-refused", answered(), Map.of("reason", request.reason()));
  }

  private static Columns answered() {
    return Columns.set("extension_to", null)
        .and("extension_reason", null)
        .and("extension_by", null);
  }
}
