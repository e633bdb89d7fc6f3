package qingdan.meeting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Subtree;
import qingdan.obligation.Coverage;
import qingdan.obligation.ObligationKind;
import qingdan.obligation.Subject;
import qingdan.shared.Sql;

/** What waits, and whom nobody has reached, in the office's part of the tree. */
@ApplicationScoped
class Gaps {

  private static final int SHOWN = 20;

  @RegisterForReflection
  record Owed(
      UUID id, String name, UUID batchId, LocalDate owedFrom, LocalDate dueOn, String measure) {}

  @RegisterForReflection
  record Enrolled(long units, long withoutGroup) {}

  @RegisterForReflection
  record Groups(long groups, long withoutVisit) {}

  private static final String WAITING =
      """
       from problem p join unit a on a.id = p.escalated_to_id join unit u on u.id = p.unit_id
      where p.escalated_to_id is not null and p.campaign_id = ?1 and a.path >= ?2 and a.path < ?3
          and p.escalated_at <= ?4
      """;

  private final Sql sql;
  private final Coverage coverage;

  Gaps(Sql sql, Coverage coverage) {
    this.sql = sql;
    this.coverage = coverage;
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

  /** The latest due first. */
  List<Briefing.MilestoneGap> milestones(MeetingSeries series, LocalDate today) {
    return sql
        .list(
            Owed.class,
            """
            select id, name, batch_id, owed_from, due_on, measure from milestone
            where campaign_id = ?1 and due_on <= ?2 order by due_on desc, id desc limit ?3
            """,
            series.campaignId(),
            today,
            SHOWN)
        .stream()
        .map(owed -> gap(series, owed, today))
        .filter(gap -> gap.missing() > 0)
        .toList();
  }

  private Briefing.MilestoneGap gap(MeetingSeries series, Owed owed, LocalDate today) {
    var subject =
        new Subject(
            ObligationKind.MILESTONE,
            owed.id(),
            series.campaignId(),
            owed.batchId(),
            owed.owedFrom(),
            owed.dueOn(),
            owed.measure(),
            series.zone());
    var counts = coverage.of(subject, series.officeId(), today);
    return new Briefing.MilestoneGap(
        owed.id(), owed.name(), owed.dueOn(), counts.expected(), counts.missing());
  }

  Briefing.GuidanceGap guidance(MeetingSeries series, LocalDate since, LocalDate today) {
    var office = new Subtree(series.officePath());
    var enrolled =
        sql.one(
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
                )
                select count(*) filter (where is_unit), count(*) filter (where is_unit and not is_covered) from (
                    select is_unit, coalesce(max(until) over (order by path) > path, false) as is_covered from (
                        select path, true as is_unit, null as until from enrolled
                        union all
                        select path, false, left(path, -1) || '0' from held
                    ) p
                ) c
                """,
                series.campaignId(),
                office.path(),
                office.end(),
                today)
            .orElseThrow();
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
        enrolled.units(),
        enrolled.withoutGroup(),
        groups.groups(),
        since == null ? null : groups.withoutVisit());
  }
}
