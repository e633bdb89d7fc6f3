package qingdan.problem;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** The orders of a list of problems, each with its indexes. */
enum ProblemSort {
  /** What is not final, the first to be due first, what has no deadline last. */
  DEADLINE("p.deadline", "date", "p.closed_at is null"),
  REPORTED("p.reported_at", "timestamptz", "true"),
  CLOSED("p.closed_at", "timestamptz", "p.closed_at is not null");

  private static final String NONE = "infinity";

  private final String column;
  private final String type;
  private final String condition;

  ProblemSort(String column, String type, String condition) {
    this.column = column;
    this.type = type;
    this.condition = condition;
  }

  /**
   * The sort asked for, where an index serves it with these filters; by default the one that is.
   */
  static ProblemSort of(String text, ProblemQuery query) {
    var natural = natural(query);
    if (text == null) {
      return natural;
    }
    var sort =
        switch (text) {
          case "deadline" -> DEADLINE;
          case "reported" -> REPORTED;
          case "closed" -> CLOSED;
          default -> throw Refusal.parameter("sort", "one-of", "deadline, reported, closed");
        };
    if (sort != natural && natural != REPORTED && !query.isNarrow()) {
      throw new Refusal(
          ErrorCode.UNSUPPORTED_COMBINATION,
          "sort=" + text,
          natural == DEADLINE ? "open status or deadlines" : "final status",
          "sort=deadline + open status, overdue=true, planned, dueWithin, deadlineFrom, deadlineTo; sort=closed + final status, dismissedAs; any sort without these");
    }
    return sort;
  }

  private static ProblemSort natural(ProblemQuery query) {
    if (query.asksForDeadlines()) {
      return DEADLINE;
    }
    if (query.asksForFinal()) {
      return CLOSED;
    }
    return query.status == null ? REPORTED : DEADLINE;
  }

  String column() {
    return column;
  }

  void where(Sql.Statement statement, List<String> after) {
    statement.add(" and " + condition);
    if (after != null) {
      statement.add(
          " and (" + column + ", p.id) > (cast(? as " + type + "), ?)",
          after.get(0),
          UUID.fromString(after.get(1)));
    }
  }

  void order(Sql.Statement statement) {
    statement.add(" order by " + column + ", p.id");
  }

  List<String> key(Problem problem) {
    return List.of(
        switch (this) {
          case DEADLINE -> problem.deadline() == null ? NONE : problem.deadline().toString();
          case REPORTED -> text(problem.reportedAt());
          case CLOSED -> text(problem.closedAt());
        },
        problem.id().toString());
  }

  private static String text(Instant instant) {
    return instant.toString();
  }
}
