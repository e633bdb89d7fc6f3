package qingdan.bulletin;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import qingdan.campaign.CampaignLock;
import qingdan.change.HandOver;
import qingdan.obligation.Duties;
import qingdan.obligation.ObligationKind;
import qingdan.obligation.Subject;
import qingdan.shared.Sql;
import qingdan.unit.UnitEnded;

/** What units owe for a bulletin: that they have it, and an answer where one is asked for. */
@ApplicationScoped
class Owing {

  /** After notes, which come after all that a bulletin could be of. */
  private static final int AFTER_NOTES = 2900;

  private static final String RECIPIENTS =
      "select unit_id from bulletin_recipient where bulletin_id = ?1";

  /** Nobody receives a bulletin twice. */
  private static final HandOver.Taken UNRECEIVED =
      new HandOver.Taken(
          "bulletin",
          "bulletin.handed-over",
          "unit",
          """
          update bulletin_recipient r set unit_id = ?2 from bulletin b
          where r.unit_id = ?1 and b.id = r.bulletin_id
              and (r.received_at is null or b.answer_due_on is not null and r.answered_at is null)
              and not exists (select from bulletin_recipient s where s.bulletin_id = b.id and s.unit_id = ?2)
          """,
          "b.id");

  private final Sql sql;
  private final HandOver handOver;
  private final Duties duties;
  private final Clock clock;

  Owing(Sql sql, HandOver handOver, Duties duties, Clock clock) {
    this.sql = sql;
    this.handOver = handOver;
    this.duties = duties;
    this.clock = clock;
  }

  /** Before any row, as whoever writes to what units owe. */
  void share(UUID campaign) {
    sql.one(String.class, CampaignLock.SHARED, campaign.toString());
  }

  /** A bulletin is received until the day after it was sent. */
  void begin(Bulletin bulletin) {
    var sentOn = bulletin.sentOn();
    owe(bulletin, ObligationKind.BULLETIN, sentOn, sentOn.plusDays(1));
    if (bulletin.answerDueOn() != null) {
      owe(bulletin, ObligationKind.ANSWER, sentOn, bulletin.answerDueOn());
    }
  }

  private void owe(Bulletin bulletin, ObligationKind kind, LocalDate from, LocalDate dueOn) {
    duties.owe(
        new Subject(
            kind,
            bulletin.id(),
            bulletin.campaignId(),
            null,
            from,
            dueOn,
            null,
            null,
            ZoneId.of(bulletin.timeZone())),
        RECIPIENTS);
  }

  void received(Bulletin bulletin, UUID unit) {
    duties.done(ObligationKind.BULLETIN, bulletin.id(), unit, today(bulletin));
  }

  /** Whoever answers has received. */
  void answered(Bulletin bulletin, UUID unit) {
    received(bulletin, unit);
    duties.done(ObligationKind.ANSWER, bulletin.id(), unit, today(bulletin));
  }

  LocalDate today(Bulletin bulletin) {
    return LocalDate.now(clock.withZone(ZoneId.of(bulletin.timeZone())));
  }

  /** What the unit had not received or answered yet, its successor receives and answers. */
  void handOver(@Observes @Priority(AFTER_NOTES) UnitEnded ended) {
    if (ended.successor() != null) {
      handOver.take(UNRECEIVED, ended.unit(), ended.successor(), ended.successorPath());
    }
    duties.leave(ObligationKind.BULLETIN, ended.unit(), ended.successor());
    duties.leave(ObligationKind.ANSWER, ended.unit(), ended.successor());
  }
}
