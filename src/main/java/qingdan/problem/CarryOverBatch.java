package qingdan.problem;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Closes a batch and opens the next with all that is not finished.")
record CarryOverBatch(
    @Schema(description = "Id of the next batch of the same campaign, not closed.") @NotNull
        UUID next,
    @Schema(description = "True: only tell what would move.", nullable = true) Boolean dryRun) {}
