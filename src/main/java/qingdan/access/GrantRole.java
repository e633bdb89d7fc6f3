package qingdan.access;

import java.time.Instant;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A role for an account at a unit.")
record GrantRole(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "Id of the account.") @NotNull UUID account,
    @Schema(description = "The role.") @NotNull Role role,
    @Schema(
            description =
                "The unit, with its subtree: an id or `code:…`. Absent: every unit, which an administrator of everything may give.",
            examples = "code:120101000000",
            nullable = true)
        @Size(min = 1, max = 80)
        String unit,
    @Schema(description = "Begins then; absent: now.", nullable = true) Instant validFrom,
    @Schema(description = "Ends then; absent: when it is revoked.", nullable = true)
        Instant validTo) {}
