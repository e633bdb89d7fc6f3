package qingdan.ledger;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import qingdan.ledger.Ledger.Question;
import qingdan.shared.Sql;

/**
 * The rows of the books that a question adds up: sums, entries and what is not folded yet, in one
 * statement and so of one moment. Of many units too, each is looked up in the index of its own:
 * {@code offset 0} keeps the planner, which cannot know how few rows that is, from reading all
 * entries once instead.
 */
final class BookRows {

  private final Question question;
  private final List<String> counts;
  private final Sql.Statement statement;

  private BookRows(Question question, List<String> counts, Sql.Statement statement) {
    this.question = question;
    this.counts = counts;
    this.statement = statement;
  }

  /**
   * A statement over these rows.
   *
   * @param counts the columns to add up, and no others
   * @param before what asks, up to {@code from}; it may go on from the tables {@code named} and
   *     {@code asked}
   * @param after the rest of it
   */
  static Sql.Statement asked(Question question, List<String> counts, String before, String after) {
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
            """,
            question.units().toArray(UUID[]::new),
            question.alone() == null ? null : question.alone().toString(),
            Ledger.array(question.days()),
            question.zone().getId(),
            question.past(),
            question.past());
    var rows = new BookRows(question, counts, statement);
    statement.add(before + " from (");
    rows.addSums();
    statement.add(" union all ");
    rows.addEntries();
    statement.add(" union all ");
    rows.addMonth();
    statement.add(" union all ");
    rows.addTail();
    statement.add(
        ") parts (id, own, day, subject_id, batch_id, value, " + rows.columns("") + ") " + after);
    return statement;
  }

  private String columns(String from) {
    return counts.stream().map(from::concat).collect(Collectors.joining(", "));
  }

  /**
   * A year has all of its months and a month all of its days: what lies behind the day is added up,
   * or the whole is taken and what comes after it is taken off, whichever has less to read. After
   * today there is next to nothing.
   */
  private void addSums() {
    statement.add(
        "select a.id, a.own, a.day, k.subject_id, k.batch_id, k.value, "
            + columns("spans.sign * s.")
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
            """,
        question.past(),
        question.past(),
        question.dimension().code());
    addKeys();
    statement.add(" where a.summed ");
    narrow("k.", "k.value");
  }

  /**
   * Most of the numbers of days that closures of a campaign took have a key that any large unit
   * uses: read in one go they cost a third of what they cost one by one. Of tasks a unit uses few.
   */
  private void addKeys() {
    if (question.dimension() == Dimension.DAYS_TO_CLOSE) {
      statement.add(" join (select * from ledger_key k where k.dimension = 'D'");
      narrowCampaign("k.");
      statement.add(" offset 0) k on k.key = s.key");
    } else {
      statement.add(" join ledger_key k on k.key = s.key");
    }
  }

  private void addEntries() {
    var value = value("c", "e.took");
    statement.add(
        "select a.id, a.own, a.day, c.subject_id, c.batch_id, "
            + value
            + ", "
            + columns("e.")
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
            cross join lateral (select * from ledger_cell where cell = e.cell offset 0) c
            where not a.summed
            """,
        question.past(),
        question.past());
    narrow("c.", value);
  }

  /**
   * The days of the month where no sums are kept by day: what was posted in it at units that stood
   * there as they are since it began; all that came along with others; less what went with those
   * that left.
   */
  private void addMonth() {
    var value = value("c", "e.took");
    statement.add(
        "select a.id, a.own, a.day, c.subject_id, c.batch_id, "
            + value
            + ", "
            + columns("u.sign * e.")
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
            cross join lateral (select * from ledger_cell where cell = e.cell offset 0) c
            where a.summed and not a.daily
            """,
        question.past(),
        question.past());
    narrow("c.", value);
  }

  /** What is not folded yet: postings, and what was set aside for a day that has come. */
  private void addTail() {
    var value = value("p", "p.took");
    statement.add(
        "select a.id, a.own, a.day, p.subject_id, p.batch_id, "
            + value
            + ", "
            + columns("p.")
            + """

            from (select * from ledger_posting union all select * from ledger_come(?)) p
            join unit u on u.id = p.unit_id
            join asked a on u.path >= a.path and u.path < a.until and p.day <= a.day
            where true
            """,
        Collections.max(question.days()));
    narrow("p.", value);
  }

  private void narrow(String table, String value) {
    narrowCampaign(table);
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

  private void narrowCampaign(String table) {
    if (question.campaign() == null) {
      statement.add(
          " and " + table + "campaign_id in (select id from campaign where time_zone = ?)",
          question.zone().getId());
    } else {
      statement.add(" and " + table + "campaign_id = ?", question.campaign());
    }
  }

  private String value(String cell, String took) {
    return switch (question.dimension()) {
      case NONE -> "cast(null as text)";
      case TASK -> "cast(" + cell + ".task_id as text)";
      case CATEGORY -> cell + ".category";
      case KIND -> "u.kind";
      case SECTOR -> "u.sector";
      case TIER -> "u.tier";
      case DAYS_TO_CLOSE -> "cast(" + took + " as text)";
    };
  }
}
