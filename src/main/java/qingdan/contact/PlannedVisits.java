package qingdan.contact;

import java.time.Clock;
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

import qingdan.shared.Changed;
import qingdan.shared.Lock;
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

  private static final String WANTED =
      """
      with wanted as materialized (
          select cast(split_part(line, ',', 1) as date) as slot, cast(split_part(line, ',', 2) as date) as owed_from,
              cast(nullif(split_part(line, ',', 3), '') as date) as done_on
          from unnest(cast(? as text[])) as line)
      """;

  private final Sql sql;
  private final Clock clock;

  PlannedVisits(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
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
        select cast(?1 as uuid), cast(d as date), cast(?3 as date) from unnest(cast(?2 as text[])) as d
        """,
        contact.id(),
        added.stream().map(LocalDate::toString).toArray(String[]::new),
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
    sql.list(
            UUID.class,
            """
            select distinct subject_id from obligation
            where unit_id = ?1 and kind = 'VISIT' and slot is not null and released_at is null order by 1
            """,
            ended.unit())
        .forEach(this::follow);
  }

  /** One at a time for each contact: what one has read the other may have changed. */
  private void follow(UUID contact) {
    sql.one(
        String.class,
        "select cast(pg_advisory_xact_lock(hashtextextended(?1, ?2)) as text)",
        contact.toString(),
        Lock.PLANNED_VISITS.key());
    var lines = lines(contact);
    change(contact, lines);
    insert(contact, lines);
    release(contact, lines);
  }

  private String[] lines(UUID contact) {
    var due =
        sql.list(
            Due.class,
            """
            select p.day, greatest(p.planned_on, k.starts_on, lag(p.day) over (order by p.day) + 1)
            from planned_visit p join contact k on k.id = p.contact_id join unit u on u.id = coalesce(k.unit_id, k.base_id)
            where p.contact_id = ?1 and p.day between k.starts_on and coalesce(k.ends_on, 'infinity') and u.closed_at is null
            order by p.day
            """,
            contact);
    var made = due.isEmpty() ? Map.<LocalDate, LocalDate>of() : made(due, visits(contact));
    return due.stream()
        .map(
            visit ->
                String.join(
                    ",",
                    visit.day().toString(),
                    visit.from().toString(),
                    made.containsKey(visit.day()) ? made.get(visit.day()).toString() : ""))
        .toArray(String[]::new);
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

  private void change(UUID contact, String[] lines) {
    var statement =
        new Sql.Statement(
            WANTED
                + """
                update obligation o set version = o.version + 1, changed_at = ?, unit_id = coalesce(k.unit_id, k.base_id),
                    owed_from = w.owed_from, done_on = w.done_on, released_at = null,
                    state = case when w.done_on is null then 'OWED' else 'DONE' end
                from wanted w, contact k
                where k.id = ? and o.subject_id = k.id and o.kind = 'VISIT' and o.slot = w.slot
                    and (o.unit_id, o.owed_from, o.done_on, o.released_at)
                        is distinct from (coalesce(k.unit_id, k.base_id), w.owed_from, w.done_on, cast(null as timestamptz))
                """,
            lines,
            clock.instant(),
            contact);
    sql.run(statement.text(), statement.parameters());
  }

  private void insert(UUID contact, String[] lines) {
    var statement =
        new Sql.Statement(
            WANTED
                + """
                insert into obligation (kind, subject_id, slot, campaign_id, unit_id, owed_from, due_on, state, done_on, changed_at)
                select 'VISIT', k.id, w.slot, k.campaign_id, coalesce(k.unit_id, k.base_id), w.owed_from, w.slot,
                    case when w.done_on is null then 'OWED' else 'DONE' end, w.done_on, ?
                from contact k cross join wanted w
                where k.id = ? and not exists (
                    select from obligation o where o.subject_id = k.id and o.kind = 'VISIT' and o.slot = w.slot)
                """,
            lines,
            clock.instant(),
            contact);
    sql.run(statement.text(), statement.parameters());
  }

  /** Days that are planned no longer, or of the term no longer. */
  private void release(UUID contact, String[] lines) {
    var statement =
        new Sql.Statement(
            WANTED
                + """
                update obligation o set version = o.version + 1, changed_at = ?, released_at = ?
                where o.subject_id = ? and o.kind = 'VISIT' and o.released_at is null
                    and o.slot not in (select slot from wanted)
                """,
            lines,
            clock.instant(),
            clock.instant(),
            contact);
    sql.run(statement.text(), statement.parameters());
  }
}
