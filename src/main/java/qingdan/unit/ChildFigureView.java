package qingdan.unit;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "ChildFigure", description = "A child of a unit and its latest number.")
public record ChildFigureView(
    @Schema(description = "Id of the child.", required = true) UUID unit,
    @Schema(description = "Its code.", examples = "120101000000", required = true) String code,
    @Schema(description = "Its name.", examples = "和平区", required = true) String name,
    @Schema(description = "What it is.", required = true) UnitKind kind,
    @Schema(
            description = "The latest number that it reported for a day not after `asOf`.",
            examples = "640",
            nullable = true,
            required = true)
        Long value,
    @Schema(description = "The day of that number.", nullable = true, required = true)
        LocalDate day,
    @Schema(
            description = "Why `value` is null; null where it is not.",
            nullable = true,
            required = true)
        MissingReason reason) {

  @RegisterForReflection
  record Row(
      UUID id, String code, String name, String kind, String path, Long value, LocalDate day) {

    List<String> key() {
      return List.of(path);
    }
  }

  static ChildFigureView of(Row row) {
    return new ChildFigureView(
        row.id(),
        row.code(),
        row.name(),
        UnitKind.valueOf(row.kind()),
        row.value(),
        row.day(),
        row.value() == null ? MissingReason.NOT_REPORTED : null);
  }
}
