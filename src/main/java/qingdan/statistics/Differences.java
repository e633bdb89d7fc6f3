package qingdan.statistics;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.shared.Sql;

/**
 * Counts again what the books say, from the rows and their history, in one statement that shares
 * nothing with the books: what differs is a fault.
 */
@ApplicationScoped
class Differences {

  /** A number that the books have and the rows do not bear out. */
  @RegisterForReflection
  record Difference(String code, String what, long books, long rows, long all) {}

  /** What is counted, and which rows of {@code problem} it counts today. */
  private static final String TODAY =
      """
      (values ('reported', p.status = 'REPORTED'), ('confirmed', p.status = 'CONFIRMED'), ('planned', p.status = 'PLANNED'),
          ('inProgress', p.status = 'IN_PROGRESS'), ('escalated', p.status = 'ESCALATED'), ('claimed', p.status = 'CLAIMED'),
          ('resolved', p.status = 'RESOLVED'), ('closed', p.status = 'CLOSED'),
          ('dismissed', p.status = 'DISMISSED' and p.dismissed_as <> 'DUPLICATE'),
          ('duplicates', p.status = 'DISMISSED' and p.dismissed_as = 'DUPLICATE'),
          ('unplanned', p.closed_at is null and p.status <> 'REPORTED' and p.first_deadline is null),
          ('overdue', p.closed_at is null and p.status not in ('REPORTED', 'RESOLVED') and p.deadline < z.today),
          ('overdueByFirstDeadline',
              p.closed_at is null and p.status not in ('REPORTED', 'RESOLVED') and p.first_deadline < z.today))
      """;

  private static final String BOOKS =
      """
      (values ('reported', b.reported), ('confirmed', b.confirmed), ('planned', b.planned), ('inProgress', b.in_progress),
          ('escalated', b.escalated), ('claimed', b.claimed), ('resolved', b.resolved), ('closed', b.closed),
          ('dismissed', b.dismissed), ('duplicates', b.duplicates), ('unplanned', b.unplanned), ('overdue', b.overdue),
          ('overdueByFirstDeadline', b.overdue_first), ('expected', b.expected), ('done', b.done), ('onTime', b.on_time),
          ('expectedAmount', b.expected_amount), ('doneAmount', b.done_amount))
      """;

  /**
   * What is owed, and targets: of all, and of those reported. Which subject is whose, the books'
   * registry tells.
   */
  private static final String OWED =
      """
      select o.unit_id, o.subject_id, o.batch_id, cast(null as uuid) as task_id, cast(null as text) as category, w.what, w.n
      from obligation o join zone z on z.id = o.campaign_id
      cross join lateral (values ('expected', 1), ('done', case o.state when 'DONE' then 1 end),
          ('onTime', case when o.state = 'DONE' and o.done_on <= o.due_on then 1 end), ('expectedAmount', o.amount),
          ('doneAmount', case o.state when 'DONE' then coalesce(o.done_amount, o.amount) end)) as w (what, n)
      where o.released_at is null and o.owed_from <= z.today and w.n <> 0
      union all
      select t.unit_id, w.subject, t.batch_id, t.task_id, t.category, w.what, w.n
      from task_target t
      join target_measure m on m.campaign_id = t.campaign_id and m.measure = t.measure and m.unit_of_measure = t.unit_of_measure
      join zone z on z.id = t.campaign_id
      cross join lateral (values (m.id, 'expected', 1), (m.id, 'done', case when t.done >= t.number then 1 end),
          (m.id, 'overdue', case when t.due_on < z.today and (t.done is null or t.done < t.number) then 1 end),
          (m.id, 'expectedAmount', t.number), (m.id, 'doneAmount', t.done),
          (m.reported_id, 'expected', case when t.done is not null then 1 end),
          (m.reported_id, 'expectedAmount', case when t.done is not null then t.number end),
          (m.reported_id, 'doneAmount', case when t.done < t.number then t.done when t.done is not null then t.number end)
      ) as w (subject, what, n)
      where w.n <> 0
      """;

  private static final String COLUMNS =
      """
      reported, confirmed, planned, in_progress, escalated, claimed, resolved, closed, dismissed, duplicates, unplanned, overdue,
      overdue_first, expected, done, on_time, expected_amount, done_amount
      """;

  private static final String FOUND =
      """
      with zone as materialized (
          select id, cast(cast(?1 as timestamptz) at time zone time_zone as date) as today, time_zone from campaign
      ), books as materialized (
          select e.unit_id, e.day, c.campaign_id, c.batch_id, c.task_id, c.category, c.subject_id, %1$s
          from ledger_entry e join ledger_cell c on c.cell = e.cell
          union all
          select unit_id, day, campaign_id, batch_id, task_id, category, subject_id, %1$s from ledger_posting
      ), owed as materialized (
          %4$s
      ), own as (
          select unit_id, batch_id, task_id, category, subject_id, what, sum(books) as books, sum(rows) as rows
          from (
              select b.unit_id, b.batch_id, b.task_id, b.category, b.subject_id, w.what, w.n as books, 0 as rows
              from books b join zone z on z.id = b.campaign_id and b.day <= z.today
              cross join lateral %2$s as w (what, n) where w.n is not null
              union all
              select p.unit_id, p.batch_id, p.task_id, p.category, null, w.what, 0, 1
              from problem p join zone z on z.id = p.campaign_id cross join lateral %3$s as w (what, counts) where w.counts
              union all
              select unit_id, batch_id, task_id, category, subject_id, what, 0, n from owed
          ) sides
          group by 1, 2, 3, 4, 5, 6 having sum(books) <> sum(rows)
      ), subtree as (
          select unit_id, subject_id, what, sum(books) as books, sum(rows) as rows
          from (
              select b.unit_id, k.subject_id, w.what, w.n as books, 0 as rows
              from ledger_sum b join ledger_unit l on l.unit_id = b.unit_id and l.daily
              join ledger_key k on k.key = b.key
              join zone z on z.id = k.campaign_id and b.start <= z.today
              cross join lateral %2$s as w (what, n) where b.dimension = 'N' and b.span = 'D' and w.n is not null
              union all
              select a.id, b.subject_id, w.what, w.n, 0
              from ledger_posting b join zone z on z.id = b.campaign_id and b.day <= z.today
              join unit u on u.id = b.unit_id
              join unit a on a.path = any(path_line(u.path)) join ledger_unit l on l.unit_id = a.id and l.daily
              cross join lateral %2$s as w (what, n) where w.n is not null
              union all
              select a.id, null, w.what, 0, 1
              from problem p join zone z on z.id = p.campaign_id
              join unit u on u.id = p.unit_id
              join unit a on a.path = any(path_line(u.path)) join ledger_unit l on l.unit_id = a.id and l.daily
              cross join lateral %3$s as w (what, counts) where w.counts
              union all
              select a.id, o.subject_id, o.what, 0, o.n
              from owed o join unit u on u.id = o.unit_id
              join unit a on a.path = any(path_line(u.path)) join ledger_unit l on l.unit_id = a.id and l.daily
          ) sides
          group by 1, 2, 3 having sum(books) <> sum(rows)
      ), whole as (
          select unit_id, subject_id, what, sum(books) as books, sum(rows) as rows
          from (
              select b.unit_id, k.subject_id, w.what, w.n as books, 0 as rows
              from ledger_sum b join ledger_key k on k.key = b.key
              cross join lateral %2$s as w (what, n) where b.dimension = 'N' and b.span = 'M' and w.n is not null
              union all
              select a.id, c.subject_id, w.what, 0, w.n
              from ledger_entry b join ledger_cell c on c.cell = b.cell
              join unit u on u.id = b.unit_id
              join unit a on a.path = any(path_line(u.path)) join ledger_unit l on l.unit_id = a.id and l.summed
              cross join lateral %2$s as w (what, n) where w.n is not null
          ) sides
          group by 1, 2, 3 having sum(books) <> sum(rows)
      ), spans as (
          select unit_id, 'spans' as what, sum(days) as books, sum(others) as rows
          from (
              select b.unit_id, b.dimension, b.key, cast(date_trunc('month', b.start) as date) as month,
                  case b.span when 'D' then w.n else 0 end as days, case b.span when 'M' then w.n else 0 end as others, w.what
              from ledger_sum b join ledger_unit l on l.unit_id = b.unit_id and l.daily
              cross join lateral %2$s as w (what, n) where b.span in ('D', 'M') and w.n is not null
          ) sides
          group by unit_id, dimension, key, month, sides.what having sum(days) <> sum(others)
      ), told as (
          select c.entity_id,
              (array_agg(c.after ->> 'status' order by c.id desc) filter (where c.after -> 'status' is not null))[1] as status,
              (array_agg(c.after ->> 'unit' order by c.id desc) filter (where c.after -> 'unit' is not null))[1] as unit_id,
              (array_agg(c.after ->> 'deadline' order by c.id desc) filter (where c.after -> 'deadline' is not null))[1] as deadline
          from change c join problem p on p.id = c.entity_id join zone z on z.id = p.campaign_id
          where c.entity = 'problem' and c.at < cast(cast(?2 as date) + 1 as timestamp) at time zone z.time_zone
          group by c.entity_id
      ), past as (
          select unit_id, what, sum(books) as books, sum(rows) as rows
          from (
              select b.unit_id, w.what, w.n as books, 0 as rows
              from books b cross join lateral (values
                  ('reported', b.reported), ('closed', b.closed), ('resolved', b.resolved), ('overdue', b.overdue)) as w (what, n)
              where b.subject_id is null and b.day <= cast(?2 as date) and w.n is not null
              union all
              select cast(t.unit_id as uuid), w.what, 0, 1
              from told t cross join lateral (values ('reported', t.status = 'REPORTED'), ('closed', t.status = 'CLOSED'),
                  ('resolved', t.status = 'RESOLVED'),
                  ('overdue', t.status in ('CONFIRMED', 'PLANNED', 'IN_PROGRESS', 'ESCALATED', 'CLAIMED')
                      and cast(t.deadline as date) < cast(?2 as date))) as w (what, counts)
              where w.counts
          ) sides
          group by 1, 2 having sum(books) <> sum(rows)
      ), found as (
          select unit_id, what, books, rows from own
          union all select unit_id, what || ' of the subtree', books, rows from subtree
          union all select unit_id, what || ' of all days', books, rows from whole
          union all select unit_id, 'days and months', books, rows from spans
          union all select unit_id, what || ' on ' || cast(?2 as text), books, rows from past where ?3
      )
      select u.code, f.what, cast(f.books as bigint), cast(f.rows as bigint), count(*) over ()
      from found f join unit u on u.id = f.unit_id order by u.path, f.what limit 1000
      """
          .formatted(COLUMNS, BOOKS, TODAY, OWED);

  private final Sql sql;
  private final Clock clock;

  Differences(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * The first thousand of them.
   *
   * @param day a day that has passed, for which the change log is read; null: today alone
   */
  List<Difference> find(LocalDate day) {
    return sql.list(
        Difference.class,
        FOUND,
        clock.instant().toString(),
        (day == null ? LocalDate.EPOCH : day).toString(),
        day != null);
  }
}
