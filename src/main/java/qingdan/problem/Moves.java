package qingdan.problem;

import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Makes the moves that callers make, each with the body that it takes. */
@ApplicationScoped
class Moves {

  /** Of a move that takes none. */
  @RegisterForReflection
  record Nothing() {}

  private final Problems problems;
  private final Rectification rectification;
  private final Supervision supervision;
  private final Escalations escalations;
  private final Reporting reporting;
  private final Judgement judgement;

  Moves(
      Problems problems,
      Rectification rectification,
      Supervision supervision,
      Escalations escalations,
      Reporting reporting,
      Judgement judgement) {
    this.problems = problems;
    this.rectification = rectification;
    this.supervision = supervision;
    this.escalations = escalations;
    this.reporting = reporting;
    this.judgement = judgement;
  }

  static Class<?> bodyOf(Move move) {
    return switch (move) {
      case REPORT, ACCEPT_FINDING -> ReportProblem.class;
      case ASSIGN -> Assignment.Given.class;
      case CONFIRM, START, CLOSE, WITHDRAW, APPROVE_EXTENSION, ROOT_CLOSED -> Nothing.class;
      case DISMISS -> DismissProblem.class;
      case PLAN -> PlanProblem.class;
      case PROGRESS -> ReportProgress.class;
      case RESOLVE -> ResolveProblem.class;
      case RETURN, RELEASE, REFUSE_EXTENSION -> GiveReason.class;
      case ESCALATE -> EscalateProblem.class;
      case DECLINE -> DeclineEscalation.class;
      case CLAIM -> ClaimProblem.class;
      case LINK -> LinkSymptoms.class;
      case EXTEND -> AskExtension.class;
      case RECUR -> ReportRecurrence.class;
    };
  }

  /**
   * @param seen told the problem as it is before the move, locked
   * @param body of the class that {@link #bodyOf} names
   */
  Problem make(Move move, String id, Object body, Consumer<Problem> seen) {
    return switch (move) {
      case REPORT, ACCEPT_FINDING -> reporting.report((ReportProblem) body);
      case CLAIM -> escalations.claim(id, (ClaimProblem) body, seen);
      case LINK -> escalations.link(id, (LinkSymptoms) body, seen);
      case CONFIRM, DISMISS, RECUR -> make(move, problems.lockedWithList(id), body, seen);
      default -> make(move, problems.locked(id), body, seen);
    };
  }

  private Problem make(Move move, Problem problem, Object body, Consumer<Problem> seen) {
    seen.accept(problem);
    judgement.require(move, problem);
    return switch (move) {
      case CONFIRM -> supervision.confirm(problem);
      case DISMISS -> supervision.dismiss(problem, (DismissProblem) body);
      case PLAN -> rectification.plan(problem, (PlanProblem) body);
      case START -> rectification.start(problem);
      case PROGRESS -> rectification.progress(problem, (ReportProgress) body);
      case RESOLVE -> rectification.resolve(problem, (ResolveProblem) body);
      case RETURN -> supervision.giveBack(problem, (GiveReason) body);
      case CLOSE -> supervision.close(problem);
      case ESCALATE -> escalations.escalate(problem, (EscalateProblem) body);
      case WITHDRAW -> escalations.withdraw(problem);
      case DECLINE -> escalations.decline(problem, (DeclineEscalation) body);
      case RELEASE -> escalations.release(problem, (GiveReason) body);
      case EXTEND -> supervision.askExtension(problem, (AskExtension) body);
      case APPROVE_EXTENSION -> supervision.approveExtension(problem);
      case REFUSE_EXTENSION -> supervision.refuseExtension(problem, (GiveReason) body);
      case RECUR -> reporting.recur(problem, (ReportRecurrence) body);
      case REPORT, ACCEPT_FINDING, ASSIGN, CLAIM, LINK, ROOT_CLOSED ->
          throw new IllegalArgumentException(move + " is made elsewhere");
    };
  }
}
