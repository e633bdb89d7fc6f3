package qingdan.statistics;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;

@Schema(
    name = "TargetStatistics",
    description =
        "Targets of a unit and all below it, summed at one moment: the parts and the whole agree. A line for each measure, the one with the most targets first; unlike measures are never added up.")
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record TargetStatisticsView(
    @Schema(description = "Of this unit and all below it.", required = true) DirectoryEntry unit,
    @Schema(description = "In this campaign.", required = true) UUID campaign,
    @Schema(description = "For this batch alone; absent for all.") UUID batch,
    @Schema(
            description = "The zone whose days are counted.",
            examples = "Asia/Shanghai",
            required = true)
        String timeZone,
    @Schema(
            description = "The day at whose end it holds; today for now.",
            examples = "2019-10-31",
            required = true)
        LocalDate asOf,
    @Schema(description = "The day that `compared` holds for.", examples = "2019-10-01")
        LocalDate comparedTo,
    @Schema(
            description = "The whole, by measure; absent where `reason` tells why.",
            maxItems = TargetStatistics.MOST)
        List<TargetSums> total,
    @Schema(
            description = "The whole on the other day; absent where `comparedReason` tells why.",
            maxItems = TargetStatistics.MOST)
        List<TargetSums> compared,
    @Schema(description = "Why there is no total.") MissingReason reason,
    @Schema(description = "Why there is none on the other day.") MissingReason comparedReason,
    @Schema(
            description =
                "How many measures with fewer targets there are beyond the 200 that are told: name one in `measure`. Absent when these are all.",
            examples = "12")
        Integer moreMeasures,
    @Schema(
            description =
                "The parts that `by` asks for: children by their place in the tree, tasks and batches in their order, others by their code.",
            required = true,
            maxItems = 10000)
        List<Group> groups,
    @Schema(
            description =
                "With `by=child`: address of the next page of parts; absent on the last page.",
            examples = "/api/v1/statistics/targets?unit=code:120000000000&by=child&cursor=djE6")
        String next)
    implements Remembered.Answer {

  @Override
  public int parts() {
    return 1 + lines(total) + groups.stream().mapToInt(group -> 1 + lines(group.sums())).sum();
  }

  private static int lines(List<TargetSums> sums) {
    return sums == null ? 0 : sums.size();
  }

  @Schema(
      name = "TargetStatisticsGroup",
      description = "A part of a statistic. Which of its names are there depends on `by`.")
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Group(
      @Schema(description = "With `by=child` and `lead`: the unit; absent for targets of none.")
          DirectoryEntry unit,
      @Schema(
              description =
                  "With `by=child`: true for the unit itself without all below it; absent for its children.",
              examples = "true")
          Boolean alone,
      @Schema(description = "With `by=task` and `by=batch`: id; absent for targets of no batch.")
          UUID id,
      @Schema(
              description =
                  "With `kind`, `sector`, `category`, `origin` (COMMON, LOCAL): its code; with `day` and `month`: the last day that is counted. Absent for targets of none.",
              examples = "LIVELIHOOD")
          String value,
      @Schema(description = "With `by=task` and `by=batch`: name.", examples = "化解信访积案")
          String name,
      @Schema(description = "With `by=task`: COMMON or LOCAL.", examples = "COMMON") String origin,
      @Schema(
              description = "By measure; none where there is no target. Absent where `reason` is.",
              maxItems = TargetStatistics.MOST)
          List<TargetSums> sums,
      @Schema(
              description = "The same on the other day; absent where `comparedReason` tells why.",
              maxItems = TargetStatistics.MOST)
          List<TargetSums> compared,
      @Schema(description = "Why there are no sums.") MissingReason reason,
      @Schema(description = "Why there are none on the other day.") MissingReason comparedReason) {

    static Group of(
        GroupView head, List<TargetSums> sums, List<TargetSums> compared, boolean beside) {
      return new Group(
          head.unit(),
          head.alone(),
          head.id(),
          head.value(),
          head.name(),
          head.origin(),
          sums,
          compared,
          MissingReason.ofAbsent(sums),
          beside ? MissingReason.ofAbsent(compared) : null);
    }
  }
}
