package qingdan.note;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.CohortRule;
import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(name = "CreateGuidanceNote", description = "A new guidance note of a campaign.")
record CreateNote(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "Id of the campaign.") @NotNull UUID campaign,
    @Schema(
            description =
                "Id of the batch whose enrolled units it is addressed to; without one, to units of the subtree.",
            nullable = true)
        UUID batch,
    @Schema(
            description =
                "The unit that issues it, within the campaign, to units of its subtree. An id, or `code:` and the code of an open unit.",
            examples = "code:120000000000")
        @NotNull
        @Size(min = 1, max = 80)
        String base,
    @Schema(description = "Title.", examples = "关于农村基层党组织开展主题教育的指导意见")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 200)
        String title,
    @Schema(description = "What it says.") @NotNull @Text @Size(min = 1, max = 20000) String text,
    @Schema(
            description = "What to look at, point by point (重点).",
            examples = "[\"软弱涣散村党组织\"]",
            maxItems = 20,
            nullable = true)
        @Size(max = 20)
        List<@NotNull @Size(min = 1, max = 500) @Pattern(regexp = ".*\\S.*") String> focus,
    @Schema(
            description = "For whom in these units; for all when absent or empty.",
            maxItems = 10,
            nullable = true)
        @Size(max = 10)
        List<@NotNull Audience> audiences,
    @Schema(
            description = "Until the end of which day a receipt is on time, not before today.",
            examples = "2019-09-20")
        @NotNull
        LocalDate dueOn,
    @Schema(
            description = "Which units it is addressed to; all of the subtree when absent.",
            nullable = true)
        @Valid
        CohortRule rule) {

  CohortRule ruleOrAll() {
    return rule == null ? CohortRule.ALL : rule;
  }
}
