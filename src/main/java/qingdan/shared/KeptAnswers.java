package qingdan.shared;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The answers of writes, by the account and the key that it sent, for a day. */
@ApplicationScoped
class KeptAnswers {

  static final Duration FOR = Duration.ofHours(24);

  @RegisterForReflection
  record Stored(byte[] fingerprint, int status, String headers, String body) {}

  private final Sql sql;
  private final Clock clock;

  KeptAnswers(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * What was answered under the key before. To the end of the transaction nobody else works under
   * it.
   */
  Optional<Stored> find(UUID account, String key, byte[] fingerprint) {
    if (!sql.tryLock(Lock.IDEMPOTENCY_KEY, account + " " + key)) {
      throw new Refusal(ErrorCode.REQUEST_IN_FLIGHT).retryAfter(1);
    }
    var stored =
        sql.one(
            Stored.class,
            """
            select fingerprint, status, headers, body from idempotency
            where account_id = ?1 and key = ?2 and created_at > ?3
            """,
            account,
            key,
            clock.instant().minus(FOR));
    if (stored.isPresent() && !MessageDigest.isEqual(stored.get().fingerprint(), fingerprint)) {
      throw new Refusal(ErrorCode.KEY_REUSED).at(Idempotency.HEADER, "key-reused");
    }
    return stored;
  }

  void keep(UUID account, String key, Stored answer) {
    sql.run(
        """
        insert into idempotency (account_id, key, fingerprint, status, headers, body, created_at)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        on conflict (account_id, key) do update set fingerprint = excluded.fingerprint, status = excluded.status,
            headers = excluded.headers, body = excluded.body, created_at = excluded.created_at
        """,
        account,
        key,
        answer.fingerprint(),
        answer.status(),
        answer.headers(),
        answer.body(),
        clock.instant());
  }
}
