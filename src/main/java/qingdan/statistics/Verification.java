package qingdan.statistics;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import org.jboss.logging.Logger;

import qingdan.job.JobRun;
import qingdan.job.JobWork;
import qingdan.shared.Gauges;
import qingdan.shared.Lock;
import qingdan.shared.Sql;

/**
 * Looks whether the books agree with the rows, when asked for and every night, then for yesterday
 * too: a difference is a line in the log and a number among the metrics, in every replica.
 */
@ApplicationScoped
class Verification implements JobWork {

  static final String TYPE = "LEDGER_VERIFICATION";
  static final String DAY = "asOf";

  /** What the last one found, in whichever replica; null: there was none yet. */
  @RegisterForReflection
  record Last(Long differences, double age) {}

  private static final Logger LOG = Logger.getLogger(Verification.class);

  private final Differences differences;
  private final Sql sql;
  private final Clock clock;
  private final Gauges.Gauge found;
  private final Gauges.Gauge age;

  Verification(Differences differences, Sql sql, Clock clock, Gauges gauges) {
    this.differences = differences;
    this.sql = sql;
    this.clock = clock;
    found =
        gauges.gauge(
            "qingdan.ledger.differences", "Numbers of the books that the rows do not bear out.");
    age =
        gauges.gauge("qingdan.ledger.verification.age.seconds", "How long ago they were compared.");
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
    keep(all);
    return all;
  }

  /** Apart from the work, which is undone where it found errors. */
  private void keep(long all) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                sql.run(
                    "update ledger_verification set differences = ?1, verified_at = ?2",
                    all,
                    clock.instant()));
  }

  @Scheduled(
      every = Gauges.EVERY,
      identity = "measure-the-verification",
      concurrentExecution = ConcurrentExecution.SKIP)
  @Transactional
  void measure() {
    sql.one(
            Last.class,
            """
            select differences, cast(extract(epoch from ?1 - verified_at) as double precision) from ledger_verification
            """,
            clock.instant())
        .ifPresent(
            last -> {
              found.set(last.differences() == null ? Double.NaN : last.differences());
              age.set(Math.max(0, last.age()));
            });
  }

  @Scheduled(
      cron = "{qingdan.ledger.verify-at:0 30 3 * * ?}",
      identity = "verify-the-ledger",
      concurrentExecution = ConcurrentExecution.SKIP)
  void everyNight() {
    QuarkusTransaction.requiringNew().timeout(3600).run(this::lookUnlessAnotherDoes);
  }

  private void lookUnlessAnotherDoes() {
    if (sql.tryLock(Lock.VERIFICATION)) {
      sql.unhurried(() -> look(LocalDate.now(clock).minusDays(1), null));
    }
  }
}
