package qingdan.ledger;

import java.time.Clock;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import qingdan.shared.Lock;
import qingdan.shared.Sql;
import qingdan.unit.UnitMoves;

/**
 * Adds postings to the books every second, one replica at a time. Before units move it is done at
 * once, so that everything counts where its unit stood.
 */
@ApplicationScoped
public class Folding {

  /** Behind the locks of campaigns: nobody posts there any more. */
  private static final int AFTER_LOCKS = 3000;

  /** Well within the time of a statement, however many sums they touch. */
  private static final long AT_ONCE = 5_000;

  private final Sql sql;
  private final Clock clock;
  private final long summedFrom;
  private final long dailyFrom;

  Folding(
      Sql sql,
      Clock clock,
      @ConfigProperty(name = "qingdan.ledger.summed-from", defaultValue = "5000") long summedFrom,
      @ConfigProperty(name = "qingdan.ledger.daily-from", defaultValue = "50000") long dailyFrom) {
    this.sql = sql;
    this.clock = clock;
    this.summedFrom = summedFrom;
    this.dailyFrom = dailyFrom;
  }

  @Scheduled(
      every = "{qingdan.ledger.fold-every:1s}",
      identity = "fold-the-ledger",
      concurrentExecution = ConcurrentExecution.SKIP)
  void fold() {
    long folded;
    do {
      folded = QuarkusTransaction.requiringNew().call(this::some);
    } while (folded >= AT_ONCE);
  }

  private long some() {
    return sql.one(
            Long.class,
            """
            select case
                when (exists (select from ledger_posting) or exists (select from ledger_due(?5, 1))) and pg_try_advisory_xact_lock(?1)
                then ledger_fold(?2, ?3, ?4, ?5) else 0 end
            """,
            Lock.LEDGER.key(),
            summedFrom,
            dailyFrom,
            AT_ONCE,
            clock.instant())
        .orElseThrow();
  }

  void foldBefore(@Observes @Priority(AFTER_LOCKS) UnitMoves moves) {
    all();
  }

  /**
   * Whatever waits, in the transaction of who asks. What was posted for days on which the tree was
   * another counts where it stood then only in sums that begin with it.
   *
   * @return how many postings it was
   */
  public long all() {
    return sql.one(
            Long.class,
            "select ledger_fold(?1, ?2, null, ?3)",
            summedFrom,
            dailyFrom,
            clock.instant())
        .orElseThrow();
  }
}
