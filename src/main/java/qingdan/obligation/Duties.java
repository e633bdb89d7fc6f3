package qingdan.obligation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.Ids;
import qingdan.shared.Sql;

/** What is owed by units that are named, not by whoever belongs to a cohort. */
@ApplicationScoped
public class Duties {

  private final Sql sql;
  private final Clock clock;

  Duties(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * An answer has an amount, by which the books tell it from the receipt of the same bulletin.
   *
   * @param units in SQL, the ids of the units, with the id of the subject as {@code ?1}
   */
  public void owe(Subject subject, String units) {
    sql.run(
        """
        insert into obligation (kind, subject_id, campaign_id, batch_id, unit_id, owed_from, due_on, changed_at, amount)
        select ?2, ?1, ?3, cast(?4 as uuid), owing.unit_id, ?5, ?6, ?7, case ?2 when 'ANSWER' then 1 end from (%s) as owing
        on conflict do nothing
        """
            .formatted(units),
        subject.id(),
        subject.kind().name(),
        subject.campaign(),
        Ids.text(subject.batch()),
        subject.owedFrom(),
        subject.dueOn(),
        clock.instant());
  }

  /** What was done once stays done on that day. */
  public void done(ObligationKind kind, UUID subject, UUID unit, LocalDate day) {
    sql.run(
        """
        update obligation set state = 'DONE', done_on = ?4, version = version + 1, changed_at = ?5
        where subject_id = ?1 and unit_id = ?2 and kind = ?3 and state <> 'DONE'
        """,
        subject,
        unit,
        kind.name(),
        day,
        clock.instant());
  }

  /** What a unit that closes has not done is its successor's, unless that owes it too, or over. */
  public void leave(ObligationKind kind, UUID unit, UUID successor) {
    if (successor != null) {
      sql.run(
          """
          update obligation o set unit_id = ?2, version = o.version + 1, changed_at = ?4
          where o.unit_id = ?1 and o.kind = ?3 and o.state <> 'DONE' and o.released_at is null
              and not exists (
                  select from obligation s
                  where s.unit_id = ?2 and s.kind = o.kind and s.subject_id = o.subject_id)
          """,
          unit,
          successor,
          kind.name(),
          clock.instant());
    }
    sql.run(
        """
        update obligation set released_at = ?3, changed_at = ?3, version = version + 1
        where unit_id = ?1 and kind = ?2 and released_at is null
        """,
        unit,
        kind.name(),
        clock.instant());
  }
}
