package qingdan.statistics;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Subtree;
import qingdan.ledger.Balance;
import qingdan.shared.Sql;

/**
 * Figures by the unit that answers for problems. The books do not keep them apart, as any unit may
 * answer for any problem: they are counted, by the same rules, and so of a bounded number only.
 */
@ApplicationScoped
class Responsibilities {

  static final int MOST = 20_000;

  private static final String COUNTED =
      """
      select p.responsible_id, false, cast(? as date), cast(null as uuid), cast(null as text),
      coalesce(cast(sum(c.n) filter (where c.count = 'reported') as bigint), 0), coalesce(cast(sum(c.n) filter (where
          c.count = 'confirmed') as bigint), 0), coalesce(cast(sum(c.n) filter (where c.count = 'planned') as bigint),
          0), coalesce(cast(sum(c.n) filter (where c.count = 'in_progress') as bigint), 0), coalesce(cast(sum(c.n)
          filter (where c.count = 'escalated') as bigint), 0), coalesce(cast(sum(c.n) filter (where c.count =
          'claimed') as bigint), 0), coalesce(cast(sum(c.n) filter (where c.count = 'resolved') as bigint), 0),
          coalesce(cast(sum(c.n) filter (where c.count = 'closed') as bigint), 0), coalesce(cast(sum(c.n) filter
          (where c.count = 'dismissed') as bigint), 0), coalesce(cast(sum(c.n) filter (where c.count = 'duplicates')
          as bigint), 0), coalesce(cast(sum(c.n) filter (where c.count = 'unplanned') as bigint), 0),
          coalesce(cast(sum(c.n) filter (where c.count = 'overdue') as bigint), 0), coalesce(cast(sum(c.n) filter
          (where c.count = 'overdue_first') as bigint), 0), coalesce(cast(sum(c.n) filter (where c.count =
          'resolved_on_time') as bigint), 0), coalesce(cast(sum(c.n) filter (where c.count = 'resolved_on_time_first')
          as bigint), 0), coalesce(cast(sum(c.n) filter (where c.count = 'closed_on_time') as bigint), 0),
          coalesce(cast(sum(c.n) filter (where c.count = 'closed_on_time_first') as bigint), 0),
          coalesce(cast(sum(c.n) filter (where c.count = 'days_to_close') as bigint), 0), coalesce(cast(sum(c.n)
          filter (where c.count = 'carried_in') as bigint), 0), coalesce(cast(sum(c.n) filter (where c.count =
          'carried_out') as bigint), 0), coalesce(cast(sum(c.n) filter (where c.count = 'linked') as bigint), 0),
          cast(0 as bigint), cast(0 as bigint), cast(0 as bigint), cast(0 as bigint), cast(0 as bigint)
      from unit u
      join problem p on p.unit_id = u.id
      cross join lateral problem_counts(
          p.unit_id, p.batch_id, p.carried_from, p.status, p.deadline, p.first_deadline, p.resolved_deadline, p.confirmed_at,
          p.resolved_at, p.closed_at, null, null, p.dismissed_as, cast(? as date), ?) c
      where p.campaign_id = ? and c.day <= ? and\s""";

  private final Sql sql;

  Responsibilities(Sql sql) {
    this.sql = sql;
  }

  /** By the unit; the problems of none come last. */
  List<Balance> of(Frame frame, List<String> after, int fetch) {
    var statement =
        new Sql.Statement(
            COUNTED,
            frame.today(),
            frame.today(),
            frame.campaign().timeZone(),
            frame.campaign().id(),
            frame.today());
    Subtree.within(statement, "u.path", List.of(new Subtree(frame.unit().path())));
    statement.andEqual("c.batch_id", frame.batch());
    statement.andEqual("p.task_id", frame.task());
    statement.andEqual("p.category", frame.category());
    if (after != null) {
      statement.add(
          " and (p.responsible_id > ? or p.responsible_id is null)", UUID.fromString(after.get(0)));
    }
    statement.add(" group by p.responsible_id order by p.responsible_id limit ?", fetch);
    return sql.list(Balance.class, statement);
  }
}
