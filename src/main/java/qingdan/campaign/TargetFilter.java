package qingdan.campaign;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import qingdan.access.Subtree;
import qingdan.shared.Sql;

/**
 * Which targets a list holds and a sum sums: both by the same condition on a target g, its unit u
 * and its task t. What is null bounds nothing.
 */
record TargetFilter(
    Campaign campaign,
    UUID task,
    TaskOrigin origin,
    List<Subtree> scope,
    UUID self,
    UUID parent,
    UUID batch,
    String category,
    String measure,
    Boolean reported,
    Boolean overdue,
    LocalDate today) {

  /** Takes one parameter: today. */
  static final String OVERDUE =
      "coalesce(g.due_on < ? and (g.done is null or g.done < g.number), false)";

  void where(Sql.Statement statement) {
    statement.add("g.campaign_id = ?", campaign.id());
    if (scope != null) {
      statement.add(" and ");
      Subtree.within(statement, "u.path", scope);
    }
    statement.andEqual("g.task_id", task);
    statement.andEqual("g.unit_id", self);
    statement.andEqual("u.parent_id", parent);
    statement.andEqual("g.batch_id", batch);
    statement.andEqual("g.category", category);
    statement.andEqual("g.measure", measure);
    if (origin != null) {
      statement.add(
          " and t.owner_id " + (origin == TaskOrigin.COMMON ? "=" : "<>") + " ?",
          campaign.topUnitId());
    }
    if (reported != null) {
      statement.add(reported ? " and g.done is not null" : " and g.done is null");
    }
    if (overdue != null) {
      statement.add((overdue ? " and " : " and not ") + OVERDUE, today);
    }
  }
}
