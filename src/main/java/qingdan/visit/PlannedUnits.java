package qingdan.visit;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

import qingdan.campaign.CampaignBounds;
import qingdan.campaign.CohortChanged;
import qingdan.change.HandOver;
import qingdan.obligation.CohortsMayDiffer;
import qingdan.obligation.Following;
import qingdan.obligation.ObligationKind;
import qingdan.obligation.Obligations;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.UnitEnded;

/**
 * Which units a plan is for, and which of them have been visited: its books follow the visits, the
 * cohort and the ends of units.
 */
@ApplicationScoped
class PlannedUnits {

  /** After groups, which come after campaigns. */
  private static final int AFTER_GROUPS = 2700;

  private static final HandOver.Taken BASES =
      new HandOver.Taken(
          "visitPlan",
          "visit-plan.handed-over",
          "base",
          "update visit_plan set base_id = ?2, version = version + 1 where id = any(?3)",
          "id");

  @RegisterForReflection
  record Visited(UUID unit, LocalDate day) {}

  private final Sql sql;
  private final HandOver handOver;
  private final CampaignBounds bounds;
  private final VisitPlans plans;
  private final Obligations obligations;
  private final Following following;

  PlannedUnits(
      Sql sql,
      HandOver handOver,
      CampaignBounds bounds,
      VisitPlans plans,
      Obligations obligations,
      Following following) {
    this.sql = sql;
    this.handOver = handOver;
    this.bounds = bounds;
    this.plans = plans;
    this.obligations = obligations;
    this.following = following;
  }

  void follow(VisitPlan plan, List<UUID> units, UUID leaving) {
    if (!following.follow(plan, units, leaving).none()) {
      settle(plan, units);
    }
  }

  /** What one unit owes is kept from every other change until the transaction ends. */
  void hold(VisitPlan plan, UUID unit) {
    obligations.locked(plan.id(), unit);
  }

  /** The first visit since the plan began is what counts; without one it is owed. */
  void settle(VisitPlan plan, List<UUID> units) {
    var statement =
        new Sql.Statement(
            """
            select o.unit_id, min(v.visited_on)
            from obligation o
            left join visit v on v.plan_id = o.subject_id and v.unit_id = o.unit_id and v.withdrawn_at is null
                and v.visited_on >= ?
            where o.subject_id = ? and o.released_at is null
            """,
            plan.startsOn(),
            plan.id());
    if (units != null) {
      statement.add(" and o.unit_id = any(?)", (Object) units.toArray(UUID[]::new));
    }
    statement.add(
        " group by o.unit_id, o.done_on having min(v.visited_on) is distinct from o.done_on");
    for (var visited : sql.list(Visited.class, statement)) {
      obligations.settle(plan.id(), visited.unit(), visited.day());
    }
  }

  void follow(@Observes CohortChanged changed) {
    for (var id : plans.of(changed.batch())) {
      plans.lock(id).ifPresent(plan -> follow(plan, changed.units(), null));
    }
  }

  void follow(@Observes CohortsMayDiffer differ) {
    following.each(
        () -> plans.underWay(differ.units()),
        id -> plans.lock(id).ifPresent(plan -> follow(plan, differ.units(), null)));
  }

  /** What was visited stays with the unit that was visited; what is owed is the successor's. */
  void handOver(@Observes @Priority(AFTER_GROUPS) UnitEnded ended) {
    handOverPlans(ended);
    for (var id : following.owedBy(ended.unit(), ObligationKind.VISIT)) {
      plans.lock(id).ifPresent(plan -> follow(plan, Following.concerned(ended), ended.unit()));
    }
  }

  private void handOverPlans(UnitEnded ended) {
    var based =
        sql.list(
            UUID.class,
            """
            select v.id from visit_plan v join campaign c on c.id = v.campaign_id left join batch b on b.id = v.batch_id
            where v.base_id = ?1 and c.status <> 'CLOSED' and b.status is distinct from 'CLOSED' order by 1
            """,
            ended.unit());
    if (ended.successor() == null && !based.isEmpty()) {
      throw new Refusal(ErrorCode.UNIT_HAS_WORK, based.size());
    }
    if (ended.successor() != null) {
      bounds.require(
          ended,
          "select campaign_id from visit_plan where id = any(?4)",
          (Object) based.toArray(UUID[]::new));
      handOver.take(
          BASES,
          ended.unit(),
          ended.successor(),
          ended.successorPath(),
          (Object) based.toArray(UUID[]::new));
    }
  }

  @Scheduled(
      every = "{qingdan.milestones.follow-every:10m}",
      delayed = "{qingdan.milestones.follow-delay:1m}",
      identity = "follow-cohorts-of-visit-plans",
      concurrentExecution = ConcurrentExecution.SKIP)
  void followAll() {
    following.each(
        plans::underWay, id -> plans.lock(id).ifPresent(plan -> follow(plan, null, null)));
  }
}
