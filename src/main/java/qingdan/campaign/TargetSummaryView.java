package qingdan.campaign;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

@Schema(
    name = "TargetSummary",
    description =
        "What targets of one measure come to, in one part of the sum. `committed` is what is done of it, `remaining` and `unreported` together. Missing is null with a reason; zero means zero.")
@RegisterForReflection
public record TargetSummaryView(
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "With `by=child`: the child with all below it, or the unit itself alone; absent otherwise.")
        DirectoryEntry unit,
    @Schema(description = "With `by=task`: id of the task.", nullable = true, required = true)
        UUID task,
    @Schema(description = "With `by=task`: its name.", nullable = true, required = true)
        String taskName,
    @Schema(
            description = "With `by=task` or `by=origin`: common or local.",
            nullable = true,
            required = true)
        TaskOrigin origin,
    @Schema(
            description = "With `by=category`: its code, or null for targets of none.",
            examples = "PETITION_BACKLOG",
            nullable = true,
            required = true)
        String category,
    @Schema(
            description = "What is counted; null where there is no target.",
            examples = "化解信访积案",
            nullable = true,
            required = true)
        String measure,
    @Schema(
            description = "In what it is counted; null where there is no target.",
            examples = "件",
            nullable = true,
            required = true)
        String unitOfMeasure,
    @Schema(description = "Number of targets.", examples = "16", required = true) long targets,
    @Schema(description = "Of these, with a report.", examples = "14", required = true)
        long targetsReported,
    @Schema(
            description = "Of these, past their day and not known to be reached.",
            examples = "1",
            required = true)
        long targetsOverdue,
    @Schema(description = "Units that have the targets.", examples = "16", required = true)
        long units,
    @Schema(
            description = "Of these, units that have reported on all of theirs.",
            examples = "14",
            required = true)
        long unitsReported,
    @Schema(description = "Of these, all others.", examples = "2", required = true)
        long unitsMissing,
    @Schema(
            description = "Sum of what shall be reached.",
            examples = "1920",
            nullable = true,
            required = true)
        Long committed,
    @Schema(
            description =
                "Sum of what was reported as done: more than was committed counts too; null where nothing was reported.",
            examples = "1200",
            nullable = true,
            required = true)
        Long done,
    @Schema(
            description =
                "Sum of what the reported targets still lack; what one exceeds makes up for no other. Null where nothing was reported.",
            examples = "560",
            nullable = true,
            required = true)
        Long remaining,
    @Schema(
            description = "Sum of what shall be reached by targets without a report.",
            examples = "160",
            nullable = true,
            required = true)
        Long unreported,
    @Schema(
            description = "Why `done` is null; null where it is not.",
            nullable = true,
            required = true)
        TargetReason reason) {

  @RegisterForReflection
  record Row(
      String key,
      UUID id,
      String code,
      String name,
      String kind,
      String tier,
      String origin,
      String category,
      String measure,
      String unitOfMeasure,
      long targets,
      long reported,
      long overdue,
      long units,
      long unitsReported,
      Long committed,
      Long done,
      Long remaining,
      Long unreported) {

    List<String> sortKey() {
      return List.of(
          key, measure == null ? "" : measure, unitOfMeasure == null ? "" : unitOfMeasure);
    }
  }

  static TargetSummaryView of(Row row) {
    var isUnit = row.kind() != null;
    return new TargetSummaryView(
        isUnit
            ? new DirectoryEntry(
                row.id(),
                row.code(),
                row.name(),
                UnitKind.valueOf(row.kind()),
                Tier.valueOf(row.tier()))
            : null,
        isUnit ? null : row.id(),
        isUnit ? null : row.name(),
        row.origin() == null ? null : TaskOrigin.valueOf(row.origin()),
        row.category(),
        row.measure(),
        row.unitOfMeasure(),
        row.targets(),
        row.reported(),
        row.overdue(),
        row.units(),
        row.unitsReported(),
        row.units() - row.unitsReported(),
        row.committed(),
        row.done(),
        row.remaining(),
        row.unreported(),
        reason(row));
  }

  private static TargetReason reason(Row row) {
    if (row.done() != null) {
      return null;
    }
    return row.targets() == 0 ? TargetReason.NO_TARGET : TargetReason.NOT_REPORTED;
  }
}
