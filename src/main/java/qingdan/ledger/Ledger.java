package qingdan.ledger;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.shared.Sql;

/** Reads balances, each question in one statement and so of one moment. */
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

  /** A unit, and a day at whose end it was there. */
  @RegisterForReflection
  public record There(UUID unit, LocalDate day) {}

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

  private static final List<String> COUNTS =
      List.of(
          "reported",
          "confirmed",
          "planned",
          "in_progress",
          "escalated",
          "claimed",
          "resolved",
          "closed",
          "dismissed",
          "duplicates",
          "unplanned",
          "overdue",
          "overdue_first",
          "resolved_on_time",
          "resolved_on_time_first",
          "closed_on_time",
          "closed_on_time_first",
          "days_to_close",
          "carried_in",
          "carried_out",
          "linked",
          "expected",
          "done",
          "on_time",
          "expected_amount",
          "done_amount");
  private static final String SUMS =
      COUNTS.stream()
          .map("cast(coalesce(sum(%s), 0) as bigint)"::formatted)
          .collect(Collectors.joining(", "));

  private final Sql sql;

  Ledger(Sql sql) {
    this.sql = sql;
  }

  /** Rows that count nothing are left out, as are units that were not there. */
  public List<Balance> balances(Question question) {
    return sql
        .list(
            Balance.class,
            BookRows.asked(
                question,
                COUNTS,
                "select id, own, day, subject_id, " + question.apart().column + ", " + SUMS,
                "group by 1, 2, 3, 4, 5"))
        .stream()
        .filter(Balance::counts)
        .toList();
  }

  /**
   * How many days the middle one of the closed problems took: how many took so many is in the
   * books. Of units that have closed none there is no row.
   */
  public List<Median> mediansOfDaysToClose(Question question) {
    return sql.list(
        Median.class,
        BookRows.asked(
            question,
            List.of("closed"),
            """
            select id, own, day, cast(min(took) filter (where upto > (closed - 1) / 2)
                + min(took) filter (where upto > closed / 2) as double precision) / 2
            from (
                select id, own, day, took, cast(sum(n) over (partition by id, own, day order by took) as bigint) as upto,
                    cast(sum(n) over (partition by id, own, day) as bigint) as closed
                from (
                    select id, own, day, cast(value as int) as took, sum(closed) as n
            """,
            """
                    group by 1, 2, 3, 4 having sum(closed) > 0) counted
            ) placed
            group by 1, 2, 3
            """));
  }

  static String array(List<LocalDate> days) {
    return days.stream().map(LocalDate::toString).collect(Collectors.joining(",", "{", "}"));
  }

  /** On which of the days the unit was there already. */
  public Set<LocalDate> there(UUID unit, List<LocalDate> days, ZoneId zone) {
    return there(List.of(unit), days, zone).stream()
        .map(There::day)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Which of the units were there already, and on which of the days. */
  public Set<There> there(Collection<UUID> units, List<LocalDate> days, ZoneId zone) {
    return Set.copyOf(
        sql.list(
            There.class,
            """
            select a.id, a.day
            from (
                select u.id, day, cast(day + 1 as timestamp) at time zone ?3 as until
                from unnest(cast(?1 as uuid[])) as u (id) cross join unnest(cast(?2 as date[])) as day
            ) a
            where exists (select from unit where id = a.id and valid_from < a.until)
                or exists (select from unit_past where unit_id = a.id and valid_from < a.until)
            """,
            units.toArray(UUID[]::new),
            array(days),
            zone.getId()));
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
