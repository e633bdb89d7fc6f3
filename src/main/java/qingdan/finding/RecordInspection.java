package qingdan.finding;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "An inspection that was made.")
record RecordInspection(
    @Schema(
            description =
                "Made by the client, perhaps offline: sent again with the same content it answers as the first time, however much later. By the service when absent.",
            nullable = true)
        UUID id,
    @Schema(
            description = "The unit, which the round has drawn: an id, or `code:` and its code.",
            examples = "code:120101000000")
        @NotNull
        @Size(min = 1, max = 80)
        String unit,
    @Schema(description = "On which day, from that of the draw to today.", examples = "2019-10-09")
        @NotNull
        LocalDate inspectedOn,
    @Schema(
            description =
                "At what it was; ON_SITE when absent. Study sessions are of leading teams: a round draws the teams.",
            nullable = true)
        Occasion occasion,
    @Schema(description = "Id of the edition of the checklist that was answered.", nullable = true)
        UUID checklist,
    @Schema(
            description = "Its answers, one for each question; none without a checklist.",
            nullable = true,
            maxItems = 200)
        @Size(max = 200)
        List<@NotNull @Valid GivenAnswer> answers,
    @Schema(description = "What there is to say.", nullable = true) @Text @Size(min = 1, max = 4000)
        String note,
    @Schema(description = "What was found.", nullable = true, maxItems = 50) @Size(max = 50)
        List<@NotNull @Valid FoundAtUnit> findings) {

  Occasion occasionOrOnSite() {
    return occasion == null ? Occasion.ON_SITE : occasion;
  }

  List<GivenAnswer> answersOrNone() {
    return answers == null ? List.of() : answers;
  }

  List<FoundAtUnit> findingsOrNone() {
    return findings == null ? List.of() : findings;
  }
}
