package qingdan.statistics;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Place;
import qingdan.obligation.Coverage;
import qingdan.obligation.ObligationKind;
import qingdan.obligation.OwedBelow;
import qingdan.obligation.OwedList;
import qingdan.obligation.Subject;
import qingdan.shared.Sql;

/** Gathers what a first page shows of a unit. */
@ApplicationScoped
class UnitSummaries {

  private static final int CAMPAIGNS = 5;
  private static final int MILESTONES = 20;
  private static final int CHILDREN = 50;
  private static final int WEEK = 7;

  @RegisterForReflection
  record Named(UUID id, String name) {}

  @RegisterForReflection
  record Milestone(UUID id, String name, UUID batch, LocalDate owedFrom, LocalDate dueOn) {}

  private final ProblemStatistics statistics;
  private final TargetStatistics targets;
  private final Frames frames;
  private final Coverage coverage;
  private final OwedList owed;
  private final OwedBelow owedBelow;
  private final Sql sql;
  private final Clock clock;

  UnitSummaries(
      ProblemStatistics statistics,
      TargetStatistics targets,
      Frames frames,
      Coverage coverage,
      OwedList owed,
      OwedBelow owedBelow,
      Sql sql,
      Clock clock) {
    this.statistics = statistics;
    this.targets = targets;
    this.frames = frames;
    this.coverage = coverage;
    this.owed = owed;
    this.owedBelow = owedBelow;
    this.sql = sql;
    this.clock = clock;
  }

  List<SummaryView.InCampaign> of(Place unit) {
    return sql
        .list(
            Named.class,
            """
            select c.id, c.name from campaign c join unit t on t.id = c.top_unit_id
            where c.status = 'OPEN' and (starts_with(?1, t.path) or starts_with(t.path, ?1))
            order by c.starts_on desc, c.id limit ?2
            """,
            unit.path(),
            CAMPAIGNS)
        .stream()
        .map(campaign -> inCampaign(unit, campaign))
        .toList();
  }

  private SummaryView.InCampaign inCampaign(Place unit, Named campaign) {
    var query = new StatisticsQuery();
    query.unit = unit.id().toString();
    query.campaign = campaign.id().toString();
    query.by = "child";
    var today = frames.of(query);
    var frame = today.besideThatOf(today.day().minusDays(WEEK));
    var children = frames.children(frame, null, CHILDREN + 1);
    var shown = children.subList(0, Math.min(children.size(), CHILDREN));
    var statistic = statistics.inShort(frame.with(shown, true));
    return new SummaryView.InCampaign(
        campaign.id(),
        campaign.name(),
        frame.today(),
        statistic.total(),
        statistic.compared(),
        targets.total(today.inOneSum()),
        toClaim(unit, campaign.id()),
        owed.missing(unit.id(), campaign.id()),
        owedBelow.of(unit.id(), unit.path(), campaign.id(), frame.campaign().zone()),
        milestones(unit, campaign.id(), frame.campaign().zone()),
        statistic.groups(),
        children.size() > CHILDREN
            ? "/api/v1/statistics/problems?unit="
                + unit.id()
                + "&campaign="
                + campaign.id()
                + "&by=child"
            : null);
  }

  private long toClaim(Place unit, UUID campaign) {
    return sql.one(
            Long.class,
            "select count(*) from problem where escalated_to_id = ?1 and campaign_id = ?2",
            unit.id(),
            campaign)
        .orElseThrow();
  }

  private List<SummaryView.OfMilestone> milestones(Place unit, UUID campaign, ZoneId zone) {
    var today = LocalDate.ofInstant(clock.instant(), zone);
    var shown = new ArrayList<SummaryView.OfMilestone>();
    for (var milestone :
        sql.list(
            Milestone.class,
            """
            select id, name, batch_id, owed_from, due_on from milestone
            where campaign_id = ?1 order by due_on, id limit ?2
            """,
            campaign,
            MILESTONES)) {
      var counts =
          coverage.of(
              new Subject(
                  ObligationKind.MILESTONE,
                  milestone.id(),
                  campaign,
                  milestone.batch(),
                  milestone.owedFrom(),
                  milestone.dueOn(),
                  null,
                  zone),
              unit.id(),
              today);
      if (counts.expected() > 0) {
        shown.add(
            new SummaryView.OfMilestone(
                milestone.id(),
                milestone.name(),
                milestone.dueOn(),
                counts.expected(),
                counts.done(),
                counts.onTime(),
                counts.expected() - counts.done()));
      }
    }
    return shown;
  }
}
