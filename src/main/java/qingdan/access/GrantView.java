package qingdan.access;

import java.time.Instant;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;

@Schema(name = "Grant", description = "A role of an account at a unit (授权).")
record GrantView(
    @Schema(description = "Id of the grant.", required = true) UUID id,
    @Schema(description = "Grows with each change.", examples = "1", required = true) int version,
    @Schema(description = "The account.", required = true) UUID account,
    @Schema(description = "The role.", required = true) Role role,
    @Schema(
            description = "The unit, with its subtree; null: every unit.",
            nullable = true,
            required = true)
        UUID unit,
    @Schema(description = "When it begins.", required = true) Instant validFrom,
    @Schema(description = "When it ends.", nullable = true, required = true) Instant validTo,
    @Schema(description = "When it was revoked.", nullable = true, required = true)
        Instant revokedAt)
    implements Versioned {

  @Schema(name = "GrantStatus", description = "Whether a grant counts today.")
  enum Status {
    UPCOMING,
    IN_FORCE,
    ENDED
  }

  @RegisterForReflection
  record Granted(
      UUID id,
      int version,
      UUID accountId,
      String role,
      UUID unitId,
      Instant validFrom,
      Instant validTo,
      Instant revokedAt) {}

  static GrantView of(Granted row) {
    return new GrantView(
        row.id(),
        row.version(),
        row.accountId(),
        Role.valueOf(row.role()),
        row.unitId(),
        row.validFrom(),
        row.validTo(),
        row.revokedAt());
  }
}
