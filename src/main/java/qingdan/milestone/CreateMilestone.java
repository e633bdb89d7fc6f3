package qingdan.milestone;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.CohortRule;
import qingdan.obligation.EvidenceRule;
import qingdan.shared.Text;

@Schema(description = "A new milestone of a campaign.")
record CreateMilestone(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(
            description =
                "Id of the batch whose enrolled units owe it; without one, the units of the campaign's subtree do.",
            nullable = true)
        UUID batch,
    @Schema(description = "Name; once in a batch.", examples = "召开动员部署会")
        @NotNull
        @Text
        @Size(min = 1, max = 200)
        String name,
    @Schema(description = "What it takes.", nullable = true) @Text @Size(min = 1, max = 4000)
        String description,
    @Schema(description = "What it is.") @NotNull MilestoneKind kind,
    @Schema(description = "Until the end of which day it is on time.", examples = "2019-09-13")
        @NotNull
        LocalDate dueOn,
    @Schema(
            description = "From which day it is owed, not before today; today when absent.",
            examples = "2019-09-09",
            nullable = true)
        LocalDate owedFrom,
    @Schema(description = "Which units owe it; all when absent.", nullable = true) @Valid
        CohortRule rule,
    @Schema(description = "Whether a report brings evidence; ALLOWED when absent.", nullable = true)
        EvidenceRule evidence,
    @Schema(
            description =
                "True: a unit above confirms each report, and only then it counts as done.",
            defaultValue = "false",
            nullable = true)
        Boolean confirmed,
    @Schema(
            description =
                "Code of a measure of figures in which it is counted beside units; see /measures.",
            examples = "LEADING_TEAMS",
            nullable = true)
        @Size(min = 1, max = 60)
        String measure) {

  CohortRule ruleOrAll() {
    return rule == null ? CohortRule.ALL : rule;
  }
}
