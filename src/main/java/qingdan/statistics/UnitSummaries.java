package qingdan.statistics;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Place;
import qingdan.obligation.Coverage;
import qingdan.obligation.OwedBelow;
import qingdan.obligation.OwedList;
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
  record Milestone(UUID id, String name, LocalDate dueOn, UUID reportedId) {

    Stream<UUID> booked() {
      return Stream.of(id, reportedId).filter(Objects::nonNull);
    }
  }

  /** What a summary tells of a campaign before the books are asked. */
  record Told(
      Named campaign,
      Frame frame,
      boolean moreChildren,
      long toClaim,
      long owed,
      List<OwedBelow.Owing> owing,
      List<Milestone> milestones) {}

  private final ProblemStatistics statistics;
  private final TargetStatistics targets;
  private final Frames frames;
  private final Coverage coverage;
  private final OwedList owed;
  private final OwedBelow owedBelow;
  private final Sql sql;

  UnitSummaries(
      ProblemStatistics statistics,
      TargetStatistics targets,
      Frames frames,
      Coverage coverage,
      OwedList owed,
      OwedBelow owedBelow,
      Sql sql) {
    this.statistics = statistics;
    this.targets = targets;
    this.frames = frames;
    this.coverage = coverage;
    this.owed = owed;
    this.owedBelow = owedBelow;
    this.sql = sql;
  }

  /** What there is to tell of, with all of it that is not in the books. */
  List<Told> told(Place unit) {
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
        .map(campaign -> told(unit, campaign))
        .toList();
  }

  private Told told(Place unit, Named campaign) {
    var query = new StatisticsQuery();
    query.unit = unit.id().toString();
    query.campaign = campaign.id().toString();
    query.by = "child";
    var today = frames.of(query);
    var children = frames.children(today, null, CHILDREN + 1);
    var shown = children.subList(0, Math.min(children.size(), CHILDREN));
    return new Told(
        campaign,
        today.with(shown, true),
        children.size() > CHILDREN,
        toClaim(unit, campaign.id()),
        owed.missing(unit.id(), campaign.id()),
        owedBelow.subjects(unit.path(), campaign.id()),
        milestones(campaign.id()));
  }

  SummaryView.InCampaign summary(Told told) {
    var campaign = told.campaign();
    var frame = told.frame();
    var unit = frame.unit().id();
    var statistic = statistics.inShort(frame.besideThatOf(frame.day().minusDays(WEEK)));
    return new SummaryView.InCampaign(
        campaign.id(),
        campaign.name(),
        frame.today(),
        statistic.total(),
        statistic.compared(),
        targets.total(frame.inOneSum()),
        told.toClaim(),
        told.owed(),
        owedBelow.of(told.owing(), unit, campaign.id(), frame.today(), frame.campaign().zone()),
        milestones(told),
        statistic.groups(),
        told.moreChildren()
            ? "/api/v1/statistics/problems?unit="
                + unit
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

  /** Of batches that go on. */
  private List<Milestone> milestones(UUID campaign) {
    return sql.list(
        Milestone.class,
        """
        select m.id, m.name, m.due_on, case when m.measure is not null then reported_subject(m.id) end
        from milestone m left join batch b on b.id = m.batch_id
        where m.campaign_id = ?1 and b.status is distinct from 'CLOSED' order by m.due_on, m.id
        """,
        campaign);
  }

  /** The first of those that the unit or anything below it owes. */
  private List<SummaryView.OfMilestone> milestones(Told told) {
    var frame = told.frame();
    var counts =
        coverage.of(
            told.campaign().id(),
            told.milestones().stream().flatMap(Milestone::booked).toList(),
            frame.unit().id(),
            frame.today(),
            frame.campaign().zone());
    return told.milestones().stream()
        .filter(milestone -> counts.containsKey(milestone.id()))
        .filter(milestone -> counts.get(milestone.id()).expected() > 0)
        .limit(MILESTONES)
        .map(milestone -> SummaryView.OfMilestone.of(milestone, counts))
        .toList();
  }
}
