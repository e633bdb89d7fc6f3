package qingdan.ledger;

import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

import qingdan.shared.Gauges;
import qingdan.shared.Sql;

/**
 * How far folding is behind, for the metrics. Postings carry no time: one waits at least as long as
 * it is since a transaction that began after it was seen.
 */
@ApplicationScoped
class Tail {

  @RegisterForReflection
  record Seen(long waiting, boolean fromBefore, String nextTransaction) {}

  private final Sql sql;
  private final Gauges.Gauge waiting;
  private final Gauges.Gauge lag;
  private String nextTransaction;
  private long since;

  Tail(Sql sql, Gauges gauges) {
    this.sql = sql;
    waiting = gauges.gauge("qingdan.ledger.postings.waiting", "Postings that are not folded yet.");
    lag = gauges.gauge("qingdan.ledger.lag.seconds", "How long the oldest of them has waited.");
  }

  @Scheduled(
      every = Gauges.EVERY,
      identity = "measure-the-ledger",
      concurrentExecution = ConcurrentExecution.SKIP)
  @Transactional
  synchronized void measure() {
    var seen =
        sql.one(
                Seen.class,
                """
                select count(*), coalesce(max(age(xmin)) > age(cast(cast(?1 as xid8) as xid)), false),
                    cast(pg_snapshot_xmax(pg_current_snapshot()) as text)
                from ledger_posting
                """,
                nextTransaction)
            .orElseThrow();
    if (!seen.fromBefore()) {
      nextTransaction = seen.nextTransaction();
      since = System.nanoTime();
    }
    waiting.set(seen.waiting());
    lag.set(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since) / 1000.0);
  }
}
