package qingdan.meeting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Subtree;
import qingdan.obligation.Coverage;
import qingdan.obligation.ObligationKind;
import qingdan.obligation.OwedBelow;
import qingdan.shared.Sql;
import qingdan.unit.Directory;

/** What waits, and whom nobody has reached, in the office's part of the tree. */
@ApplicationScoped
class Gaps {

  private static final int SHOWN = 20;

  @RegisterForReflection
  record Due(UUID id, String kind, String name, LocalDate dueOn) {}

  @RegisterForReflection
  record Enrolled(long units, long withoutGroup, UUID first) {}

  @RegisterForReflection
  record Groups(long groups, long withoutVisit) {}

  private static final String WAITING =
      """
       from problem p join unit a on a.id = p.escalated_to_id join unit u on u.id = p.unit_id
      where p.escalated_to_id is not null and p.campaign_id = ?1 and a.path >= ?2 and a.path < ?3
          and p.escalated_at <= ?4
      """;

  private static final String FOUND =
      """
       from (
          select f.*, i.unit_id, i.inspected_on as found_on, i.recorded_at
          from finding f join inspection i on i.id = f.inspection_id
          where i.campaign_id = ?1 and i.withdrawn_at is null
          union all
          select f.*, v.unit_id, v.visited_on, v.recorded_at from finding f join visit v on v.id = f.visit_id
          where v.campaign_id = ?1 and v.withdrawn_at is null
      ) f join unit u on u.id = f.unit_id
      where u.path >= ?2 and u.path < ?3 and f.recorded_at <= ?4 and (f.decided_at is null or f.decided_at > ?4)
      """;

  private final Sql sql;
  private final Coverage coverage;
  private final OwedBelow owed;
  private final Directory directory;

  Gaps(Sql sql, Coverage coverage, OwedBelow owed, Directory directory) {
    this.sql = sql;
    this.coverage = coverage;
    this.owed = owed;
    this.directory = directory;
  }

  Briefing.Escalations escalations(MeetingSeries series, Instant moment) {
    var office = new Subtree(series.officePath());
    long waiting =
        sql.one(
                Long.class,
                "select count(*)" + WAITING,
                series.campaignId(),
                office.path(),
                office.end(),
                moment)
            .orElseThrow();
    var oldest =
        sql.list(
            Briefing.Escalation.class,
            "select p.id, p.title, u.name as unit, a.name as asked, p.escalated_at"
                + WAITING
                + " order by p.escalated_at, p.id limit ?5",
            series.campaignId(),
            office.path(),
            office.end(),
            moment,
            SHOWN);
    return new Briefing.Escalations(waiting, oldest);
  }

  Briefing.WaitingFindings findings(MeetingSeries series, Instant moment) {
    var office = new Subtree(series.officePath());
    long waiting =
        sql.one(
                Long.class,
                "select count(*)" + FOUND,
                series.campaignId(),
                office.path(),
                office.end(),
                moment)
            .orElseThrow();
    var oldest =
        sql.list(
            Briefing.WaitingFinding.class,
            "select f.id, f.title, u.name as unit, f.found_on"
                + FOUND
                + " order by f.recorded_at, f.id limit ?5",
            series.campaignId(),
            office.path(),
            office.end(),
            moment,
            SHOWN);
    return new Briefing.WaitingFindings(waiting, oldest);
  }

  List<OwedBelow.OfKind> owed(MeetingSeries series, LocalDate today) {
    return owed.of(
        owed.subjects(series.officePath(), series.campaignId()),
        series.officeId(),
        series.campaignId(),
        today,
        series.zone());
  }

  /** Of batches that go on, the latest due first. */
  List<Briefing.MilestoneGap> milestones(MeetingSeries series, LocalDate today) {
    var due =
        sql.list(
            Due.class,
            """
            select m.id, case m.kind when 'PRESCRIBED_ACTION' then m.kind else 'MILESTONE' end, m.name, m.due_on
            from milestone m left join batch b on b.id = m.batch_id
            where m.campaign_id = ?1 and m.due_on <= ?2 and b.status is distinct from 'CLOSED'
            order by m.due_on desc, m.id desc
            """,
            series.campaignId(),
            today);
    var counts =
        coverage.of(
            series.campaignId(),
            due.stream().map(Due::id).toList(),
            series.officeId(),
            today,
            series.zone());
    return due.stream()
        .filter(owed -> counts.containsKey(owed.id()) && counts.get(owed.id()).missing() > 0)
        .limit(SHOWN)
        .map(
            owed ->
                new Briefing.MilestoneGap(
                    owed.id(),
                    ObligationKind.valueOf(owed.kind()),
                    owed.name(),
                    owed.dueOn(),
                    counts.get(owed.id()).expected(),
                    counts.get(owed.id()).missing()))
        .toList();
  }

  /** In each row of those enrolled the two numbers. */
  Briefing.GuidanceGap guidance(MeetingSeries series, LocalDate since, LocalDate today) {
    var office = new Subtree(series.officePath());
    var enrolled =
        sql.list(
            Enrolled.class,
            """
            with held as materialized (
                select distinct h.path from guidance_group g join guidance_unit a on a.group_id = g.id
                    join unit h on h.id = a.unit_id
                where g.campaign_id = ?1 and ?4 between g.starts_on and coalesce(g.ends_on, 'infinity')
                    and a.valid_to is null
            ), enrolled as materialized (
                select distinct u.id, u.path from batch b join enrolment e on e.batch_id = b.id join unit u on u.id = e.unit_id
                where b.campaign_id = ?1 and b.status = 'OPEN' and e.valid_to is null and u.path >= ?2 and u.path < ?3
            ), missing as materialized (
                select id, path from (
                    select id, path, coalesce(max(until) over (order by path) > path, false) as is_covered from (
                        select id, path, null as until from enrolled
                        union all
                        select null, path, left(path, -1) || '0' from held
                    ) p
                ) c where id is not null and not is_covered
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
    var without = enrolled.stream().map(Enrolled::first).filter(Objects::nonNull).toList();
    var units = directory.of(without);
    var groups =
        sql.one(
                Groups.class,
                """
                select count(*), count(*) filter (where not exists (
                    select from visit v
                    where v.group_id = g.id and v.withdrawn_at is null and v.visited_on between cast(?5 as date) and ?4))
                from guidance_group g join unit b on b.id = g.base_id
                where g.campaign_id = ?1 and b.path >= ?2 and b.path < ?3
                    and ?4 between g.starts_on and coalesce(g.ends_on, 'infinity')
                """,
                series.campaignId(),
                office.path(),
                office.end(),
                today,
                since == null ? "-infinity" : since.toString())
            .orElseThrow();
    return new Briefing.GuidanceGap(
        enrolled.get(0).units(),
        enrolled.get(0).withoutGroup(),
        groups.groups(),
        since == null ? null : groups.withoutVisit(),
        without.stream().map(units::get).toList());
  }
}
