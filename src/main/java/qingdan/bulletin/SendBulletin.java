package qingdan.bulletin;

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

@Schema(description = "A bulletin to be sent.")
record SendBulletin(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "Id of the campaign.") @NotNull UUID campaign,
    @Schema(
            description =
                "The unit whose office sends it, within the campaign: an id, or `code:` and its code.",
            examples = "code:120000000000")
        @NotNull
        @Size(min = 1, max = 80)
        String office,
    @Schema(
            description =
                "Id of a round of inspections of the campaign that it tells of, which has started.",
            nullable = true)
        UUID round,
    @Schema(description = "Title.", examples = "关于第三轮暗访情况的通报")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 200)
        String title,
    @Schema(
            description =
                "Text. Absent with a `round`: its findings at the units that you read, unit by unit.",
            nullable = true)
        @Text
        @Size(min = 1, max = 20000)
        String text,
    @Schema(
            description =
                "Units below the office that it goes to, each once, by ids or `code:` and codes; not together with `rule`.",
            examples = "[\"code:120101000000\"]",
            nullable = true,
            maxItems = 500)
        @Size(min = 1, max = 500)
        List<@NotNull @Size(min = 1, max = 80) String> units,
    @Schema(
            description = "Which units of the office's part of the tree it goes to.",
            nullable = true)
        @Valid
        CohortRule rule,
    @Schema(
            description =
                "Until the end of which day an answer is on time, today or later; none is due when absent.",
            examples = "2019-10-25",
            nullable = true)
        LocalDate answerDueOn) {}
