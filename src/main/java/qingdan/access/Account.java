package qingdan.access;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

/** Somebody who logs in. It belongs to a unit, or to the whole installation. */
@Entity
class Account {

  @Id private UUID id;
  @Version private int version;
  private String username;

  @Column(name = "display_name")
  private String displayName;

  @Column(name = "unit_id")
  private UUID unitId;

  @Column(name = "password_hash")
  private String passwordHash;

  @Column(name = "password_expired")
  private boolean passwordExpired;

  @Column(name = "external_subject")
  private String externalSubject;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "closed_at")
  private Instant closedAt;

  protected Account() {}

  Account(UUID id, String username, String displayName, UUID unitId, Instant now) {
    this.id = id;
    this.version = 1;
    this.username = username;
    this.displayName = displayName;
    this.unitId = unitId;
    this.createdAt = now;
  }

  UUID id() {
    return id;
  }

  int version() {
    return version;
  }

  String username() {
    return username;
  }

  String displayName() {
    return displayName;
  }

  UUID unitId() {
    return unitId;
  }

  String passwordHash() {
    return passwordHash;
  }

  boolean passwordExpired() {
    return passwordExpired;
  }

  String externalSubject() {
    return externalSubject;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant closedAt() {
    return closedAt;
  }

  boolean isClosed() {
    return closedAt != null;
  }

  Account withPassword(String hash, boolean expired) {
    passwordHash = hash;
    passwordExpired = expired;
    return this;
  }

  Account linkedTo(String subject) {
    externalSubject = subject;
    return this;
  }

  Account called(String name) {
    displayName = name;
    return this;
  }

  Account movedTo(UUID unit) {
    unitId = unit;
    return this;
  }

  /** Its subject at the provider is free for another account. */
  void close(Instant now) {
    closedAt = now;
    passwordHash = null;
    externalSubject = null;
  }

  /** What it wrote stays, by nobody that can be named. */
  void anonymise() {
    username = "closed-" + id;
    displayName = username;
  }
}
