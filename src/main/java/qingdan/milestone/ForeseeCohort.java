package qingdan.milestone;

import java.util.UUID;

import jakarta.validation.Valid;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.CohortRule;

@Schema(description = "The cohort that a milestone would have.")
record ForeseeCohort(
    @Schema(
            description =
                "Id of the batch whose enrolled units would owe it; without one, those of the campaign's subtree.",
            nullable = true)
        UUID batch,
    @Schema(description = "Which units; all when absent.", nullable = true) @Valid
        CohortRule rule) {}
