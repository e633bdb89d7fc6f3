package qingdan.finding;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.problem.Severity;
import qingdan.shared.Text;

@Schema(description = "An inspection that was made.")
record RecordInspection(
    @Schema(
            description = "Made by the client, perhaps offline, or by the service when absent.",
            nullable = true)
        UUID id,
    @Schema(
            description = "The unit, which the round has drawn: an id, or `code:` and its code.",
            examples = "code:120101000000")
        @NotNull
        @Size(min = 1, max = 80)
        String unit,
    @Schema(description = "On which day.", examples = "2019-10-09") @NotNull LocalDate inspectedOn,
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
        List<@NotNull @Valid Found> findings) {

  @Schema(name = "FoundAtUnit", description = "Something that is wrong.")
  @RegisterForReflection
  record Found(
      @Schema(description = "What is wrong, in a line.", examples = "问题清单未公示")
          @NotNull
          @Text
          @Size(min = 1, max = 200)
          String title,
      @Schema(description = "At length.", nullable = true) @Text @Size(max = 4000)
          String description,
      @Schema(
              description = "Code of a category of the campaign; OTHER when absent.",
              examples = "OTHER",
              nullable = true)
          @Size(min = 1, max = 40)
          String category,
      @Schema(
              description =
                  "The fields of its category, by their codes; what lacks can be told at its acceptance.",
              examples = "{\"place\": \"料场\"}",
              nullable = true,
              maxProperties = 30)
          @Size(max = 30)
          Map<String, Object> fields,
      @Schema(description = "How grave it is; MINOR when absent.", nullable = true)
          Severity severity) {}

  Occasion occasionOrOnSite() {
    return occasion == null ? Occasion.ON_SITE : occasion;
  }

  List<GivenAnswer> answersOrNone() {
    return answers == null ? List.of() : answers;
  }

  List<Found> findingsOrNone() {
    return findings == null ? List.of() : findings;
  }
}
