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
  TokenView begin(UUID account, String username) {
    var session = Ids.next();
    var now = clock.instant();
    sql.run(
        "insert into session (id, account_id, started_at, expires_at) values (?1, ?2, ?3, ?4)",
        session,
        account,
        now,
        now.plus(LIFE));
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
            join session s on s.id = t.session_id and s.ended_at is null
            join account a on a.id = s.account_id and a.closed_at is null
            where t.digest = ?1 for update of t
            """,
            digest(refreshToken));
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

  /** Ends every session of the account. */
  void endAll(UUID account) {
    sql.run(
        "update session set ended_at = ?1 where account_id = ?2 and ended_at is null",
        clock.instant(),
        account);
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
