package qingdan.obligation;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Page;
import qingdan.unit.DirectoryEntry;

@Schema(
    name = "Coverage",
    description =
        "How far what units owe is done in a unit and all below it: in total, and in parts.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record CoverageView(
    @Schema(description = "Id of the milestone, where it is of one.") UUID milestone,
    @Schema(description = "Id of the plan of visits, where it is of one.") UUID plan,
    @Schema(description = "Id of the guidance note, where it is of one.") UUID note,
    @Schema(description = "The unit over which it is counted.", required = true)
        DirectoryEntry unit,
    @Schema(
            description = "At the end of which day, as known then; of today: until now.",
            examples = "2019-09-13",
            required = true)
        LocalDate asOf,
    @Schema(description = "In total, what the unit owes itself included.", required = true)
        Counts total,
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
                "/api/v1/milestones/01890a5d-ac96-774b-bcce-b302099a8057/coverage?by=child&cursor=djE6")
        String next) {

  @Schema(
      name = "CoverageCounts",
      description = "What is expected is on time, late or missing: the three add up to it.")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  public record Counts(
      @Schema(
              description = "Units that owe it, or shall be visited.",
              examples = "16",
              required = true)
          long expected,
      @Schema(description = "Done, on time or late.", examples = "15", required = true) long done,
      @Schema(
              description = "Done on a day not after the due one.",
              examples = "14",
              required = true)
          long onTime,
      @Schema(description = "Done later.", examples = "1", required = true) long late,
      @Schema(description = "Not done, or not confirmed yet.", examples = "1", required = true)
          long missing,
      @Schema(
              description =
                  "The same in the figure that the milestone is counted in: the sum of what the units that owe it have reported. Absent where it is counted in units alone.",
              examples = "1685")
          Long expectedAmount,
      @Schema(
              description = "How much of it is done. Absent where it is counted in units alone.",
              examples = "1685")
          Long doneAmount) {}

  @Schema(name = "CoverageOfPart", description = "The same for a unit below, or for one value.")
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
              examples = "COUNTY")
          String value,
      @Schema(description = "What is counted.", required = true) Counts counts) {}

  static CoverageView of(
      Subject subject, DirectoryEntry unit, LocalDate asOf, Counts total, Page<Part> parts) {
    return new CoverageView(
        idOf(ObligationKind.MILESTONE, subject),
        idOf(ObligationKind.VISIT, subject),
        idOf(ObligationKind.NOTE, subject),
        unit,
        asOf,
        total,
        parts.items(),
        parts.next());
  }

  private static UUID idOf(ObligationKind kind, Subject subject) {
    return subject.kind() == kind ? subject.id() : null;
  }

  static Counts counts(Subject subject, CoverageCounts counts) {
    var inFigure = subject.measure() != null;
    return new Counts(
        counts.expected(),
        counts.done(),
        counts.onTime(),
        counts.late(),
        counts.missing(),
        inFigure ? (Long) counts.expectedAmount() : null,
        inFigure ? (Long) counts.doneAmount() : null);
  }
}
