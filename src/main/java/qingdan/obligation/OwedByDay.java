package qingdan.obligation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.Lock;
import qingdan.shared.Sql;

/** What one unit owes of a subject by days, each once: the days may change, and the unit too. */
@ApplicationScoped
public class OwedByDay {

  /**
   * A day of the subject.
   *
   * @param slot which it is, whenever it is due
   * @param doneOn null: it is not done yet
   */
  public record Day(LocalDate slot, LocalDate owedFrom, LocalDate dueOn, LocalDate doneOn) {}

  private final Sql sql;
  private final Clock clock;

  OwedByDay(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** One at a time follows a subject: what one has read of it another may have changed. */
  public void lock(UUID subject) {
    sql.lock(Lock.OWED_DAYS, subject.toString());
  }

  /** Lets the unit owe these days and no others, and no other unit any; none once it is closed. */
  public void follow(
      ObligationKind kind, UUID subject, UUID campaign, UUID unit, List<Day> ofSubject) {
    var days = isOpen(unit) ? ofSubject : List.<Day>of();
    sql.run(
        """
        insert into obligation as o (kind, subject_id, campaign_id, unit_id, slot, owed_from, due_on, done_on, state, changed_at)
        select ?1, ?2, ?3, ?4, d.slot, d.owed_from, d.due_on, d.done_on, case when d.done_on is null then 'OWED' else 'DONE' end, ?5
        from (
            select * from unnest(?6, ?7, ?8, ?9)
            except
            select slot, owed_from, due_on, done_on from obligation
            where kind = ?1 and subject_id = ?2 and unit_id = ?4 and released_at is null
        ) as d (slot, owed_from, due_on, done_on)
        on conflict on constraint obligation_once do update set version = o.version + 1, owed_from = excluded.owed_from,
            due_on = excluded.due_on, done_on = excluded.done_on, state = excluded.state, released_at = null,
            changed_at = excluded.changed_at
        """,
        kind.name(),
        subject,
        campaign,
        unit,
        clock.instant(),
        column(days, Day::slot),
        column(days, Day::owedFrom),
        column(days, Day::dueOn),
        column(days, Day::doneOn));
    sql.run(
        """
        update obligation set version = version + 1, changed_at = ?5, released_at = ?5
        where kind = ?1 and subject_id = ?2 and released_at is null and (unit_id <> ?3 or slot <> all(?4))
        """,
        kind.name(),
        subject,
        unit,
        column(days, Day::slot),
        clock.instant());
  }

  /** Of a unit that closes: whoever is in its place by now owes the days, or else nobody. */
  public void leave(ObligationKind kind, UUID unit, Consumer<UUID> followed) {
    sql.list(
            UUID.class,
            """
            select distinct subject_id from obligation
            where unit_id = ?1 and kind = ?2 and slot is not null and released_at is null order by 1
            """,
            unit,
            kind.name())
        .forEach(followed);
    sql.run(
        """
        update obligation set version = version + 1, changed_at = ?3, released_at = ?3
        where unit_id = ?1 and kind = ?2 and slot is not null and released_at is null
        """,
        unit,
        kind.name(),
        clock.instant());
  }

  private boolean isOpen(UUID unit) {
    return sql.one(UUID.class, "select id from unit where id = ?1 and closed_at is null", unit)
        .isPresent();
  }

  private static LocalDate[] column(List<Day> days, Function<Day, LocalDate> value) {
    return days.stream().map(value).toArray(LocalDate[]::new);
  }
}
