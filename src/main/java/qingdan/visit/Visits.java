package qingdan.visit;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Subtree;
import qingdan.shared.Days;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.Depth;
import qingdan.unit.Sector;

/** The visits to units whose work the caller reads; those that were withdrawn are kept, unseen. */
@ApplicationScoped
class Visits {

  /** Who visited; the account is null where only the name is known. */
  record Visitor(String name, String office, UUID account) {}

  private static final String FROM = " from visit v join unit u on u.id = v.unit_id where ";

  private static final String SELECT =
      """
      select v.id, v.version, v.campaign_id, v.unit_id, u.path, u.code, u.name, u.kind, u.tier, v.visited_on, v.visitor,
          v.office, v.account_id, v.group_id, v.contact_id, v.plan_id, v.purpose, v.found, array_to_string(v.problem_ids, ',') as problems,
          (select string_agg(cast(p.id as text), ',' order by p.id) from problem p where p.visit_id = v.id) as opened,
          v.recorded_by, v.recorded_at, v.withdrawn_at is not null,
          (select count(*) from finding f where f.visit_id = v.id) as findings
      """
          + FROM;

  private final Sql sql;
  private final Visitors visitors;
  private final Places places;
  private final Clock clock;

  Visits(Sql sql, Visitors visitors, Places places, Clock clock) {
    this.sql = sql;
    this.visitors = visitors;
    this.places = places;
    this.clock = clock;
  }

  Visit visible(String id) {
    return find(Ids.parse(id))
        .filter(visit -> !visit.withdrawn() && visitors.reads(visit.unitPath()))
        .orElseThrow(Refusal::notFound);
  }

  /** Visible, and locked for a change. */
  Visit locked(String id) {
    var known = Ids.parse(id);
    if (known != null) {
      sql.list(UUID.class, "select id from visit where id = ?1 for no key update", known);
    }
    return visible(id);
  }

  /** Seen by the caller or not, withdrawn or not. */
  Optional<Visit> find(UUID id) {
    return id == null ? Optional.empty() : sql.one(Visit.class, SELECT + "v.id = ?1", id);
  }

  List<Visit> list(VisitQuery query, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT);
    where(statement, query);
    if (query.earliestFirst()) {
      statement.earliestFirst("v.visited_on", "v.id", after, fetch);
    } else {
      statement.latestFirst("v.visited_on", "v.id", after, fetch);
    }
    return sql.list(Visit.class, statement);
  }

  long count(VisitQuery query) {
    query.earliestFirst();
    var statement = new Sql.Statement("select 1" + FROM);
    where(statement, query);
    return sql.count(statement);
  }

  private void where(Sql.Statement statement, VisitQuery query) {
    var depth = query.depth();
    var unit = query.unit == null ? null : unit(query.unit);
    statement.add("v.withdrawn_at is null and ");
    Subtree.within(
        statement,
        "u.path",
        unit == null ? visitors.readable() : List.of(new Subtree(unit.path())));
    statement.andEqual("v.unit_id", depth == Depth.SELF && unit != null ? unit.id() : null);
    statement.andEqual("u.parent_id", depth == Depth.CHILDREN ? unit.id() : null);
    statement.andEqual("v.campaign_id", Ids.parameter("campaign", query.campaign));
    statement.andEqual("v.group_id", Ids.parameter("group", query.group));
    statement.andEqual("v.contact_id", Ids.parameter("contact", query.contact));
    statement.andEqual("v.plan_id", Ids.parameter("plan", query.plan));
    statement.andEqual("v.account_id", Ids.parameter("account", query.account));
    var from = Days.parameter("from", query.from);
    if (from != null) {
      statement.add(" and v.visited_on >= ?", from);
    }
    var to = Days.parameter("to", query.to);
    if (to != null) {
      statement.add(" and v.visited_on <= ?", to);
    }
  }

  private Place unit(String reference) {
    return places
        .find(reference)
        .filter(place -> visitors.reads(place.path()))
        .orElseThrow(Refusal::notFound);
  }

  /** False where there is a visit of that id already. */
  boolean insert(UUID id, UUID unit, RecordVisit request, Visitor by) {
    return sql.run(
            """
            insert into visit (id, campaign_id, unit_id, visited_on, visitor, office, account_id, group_id, plan_id, purpose,
                found, problem_ids, recorded_by, recorded_at, contact_id)
            values (?1, ?2, ?3, ?4, ?5, ?6, cast(?7 as uuid), cast(?8 as uuid), cast(?9 as uuid), ?10, ?11, ?12, ?13, ?14,
                cast(?15 as uuid))
            on conflict (id) do nothing
            """,
            id,
            request.campaign(),
            unit,
            request.visitedOn(),
            by.name(),
            by.office(),
            Ids.text(by.account()),
            Ids.text(request.group()),
            Ids.text(request.plan()),
            request.purpose(),
            request.found(),
            request.problemsOrNone().toArray(UUID[]::new),
            visitors.account(),
            clock.instant(),
            Ids.text(request.contact()))
        > 0;
  }

  void withdraw(UUID id) {
    sql.run(
        "update visit set withdrawn_at = ?2, version = version + 1 where id = ?1",
        id,
        clock.instant());
  }

  Sector sectorOf(UUID unit) {
    return sql.one(String.class, "select coalesce(sector, '') from unit where id = ?1", unit)
        .filter(sector -> !sector.isEmpty())
        .map(Sector::valueOf)
        .orElse(null);
  }

  /** Which of the problems belong to the unit and the campaign. */
  List<UUID> problemsOf(UUID unit, UUID campaign, List<UUID> problems) {
    return sql.list(
        UUID.class,
        "select id from problem where id = any(?1) and unit_id = ?2 and campaign_id = ?3",
        problems.toArray(UUID[]::new),
        unit,
        campaign);
  }
}
