package qingdan.problem;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import org.jboss.logging.Logger;

import qingdan.campaign.Calendars;
import qingdan.shared.DatabaseFailure;
import qingdan.shared.Sql;

/**
 * Where a campaign asks for it: what stays overdue is escalated one unit up, once for each
 * deadline. On working days of the campaign. Every problem has a transaction of its own and is
 * looked at again under its lock, so that several replicas may do it at once.
 */
@ApplicationScoped
class OverdueEscalation {

  @RegisterForReflection
  record Rule(UUID campaign, String timeZone, int after) {}

  @RegisterForReflection
  record Due(UUID id, LocalDate deadline) {
    List<String> key() {
      return List.of(deadline.toString(), id.toString());
    }
  }

  private static final Logger LOG = Logger.getLogger(OverdueEscalation.class);
  private static final int AT_ONCE = 200;
  private static final String DUE =
      """
      campaign_id = ? and closed_at is null and deadline <= ? and status in ('PLANNED', 'IN_PROGRESS')
          and escalated_for is distinct from deadline
      """;

  private final Sql sql;
  private final Problems problems;
  private final Calendars calendars;
  private final Clock clock;

  OverdueEscalation(Sql sql, Problems problems, Calendars calendars, Clock clock) {
    this.sql = sql;
    this.problems = problems;
    this.calendars = calendars;
    this.clock = clock;
  }

  @Scheduled(
      every = "{qingdan.overdue-escalation.every:1h}",
      delayed = "{qingdan.overdue-escalation.delay:1m}",
      identity = "escalate-what-is-overdue",
      concurrentExecution = ConcurrentExecution.SKIP)
  void escalate() {
    for (var rule : QuarkusTransaction.requiringNew().call(this::rules)) {
      var limit = QuarkusTransaction.requiringNew().call(() -> limit(rule));
      if (limit != null) {
        escalate(rule, limit);
      }
    }
  }

  private List<Rule> rules() {
    return sql.list(
        Rule.class,
        "select id, time_zone, escalate_after from campaign where status = 'OPEN' and escalate_after is not null");
  }

  /** The last deadline that is overdue for long enough; null on days that are not worked. */
  private LocalDate limit(Rule rule) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneId.of(rule.timeZone()));
    var days = calendars.of(rule.campaign());
    return days.isWorking(today) ? days.plus(today, -rule.after()) : null;
  }

  private void escalate(Rule rule, LocalDate limit) {
    long done = 0;
    List<String> after = null;
    for (var due = due(rule, limit, after); !due.isEmpty(); due = due(rule, limit, after)) {
      due.forEach(problem -> escalateAlone(problem.id(), rule, limit));
      done += due.size();
      after = due.get(due.size() - 1).key();
    }
    if (done > 0) {
      LOG.infof(
          "%d overdue problems of campaign %s looked at for escalation", done, rule.campaign());
    }
  }

  private List<Due> due(Rule rule, LocalDate limit, List<String> after) {
    var statement =
        new Sql.Statement("select id, deadline from problem where " + DUE, rule.campaign(), limit);
    statement.earliestFirst("deadline", "id", after, AT_ONCE);
    return QuarkusTransaction.requiringNew().call(() -> sql.list(Due.class, statement));
  }

  /** Which somebody else may be at work on: the others are not left for it. */
  private void escalateAlone(UUID id, Rule rule, LocalDate limit) {
    try {
      QuarkusTransaction.requiringNew().run(() -> escalate(id, rule, limit));
    } catch (DatabaseFailure failure) {
      LOG.warnf("overdue problem %s is left for the next time: %s", id, failure.getMessage());
    }
  }

  private void escalate(UUID id, Rule rule, LocalDate limit) {
    var problem = problems.lock(id).orElseThrow();
    var still =
        new Sql.Statement("select 1 from problem where " + DUE, rule.campaign(), limit)
            .andEqual("id", id);
    if (sql.list(Integer.class, still).isEmpty()) {
      return;
    }
    var above = problem.ancestors();
    if (above.isEmpty()) {
      problems.change(
          problem,
          "problem.overdue",
          Columns.set("escalated_for", problem.deadline()),
          Map.of("workingDays", rule.after()));
      return;
    }
    var to = sql.one(UUID.class, "select id from unit where path = ?1", above.get(0)).orElseThrow();
    problems.change(
        problem,
        "problem.escalated",
        Columns.set("status", ProblemStatus.ESCALATED)
            .and("status_before", problem.status())
            .and("escalated_to_id", to)
            .and("escalated_from_id", problem.unitId())
            .and("escalated_at", clock.instant())
            .and("escalation_ground", EscalationGround.BEYOND_OWN_MEANS)
            .and("escalation_reason", "逾期 " + rule.after() + " 个工作日 (overdue)")
            .and("escalated_for", problem.deadline()),
        Map.of("workingDays", rule.after()));
  }
}
