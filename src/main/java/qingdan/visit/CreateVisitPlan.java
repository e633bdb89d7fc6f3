package qingdan.visit;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.CohortRule;
import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "A new plan of visits in a campaign.")
record CreateVisitPlan(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "Id of the campaign.") @NotNull UUID campaign,
    @Schema(
            description =
                "Id of the batch whose enrolled units shall be visited; without one, the units of the subtree shall.",
            nullable = true)
        UUID batch,
    @Schema(
            description =
                "The unit whose leaders visit, within the campaign: units of its subtree are visited. An id, or `code:` and the code of an open unit.",
            examples = "code:120101000000")
        @NotNull
        @Size(min = 1, max = 80)
        String base,
    @Schema(description = "Name; once in a campaign.", examples = "县委班子遍访村社区")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 200)
        String name,
    @Schema(description = "What the visits are for.", examples = "听取群众意见", nullable = true)
        @Text
        @Size(min = 1, max = 2000)
        String purpose,
    @Schema(description = "From which day on visits count.", examples = "2019-09-09") @NotNull
        LocalDate startsOn,
    @Schema(description = "Until the end of which day a visit is on time.", examples = "2019-11-30")
        @NotNull
        LocalDate dueOn,
    @Schema(
            description = "Which units shall be visited; all of the subtree when absent.",
            nullable = true)
        @Valid
        CohortRule rule) {

  CohortRule ruleOrAll() {
    return rule == null ? CohortRule.ALL : rule;
  }
}
