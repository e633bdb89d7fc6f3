package qingdan.statistics;

import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import org.jboss.logging.Logger;

import qingdan.job.JobRun;
import qingdan.job.JobWork;
import qingdan.shared.Lock;
import qingdan.shared.Sql;

/**
 * Looks whether the books agree with the rows, when asked for and every night: a difference is a
 * line in the log and a number among the metrics.
 */
@ApplicationScoped
class Verification implements JobWork {

  static final String TYPE = "LEDGER_VERIFICATION";
  static final String DAY = "asOf";

  private static final Logger LOG = Logger.getLogger(Verification.class);

  private final Differences differences;
  private final Sql sql;
  private final AtomicLong found;

  Verification(Differences differences, Sql sql, MeterRegistry meters) {
    this.differences = differences;
    this.sql = sql;
    this.found = meters.gauge("qingdan.ledger.differences", new AtomicLong());
  }

  @Override
  public String type() {
    return TYPE;
  }

  /** Differences are the errors of the job. */
  @Override
  public Map<String, Long> run(JobRun run) {
    run.progress(JobRun.Step.CHECKING, 0);
    var day = run.parameters().get(DAY);
    long all = look(day == null ? null : LocalDate.parse(day), run);
    run.progress(JobRun.Step.CHECKING, run.rows());
    return Map.of("differences", all);
  }

  private long look(LocalDate day, JobRun run) {
    var some = differences.find(day);
    long all = some.isEmpty() ? 0 : some.get(0).all();
    long line = 0;
    for (var difference : some) {
      LOG.errorf(
          "the books of unit %s say %d %s, the rows %d",
          difference.code(), difference.books(), difference.what(), difference.rows());
      if (run != null) {
        run.report(
            ++line,
            difference.what(),
            difference.code(),
            "books-differ",
            difference.books(),
            difference.rows());
      }
    }
    if (run != null) {
      run.reportMore(all - some.size());
    }
    found.set(all);
    return all;
  }

  @Scheduled(
      cron = "{qingdan.ledger.verify-at:0 30 3 * * ?}",
      identity = "verify-the-ledger",
      concurrentExecution = ConcurrentExecution.SKIP)
  void everyNight() {
    QuarkusTransaction.requiringNew().timeout(3600).run(this::lookUnlessAnotherDoes);
  }

  /** Where another replica looks, it also tells: what this one found before is out of date. */
  private void lookUnlessAnotherDoes() {
    if (sql.tryLock(Lock.VERIFICATION)) {
      sql.unhurried(() -> look(null, null));
    } else {
      found.set(0);
    }
  }
}
