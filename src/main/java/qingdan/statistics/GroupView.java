package qingdan.statistics;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;

@Schema(
    name = "ProblemStatisticsGroup",
    description = "A part of a statistic. Which of its names are there depends on `by`.")
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record GroupView(
    @Schema(
            description =
                "With `by=child`, `responsible` and `lead`: the unit; absent for problems that have none.")
        DirectoryEntry unit,
    @Schema(
            description =
                "With `by=child`: true for the unit itself without all below it; absent for its children.",
            examples = "true")
        Boolean alone,
    @Schema(description = "With `by=task` and `by=batch`: id; absent for problems of no task.")
        UUID id,
    @Schema(
            description =
                "With `kind`, `sector`, `status`, `category`, `origin` (COMMON, LOCAL): its code; with `day` and `month`: the last day that is counted. Absent for problems of none.",
            examples = "LIVELIHOOD")
        String value,
    @Schema(description = "With `by=task` and `by=batch`: name.", examples = "整治形式主义") String name,
    @Schema(description = "With `by=task`: COMMON or LOCAL.", examples = "COMMON") String origin,
    @Schema(
            description = "With `by=status`: how many problems; absent where `reason` tells why.",
            examples = "20")
        Long number,
    @Schema(
            description =
                "With `by=status`: how many on the other day; absent where `comparedReason` tells why.",
            examples = "18")
        Long comparedNumber,
    @Schema(
            description =
                "With `by=status`, of today: address of the list that holds exactly these problems.",
            examples = "/api/v1/problems?campaign=…&status=PLANNED&unit=…")
        String link,
    @Schema(description = "What is counted; absent with `by=status`, and where `reason` tells why.")
        CountsView counts,
    @Schema(description = "The same on the other day; absent where `comparedReason` tells why.")
        CountsView compared,
    @Schema(description = "Why there are no counts.") MissingReason reason,
    @Schema(description = "Why there are none on the other day.") MissingReason comparedReason) {

  /** With what is counted; what is missing was not there on the day. */
  GroupView with(CountsView counts, CountsView compared, boolean beside) {
    return new GroupView(
        unit,
        alone,
        id,
        value,
        name,
        origin,
        number,
        comparedNumber,
        link,
        counts,
        compared,
        MissingReason.ofAbsent(counts),
        beside ? MissingReason.ofAbsent(compared) : null);
  }

  static GroupView ofUnit(DirectoryEntry unit, boolean alone) {
    return new GroupView(
        unit,
        alone ? true : null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static GroupView ofValue(String value) {
    return new GroupView(
        null, null, null, value, null, null, null, null, null, null, null, null, null);
  }

  static GroupView named(UUID id, String name, String origin) {
    return new GroupView(
        null, null, id, null, name, origin, null, null, null, null, null, null, null);
  }

  GroupView with(Long number, Long compared, boolean beside, String list) {
    return new GroupView(
        unit,
        alone,
        id,
        value,
        name,
        origin,
        number,
        compared,
        list,
        counts,
        this.compared,
        MissingReason.ofAbsent(number),
        beside ? MissingReason.ofAbsent(compared) : null);
  }
}
