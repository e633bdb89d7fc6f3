package qingdan.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;

import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/**
 * Slows down whoever guesses passwords. Failures are counted by minute in the database, so that all
 * replicas count together; nobody is locked out for longer. An address from which the account has
 * logged in has a count of its own: strangers cannot keep its owner out.
 */
@ApplicationScoped
class LoginGuard {

  private static final int PER_ACCOUNT = 5;
  private static final int PER_ADDRESS = 30;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Sql sql;
  private final Logins logins;
  private final Clock clock;
  private final List<ReentrantLock> turns = Stream.generate(ReentrantLock::new).limit(64).toList();
  private final byte[] salt = new byte[16];

  LoginGuard(Sql sql, Logins logins, Clock clock) {
    this.sql = sql;
    this.logins = logins;
    this.clock = clock;
    new SecureRandom().nextBytes(salt);
  }

  /**
   * Whether the password is right; 429 when too many were wrong. One attempt at a time for each
   * account: attempts sent all at once would else be judged before the first failure counts.
   */
  boolean passes(String username, String address, BooleanSupplier password) {
    var turn = turn(username);
    if (!taken(turn)) {
      throw new Refusal(ErrorCode.TOO_MANY_LOGINS).retryAfter(1);
    }
    try {
      QuarkusTransaction.requiringNew().run(() -> admit(username, address));
      var right = password.getAsBoolean();
      if (!right) {
        QuarkusTransaction.requiringNew().run(() -> count(username, address));
      }
      return right;
    } finally {
      turn.unlock();
    }
  }

  /** Nobody can choose a name that shares its turn with another's: the salt is this process's. */
  private ReentrantLock turn(String username) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      var hash = digest.digest(username.getBytes(StandardCharsets.UTF_8));
      return turns.get(Math.floorMod(hash[0], turns.size()));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static boolean taken(ReentrantLock turn) {
    try {
      return turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void admit(String username, String address) {
    if (failures(byAddress(address)) >= PER_ADDRESS
        || failures(byBoth(username, address)) >= PER_ACCOUNT
        || (failures(byAccount(username)) >= PER_ACCOUNT && !logins.isKnown(username, address))) {
      var left = Duration.between(clock.instant(), minute().plus(1, ChronoUnit.MINUTES));
      throw new Refusal(ErrorCode.TOO_MANY_LOGINS).retryAfter((int) left.toSeconds() + 1);
    }
  }

  private int failures(String subject) {
    return sql.one(
            Integer.class,
            "select failures from login_failure where subject = ?1 and minute = ?2",
            subject,
            minute())
        .orElse(0);
  }

  private void count(String username, String address) {
    for (var subject :
        List.of(byAddress(address), byBoth(username, address), byAccount(username))) {
      sql.run(
          """
          insert into login_failure (subject, minute, failures) values (?1, ?2, 1)
          on conflict (subject, minute) do update set failures = login_failure.failures + 1
          """,
          subject,
          minute());
    }
  }

  private Instant minute() {
    return clock.instant().truncatedTo(ChronoUnit.MINUTES);
  }

  private static String byAccount(String username) {
    return "account " + username;
  }

  private static String byAddress(String address) {
    return "address " + address;
  }

  private static String byBoth(String username, String address) {
    return "account " + username + " address " + address;
  }

  @Scheduled(every = "10m", delayed = "1m", identity = "forget-failed-logins")
  void forget() {
    sql.sweep("login_failure", "minute < ?1", clock.instant().minus(1, ChronoUnit.HOURS));
  }
}
