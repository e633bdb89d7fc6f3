package qingdan.statistics;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

import qingdan.ledger.Balance;
import qingdan.ledger.Dimension;
import qingdan.ledger.Ledger;
import qingdan.shared.Gauges;
import qingdan.shared.Sql;

/**
 * How much is to be done in all campaigns, for the metrics: what the books say of the roots of the
 * tree, which are few, so that no problem is read.
 */
@ApplicationScoped
class OpenProblems {

  private final Sql sql;
  private final Ledger ledger;
  private final Clock clock;
  private final Gauges.Gauge reported;
  private final Gauges.Gauge open;
  private final Gauges.Gauge overdue;
  private final Gauges.Gauge escalated;
  private final Gauges.Gauge waiting;

  OpenProblems(Sql sql, Ledger ledger, Clock clock, Gauges gauges) {
    this.sql = sql;
    this.ledger = ledger;
    this.clock = clock;
    reported = gauges.gauge("qingdan.problems.reported", "Problems that nobody confirmed yet.");
    open = gauges.gauge("qingdan.problems.open", "Problems from CONFIRMED to RESOLVED.");
    overdue = gauges.gauge("qingdan.problems.overdue", "Open problems past their deadline.");
    escalated = gauges.gauge("qingdan.problems.escalated", "Open problems handed upwards.");
    waiting =
        gauges.gauge("qingdan.problems.waiting.for.claim", "Those of them that nobody claimed.");
  }

  @Scheduled(
      every = Gauges.EVERY,
      identity = "measure-problems",
      concurrentExecution = ConcurrentExecution.SKIP)
  @Transactional
  void measure() {
    var roots =
        sql.list(
            UUID.class,
            "select l.unit_id from unit u join ledger_unit l on l.unit_id = u.id where u.parent_id is null");
    var sum = Balance.NOTHING;
    for (var zone : sql.list(String.class, "select distinct time_zone from campaign")) {
      for (var balance : ledger.balances(today(roots, ZoneId.of(zone)))) {
        sum = sum.plus(balance);
      }
    }
    var counts = Counts.of(sum, new Counts.Beside(false, null, MissingReason.NOT_KEPT_APART, null));
    reported.set(counts.reported());
    open.set(counts.open());
    overdue.set(counts.overdue());
    escalated.set(counts.escalated() + counts.claimed());
    waiting.set(counts.escalated());
  }

  private Ledger.Question today(List<UUID> roots, ZoneId zone) {
    return new Ledger.Question(
        roots,
        null,
        null,
        null,
        null,
        Dimension.NONE,
        null,
        Ledger.Apart.NOTHING,
        List.of(LocalDate.ofInstant(clock.instant(), zone)),
        zone,
        false);
  }
}
