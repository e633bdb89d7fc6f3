package qingdan.ledger;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.Sql;

/**
 * Reads balances: sums, entries and what is not folded yet, in one statement and so of one moment.
 * Of many units too, each is looked up in the index of its own: {@code offset 0} keeps the planner,
 * which cannot know how few rows that is, from reading all entries once instead.
 */
@ApplicationScoped
public class Ledger {

  /**
   * What is asked: of which units, of what, and at the end of which days of the zone.
   *
   * @param alone a unit that is asked for without all below it, beside the others; or null
   * @param campaign only this one; null: all whose days are those of the zone
   * @param batch only this one; null: all
   * @param subjects of what units owe, or of targets, each apart; null: problems
   * @param value of the dimension; null: every value apart
   * @param past whether the tree may have been another on one of the days
   */
  public record Question(
      Collection<UUID> units,
      UUID alone,
      UUID campaign,
      UUID batch,
      Collection<UUID> subjects,
      Dimension dimension,
      String value,
      Apart apart,
      List<LocalDate> days,
      ZoneId zone,
      boolean past) {}

  /** What makes rows of their own beside units and days. */
  public enum Apart {
    NOTHING("cast(null as text)"),
    VALUE("value"),
    BATCH("cast(batch_id as text)");

    private final String column;

    Apart(String column) {
      this.column = column;
    }
  }

  private static final String COUNTS =
      """
      %1$sreported, %1$sconfirmed, %1$splanned, %1$sin_progress, %1$sescalated, %1$sclaimed, %1$sresolved,
      %1$sclosed, %1$sdismissed, %1$sduplicates, %1$sunplanned, %1$soverdue, %1$soverdue_first,
      %1$sresolved_on_time, %1$sresolved_on_time_first, %1$sclosed_on_time, %1$sclosed_on_time_first,
      %1$sdays_to_close, %1$scarried_in, %1$scarried_out, %1$slinked, %1$sexpected, %1$sdone, %1$son_time,
      %1$sexpected_amount, %1$sdone_amount
      """;
  private static final String SIGNED = COUNTS.formatted("u.sign * e.");
  private static final String SUMS =
      """
      cast(coalesce(sum(reported), 0) as bigint), cast(coalesce(sum(confirmed), 0) as bigint),
      cast(coalesce(sum(planned), 0) as bigint), cast(coalesce(sum(in_progress), 0) as bigint),
      cast(coalesce(sum(escalated), 0) as bigint), cast(coalesce(sum(claimed), 0) as bigint),
      cast(coalesce(sum(resolved), 0) as bigint), cast(coalesce(sum(closed), 0) as bigint),
      cast(coalesce(sum(dismissed), 0) as bigint), cast(coalesce(sum(duplicates), 0) as bigint),
      cast(coalesce(sum(unplanned), 0) as bigint), cast(coalesce(sum(overdue), 0) as bigint),
      cast(coalesce(sum(overdue_first), 0) as bigint), cast(coalesce(sum(resolved_on_time), 0) as bigint),
      cast(coalesce(sum(resolved_on_time_first), 0) as bigint), cast(coalesce(sum(closed_on_time), 0) as
      bigint), cast(coalesce(sum(closed_on_time_first), 0) as bigint), cast(coalesce(sum(days_to_close), 0)
      as bigint), cast(coalesce(sum(carried_in), 0) as bigint), cast(coalesce(sum(carried_out), 0) as
      bigint), cast(coalesce(sum(linked), 0) as bigint), cast(coalesce(sum(expected), 0) as bigint),
      cast(coalesce(sum(done), 0) as bigint), cast(coalesce(sum(on_time), 0) as bigint),
      cast(coalesce(sum(expected_amount), 0) as bigint), cast(coalesce(sum(done_amount), 0) as bigint)
      """;

  private final Sql sql;

  Ledger(Sql sql) {
    this.sql = sql;
  }

  /** Rows that count nothing are left out, as are units that were not there. */
  public List<Balance> balances(Question question) {
    var statement =
        new Sql.Statement(
            """
            with named as (
                select unnest(cast(? as uuid[])) as id, false as own
                union all
                select id, true from (select cast(? as uuid) as id) o where id is not null
            ), asked as materialized (
                select d.day, d.moment, d.month, d.began, n.id, n.own, w.path,
                    case when n.own then w.path || '!' else left(w.path, -1) || '0' end as until,
                    not n.own and coalesce(l.summed, false) as summed, coalesce(l.daily, false) as daily
                from (
                    select day, cast(date_trunc('month', day) as date) as month, cast(day + 1 as timestamp) at time zone z as moment,
                        date_trunc('month', cast(day as timestamp)) at time zone z as began
                    from unnest(cast(? as date[])) as day cross join (values (?)) as zone (z)
                ) d
                cross join named n
                cross join lateral (
                    select path from unit where id = n.id and (not ? or valid_from < d.moment)
                    union all
                    select path from unit_past
                    where ? and unit_id = n.id and valid_from < d.moment and valid_to >= d.moment
                ) w
                left join ledger_unit l on l.unit_id = n.id
            )
            select id, own, day, subject_id,\s""",
            question.units().toArray(UUID[]::new),
            question.alone() == null ? null : question.alone().toString(),
            array(question.days()),
            question.zone().getId(),
            question.past(),
            question.past());
    statement.add(question.apart().column + " as value, " + SUMS + " from (");
    addSums(statement, question);
    statement.add(" union all ");
    addEntries(statement, question);
    statement.add(" union all ");
    addMonth(statement, question);
    statement.add(" union all ");
    addTail(statement, question);
    statement.add(
        ") parts (id, own, day, subject_id, batch_id, value, "
            + COUNTS.formatted("")
            + ") group by 1, 2, 3, 4, 5");
    return sql.list(Balance.class, statement).stream().filter(Balance::counts).toList();
  }

  /**
   * A year has all of its months and a month all of its days: what lies behind the day is added up,
   * or the whole is taken and what comes after it is taken off, whichever has less to read. After
   * today there is next to nothing.
   */
  private static void addSums(Sql.Statement statement, Question question) {
    statement.add(
        "select a.id, a.own, a.day, k.subject_id, k.batch_id, k.value, "
            + COUNTS.formatted("spans.sign * s.")
            + """
            from asked a
            cross join lateral (
                select cast(date_trunc('year', a.day) as date) as year, cast(date_trunc('year', a.day) + interval '1 year' as date) as next_year,
                    cast(a.month + interval '1 month' as date) as next_month, not ? or extract(month from a.day) > 6 as months_after,
                    a.daily and (not ? or extract(day from a.day) > 15) as days_after
            ) d
            cross join lateral (
                select case when d.days_after then d.next_month else a.month end as month_end
            ) m
            cross join lateral (values
                ('Y', cast('-infinity' as date), case when d.months_after then d.next_year else d.year end, 1),
                ('M', case when d.months_after then m.month_end else d.year end,
                    case when d.months_after then d.next_year else m.month_end end, case when d.months_after then -1 else 1 end),
                ('D', case when d.days_after then a.day + 1 else a.month end,
                    case when d.days_after then d.next_month else a.day + 1 end, case when d.days_after then -1 else 1 end)
            ) as spans (span, first, until, sign)
            cross join lateral (
                select * from ledger_sum s
                where s.unit_id = a.id and s.dimension = ? and s.span = spans.span and s.start >= spans.first and s.start < spans.until
                offset 0
            ) s
            join ledger_key k on k.key = s.key
            where a.summed
            """,
        question.past(),
        question.past(),
        question.dimension().code());
    narrow(statement, question, "k.", "k.value");
  }

  private static void addEntries(Sql.Statement statement, Question question) {
    var value = value(question.dimension(), "c", "e.took");
    statement.add(
        "select a.id, a.own, a.day, c.subject_id, c.batch_id, "
            + value
            + ", "
            + COUNTS.formatted("e.")
            + """
            from asked a
            cross join lateral (
                select id, kind, sector, tier from unit
                where path >= a.path and path < a.until and (not ? or valid_from < a.moment)
                union all
                select unit_id, kind, sector, tier from unit_past
                where ? and path >= a.path and path < a.until and valid_from < a.moment and valid_to >= a.moment
            ) u
            cross join lateral (
                select * from ledger_entry e where e.unit_id = u.id and e.day <= a.day offset 0
            ) e
            join ledger_cell c on c.cell = e.cell
            where not a.summed
            """,
        question.past(),
        question.past());
    narrow(statement, question, "c.", value);
  }

  /**
   * The days of the month where no sums are kept by day: what was posted in it at units that stood
   * there as they are since it began; all that came along with others; less what went with those
   * that left.
   */
  private static void addMonth(Sql.Statement statement, Question question) {
    var value = value(question.dimension(), "c", "e.took");
    statement.add(
        "select a.id, a.own, a.day, c.subject_id, c.batch_id, "
            + value
            + ", "
            + SIGNED
            + """
            from asked a
            cross join lateral (
                select id, kind, sector, tier, 1 as sign, case when valid_from < a.began then a.month end as since, a.day as until
                from unit
                where path >= a.path and path < a.until and (not ? or valid_from < a.moment)
                union all
                select unit_id, kind, sector, tier, 1, case when valid_from < a.began then a.month end, a.day
                from unit_past
                where ? and path >= a.path and path < a.until and valid_from < a.moment and valid_to >= a.moment
                union all
                select p.unit_id, p.kind, p.sector, p.tier, -1, null, a.month - 1
                from (
                    select path from unit where id = a.id and valid_from < a.began
                    union all
                    select path from unit_past where unit_id = a.id and valid_from < a.began and valid_to >= a.began
                ) was
                join unit_past p on p.path >= was.path and p.path < left(was.path, -1) || '0'
                    and p.valid_from < a.began and p.valid_to >= a.began and p.valid_to < a.moment
            ) u
            cross join lateral (
                select * from ledger_entry e
                where e.unit_id = u.id and e.day >= coalesce(u.since, '-infinity') and e.day <= u.until
                offset 0
            ) e
            join ledger_cell c on c.cell = e.cell
            where a.summed and not a.daily
            """,
        question.past(),
        question.past());
    narrow(statement, question, "c.", value);
  }

  private static void addTail(Sql.Statement statement, Question question) {
    var value = value(question.dimension(), "p", "p.took");
    statement.add(
        "select a.id, a.own, a.day, p.subject_id, p.batch_id, "
            + value
            + ", "
            + COUNTS.formatted("p.")
            + """
            from ledger_posting p
            join unit u on u.id = p.unit_id
            join asked a on u.path >= a.path and u.path < a.until and p.day <= a.day
            where true
            """);
    narrow(statement, question, "p.", value);
  }

  private static void narrow(
      Sql.Statement statement, Question question, String table, String value) {
    if (question.campaign() == null) {
      statement.add(
          " and " + table + "campaign_id in (select id from campaign where time_zone = ?)",
          question.zone().getId());
    } else {
      statement.add(" and " + table + "campaign_id = ?", question.campaign());
    }
    if (question.subjects() == null) {
      statement.add(" and " + table + "subject_id is null");
    } else {
      statement.add(
          " and " + table + "subject_id = any(?)",
          (Object) question.subjects().toArray(UUID[]::new));
    }
    if (question.batch() != null) {
      statement.add(" and " + table + "batch_id = ?", question.batch());
    }
    if (question.value() != null) {
      statement.add(" and " + value + " = ?", question.value());
    }
    if (question.dimension() == Dimension.DAYS_TO_CLOSE) {
      statement.add(" and " + value + " is not null");
    }
  }

  private static String value(Dimension dimension, String cell, String took) {
    return switch (dimension) {
      case NONE -> "cast(null as text)";
      case TASK -> "cast(" + cell + ".task_id as text)";
      case CATEGORY -> cell + ".category";
      case KIND -> "u.kind";
      case SECTOR -> "u.sector";
      case TIER -> "u.tier";
      case DAYS_TO_CLOSE -> "cast(" + took + " as text)";
    };
  }

  private static String array(List<LocalDate> days) {
    return days.stream().map(LocalDate::toString).collect(Collectors.joining(",", "{", "}"));
  }

  /** On which of the days the unit was there already. */
  public Set<LocalDate> there(UUID unit, List<LocalDate> days, ZoneId zone) {
    return Set.copyOf(
        sql.list(
            LocalDate.class,
            """
            select day from unnest(cast(?1 as date[])) as day
            where cast(day + 1 as timestamp) at time zone ?2 > (
                select min(valid_from) from (
                    select valid_from from unit where id = ?3 union all select valid_from from unit_past where unit_id = ?3) v)
            """,
            array(days),
            zone.getId(),
            unit));
  }

  /** Changes with every change in the subtree, folded or not; only ever upwards. */
  public long position(UUID unit, String path) {
    return sql.one(
            Long.class,
            """
            select coalesce((select position from ledger_unit where unit_id = ?1), 0) + (
                select count(*) from ledger_posting p join unit u on u.id = p.unit_id
                where u.path >= ?2 and u.path < left(?2, -1) || '0')
            """,
            unit,
            path)
        .orElseThrow();
  }
}
