package qingdan.access;

import java.time.Instant;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Somebody who logs in. It belongs to a unit, or to the whole installation. */
@RegisterForReflection
record Account(
    UUID id,
    int version,
    String username,
    String displayName,
    UUID unitId,
    String passwordHash,
    boolean passwordExpired,
    String externalSubject,
    Instant createdAt,
    Instant closedAt) {

  static final String COLUMNS =
      """
      id, version, username, display_name, unit_id, password_hash, password_expired, external_subject, created_at, closed_at""";

  static Account made(UUID id, String username, String displayName, UUID unitId, Instant now) {
    return new Account(id, 1, username, displayName, unitId, null, false, null, now, null);
  }

  boolean isClosed() {
    return closedAt != null;
  }

  Account withPassword(String hash, boolean expired) {
    return new Account(
        id,
        version,
        username,
        displayName,
        unitId,
        hash,
        expired,
        externalSubject,
        createdAt,
        closedAt);
  }

  Account linkedTo(String subject) {
    return new Account(
        id,
        version,
        username,
        displayName,
        unitId,
        passwordHash,
        passwordExpired,
        subject,
        createdAt,
        closedAt);
  }

  Account called(String name) {
    return named(username, name);
  }

  Account movedTo(UUID unit) {
    return new Account(
        id,
        version,
        username,
        displayName,
        unit,
        passwordHash,
        passwordExpired,
        externalSubject,
        createdAt,
        closedAt);
  }

  /** Its subject at the provider is free for another account. */
  Account closed(Instant now) {
    return new Account(
        id, version, username, displayName, unitId, null, passwordExpired, null, createdAt, now);
  }

  /** What it wrote stays, by nobody that can be named. */
  Account anonymised() {
    return named("closed-" + id, "closed-" + id);
  }

  private Account named(String login, String name) {
    return new Account(
        id,
        version,
        login,
        name,
        unitId,
        passwordHash,
        passwordExpired,
        externalSubject,
        createdAt,
        closedAt);
  }
}
