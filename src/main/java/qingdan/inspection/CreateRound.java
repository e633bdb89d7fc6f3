package qingdan.inspection;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.CohortRule;
import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "A new round of inspections.")
record CreateRound(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "Id of the campaign.") @NotNull UUID campaign,
    @Schema(
            description = "Id of the batch from whose enrolled units is drawn; without one, all.",
            nullable = true)
        UUID batch,
    @Schema(
            description =
                "The drawing office: id of the unit, or `code:` and the code of an open unit. It draws among the units below it.",
            examples = "code:120000000000")
        @NotNull
        @Size(min = 1, max = 80)
        String office,
    @Schema(description = "Name.", examples = "随机暗访")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 200)
        String name,
    @Schema(description = "First day.", examples = "2019-10-08") @NotNull LocalDate startsOn,
    @Schema(description = "Last day.", examples = "2019-10-18") @NotNull LocalDate endsOn,
    @Schema(description = "Which units may be drawn; all when absent.", nullable = true) @Valid
        CohortRule rule,
    @Schema(description = "Into which strata they fall.") @NotNull Stratification stratifiedBy,
    @Schema(
            description =
                "How many units are drawn of each stratum; all of it where it has no more.",
            examples = "2")
        @NotNull
        @Min(0)
        @Max(2000)
        Integer perStratum,
    @Schema(
            description = "Strata of which another number is drawn.",
            nullable = true,
            maxItems = 200)
        @Size(max = 200)
        List<@NotNull @Valid StratumNumber> numbers,
    @Schema(
            description =
                "Ids of the accounts that inspect: of people of the office's subtree. They see the round before it starts.",
            nullable = true,
            maxItems = 100)
        @Size(max = 100)
        List<@NotNull UUID> team) {

  RoundPatch fields() {
    return new RoundPatch(
        name,
        startsOn,
        endsOn,
        rule == null ? CohortRule.ALL : rule,
        stratifiedBy,
        perStratum,
        numbers == null ? List.of() : numbers,
        team == null ? List.of() : team);
  }
}
