package qingdan.campaign;

import java.time.Clock;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import qingdan.access.Caller;
import qingdan.change.HandOver;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.UnitEnded;

/**
 * What a unit leaves behind in campaigns: its successor runs them and their tasks on, is enrolled
 * in its place and owes its targets, where it stands in their tree too. Without a successor it can
 * leave no campaign and no task.
 */
@ApplicationScoped
class Succession {

  private static final String RUNS = "campaign where top_unit_id = ?1 and status <> 'CLOSED'";
  private static final String TASKS =
      "task where (owner_id = ?1 or lead_unit_id = ?1) and status <> 'CLOSED'";

  /** Where the successor takes tasks, targets or the place in a cohort. */
  private static final String TAKEN =
      """
      select campaign_id from task where (owner_id = ?1 or lead_unit_id = ?1) and status <> 'CLOSED'
      union all
      select k.campaign_id from task_target t join task k on k.id = t.task_id where t.unit_id = ?1
      union all
      select b.campaign_id from enrolment e join batch b on b.id = e.batch_id where e.unit_id = ?1 and e.valid_to is null
      """;

  private static final HandOver.Taken CAMPAIGNS =
      new HandOver.Taken(
          "campaign",
          "campaign.handed-over",
          "topUnit",
          "update campaign set top_unit_id = ?2, version = version + 1 where top_unit_id = ?1 and status <> 'CLOSED'",
          "id");

  private static final HandOver.Taken OWNED_TASKS =
      new HandOver.Taken(
          "task",
          "task.handed-over",
          "owner",
          "update task set owner_id = ?2, version = version + 1 where owner_id = ?1 and status <> 'CLOSED'",
          "id");

  private static final HandOver.Taken LED_TASKS =
      new HandOver.Taken(
          "task",
          "task.handed-over",
          "leadUnit",
          "update task set lead_unit_id = ?2, version = version + 1 where lead_unit_id = ?1 and status <> 'CLOSED'",
          "id");

  /** What the successor owes of the same kind already stays apart, at the closed unit. */
  private static final HandOver.Taken TARGETS =
      new HandOver.Taken(
          "target",
          "target.handed-over",
          "unit",
          """
          update task_target o set unit_id = ?2, version = version + 1, changed_at = ?3
          where o.unit_id = ?1 and not exists (
              select from task_target s
              where s.unit_id = ?2 and s.task_id = o.task_id and s.batch_id is not distinct from o.batch_id
                  and s.measure = o.measure)
          """,
          "o.id");

  private static final HandOver.Taken ENROLMENTS =
      new HandOver.Taken(
          "enrolment",
          "enrolment.handed-over",
          "unit",
          """
          insert into enrolment (batch_id, unit_id, valid_from, reason, enrolled_by)
          select e.batch_id, ?2, ?3, 'successor', cast(?4 as uuid) from enrolment e
          where e.unit_id = ?1 and e.valid_to is null
          on conflict do nothing
          """,
          "batch_id");

  private static final HandOver.Taken ENDED =
      new HandOver.Taken(
          "enrolment",
          "enrolment.withdrawn",
          "unit",
          """
          update enrolment set valid_to = ?3, end_reason = 'unit closed', withdrawn_by = cast(?4 as uuid)
          where unit_id = ?1 and valid_to is null
          """,
          "batch_id");

  private final Sql sql;
  private final HandOver handOver;
  private final CampaignBounds bounds;
  private final Caller caller;
  private final Clock clock;

  Succession(Sql sql, HandOver handOver, CampaignBounds bounds, Caller caller, Clock clock) {
    this.sql = sql;
    this.handOver = handOver;
    this.bounds = bounds;
    this.caller = caller;
    this.clock = clock;
  }

  void handOver(@Observes @Priority(1000) UnitEnded ended) {
    if (ended.successor() == null) {
      var left = count(RUNS, ended) + count(TASKS, ended);
      if (left > 0) {
        throw new Refusal(ErrorCode.UNIT_HAS_WORK, left);
      }
    } else {
      take(CAMPAIGNS, ended);
      bounds.require(ended, TAKEN);
      take(OWNED_TASKS, ended);
      take(LED_TASKS, ended);
      take(TARGETS, ended, clock.instant());
      take(ENROLMENTS, ended, clock.instant(), caller.accountId().toString());
    }
    handOver.end(ENDED, ended.unit(), ended.path(), clock.instant(), caller.accountId().toString());
  }

  private void take(HandOver.Taken taken, UnitEnded ended, Object... more) {
    handOver.take(taken, ended.unit(), ended.successor(), ended.successorPath(), more);
  }

  private long count(String rows, UnitEnded ended) {
    return sql.one(Long.class, "select count(*) from " + rows, ended.unit()).orElseThrow();
  }
}
