package qingdan.milestone;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

import qingdan.campaign.CampaignLock;
import qingdan.campaign.CohortChanged;
import qingdan.obligation.CohortsMayDiffer;
import qingdan.obligation.Followed;
import qingdan.obligation.Following;
import qingdan.obligation.ObligationKind;
import qingdan.shared.Changed;
import qingdan.shared.Sql;
import qingdan.unit.UnitEnded;
import qingdan.unit.UnitEnds;

/**
 * Who owes milestones. Enrolments, figures and the ends of units are followed in their
 * transactions; what else moves units into a cohort or out of it, soon after.
 */
@ApplicationScoped
class MilestoneCohorts {

  /** The successor is enrolled by then. */
  private static final int AFTER_CAMPAIGNS = 2500;

  private final Sql sql;
  private final Milestones milestones;
  private final Following following;

  MilestoneCohorts(Sql sql, Milestones milestones, Following following) {
    this.sql = sql;
    this.milestones = milestones;
    this.following = following;
  }

  Followed follow(Milestone milestone, List<UUID> units, UUID leaving) {
    return following.follow(milestone, units, leaving);
  }

  void follow(@Observes CohortChanged changed) {
    for (var id : milestones.of(changed.batch())) {
      milestones.lock(id).ifPresent(milestone -> follow(milestone, changed.units(), null));
    }
  }

  void follow(@Observes CohortsMayDiffer differ) {
    following.each(
        () -> milestones.underWay(differ.units()),
        id -> milestones.lock(id).ifPresent(milestone -> follow(milestone, differ.units(), null)));
  }

  /** What a milestone is counted in beside units is the latest figure of each. */
  void follow(@Observes Changed changed) {
    if (changed.entity().equals("figure")) {
      var unit = (UUID) changed.after().get("unit");
      for (var id : milestones.countedIn((String) changed.after().get("measure"), unit)) {
        milestones.lock(id).ifPresent(milestone -> follow(milestone, List.of(unit), null));
      }
    }
  }

  void stopWork(@Observes UnitEnds ends) {
    for (var campaign :
        sql.list(
            UUID.class,
            "select distinct campaign_id from obligation where unit_id = ?1 order by 1",
            ends.unit())) {
      sql.one(String.class, CampaignLock.SHARED, campaign.toString());
    }
  }

  void handOver(@Observes @Priority(AFTER_CAMPAIGNS) UnitEnded ended) {
    for (var id : following.owedBy(ended.unit(), ObligationKind.MILESTONE)) {
      following.handOver(milestones.lock(id).orElseThrow(), ended);
    }
  }

  @Scheduled(
      every = "{qingdan.milestones.follow-every:10m}",
      delayed = "{qingdan.milestones.follow-delay:1m}",
      identity = "follow-cohorts-of-milestones",
      concurrentExecution = ConcurrentExecution.SKIP)
  void followAll() {
    following.each(
        milestones::underWay,
        id -> milestones.lock(id).ifPresent(milestone -> follow(milestone, null, null)));
  }
}
