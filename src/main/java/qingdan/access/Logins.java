package qingdan.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.scheduler.Scheduled;

import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/**
 * Sessions and their tokens. A refresh token works once; one that comes back ends its session, for
 * it was stolen.
 */
@ApplicationScoped
class Logins {

  private static final Duration LIFE = Duration.ofDays(30);

  @RegisterForReflection
  record Refreshable(
      UUID sessionId, UUID accountId, String username, Instant usedAt, Instant expiresAt) {}

  private final Sql sql;
  private final AccessTokens tokens;
  private final Clock clock;

  Logins(Sql sql, AccessTokens tokens, Clock clock) {
    this.sql = sql;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Transactional
  TokenView begin(UUID account, String username, String address) {
    var session = Ids.next();
    var now = clock.instant();
    sql.run(
        """
        insert into session (id, account_id, started_at, expires_at, address_digest) values (?1, ?2, ?3, ?4, ?5)
        """,
        session,
        account,
        now,
        now.plus(LIFE),
        digest(address));
    return issue(account, username, session);
  }

  /**
   * Empty is null: the caller refuses once the transaction that ends a stolen session has
   * committed.
   */
  @Transactional
  TokenView refresh(String refreshToken) {
    var found =
        sql.one(
            Refreshable.class,
            """
            select s.id, a.id, a.username, t.used_at, t.expires_at
            from refresh_token t
            join session s on s.id = t.session_id and s.ended_at is null and s.expires_at > ?2
            join account a on a.id = s.account_id and a.closed_at is null
            where t.digest = ?1 for update of t
            """,
            digest(refreshToken),
            clock.instant());
    if (found.isEmpty() || found.get().expiresAt().isBefore(clock.instant())) {
      return null;
    }
    if (found.get().usedAt() != null) {
      end(found.get().sessionId());
      return null;
    }
    sql.run(
        "update refresh_token set used_at = ?1 where digest = ?2",
        clock.instant(),
        digest(refreshToken));
    sql.run(
        "update session set expires_at = ?1 where id = ?2",
        clock.instant().plus(LIFE),
        found.get().sessionId());
    return issue(found.get().accountId(), found.get().username(), found.get().sessionId());
  }

  @Transactional
  void revoke(String refreshToken) {
    sql.one(
            UUID.class,
            "select session_id from refresh_token where digest = ?1",
            digest(refreshToken))
        .ifPresent(this::end);
  }

  /** Whether the account has logged in from the address within the life of a session. */
  boolean isKnown(String username, String address) {
    return sql.one(
            Integer.class,
            """
            select 1 from session s join account a on a.id = s.account_id
            where a.username = ?1 and s.address_digest = ?2 and s.expires_at > ?3 limit 1
            """,
            username,
            digest(address),
            clock.instant())
        .isPresent();
  }

  /** Ends the sessions of the account, all or all but one. */
  void endAll(UUID account, UUID butThis) {
    sql.run(
        """
        update session set ended_at = ?1
        where account_id = ?2 and ended_at is null and id is distinct from cast(?3 as uuid)
        """,
        clock.instant(),
        account,
        butThis == null ? null : butThis.toString());
  }

  private void end(UUID session) {
    sql.run(
        "update session set ended_at = ?1 where id = ?2 and ended_at is null",
        clock.instant(),
        session);
  }

  private TokenView issue(UUID account, String username, UUID session) {
    var random = new byte[32];
    new SecureRandom().nextBytes(random);
    var refreshToken = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    sql.run(
        "insert into refresh_token (digest, session_id, expires_at) values (?1, ?2, ?3)",
        digest(refreshToken),
        session,
        clock.instant().plus(LIFE));
    return new TokenView(
        tokens.sign(account, username, session),
        "Bearer",
        AccessTokens.LIFE.toSeconds(),
        refreshToken);
  }

  @Scheduled(every = "1h", delayed = "3m", identity = "forget-expired-sessions")
  void forget() {
    var now = clock.instant();
    sql.sweep("refresh_token", "expires_at < ?1", now);
    sql.sweep(
        "session",
        "expires_at < ?1 and not exists (select from refresh_token t where t.session_id = session.id)",
        now);
  }

  static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  static Refusal refused() {
    return new Refusal(ErrorCode.REFRESH_REFUSED);
  }
}
