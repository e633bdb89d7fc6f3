package qingdan.unit;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
    name = "UnitChange",
    description = "A structural change that was made, or that a dry run tried.")
record UnitChangeView(
    @Schema(description = "Id of the change; null for a dry run.", nullable = true, required = true)
        UUID id,
    @Schema(description = "What was done.", required = true) StructuralChange type,
    @Schema(description = "The unit.", required = true) UUID unit,
    @Schema(description = "The new parent.", nullable = true, required = true) UUID parent,
    @Schema(description = "The successor.", nullable = true, required = true) UUID successor,
    @Schema(description = "The new name.", nullable = true, required = true) String name,
    @Schema(description = "Why.", nullable = true, required = true) String reason,
    @Schema(description = "True: nothing was changed.", required = true) boolean dryRun,
    @Schema(
            description =
                "Units whose record changes: the unit, and all whose path changes with it.",
            examples = "4965",
            required = true)
        int unitsTouched,
    @Schema(description = "Grants that go to the successor.", required = true) int grantsMoved,
    @Schema(description = "Accounts that go to the successor.", required = true) int accountsMoved,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Dry run: why the change would be refused; absent when it would be made.")
        Obstacle obstacle,
    @Schema(description = "When; null for a dry run.", nullable = true, required = true)
        Instant decidedAt) {

  @Schema(name = "Obstacle", description = "Why a change would be refused.")
  record Obstacle(
      @Schema(description = "Stable code of the error.", required = true) String code,
      @Schema(description = "What is in the way, in the caller's language.", required = true)
          String detail) {}
}
