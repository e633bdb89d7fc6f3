package qingdan.access;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;

@Schema(name = "Account", description = "Somebody who logs in (账号).")
record AccountView(
    @Schema(description = "Id of the account.", required = true) UUID id,
    @Schema(description = "Grows with each change.", examples = "1", required = true) int version,
    @Schema(description = "Name to log in with.", required = true) String username,
    @Schema(description = "Name shown to others.", required = true) String displayName,
    @Schema(
            description = "Unit that it belongs to; null: the whole installation.",
            nullable = true,
            required = true)
        UUID unit,
    @Schema(description = "When it was made.", required = true) Instant createdAt,
    @Schema(description = "When it was closed.", nullable = true, required = true) Instant closedAt)
    implements Versioned {

  static AccountView of(Account account) {
    return new AccountView(
        account.id(),
        account.version(),
        account.username(),
        account.displayName(),
        account.unitId(),
        account.createdAt(),
        account.closedAt());
  }
}
