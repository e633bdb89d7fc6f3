package qingdan.guidance;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.CohortRule;
import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "A new guidance group of a campaign.")
record CreateGuidanceGroup(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "Id of the campaign.") @NotNull UUID campaign,
    @Schema(
            description =
                "The unit that it belongs to, within the campaign: it guides units of its subtree. An id, or `code:` and the code of an open unit.",
            examples = "code:120000000000")
        @NotNull
        @Size(min = 1, max = 80)
        String base,
    @Schema(description = "Name; once in a campaign.", examples = "第一巡回督导组")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 200)
        String name,
    @Schema(description = "How it works.") @NotNull GuidanceLevel level,
    @Schema(
            description = "First day of its term; today when absent.",
            examples = "2019-09-09",
            nullable = true)
        LocalDate startsOn,
    @Schema(
            description = "Last day of its term; open when absent.",
            examples = "2019-11-30",
            nullable = true)
        LocalDate endsOn,
    @Schema(
            description =
                "Units that it guides, by name: ids, or `code:` and the code of an open unit.",
            examples = "[\"code:120101000000\"]",
            minItems = 1,
            maxItems = 200,
            nullable = true)
        @Size(min = 1, max = 200)
        List<@NotNull @Size(min = 1, max = 80) String> units,
    @Schema(
            description =
                "Units that it guides, by what they are and where they stand: at most 500, followed as the tree changes.",
            nullable = true)
        @Valid
        CohortRule rule) {

  GuidanceGroupPatch fields(LocalDate today) {
    return new GuidanceGroupPatch(name, level, startsOn == null ? today : startsOn, endsOn, rule);
  }
}
