package qingdan.access;

import java.time.Instant;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;

@Schema(name = "Account", description = "Somebody who logs in (账号).")
@RegisterForReflection
record AccountView(
    @Schema(description = "Id of the account.", required = true) UUID id,
    @Schema(description = "Grows with each change.", examples = "1", required = true) int version,
    @Schema(description = "Name to log in with.", examples = "heping-reporter", required = true)
        String username,
    @Schema(description = "Name shown to others.", examples = "和平区填报", required = true)
        String displayName,
    @Schema(
            description = "Unit that it belongs to; null: the whole installation.",
            nullable = true,
            required = true)
        UUID unit,
    @Schema(
            description = "Name by which the OpenID provider knows it.",
            examples = "248289761001",
            nullable = true,
            required = true)
        String externalSubject,
    @Schema(
            description = "Whether its password only lets it set another one.",
            examples = "false",
            required = true)
        boolean passwordExpired,
    @Schema(description = "When it was made.", required = true) Instant createdAt,
    @Schema(description = "When it was closed.", nullable = true, required = true) Instant closedAt)
    implements Versioned {

  @Schema(name = "AccountStatus", description = "Whether an account may be used.")
  enum Status {
    OPEN,
    CLOSED
  }

  static AccountView of(Account account) {
    return new AccountView(
        account.id(),
        account.version(),
        account.username(),
        account.displayName(),
        account.unitId(),
        account.externalSubject(),
        account.passwordExpired(),
        account.createdAt(),
        account.closedAt());
  }
}
