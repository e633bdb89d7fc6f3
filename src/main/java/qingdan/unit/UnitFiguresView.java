package qingdan.unit;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "UnitFigures", description = "What a unit counts, beside what its children count.")
public record UnitFiguresView(
    @Schema(description = "Id of the unit.", required = true) UUID unit,
    @Schema(
            description = "The day as of which it holds, in the service's zone.",
            examples = "2019-09-09",
            required = true)
        LocalDate asOf,
    @Schema(
            description = "One for each measure, by its code.",
            required = true,
            maxItems = Measures.MOST)
        List<Line> figures) {

  @RegisterForReflection
  record Row(
      String measure,
      Long value,
      LocalDate day,
      Long childrenSum,
      long childrenReported,
      long children) {}

  @Schema(
      name = "FigureAsOf",
      description = "A measure as of a day. Missing is null with a reason; zero means zero.")
  @RegisterForReflection
  public record Line(
      @Schema(description = "Code of the measure.", examples = "CADRES", required = true)
          String measure,
      @Schema(
              description = "The latest number that the unit reported for a day not after `asOf`.",
              examples = "11000",
              nullable = true,
              required = true)
          Long value,
      @Schema(description = "The day of that number.", nullable = true, required = true)
          LocalDate day,
      @Schema(
              description = "Why `value` is null; null where it is not.",
              nullable = true,
              required = true)
          MissingReason reason,
      @Schema(
              description =
                  "Sum of the latest numbers of the children that were open on the day and have reported.",
              examples = "10875",
              nullable = true,
              required = true)
          Long childrenSum,
      @Schema(
              description = "Why `childrenSum` is null; null where it is not.",
              nullable = true,
              required = true)
          MissingReason childrenReason,
      @Schema(
              description = "`value` less `childrenSum`; null where one of them is.",
              examples = "125",
              nullable = true,
              required = true)
          Long difference,
      @Schema(description = "Children that have reported.", examples = "15", required = true)
          long childrenReported,
      @Schema(description = "Children that have not.", examples = "1", required = true)
          long childrenMissing) {

    static Line of(Row row) {
      var known = row.value() != null && row.childrenSum() != null;
      return new Line(
          row.measure(),
          row.value(),
          row.day(),
          row.value() == null ? MissingReason.NOT_REPORTED : null,
          row.childrenSum(),
          childrenReason(row),
          known ? row.value() - row.childrenSum() : null,
          row.childrenReported(),
          row.children() - row.childrenReported());
    }

    private static MissingReason childrenReason(Row row) {
      if (row.childrenSum() != null) {
        return null;
      }
      return row.children() == 0 ? MissingReason.NO_CHILDREN : MissingReason.NOT_REPORTED;
    }
  }
}
