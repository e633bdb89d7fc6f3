package qingdan.contact;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.obligation.ObligationKind;
import qingdan.obligation.OwedByDay;
import qingdan.shared.Changed;
import qingdan.shared.Sql;
import qingdan.unit.UnitEnded;

/**
 * The visits that leaders plan. Those of the term are owed by the unit of the contact, or by the
 * leader's own where it is with a sector. A visit counts for the earliest planned one that it may
 * be and that none was made for: a late one makes up for what was missed, and none counts twice.
 */
@ApplicationScoped
class PlannedVisits {

  /** The successor has the contacts by then. */
  private static final int AFTER_CONTACTS = 2660;

  @RegisterForReflection
  record Due(LocalDate day, LocalDate from) {}

  private static final String FROM =
      " from obligation o where o.subject_id = ? and o.kind = 'VISIT' and o.slot is not null and o.released_at is null";

  private static final String SELECT =
      "select o.slot, o.version, o.owed_from, o.done_on, o.state <> 'DONE' and o.due_on < ?" + FROM;

  private final Sql sql;
  private final Contacts contacts;
  private final OwedByDay owed;

  PlannedVisits(Sql sql, Contacts contacts, OwedByDay owed) {
    this.sql = sql;
    this.contacts = contacts;
    this.owed = owed;
  }

  List<PlannedVisit> list(
      Contact contact, PlannedVisitQuery query, List<String> after, int fetch, LocalDate today) {
    var statement = new Sql.Statement(SELECT, today, contact.id());
    where(statement, query, today);
    if (after != null) {
      statement.add(" and o.slot > ?", LocalDate.parse(after.get(0)));
    }
    return sql.list(PlannedVisit.class, statement.add(" order by o.slot limit ?", fetch));
  }

  long count(Contact contact, PlannedVisitQuery query, LocalDate today) {
    var statement = new Sql.Statement("select 1" + FROM, contact.id());
    where(statement, query, today);
    return sql.count(statement);
  }

  private static void where(Sql.Statement statement, PlannedVisitQuery query, LocalDate today) {
    var asked = query.asked();
    if (asked == null) {
      return;
    }
    switch (asked) {
      case MISSING -> statement.add(" and o.state <> 'DONE'");
      case OVERDUE -> statement.add(" and o.state <> 'DONE' and o.due_on < ?", today);
      case DONE -> statement.add(" and o.state = 'DONE'");
      case LATE -> statement.add(" and o.state = 'DONE' and o.done_on > o.due_on");
    }
  }

  Optional<PlannedVisit> find(Contact contact, LocalDate day, LocalDate today) {
    var statement = new Sql.Statement(SELECT, today, contact.id()).add(" and o.slot = ?", day);
    return sql.list(PlannedVisit.class, statement).stream().findFirst();
  }

  /** Those of the days that were not planned yet. The contact is locked. */
  List<LocalDate> plan(Contact contact, List<LocalDate> days, LocalDate today) {
    var known = planned(contact.id());
    var added = days.stream().filter(day -> !known.contains(day)).toList();
    sql.run(
        """
        insert into planned_visit (contact_id, day, planned_on)
        select cast(?1 as uuid), day, cast(?3 as date) from unnest(?2) as day
        """,
        contact.id(),
        added.toArray(LocalDate[]::new),
        today);
    return added;
  }

  HashSet<LocalDate> planned(UUID contact) {
    return new HashSet<>(
        sql.list(LocalDate.class, "select day from planned_visit where contact_id = ?1", contact));
  }

  void delete(Contact contact, LocalDate day) {
    sql.run("delete from planned_visit where contact_id = ?1 and day = ?2", contact.id(), day);
  }

  /** A contact that is made or changed, and each visit that is made by it or withdrawn. */
  void follow(@Observes Changed changed) {
    if (changed.entity().equals("contact")) {
      follow(changed.id());
    } else if (changed.entity().equals("visit")) {
      var visit = changed.after() == null ? changed.before() : changed.after();
      if (visit.get("contact") instanceof UUID contact) {
        follow(contact);
      }
    }
  }

  void handOver(@Observes @Priority(AFTER_CONTACTS) UnitEnded ended) {
    owed.leave(ObligationKind.VISIT, ended.unit(), this::follow);
  }

  private void follow(UUID id) {
    owed.lock(id);
    var contact = contacts.find(id).orElseThrow();
    owed.follow(ObligationKind.VISIT, id, contact.campaignId(), contact.owes(), days(id));
  }

  private List<OwedByDay.Day> days(UUID contact) {
    var due =
        sql.list(
            Due.class,
            """
            select p.day, greatest(p.planned_on, k.starts_on, lag(p.day) over (order by p.day) + 1)
            from planned_visit p join contact k on k.id = p.contact_id
            where p.contact_id = ?1 and p.day between k.starts_on and coalesce(k.ends_on, 'infinity')
            order by p.day
            """,
            contact);
    var made = due.isEmpty() ? Map.<LocalDate, LocalDate>of() : made(due, visits(contact));
    return due.stream()
        .map(
            visit ->
                new OwedByDay.Day(visit.day(), visit.from(), visit.day(), made.get(visit.day())))
        .toList();
  }

  private List<LocalDate> visits(UUID contact) {
    return sql.list(
        LocalDate.class,
        "select distinct visited_on from visit where contact_id = ?1 and withdrawn_at is null order by 1",
        contact);
  }

  /** The day of the visit that counts for each planned one; both in the order of their days. */
  private static Map<LocalDate, LocalDate> made(List<Due> due, List<LocalDate> visits) {
    var made = new HashMap<LocalDate, LocalDate>();
    for (var visit : visits) {
      due.stream()
          .filter(planned -> !made.containsKey(planned.day()) && !planned.from().isAfter(visit))
          .findFirst()
          .ifPresent(planned -> made.put(planned.day(), visit));
    }
    return made;
  }
}
