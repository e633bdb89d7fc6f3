package qingdan.obligation;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

import qingdan.access.Subtree;
import qingdan.shared.Lists;
import qingdan.shared.Sql;

/**
 * Which obligations a list holds. What is null bounds nothing; what is asked of a state is asked of
 * what is owed by today, where that is told.
 */
public record ObligationFilter(
    List<Subtree> scope, UUID self, UUID parent, Asked asked, LocalDate today) {

  /** What a figure counts, and the list behind it shows. */
  public enum Asked {
    MISSING("o.state <> 'DONE'"),
    /** Of what is missing that whose day is over. */
    OVERDUE("o.state <> 'DONE'"),
    AWAITING("o.state = 'REPORTED'"),
    DONE("o.state = 'DONE'"),
    LATE("o.state = 'DONE' and o.done_on > o.due_on");

    private final String condition;

    Asked(String condition) {
      this.condition = condition;
    }

    public static Asked of(String parameter, String text) {
      return Lists.lowerOneOf(parameter, text, EnumSet.allOf(Asked.class));
    }

    /** Of what nobody confirms. */
    public static Asked ofUnconfirmed(String parameter, String text) {
      return Lists.lowerOneOf(parameter, text, EnumSet.complementOf(EnumSet.of(AWAITING)));
    }

    String condition() {
      return condition;
    }
  }

  public void where(Sql.Statement statement) {
    statement.add(" and ");
    Subtree.within(statement, "u.path", scope);
    if (self != null) {
      statement.add(" and u.id = ?", self);
    }
    if (parent != null) {
      statement.add(" and u.parent_id = ?", parent);
    }
    if (asked != null) {
      statement.add(" and " + asked.condition);
    }
    if (asked != null && today != null) {
      statement.add(" and o.owed_from <= ?", today);
    }
    if (asked == Asked.OVERDUE && today != null) {
      statement.add(" and o.due_on < ?", today);
    }
  }
}
