package qingdan.problem;

import static qingdan.access.Role.REPORTER;
import static qingdan.access.Role.SUPERVISOR;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Caller;
import qingdan.access.Role;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/**
 * Whether the caller may make a move now, and if not, why: first who and where, then the state,
 * then what the state lacks. Whoever asks what is allowed and whoever does it gets the same answer.
 */
@ApplicationScoped
class Judgement {

  private final Caller caller;
  private final Measures measures;
  private final ProblemLists lists;
  private final Sql sql;

  Judgement(Caller caller, Measures measures, ProblemLists lists, Sql sql) {
    this.caller = caller;
    this.measures = measures;
    this.lists = lists;
    this.sql = sql;
  }

  void require(Move move, Problem problem) {
    var refusal = refusal(move, problem);
    if (refusal != null) {
      throw refusal;
    }
  }

  void require(ListMove move, ProblemList list) {
    var refusal = refusal(move, list);
    if (refusal != null) {
      throw refusal;
    }
  }

  /** Null when the move is allowed. */
  Refusal refusal(Move move, Problem problem) {
    var refusal = ofCaller(move.who(), problem);
    if (refusal == null) {
      refusal = ofState(move, problem);
    }
    return refusal == null ? ofGate(move, problem) : refusal;
  }

  Refusal refusal(ListMove move, ProblemList list) {
    var refusal =
        move.who() == Who.OWNER
            ? ofRole(REPORTER, list.unitPath())
            : ofSupervision(list.supervisingPath(), list.topPath(), list.submittedBy());
    if (refusal == null && !move.from().contains(list.status())) {
      refusal = new Refusal(ErrorCode.MOVE_REFUSED, list.status(), move, names(move.from()));
    }
    return refusal == null ? ofGate(move, list) : refusal;
  }

  /** For what begins at a unit by the word of its supervising unit. */
  void requireSupervision(String unit, String top) {
    var supervising = Problem.ancestors(unit, top).stream().findFirst().orElse(null);
    var refusal = ofRole(SUPERVISOR, supervising == null ? top : supervising);
    if (refusal != null) {
      throw refusal;
    }
  }

  private Refusal ofCaller(Who who, Problem problem) {
    return switch (who) {
      case OWNER -> ofRole(REPORTER, problem.unitPath());
      case OWNER_OR_RESPONSIBLE ->
          is(REPORTER, problem.responsiblePath()) ? null : ofRole(REPORTER, problem.unitPath());
      case RESPONSIBLE ->
          ofRole(
              REPORTER,
              problem.responsiblePath() == null ? problem.unitPath() : problem.responsiblePath());
      case PARTICIPANT ->
          measures.of(problem.id()).stream().anyMatch(step -> is(REPORTER, step.unitPath()))
              ? null
              : ofCaller(Who.RESPONSIBLE, problem);
      case ESCALATOR -> ofRole(REPORTER, orOwner(problem.escalatedFromPath(), problem));
      case SUPERVISING -> ofSupervision(problem);
      case OWNER_OR_SUPERVISING -> is(REPORTER, problem.unitPath()) ? null : ofSupervision(problem);
      case ANCESTOR ->
          problem.ancestors().stream().anyMatch(path -> is(SUPERVISOR, path))
              ? null
              : ofRole(
                  SUPERVISOR, problem.ancestors().isEmpty() ? null : problem.ancestors().get(0));
      case ASKED -> ofRole(SUPERVISOR, orTop(problem.escalatedToPath(), problem));
      case CLAIMING -> ofRole(SUPERVISOR, orTop(problem.holderPath(), problem));
      case OWNER_SUPERVISOR -> ofRole(SUPERVISOR, problem.unitPath());
      case SERVICE -> throw new IllegalArgumentException("no caller makes this move");
    };
  }

  private static String orOwner(String path, Problem problem) {
    return path == null ? problem.unitPath() : path;
  }

  /**
   * Of what nobody holds or was asked for, the state is what matters, and the highest sees that.
   */
  private static String orTop(String path, Problem problem) {
    return path == null ? problem.topPath() : path;
  }

  /** By whom the act was done that is judged now. */
  private Refusal ofSupervision(Problem problem) {
    UUID doer =
        switch (problem.status()) {
          case REPORTED -> problem.reportedBy();
          case RESOLVED -> problem.resolvedBy();
          default -> null;
        };
    return ofSupervision(problem.supervisingPath(), problem.topPath(), doer);
  }

  /** Where no unit is left above, it takes two persons at the campaign's top unit. */
  private Refusal ofSupervision(String supervising, String top, UUID doer) {
    if (supervising != null) {
      return ofRole(SUPERVISOR, supervising);
    }
    var refusal = ofRole(SUPERVISOR, top);
    return refusal == null && caller.accountId().equals(doer)
        ? new Refusal(ErrorCode.SAME_PERSON)
        : refusal;
  }

  private boolean is(Role role, String path) {
    return path != null && caller.is(role, path);
  }

  Refusal ofRole(Role role, String path) {
    return is(role, path) ? null : new Refusal(ErrorCode.ROLE_MISSING, role + name(path));
  }

  private String name(String path) {
    return path == null
        ? ""
        : sql.one(String.class, "select name from unit where path = ?1", path)
            .map(name -> " (" + name + ")")
            .orElse("");
  }

  private Refusal ofState(Move move, Problem problem) {
    var status = problem.status();
    if (move.from().contains(status)) {
      return null;
    }
    if (status == ProblemStatus.REPORTED && move.from().contains(ProblemStatus.CONFIRMED)) {
      return new Refusal(ErrorCode.LIST_NOT_APPROVED);
    }
    if (status == ProblemStatus.CLAIMED && move == Move.CLAIM) {
      return new Refusal(ErrorCode.ALREADY_CLAIMED, name(problem.holderPath()).strip());
    }
    return new Refusal(ErrorCode.MOVE_REFUSED, status, move, names(move.from()));
  }

  private Refusal ofGate(Move move, Problem problem) {
    return switch (move) {
      case CONFIRM ->
          ListStatus.valueOf(problem.listStatus()) == ListStatus.APPROVED
              ? null
              : new Refusal(ErrorCode.LIST_NOT_APPROVED);
      case ESCALATE -> problem.ancestors().isEmpty() ? new Refusal(ErrorCode.NOBODY_ABOVE) : null;
      case RESOLVE -> ofMeasures(problem);
      case EXTEND -> ofExtension(problem);
      case APPROVE_EXTENSION, REFUSE_EXTENSION -> ofWaitingExtension(problem);
      default -> null;
    };
  }

  private Refusal ofGate(ListMove move, ProblemList list) {
    return switch (move) {
      case SUBMIT -> ofPlan(list);
      case CLOSE -> {
        var unfinished = lists.unfinished(list.id());
        yield unfinished == 0 ? null : new Refusal(ErrorCode.PROBLEMS_NOT_FINAL, unfinished);
      }
      case CREATE, EDIT, APPROVE, RETURN -> null;
    };
  }

  /** With problems it takes a plan for them; without, a word why there is none. */
  private Refusal ofPlan(ProblemList list) {
    if (lists.problems(list.id()) == 0) {
      return list.statement() == null ? new Refusal(ErrorCode.LIST_EMPTY) : null;
    }
    var lacks = new Refusal(ErrorCode.LIST_PLAN_INCOMPLETE);
    if (list.aims() == null) {
      lacks.at("/aims", "required");
    }
    if (list.steps() == null) {
      lacks.at("/steps", "required");
    }
    if (list.leadPerson() == null) {
      lacks.at("/leadPerson", "required");
    }
    return lacks.faults().isEmpty() ? null : lacks;
  }

  private Refusal ofMeasures(Problem problem) {
    var open =
        measures.of(problem.id()).stream()
            .filter(measure -> measure.state() == MeasureState.OPEN)
            .toList();
    if (open.isEmpty()) {
      return null;
    }
    var refusal = new Refusal(ErrorCode.MEASURES_OPEN, open.size());
    open.forEach(
        measure -> refusal.at("measures/" + measure.id(), "open-measure", measure.title()));
    return refusal;
  }

  private static Refusal ofExtension(Problem problem) {
    if (problem.deadline() == null) {
      return new Refusal(ErrorCode.NO_DEADLINE);
    }
    return problem.extensionTo() == null
        ? null
        : new Refusal(ErrorCode.EXTENSION_WAITING, problem.extensionTo());
  }

  /** Whoever asked for it does not grant it. */
  private Refusal ofWaitingExtension(Problem problem) {
    if (problem.extensionTo() == null) {
      return new Refusal(ErrorCode.NO_EXTENSION_WAITING);
    }
    return problem.supervisingPath() == null && caller.accountId().equals(problem.extensionBy())
        ? new Refusal(ErrorCode.SAME_PERSON)
        : null;
  }

  private static String names(List<? extends Enum<?>> states) {
    return states.stream().map(Enum::name).collect(Collectors.joining(", "));
  }
}
