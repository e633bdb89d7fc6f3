package qingdan.statistics;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.shared.Sql;

/**
 * Counts again what the books say, from the rows and their history, in one statement that shares
 * nothing with the books: what differs is a fault. Sums are compared with the entries that they are
 * of, until the end of this month and after it, and the sums of each span with those of the next.
 */
@ApplicationScoped
class Differences {

  /** A number that the books have and the rows do not bear out. */
  @RegisterForReflection
  record Difference(String code, String what, long books, long rows, long all) {}

  /** What is counted, and which problems it counts at the end of a day. */
  private static final String COUNTED =
      """
      (values ('reported', p.status = 'REPORTED'), ('confirmed', p.status = 'CONFIRMED'), ('planned', p.status = 'PLANNED'),
          ('inProgress', p.status = 'IN_PROGRESS'), ('escalated', p.status = 'ESCALATED'), ('claimed', p.status = 'CLAIMED'),
          ('resolved', p.status = 'RESOLVED'), ('closed', p.status = 'CLOSED'),
          ('dismissed', p.status = 'DISMISSED' and p.dismissed_as <> 'DUPLICATE'),
          ('duplicates', p.status = 'DISMISSED' and p.dismissed_as = 'DUPLICATE'),
          ('unplanned', p.closed_at is null and p.status <> 'REPORTED' and p.first_deadline is null),
          ('overdue', p.closed_at is null and p.status not in ('REPORTED', 'RESOLVED') and p.deadline < %1$s),
          ('overdueByFirstDeadline',
              p.closed_at is null and p.status not in ('REPORTED', 'RESOLVED') and p.first_deadline < %1$s),
          ('resolvedOnTime', p.status in ('RESOLVED', 'CLOSED') and d.resolved <= p.resolved_deadline),
          ('resolvedOnTimeByFirstDeadline', p.status in ('RESOLVED', 'CLOSED') and d.resolved <= p.first_deadline),
          ('closedOnTime', p.status = 'CLOSED' and p.deadline <> 'infinity' and d.closed <= p.deadline),
          ('closedOnTimeByFirstDeadline', p.status = 'CLOSED' and d.closed <= p.first_deadline))
      """;

  /**
   * The same of problems, with what counts by days, in other batches or at another unit.
   *
   * @param rows of problems as they are, or as they were
   */
  private static String problems(String rows, String day) {
    return """
        select c.unit_id, cast(null as uuid) as subject_id, c.batch_id, p.task_id, p.category, c.what, c.n
        from %1$s p
        join zone z on z.id = p.campaign_id
        cross join lateral (
            select cast(p.confirmed_at at time zone z.time_zone as date) as confirmed,
                cast(p.resolved_at at time zone z.time_zone as date) as resolved,
                cast(p.closed_at at time zone z.time_zone as date) as closed
        ) d
        cross join lateral (
            select p.unit_id, p.batch_id, w.what, 1 from %2$s as w (what, counts) where w.counts
            union all
            select p.unit_id, p.batch_id, 'daysToClose', d.closed - d.confirmed where p.status = 'CLOSED'
            union all
            select p.unit_id, b, 'carriedOut', 1 from unnest(p.carried_from) as b
            union all
            select p.unit_id, b, 'carriedIn', 1 from unnest((p.carried_from || p.batch_id)[2:]) as b
            union all
            select a.id, p.batch_id, 'linked', 1
            from problem r join unit ru on ru.id = r.unit_id join unit pu on pu.id = p.unit_id
            cross join lateral (
                select a.id from unit a where a.path = any(path_line(pu.path)) and starts_with(ru.path, a.path)
                order by length(a.path) desc limit 1
            ) a
            where r.id = p.root_id and p.dismissed_as is distinct from 'DUPLICATE'
        ) as c (unit_id, batch_id, what, n)
        where c.n <> 0
        """
        .formatted(rows, COUNTED.formatted(day));
  }

  /**
   * Problems as they were at the end of the day: the row of who has not changed since; of the
   * others, which are few the day after, what the change log said of them last. Where a link stood
   * is not told.
   */
  private static final String STANDING =
      """
      select p.campaign_id, p.unit_id, p.batch_id, p.task_id, p.category, p.carried_from, p.status, p.deadline, p.first_deadline,
          p.resolved_deadline, p.confirmed_at, p.resolved_at, p.closed_at, p.dismissed_as, cast(null as uuid) as root_id
      from problem p join zone z on z.id = p.campaign_id
      where ?3 and p.changed_at < z.until
      union all
      select p.campaign_id, cast(t.unit as uuid), cast(t.batch as uuid), cast(t.task as uuid), t.category,
          case when cast(t.batch as uuid) = p.batch_id then p.carried_from
              else p.carried_from[:array_position(p.carried_from, cast(t.batch as uuid)) - 1] end,
          t.status, coalesce(cast(t.deadline as date), 'infinity'), cast(t.first_deadline as date), cast(r.deadline as date),
          p.confirmed_at, t.resolved_at, case when t.status in ('CLOSED', 'DISMISSED') then p.closed_at end, t.dismissed_as, null
      from problem p join zone z on z.id = p.campaign_id
      cross join lateral (
          select %1$s as status, %2$s as unit, %3$s as batch, %4$s as task, %5$s as category, %6$s as deadline,
              %7$s as first_deadline, %8$s as dismissed_as, max(c.at) filter (where c.after ->> 'status' = 'RESOLVED') as resolved_at,
              max(c.id) filter (where c.after ->> 'status' = 'RESOLVED') as resolved
          from change c
          where c.entity_id = p.id and c.entity = 'problem' and c.at < z.until
          having count(*) > 0
      ) t
      left join lateral (
          select c.after ->> 'deadline' as deadline
          from change c
          where c.entity_id = p.id and c.entity = 'problem' and c.id <= t.resolved and c.after -> 'deadline' is not null
          order by c.id desc limit 1
      ) r on true
      where ?3 and p.changed_at >= z.until
      """
          .formatted(
              Stream.of(
                      "status",
                      "unit",
                      "batch",
                      "task",
                      "category",
                      "deadline",
                      "firstDeadline",
                      "dismissedAs")
                  .map(
                      "(array_agg(c.after ->> '%1$s' order by c.id desc) filter (where c.after -> '%1$s' is not null))[1]"
                          ::formatted)
                  .toArray());

  /** The same of the books, by name. */
  private static final String BOOKS =
      """
      (values ('reported', b.reported), ('confirmed', b.confirmed), ('planned', b.planned), ('inProgress', b.in_progress),
          ('escalated', b.escalated), ('claimed', b.claimed), ('resolved', b.resolved), ('closed', b.closed),
          ('dismissed', b.dismissed), ('duplicates', b.duplicates), ('unplanned', b.unplanned), ('overdue', b.overdue),
          ('overdueByFirstDeadline', b.overdue_first), ('resolvedOnTime', b.resolved_on_time),
          ('resolvedOnTimeByFirstDeadline', b.resolved_on_time_first), ('closedOnTime', b.closed_on_time),
          ('closedOnTimeByFirstDeadline', b.closed_on_time_first), ('daysToClose', b.days_to_close), ('carriedIn', b.carried_in),
          ('carriedOut', b.carried_out), ('linked', b.linked), ('expected', b.expected), ('done', b.done), ('onTime', b.on_time),
          ('expectedAmount', b.expected_amount), ('doneAmount', b.done_amount))
      """;

  /**
   * What is owed, and targets: of all, and of those reported. Which subject is whose, the books'
   * registry tells.
   */
  private static final String OWED =
      """
      select o.unit_id, c.counted as subject_id, o.batch_id, cast(null as uuid) as task_id, cast(null as text) as category,
          w.what, w.n
      from obligation o join zone z on z.id = o.campaign_id
      cross join lateral owed_counts(o.kind, o.slot, o.subject_id, o.campaign_id, o.state, o.done_on, o.due_on, o.amount,
          o.done_amount) c
      cross join lateral (values ('expected', c.expected), ('done', c.done), ('onTime', c.on_time),
          ('expectedAmount', c.expected_amount), ('doneAmount', c.done_amount)) as w (what, n)
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
      overdue_first, resolved_on_time, resolved_on_time_first, closed_on_time, closed_on_time_first, days_to_close, carried_in,
      carried_out, linked, expected, done, on_time, expected_amount, done_amount
      """;

  /** Added up before they are told apart by name, which makes many rows of one. */
  private static final String SUMS = COLUMNS.replaceAll("\\w+", "sum(b.$0) as $0");

  /** By what sums are kept, each alone, and of what. */
  private static final String DIMENSIONS =
      """
      (values ('N', null, true), ('T', cast(b.task_id as text), b.subject_id is null or b.task_id is not null),
          ('C', b.category, b.subject_id is null or b.task_id is not null), ('K', b.kind, true), ('S', b.sector, true),
          ('R', b.tier, b.subject_id is not null), ('D', cast(b.took as text), b.took is not null))
      """;

  private static final String FOUND =
      """
      with zone as materialized (
          select c.id, c.time_zone, d.today, cast(date_trunc('month', d.today) + interval '1 month' as date) as next_month,
              cast(cast(?2 as date) + 1 as timestamp) at time zone c.time_zone as until
          from campaign c
          cross join lateral (select cast(cast(?1 as timestamptz) at time zone c.time_zone as date) as today) d
      ), books as materialized (
          select e.unit_id, e.day, c.campaign_id, c.batch_id, c.task_id, c.category, c.subject_id, e.took, true as folded, %1$s
          from ledger_entry e join ledger_cell c on c.cell = e.cell
          union all
          select unit_id, day, campaign_id, batch_id, task_id, category, subject_id, took, false, %1$s
          from (select * from ledger_posting union all select * from ledger_later) p
      ), counted as materialized (
          select unit_id, subject_id, batch_id, task_id, category, what, sum(n) as n
          from (%4$s union all %5$s) as one
          group by 1, 2, 3, 4, 5, 6
      ), own as (
          select unit_id, what, sum(books) as books, sum(rows) as rows
          from (
              select b.unit_id, b.subject_id, b.batch_id, b.task_id, b.category, w.what, w.n as books, 0 as rows
              from (
                  select b.unit_id, b.subject_id, b.batch_id, b.task_id, b.category, %2$s
                  from books b join zone z on z.id = b.campaign_id and b.day <= z.today
                  group by 1, 2, 3, 4, 5
              ) b
              cross join lateral %3$s as w (what, n) where w.n <> 0
              union all
              select unit_id, subject_id, batch_id, task_id, category, what, 0, n from counted
          ) sides
          group by unit_id, subject_id, batch_id, task_id, category, what having sum(books) <> sum(rows)
      ), subtree as (
          select unit_id, what || ' of the subtree' as what, sum(books) as books, sum(rows) as rows
          from (
              select b.unit_id, b.subject_id, w.what, w.n as books, 0 as rows
              from (
                  select b.unit_id, k.subject_id, %2$s
                  from ledger_sum b join ledger_unit l on l.unit_id = b.unit_id and l.daily
                  join ledger_key k on k.key = b.key
                  join zone z on z.id = k.campaign_id and b.start <= z.today
                  where b.dimension = 'N' and b.span = 'D'
                  group by 1, 2
                  union all
                  select a.id, b.subject_id, %2$s
                  from books b join zone z on z.id = b.campaign_id and b.day <= z.today and not b.folded
                  join unit u on u.id = b.unit_id
                  join unit a on a.path = any(path_line(u.path)) join ledger_unit l on l.unit_id = a.id and l.daily
                  group by 1, 2
              ) b
              cross join lateral %3$s as w (what, n) where w.n <> 0
              union all
              select a.id, c.subject_id, c.what, 0, c.n
              from counted c join unit u on u.id = c.unit_id
              join unit a on a.path = any(path_line(u.path)) join ledger_unit l on l.unit_id = a.id and l.daily
          ) sides
          group by unit_id, subject_id, sides.what having sum(books) <> sum(rows)
      ), summed as (
          select unit_id, what || ' of all days' || case dimension when 'N' then '' when 'T' then ' by task'
                  when 'C' then ' by category' when 'K' then ' by kind' when 'S' then ' by sector' when 'R' then ' by tier'
                  else ' by days to close' end as what, sum(books) as books, sum(rows) as rows
          from (
              select b.unit_id, b.dimension, b.campaign_id, b.batch_id, b.subject_id, b.value, b.begun, w.what, w.n as books, 0 as rows
              from (
                  select b.unit_id, b.dimension, k.campaign_id, k.batch_id, k.subject_id, k.value, b.start < z.next_month as begun, %2$s
                  from ledger_sum b join ledger_key k on k.key = b.key join zone z on z.id = k.campaign_id
                  where b.span = 'M'
                  group by 1, 2, 3, 4, 5, 6, 7
              ) b
              cross join lateral %3$s as w (what, n) where w.n <> 0
              union all
              select b.unit_id, v.dimension, b.campaign_id, b.batch_id, b.subject_id, v.value, b.begun, w.what, 0, w.n
              from (
                  select a.id as unit_id, u.kind, u.sector, u.tier, b.campaign_id, b.batch_id, b.task_id, b.category, b.subject_id,
                      b.took, b.begun, %2$s
                  from (
                      select b.unit_id, b.campaign_id, b.batch_id, b.task_id, b.category, b.subject_id, b.took,
                          b.day < z.next_month as begun, %2$s
                      from books b join zone z on z.id = b.campaign_id where b.folded
                      group by 1, 2, 3, 4, 5, 6, 7, 8
                  ) b
                  join unit u on u.id = b.unit_id
                  join unit a on a.path = any(path_line(u.path)) join ledger_unit l on l.unit_id = a.id and l.summed
                  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
              ) b
              cross join lateral %6$s as v (dimension, value, kept)
              cross join lateral %3$s as w (what, n) where v.kept and w.n <> 0
          ) sides
          group by unit_id, dimension, campaign_id, batch_id, subject_id, value, begun, sides.what having sum(books) <> sum(rows)
      ), spans as (
          select unit_id, spans as what, sum(parts) as books, sum(wholes) as rows
          from (
              select b.unit_id, b.dimension, b.key, s.spans, s.start, w.what,
                  case b.span when s.part then w.n else 0 end as parts, case b.span when s.part then 0 else w.n end as wholes
              from ledger_sum b join ledger_unit l on l.unit_id = b.unit_id
              cross join lateral (values
                  ('days and months', l.daily, 'D', 'M', cast(date_trunc('month', b.start) as date)),
                  ('months and years', l.summed, 'M', 'Y', cast(date_trunc('year', b.start) as date))
              ) as s (spans, kept, part, whole, start)
              cross join lateral %3$s as w (what, n) where s.kept and b.span in (s.part, s.whole) and w.n <> 0
          ) sides
          group by unit_id, dimension, key, spans, start, sides.what having sum(parts) <> sum(wholes)
      ), standing as materialized (
          %7$s
      ), past as (
          select unit_id, what || ' on ' || cast(?2 as text) as what, sum(books) as books, sum(rows) as rows
          from (
              select b.unit_id, b.batch_id, b.task_id, b.category, w.what, w.n as books, 0 as rows
              from (
                  select b.unit_id, b.batch_id, b.task_id, b.category, %2$s
                  from books b where ?3 and b.subject_id is null and b.day <= cast(?2 as date)
                  group by 1, 2, 3, 4
              ) b
              cross join lateral %3$s as w (what, n) where w.n <> 0 and w.what <> 'linked'
              union all
              select unit_id, batch_id, task_id, category, what, 0, n from (%8$s) stood
          ) sides
          group by unit_id, batch_id, task_id, category, what having sum(books) <> sum(rows)
      ), found as (
          select * from own
          union all select * from subtree
          union all select * from summed
          union all select * from spans
          union all select * from past
      )
      select u.code, f.what, cast(f.books as bigint), cast(f.rows as bigint), count(*) over ()
      from found f join unit u on u.id = f.unit_id order by u.path, f.what limit 1000
      """
          .formatted(
              COLUMNS,
              SUMS,
              BOOKS,
              problems("problem", "z.today"),
              OWED,
              DIMENSIONS,
              STANDING,
              problems("standing", "cast(?2 as date)"));

  private final Sql sql;
  private final Clock clock;

  Differences(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * The first thousand of them.
   *
   * @param day a day that has passed, whose books are compared too; null: today alone
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
