package qingdan.meeting;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Subtree;
import qingdan.obligation.Coverage;
import qingdan.obligation.Obligation;
import qingdan.obligation.ObligationFilter;
import qingdan.obligation.Obligations;
import qingdan.shared.Sql;
import qingdan.unit.Directory;
import qingdan.unit.Sector;

/** Whom no leader keeps in touch with, and who is still to be visited by a plan. */
@ApplicationScoped
class Unvisited {

  private static final int SHOWN = 20;
  private static final int NAMED = 5;

  @RegisterForReflection
  record Without(long enrolled, long without, UUID unit) {}

  @RegisterForReflection
  record Contacts(long contacts, long withoutVisit) {}

  @RegisterForReflection
  record Silent(UUID id, String leader, String unit, String sector, LocalDate lastVisitedOn) {}

  @RegisterForReflection
  record Overdue(
      long visits, UUID contact, String leader, String unit, String sector, LocalDate day) {}

  @RegisterForReflection
  record Plan(UUID id, String name, LocalDate dueOn) {}

  private static final String CONTACTS =
      """
       from contact k join unit b on b.id = k.base_id %s
      where k.campaign_id = ?1 and b.path >= ?2 and b.path < ?3
          and ?4 between k.starts_on and coalesce(k.ends_on, 'infinity')
      """;

  private static final String VISITED =
      """
      exists (
          select from visit v
          where v.contact_id = k.id and v.withdrawn_at is null and v.visited_on between cast(?5 as date) and ?4)
      """;

  private final Sql sql;
  private final Coverage coverage;
  private final Obligations obligations;
  private final Directory directory;

  Unvisited(Sql sql, Coverage coverage, Obligations obligations, Directory directory) {
    this.sql = sql;
    this.coverage = coverage;
    this.obligations = obligations;
    this.directory = directory;
  }

  Briefing.ContactGap contacts(MeetingSeries series, LocalDate since, LocalDate today) {
    var without = without(series, today);
    var named = without.stream().map(Without::unit).filter(Objects::nonNull).toList();
    var units = directory.of(named);
    var overdue = overdue(series, today);
    var office = new Subtree(series.officePath());
    var counted =
        sql.one(
                Contacts.class,
                "select count(*), count(*) filter (where not "
                    + VISITED
                    + ")"
                    + CONTACTS.formatted(""),
                series.campaignId(),
                office.path(),
                office.end(),
                today,
                since == null ? "-infinity" : since.toString())
            .orElseThrow();
    return new Briefing.ContactGap(
        without.get(0).enrolled(),
        without.get(0).without(),
        named.stream().map(units::get).toList(),
        counted.contacts(),
        since == null ? null : counted.withoutVisit(),
        since == null ? List.of() : silent(series, since, today),
        overdue.isEmpty() ? 0 : overdue.get(0).visits(),
        overdue.stream().map(Unvisited::overdue).toList(),
        adoptionsOverdue(series, today));
  }

  private long adoptionsOverdue(MeetingSeries series, LocalDate today) {
    var office = new Subtree(series.officePath());
    return sql.one(
            Long.class,
            """
            select count(*) from contact k join unit b on b.id = k.base_id join problem_list l on l.id = k.list_id
            where k.campaign_id = ?1 and b.path >= ?2 and b.path < ?3 and k.deadline < ?4 and l.status <> 'CLOSED'
            """,
            series.campaignId(),
            office.path(),
            office.end(),
            today)
        .orElseThrow();
  }

  /** In each row how many there are in all. */
  private List<Overdue> overdue(MeetingSeries series, LocalDate today) {
    var office = new Subtree(series.officePath());
    return sql.list(
        Overdue.class,
        """
        select count(*) over (), k.id, k.leader, (select name from unit where id = k.unit_id) as unit, k.sector, o.due_on
        """
            + CONTACTS.formatted(
                "join obligation o on o.subject_id = k.id and o.state <> 'DONE' and o.released_at is null")
            + " and o.due_on < ?4 order by o.due_on, k.id limit ?5",
        series.campaignId(),
        office.path(),
        office.end(),
        today,
        SHOWN);
  }

  private static Briefing.OverdueVisit overdue(Overdue row) {
    return new Briefing.OverdueVisit(
        row.contact(), row.leader(), row.unit(), sector(row.sector()), row.day());
  }

  private static Sector sector(String name) {
    return name == null ? null : Sector.valueOf(name);
  }

  /**
   * In each row the two numbers. What a sector's contact reaches is read by the index of sectors:
   * {@code offset 0} keeps the planner from comparing every unit with every contact.
   */
  private List<Without> without(MeetingSeries series, LocalDate today) {
    var office = new Subtree(series.officePath());
    return sql.list(
        Without.class,
        """
        with enrolled as materialized (
            select distinct u.id, u.path from batch b join enrolment e on e.batch_id = b.id join unit u on u.id = e.unit_id
            where b.campaign_id = ?1 and b.status = 'OPEN' and e.valid_to is null and u.path >= ?2 and u.path < ?3
        ), reached as materialized (
            select unit_id as id from contact
            where campaign_id = ?1 and unit_id is not null and ?4 between starts_on and coalesce(ends_on, 'infinity')
            union
            select u.id from contact k join unit b on b.id = k.base_id cross join lateral (
                select id from unit u
                where u.sector = k.sector and u.path >= greatest(b.path, ?2) and u.path < least(left(b.path, -1) || '0', ?3)
                offset 0
            ) u
            where k.campaign_id = ?1 and k.sector is not null and ?4 between k.starts_on and coalesce(k.ends_on, 'infinity')
        ), missing as materialized (
            select e.id, e.path from enrolled e left join reached r on r.id = e.id where r.id is null
        )
        select (select count(*) from enrolled), (select count(*) from missing), m.id
        from (values (1)) as one left join lateral (select id, path from missing order by path limit ?5) m on true
        order by m.path
        """,
        series.campaignId(),
        office.path(),
        office.end(),
        today,
        SHOWN);
  }

  private List<Briefing.SilentContact> silent(
      MeetingSeries series, LocalDate since, LocalDate today) {
    var office = new Subtree(series.officePath());
    return sql
        .list(
            Silent.class,
            """
            select k.id, k.leader, (select name from unit where id = k.unit_id) as unit, k.sector, (
                select max(v.visited_on) from visit v
                where v.contact_id = k.id and v.withdrawn_at is null and v.visited_on <= ?4) as last_visited_on
            """
                + CONTACTS.formatted("")
                + " and not "
                + VISITED
                + " order by last_visited_on nulls first, k.starts_on, k.id limit ?6",
            series.campaignId(),
            office.path(),
            office.end(),
            today,
            since.toString(),
            SHOWN)
        .stream()
        .map(
            row ->
                new Briefing.SilentContact(
                    row.id(), row.leader(), row.unit(), sector(row.sector()), row.lastVisitedOn()))
        .toList();
  }

  /** The books say how many; names are read where there are any. */
  List<Briefing.VisitGap> plans(MeetingSeries series, LocalDate today) {
    var plans =
        sql.list(
            Plan.class,
            """
            select v.id, v.name, v.due_on from visit_plan v join unit b on b.id = v.base_id left join batch t on t.id = v.batch_id
            where v.campaign_id = ?1 and v.starts_on <= ?2 and t.status is distinct from 'CLOSED'
                and (starts_with(b.path, ?3) or starts_with(?3, b.path))
            """,
            series.campaignId(),
            today,
            series.officePath());
    var counts =
        coverage.of(
            series.campaignId(),
            plans.stream().map(Plan::id).toList(),
            series.officeId(),
            today,
            series.zone());
    return plans.stream()
        .filter(plan -> counts.containsKey(plan.id()) && counts.get(plan.id()).missing() > 0)
        .sorted(Comparator.comparing(Plan::dueOn).thenComparing(Plan::id))
        .limit(SHOWN)
        .map(
            plan ->
                new Briefing.VisitGap(
                    plan.id(),
                    plan.name(),
                    plan.dueOn(),
                    counts.get(plan.id()).expected(),
                    counts.get(plan.id()).missing(),
                    obligations.list(plan.id(), missing(series, today), null, NAMED).stream()
                        .map(Obligation::unit)
                        .toList()))
        .toList();
  }

  private static ObligationFilter missing(MeetingSeries series, LocalDate today) {
    return new ObligationFilter(
        List.of(new Subtree(series.officePath())),
        null,
        null,
        ObligationFilter.Asked.MISSING,
        today);
  }
}
