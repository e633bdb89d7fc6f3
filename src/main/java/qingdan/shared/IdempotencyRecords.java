package qingdan.shared;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;

/** Forgets kept answers when their day is over. */
@ApplicationScoped
class IdempotencyRecords {

  private final Sql sql;
  private final Clock clock;

  IdempotencyRecords(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "5m", identity = "forget-idempotency-records")
  void forget() {
    sql.sweep("idempotency", "created_at < ?1", clock.instant().minus(KeptAnswers.FOR));
  }
}
