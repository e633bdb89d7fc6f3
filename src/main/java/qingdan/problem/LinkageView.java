package qingdan.problem;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;

@Schema(
    name = "Linkage",
    description = "One matter across the tiers (四级联动): who does what, and where it stands.")
@RegisterForReflection
record LinkageView(
    @Schema(
            description =
                "The problem itself and its roots upward, the highest last. Of a root that the caller does not see, only its unit and where it stands are told.",
            required = true,
            maxItems = 20)
        List<Knot> roots,
    @Schema(
            description =
                "The symptoms downward that the caller sees, through all levels, by unit; at most 200.",
            required = true,
            maxItems = 200)
        List<Knot> symptoms,
    @Schema(
            description = "How many symptoms there are that the caller sees, counted to 10,000.",
            examples = "12",
            required = true)
        long symptomCount,
    @Schema(
            description =
                "The measures of all the problems above that the caller sees, by the tier of the unit that does them, highest first.",
            required = true,
            maxItems = 10)
        List<OfTier> measures) {

  @Schema(name = "LinkedProblem", description = "A problem in a linkage.")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  record Knot(
      @Schema(description = "Id of the problem; absent where the caller does not see it.") UUID id,
      @Schema(description = "What is wrong; absent where the caller does not see it.") String title,
      @Schema(description = "Whose problem it is.", required = true) DirectoryEntry unit,
      @Schema(description = "Where it stands.", required = true) ProblemStatus status,
      @Schema(description = "Its deadline.", examples = "2026-12-31") LocalDate deadline,
      @Schema(description = "Since when another unit holds it.") Instant claimedAt) {}

  @Schema(name = "MeasuresOfTier", description = "What a tier does.")
  @RegisterForReflection
  record OfTier(
      @Schema(description = "The tier.", required = true) Tier tier,
      @Schema(description = "How many measures.", examples = "3", required = true) int total,
      @Schema(description = "How many of them are done.", examples = "2", required = true) int done,
      @Schema(
              description = "They, the first to be due first; at most 200.",
              required = true,
              maxItems = 200)
          List<ProblemView.MeasureView> measures) {}
}
