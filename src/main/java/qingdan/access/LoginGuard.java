package qingdan.access;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import io.quarkus.scheduler.Scheduled;

import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/**
 * Counts failed logins by minute in the database, so that all replicas count together; nobody is
 * locked out for longer.
 */
@ApplicationScoped
class LoginGuard {

  private static final int PER_ACCOUNT = 5;
  private static final int PER_ADDRESS = 30;

  private final Sql sql;
  private final Clock clock;

  LoginGuard(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  @Transactional
  void admit(String username, String address) {
    refuseBeyond("account " + username, PER_ACCOUNT);
    refuseBeyond("address " + address, PER_ADDRESS);
  }

  private void refuseBeyond(String subject, int most) {
    var minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    int failures =
        sql.one(
                Integer.class,
                "select failures from login_failure where subject = ?1 and minute = ?2",
                subject,
                minute)
            .orElse(0);
    if (failures >= most) {
      var left = Duration.between(clock.instant(), minute.plus(1, ChronoUnit.MINUTES));
      throw new Refusal(ErrorCode.TOO_MANY_LOGINS)
          .retryAfter((int) Math.max(1, left.toSeconds() + 1));
    }
  }

  /** In a transaction of its own: the refused login leaves nothing else behind. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void failed(String username, String address) {
    for (var subject : new String[] {"account " + username, "address " + address}) {
      sql.run(
          """
          insert into login_failure (subject, minute, failures) values (?1, ?2, 1)
          on conflict (subject, minute) do update set failures = login_failure.failures + 1
          """,
          subject,
          clock.instant().truncatedTo(ChronoUnit.MINUTES));
    }
  }

  @Scheduled(every = "10m", delayed = "1m", identity = "forget-failed-logins")
  @Transactional
  void forget() {
    sql.run(
        "delete from login_failure where minute < ?1", clock.instant().minus(1, ChronoUnit.HOURS));
  }
}
