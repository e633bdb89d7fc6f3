package qingdan.visit;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.finding.FoundAtUnit;
import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "A visit that was made.")
record RecordVisit(
    @Schema(
            description =
                "Made by the client, perhaps offline: sent again with the same content it answers as the first time, however much later. By the service when absent.",
            examples = "01890a5d-ac96-774b-bcce-b302099a8057",
            nullable = true)
        UUID id,
    @Schema(description = "Id of the campaign.") @NotNull UUID campaign,
    @Schema(
            description = "The visited unit: an id, or `code:` and the code of an open unit.",
            examples = "code:120101001000")
        @NotNull
        @Size(min = 1, max = 80)
        String unit,
    @Schema(description = "The day of the visit, never later than today.", examples = "2019-10-12")
        @NotNull
        LocalDate visitedOn,
    @Schema(
            description =
                "Who visited; when absent the leader of the contact, or you where none is named.",
            examples = "王某",
            nullable = true)
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String visitor,
    @Schema(description = "The visitor's office.", examples = "县委书记", nullable = true)
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String office,
    @Schema(
            description =
                "Id of the guidance group that it was made for; you are in it, or supervise where it belongs.",
            nullable = true)
        UUID group,
    @Schema(
            description =
                "Id of the contact that it was made by: with the unit, a unit above it, or its sector, and of a term that holds the day.",
            nullable = true)
        UUID contact,
    @Schema(
            description =
                "Id of the plan that it counts in, from the first day of the plan on and where the unit is one of its units.",
            nullable = true)
        UUID plan,
    @Schema(description = "What it was for.", examples = "听取群众意见")
        @NotNull
        @Text
        @Size(min = 1, max = 1000)
        String purpose,
    @Schema(description = "What was found.", nullable = true) @Text @Size(min = 1, max = 4000)
        String found,
    @Schema(
            description =
                "Ids of problems of the unit that were found on it and reported before; a problem that is reported later names the visit.",
            maxItems = 50,
            nullable = true)
        @Size(max = 50)
        List<@NotNull UUID> problems,
    @Schema(
            description =
                "What is wrong at the unit: each waits for the unit's supervising unit, which makes a problem of it or says why not.",
            nullable = true,
            maxItems = 50)
        @Size(max = 50)
        List<@NotNull @Valid FoundAtUnit> findings) {

  List<UUID> problemsOrNone() {
    return problems == null ? List.of() : problems.stream().distinct().sorted().toList();
  }

  List<FoundAtUnit> findingsOrNone() {
    return findings == null ? List.of() : findings;
  }
}
