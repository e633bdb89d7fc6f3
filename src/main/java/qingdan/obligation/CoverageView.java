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
    @Schema(
            description =
                "In total, what the unit owes itself included; absent where `reason` tells why.")
        Counts total,
    @Schema(description = "Why there is no total.") Reason reason,
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
                  "The same in the figure that the milestone is counted in: the sum of what the units that owe it have reported. Absent where it is counted in units alone, and where `noAmount` tells why.",
              examples = "1685")
          Long expectedAmount,
      @Schema(
              description =
                  "How much of it is done, on time or late. Absent as `expectedAmount` is.",
              examples = "1680")
          Long doneAmount,
      @Schema(
              description = "How much was done on time. Absent as `expectedAmount` is.",
              examples = "1673")
          Long onTimeAmount,
      @Schema(
              description = "How much was done later. Absent as `expectedAmount` is.",
              examples = "7")
          Long lateAmount,
      @Schema(
              description =
                  "How much is not done: of the units that are missing, and what those lack that have done a part. Absent as `expectedAmount` is.",
              examples = "5")
          Long missingAmount,
      @Schema(
              description =
                  "Units that owe it and have not reported the figure, and so are not in the sums. Absent where it is counted in units alone.",
              examples = "0")
          Long unreported,
      @Schema(description = "Why there are no sums.") NoAmount noAmount,
      @Schema(
              description =
                  "Address of the list of exactly those who are missing; absent where nobody is, and where no list tells them apart.",
              examples =
                  "/api/v1/milestones/01890a5d-ac96-774b-bcce-b302099a8057/coverage/missing?unit=01890a5d-ac96-774b-bcce-b302099a8058&kind=VILLAGE")
          String missingList) {}

  @Schema(
      name = "NoCoverage",
      description = "Why there is no total: NOT_REGISTERED, the unit was not there on the day.",
      examples = "NOT_REGISTERED")
  public enum Reason {
    NOT_REGISTERED
  }

  @Schema(
      name = "NoCoverageAmount",
      description =
          "Why there are no sums: NOT_REPORTED, no unit that owes it has reported the figure.",
      examples = "NOT_REPORTED")
  public enum NoAmount {
    NOT_REPORTED
  }

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
    return of(subject, unit, asOf, total, null, parts.items(), parts.next());
  }

  static CoverageView notThere(Subject subject, DirectoryEntry unit, LocalDate asOf) {
    return of(subject, unit, asOf, null, Reason.NOT_REGISTERED, List.of(), null);
  }

  private static CoverageView of(
      Subject subject,
      DirectoryEntry unit,
      LocalDate asOf,
      Counts total,
      Reason reason,
      List<Part> items,
      String next) {
    return new CoverageView(
        idOf(ObligationKind.MILESTONE, subject),
        idOf(ObligationKind.VISIT, subject),
        idOf(ObligationKind.NOTE, subject),
        unit,
        asOf,
        total,
        reason,
        items,
        next);
  }

  private static UUID idOf(ObligationKind kind, Subject subject) {
    return subject.kind() == kind ? subject.id() : null;
  }

  /**
   * Sums of what nobody has reported are not zero, but unknown. On days before it was kept who has
   * reported there are sums, and nothing is told of what was on time.
   */
  static Counts counts(Subject subject, CoverageCounts counts, String missingList) {
    var inFigure = subject.measure() != null;
    var kept = inFigure && (counts.reported() > 0 || counts.expectedAmount() == 0);
    var unknown = kept && counts.expected() > 0 && counts.reported() == 0;
    var told = inFigure && !unknown;
    var toldApart = told && kept;
    return new Counts(
        counts.expected(),
        counts.done(),
        counts.onTime(),
        counts.late(),
        counts.missing(),
        told ? (Long) counts.expectedAmount() : null,
        told ? (Long) counts.doneAmount() : null,
        toldApart ? (Long) counts.onTimeAmount() : null,
        toldApart ? (Long) (counts.doneAmount() - counts.onTimeAmount()) : null,
        told ? (Long) (counts.expectedAmount() - counts.doneAmount()) : null,
        kept ? (Long) (counts.expected() - counts.reported()) : null,
        unknown ? NoAmount.NOT_REPORTED : null,
        counts.missing() == 0 ? null : missingList);
  }
}
