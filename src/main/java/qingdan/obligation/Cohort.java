package qingdan.obligation;

import java.util.List;
import java.util.UUID;

import qingdan.access.Subtree;
import qingdan.shared.Sql;

/**
 * Which units owe: open ones that stand in every one of the subtrees, enrolled in the batch where
 * there is one, and for which all else holds; what is null holds for all.
 */
public record Cohort(
    UUID batch,
    List<Subtree> within,
    List<String> kinds,
    List<String> tiers,
    List<String> sectors,
    UUID set) {

  /** Adds the condition on a unit u. */
  public void where(Sql.Statement statement) {
    statement.add("u.closed_at is null");
    for (var subtree : within) {
      statement.add(" and ");
      Subtree.within(statement, "u.path", List.of(subtree));
    }
    if (batch != null) {
      statement.add(
          " and exists (select from enrolment e where e.batch_id = ? and e.unit_id = u.id and e.valid_to is null)",
          batch);
    }
    anyOf(statement, "u.kind", kinds);
    anyOf(statement, "u.tier", tiers);
    anyOf(statement, "u.sector", sectors);
    if (set != null) {
      statement.add(" and u.id in (select unit_id from unit_set_member where set_id = ?)", set);
    }
  }

  private static void anyOf(Sql.Statement statement, String column, List<String> values) {
    if (values != null) {
      statement.add(" and " + column + " = any(?)", (Object) values.toArray(String[]::new));
    }
  }
}
