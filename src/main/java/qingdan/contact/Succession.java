package qingdan.contact;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.campaign.CampaignBounds;
import qingdan.change.HandOver;
import qingdan.shared.Changed;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.UnitEnded;

/** What becomes of the contacts of a unit that closes: they are its successor's, or over. */
@ApplicationScoped
class Succession {

  /** The successor runs the campaign by then. */
  private static final int AFTER_CAMPAIGNS = 2650;

  private static final String TODAY =
      "cast(cast(?2 as timestamptz) at time zone c.time_zone as date)";

  private static final HandOver.Taken BASES =
      new HandOver.Taken(
          "contact",
          "contact.handed-over",
          "base",
          "update contact set base_id = ?2, version = version + 1 where id = any(?3)",
          "id");

  private static final HandOver.Taken UNITS =
      new HandOver.Taken(
          "contact",
          "contact.handed-over",
          "unit",
          """
          update contact k set unit_id = ?2, version = k.version + 1
          from campaign c, unit b
          where k.unit_id = ?1 and c.id = k.campaign_id and c.status <> 'CLOSED' and b.id = k.base_id
              and starts_with(?3, b.path) and coalesce(k.ends_on, 'infinity') >= %s
          """
              .formatted(TODAY.replace("?2", "?4")),
          "k.id");

  @RegisterForReflection
  record Plan(UUID contact, UUID list) {}

  private final Sql sql;
  private final HandOver handOver;
  private final CampaignBounds bounds;
  private final Contacts contacts;
  private final Event<Changed> changes;
  private final Clock clock;

  Succession(
      Sql sql,
      HandOver handOver,
      CampaignBounds bounds,
      Contacts contacts,
      Event<Changed> changes,
      Clock clock) {
    this.sql = sql;
    this.handOver = handOver;
    this.bounds = bounds;
    this.contacts = contacts;
    this.changes = changes;
    this.clock = clock;
  }

  void handOver(@Observes @Priority(AFTER_CAMPAIGNS) UnitEnded ended) {
    var based =
        sql.list(
            UUID.class,
            """
            select k.id from contact k join campaign c on c.id = k.campaign_id
            where k.base_id = ?1 and c.status <> 'CLOSED' and coalesce(k.ends_on, 'infinity') >= %s
            order by 1 for no key update of k
            """
                .formatted(TODAY),
            ended.unit(),
            clock.instant());
    contacts.releaseFormer(ended.unit());
    if (ended.successor() == null) {
      if (!based.isEmpty()) {
        throw new Refusal(ErrorCode.UNIT_HAS_WORK, based.size());
      }
      end(ended.unit());
      return;
    }
    bounds.require(
        ended,
        "select campaign_id from contact where id = any(?4)",
        (Object) based.toArray(UUID[]::new));
    take(BASES, ended, (Object) based.toArray(UUID[]::new));
    contacts.releaseFormer(ended.successor());
    leaveToWhoHasTakenItOn(ended);
    take(UNITS, ended, ended.successorPath(), clock.instant());
    takePlansOver(ended);
    end(ended.unit());
  }

  private void take(HandOver.Taken taken, UnitEnded ended, Object... more) {
    handOver.take(taken, ended.unit(), ended.successor(), ended.successorPath(), more);
  }

  /** A unit is taken on by one leader: the successor's stays. */
  private void leaveToWhoHasTakenItOn(UnitEnded ended) {
    var released =
        sql.list(
            UUID.class,
            """
            select k.id from contact k
            where k.unit_id = ?1 and k.list_id is not null and exists (
                select from contact o
                where o.campaign_id = k.campaign_id and o.unit_id = ?2 and o.list_id is not null)
            order by 1 for no key update
            """,
            ended.unit(),
            ended.successor());
    for (var id : released) {
      change("contact.released", id, contact -> contacts.adopt(id, null, null));
    }
  }

  /** What was on the list of the unit is on that of the successor by now. */
  private void takePlansOver(UnitEnded ended) {
    var taken =
        sql.list(
            Plan.class,
            """
            select k.id, s.id
            from contact k join problem_list l on l.id = k.list_id
            join problem_list s on s.batch_id = l.batch_id and s.task_id is not distinct from l.task_id
            where k.unit_id = ?1 and s.unit_id = ?1 and s.id <> l.id
            order by 1 for no key update of k
            """,
            ended.successor());
    for (var plan : taken) {
      change(
          "contact.adopted",
          plan.contact(),
          contact -> contacts.adopt(contact.id(), plan.list(), contact.deadline()));
    }
  }

  private void end(UUID unit) {
    var ending =
        sql.list(
            UUID.class,
            """
            select k.id from contact k join campaign c on c.id = k.campaign_id
            where k.unit_id = ?1 and coalesce(k.ends_on, 'infinity') > greatest(k.starts_on, %s)
            order by 1 for no key update of k
            """
                .formatted(TODAY),
            unit,
            clock.instant());
    ending.forEach(id -> change("contact.ended", id, contacts::end));
  }

  private void change(String type, UUID id, Consumer<Contact> change) {
    var before = contacts.find(id).orElseThrow();
    change.accept(before);
    var after = contacts.find(id).orElseThrow();
    changes.fire(after.fact(type, before.fields(), after.fields()));
  }
}
