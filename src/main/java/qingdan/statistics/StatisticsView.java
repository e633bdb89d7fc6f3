package qingdan.statistics;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;

@Schema(
    name = "ProblemStatistics",
    description =
        "Problems of a unit and all below it, counted at one moment: the parts and the whole agree.")
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record StatisticsView(
    @Schema(description = "Of this unit and all below it.", required = true) DirectoryEntry unit,
    @Schema(description = "In this campaign.", required = true) UUID campaign,
    @Schema(description = "In this batch alone; absent for all.") UUID batch,
    @Schema(
            description = "The zone whose days are counted.",
            examples = "Asia/Shanghai",
            required = true)
        String timeZone,
    @Schema(
            description = "The day at whose end it holds; today for now.",
            examples = "2019-09-09",
            required = true)
        LocalDate asOf,
    @Schema(description = "The day that `compared` holds for.", examples = "2019-09-01")
        LocalDate comparedTo,
    @Schema(description = "The whole; absent where `reason` tells why.") CountsView total,
    @Schema(description = "The whole on the other day; absent where `comparedReason` tells why.")
        CountsView compared,
    @Schema(description = "Why there is no total.") MissingReason reason,
    @Schema(description = "Why there is none on the other day.") MissingReason comparedReason,
    @Schema(
            description =
                "The parts that `by` asks for: children by their place in the tree, tasks and batches in their order, others by their code.",
            required = true,
            maxItems = 10000)
        List<GroupView> groups,
    @Schema(
            description =
                "With `by=child` and `by=responsible`: address of the next page of parts; absent on the last page.",
            examples = "/api/v1/statistics/problems?unit=code:120000000000&by=child&cursor=djE6")
        String next)
    implements Remembered.Answer {

  @Override
  public int parts() {
    return 1 + groups.size();
  }

  StatisticsView with(List<GroupView> parts, String nextPage) {
    return new StatisticsView(
        unit,
        campaign,
        batch,
        timeZone,
        asOf,
        comparedTo,
        total,
        compared,
        reason,
        comparedReason,
        parts,
        nextPage);
  }
}
