package qingdan.visit;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.CoverageCounts;
import qingdan.unit.DirectoryEntry;

@Schema(
    name = "VisitCoverage",
    description = "How far a plan of visits is done in a unit and all below it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record VisitCoverageView(
    @Schema(description = "Id of the plan.", required = true) UUID plan,
    @Schema(description = "The unit over which it is counted.", required = true)
        DirectoryEntry unit,
    @Schema(
            description = "At the end of which day, as known then; of today: until now.",
            examples = "2019-10-15",
            required = true)
        LocalDate asOf,
    @Schema(description = "In total.", required = true) Counts total,
    @Schema(
            description =
                "In parts, as `by` asks, which add up to the total: the unit alone and those directly below by their place in the tree, or values. None without `by`.",
            required = true,
            maxItems = 200)
        List<Part> items,
    @Schema(
            description =
                "Address of the next page, relative to the server; absent on the last page.",
            examples =
                "/api/v1/visit-plans/01890a5d-ac96-774b-bcce-b302099a8057/coverage?by=child&cursor=djE6")
        String next) {

  @Schema(
      name = "VisitCounts",
      description = "What is expected is on time, late or missing: the three add up to it.")
  @RegisterForReflection
  public record Counts(
      @Schema(description = "Units to be visited.", examples = "120", required = true)
          long expected,
      @Schema(description = "Visited, on time or late.", examples = "96", required = true)
          long done,
      @Schema(
              description = "First visited on a day not after the due one.",
              examples = "90",
              required = true)
          long onTime,
      @Schema(description = "First visited later.", examples = "6", required = true) long late,
      @Schema(description = "Not visited yet.", examples = "24", required = true) long missing) {

    static Counts of(CoverageCounts counts) {
      return new Counts(
          counts.expected(), counts.done(), counts.onTime(), counts.late(), counts.missing());
    }
  }

  @Schema(
      name = "VisitCoverageOfPart",
      description = "The same for a unit below, or for one value.")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  public record Part(
      @Schema(description = "The unit, with `by=child`.") DirectoryEntry unit,
      @Schema(
              description =
                  "With `by=child`: true for the unit itself without all below it, which comes first; absent for its children.",
              examples = "true")
          Boolean alone,
      @Schema(
              description = "The value; absent with `by=child`, and for units that have none.",
              examples = "VILLAGE")
          String value,
      @Schema(description = "What is counted.", required = true) Counts counts) {}
}
