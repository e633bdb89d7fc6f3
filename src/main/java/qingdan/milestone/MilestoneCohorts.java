package qingdan.milestone;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

import qingdan.campaign.CampaignLock;
import qingdan.campaign.CohortChanged;
import qingdan.obligation.Followed;
import qingdan.obligation.Obligations;
import qingdan.shared.Changed;
import qingdan.shared.Sql;
import qingdan.unit.UnitEnded;
import qingdan.unit.UnitEnds;

/**
 * Who owes milestones. Enrolments and the ends of units are followed in their transactions; what
 * else moves units into a cohort or out of it, by a look every few minutes.
 */
@ApplicationScoped
class MilestoneCohorts {

  /** The successor is enrolled by then. */
  private static final int AFTER_CAMPAIGNS = 2500;

  private final Sql sql;
  private final Milestones milestones;
  private final Obligations obligations;
  private final Event<Changed> changes;

  MilestoneCohorts(
      Sql sql, Milestones milestones, Obligations obligations, Event<Changed> changes) {
    this.sql = sql;
    this.milestones = milestones;
    this.obligations = obligations;
    this.changes = changes;
  }

  Followed follow(Milestone milestone, List<UUID> units, UUID leaving) {
    if (!milestone.hasCohort()) {
      if (leaving != null) {
        obligations.release(milestone.id(), leaving);
      }
      return new Followed(0, 0);
    }
    var followed = obligations.follow(milestone.subject(), milestone.cohort(), units, leaving);
    if (!followed.none()) {
      changes.fire(
          milestone.fact(
              "milestone.cohort-changed",
              null,
              Map.of("joined", followed.joined(), "released", followed.released())));
    }
    return followed;
  }

  void follow(@Observes CohortChanged changed) {
    for (var id : milestones.of(changed.batch())) {
      milestones.lock(id).ifPresent(milestone -> follow(milestone, changed.units(), null));
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
    for (var id :
        sql.list(
            UUID.class,
            "select subject_id from obligation where unit_id = ?1 and released_at is null and kind = ?2 order by 1",
            ended.unit(),
            Milestone.OBLIGATION.name())) {
      var milestone = milestones.lock(id).orElseThrow();
      if (ended.successor() != null && milestone.hasCohort()) {
        obligations.handOver(
            milestone.subject(), milestone.cohort(), ended.unit(), ended.successor());
      }
      var concerned =
          ended.successor() == null
              ? List.of(ended.unit())
              : List.of(ended.unit(), ended.successor());
      follow(milestone, concerned, ended.unit());
    }
  }

  @Scheduled(
      every = "{qingdan.milestones.follow-every:10m}",
      delayed = "{qingdan.milestones.follow-delay:1m}",
      identity = "follow-cohorts-of-milestones",
      concurrentExecution = ConcurrentExecution.SKIP)
  void followAll() {
    for (var id : QuarkusTransaction.requiringNew().call(milestones::underWay)) {
      QuarkusTransaction.requiringNew()
          .timeout(600)
          .run(() -> sql.unhurried(() -> milestones.lock(id).map(it -> follow(it, null, null))));
    }
  }
}
