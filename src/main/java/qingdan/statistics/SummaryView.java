package qingdan.statistics;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.CoverageCounts;
import qingdan.obligation.OwedBelow;
import qingdan.unit.DirectoryEntry;

@Schema(
    name = "UnitSummary",
    description =
        "What a first page shows of a unit: for each campaign that runs through it the problems of the unit and all below it, what waits for it, what is owed, and its children. All of one moment.")
@RegisterForReflection
record SummaryView(
    @Schema(description = "The unit.", required = true) DirectoryEntry unit,
    @Schema(
            description = "Open campaigns that concern the unit, the latest first.",
            required = true,
            maxItems = 5)
        List<InCampaign> campaigns)
    implements Remembered.Answer {

  @Override
  public int parts() {
    return 1
        + campaigns.stream().mapToInt(in -> 1 + in.children().size() + in.targets().size()).sum();
  }

  @Schema(name = "UnitSummaryInCampaign", description = "The same in one campaign.")
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record InCampaign(
      @Schema(description = "Id of the campaign.", required = true) UUID campaign,
      @Schema(description = "Its name.", examples = "主题教育", required = true) String name,
      @Schema(
              description = "Today in the campaign's time zone.",
              examples = "2019-09-09",
              required = true)
          LocalDate asOf,
      @Schema(description = "Problems of the unit and all below it, now.", required = true)
          CountsView problems,
      @Schema(
              description =
                  "The same at the end of the day seven days ago; absent where the unit was not there yet.")
          CountsView weekAgo,
      @Schema(
              description =
                  "What the unit and all below it have committed themselves to, by measure, the one with the most targets first: done and left.",
              required = true,
              maxItems = TargetStatistics.MOST)
          List<TargetSums> targets,
      @Schema(
              description = "Problems that the unit is asked to claim and has not answered.",
              examples = "2",
              required = true)
          long toClaim,
      @Schema(
              description =
                  "What the unit itself owes by today and has not done, of whatever kind: the list is at /obligations.",
              examples = "3",
              required = true)
          long owed,
      @Schema(
              description =
                  "What the unit and all below it owe by today, done or not, by kind in the order of /vocabulary; kinds of which nothing is owed are left out.",
              required = true,
              maxItems = 7)
          List<OwedBelow.OfKind> owedBelow,
      @Schema(
              description =
                  "Milestones of the campaign and its batches that go on, which the unit or anything below it owes: the first due first. All are at /campaigns/{id}/milestones.",
              required = true,
              maxItems = 20)
          List<OfMilestone> milestones,
      @Schema(
              description =
                  "The unit alone, then its children by their place in the tree; without the median of the days to closure, which the statistic by child tells.",
              required = true,
              maxItems = 51)
          List<GroupView> children,
      @Schema(
              description =
                  "Address of the statistic that goes on with more children; absent when these are all.",
              examples = "/api/v1/statistics/problems?unit=…&campaign=…&by=child")
          String moreChildren) {}

  @Schema(
      name = "UnitSummaryMilestone",
      description = "How far the unit and all below it are with a milestone.")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  record OfMilestone(
      @Schema(description = "Id of the milestone.", required = true) UUID id,
      @Schema(description = "Its name.", examples = "召开动员部署会", required = true) String name,
      @Schema(description = "Due on.", examples = "2019-09-13", required = true) LocalDate dueOn,
      @Schema(description = "Units that owe it.", examples = "16", required = true) long expected,
      @Schema(description = "Of these, done.", examples = "15", required = true) long done,
      @Schema(description = "Of these, not later than due.", examples = "14", required = true)
          long onTime,
      @Schema(description = "Units that have not done it.", examples = "1", required = true)
          long missing,
      @Schema(
              description =
                  "The same in the figure that it is counted in: the sum of what the units that owe it have reported. Absent where it is counted in units alone, and where nobody has reported.",
              examples = "1685")
          Long expectedAmount,
      @Schema(
              description = "How much of that is done. Absent as `expectedAmount` is.",
              examples = "1680")
          Long doneAmount,
      @Schema(
              description =
                  "Units that owe it and have not reported the figure. Absent where it is counted in units alone.",
              examples = "0")
          Long unreported) {

    static OfMilestone of(UnitSummaries.Milestone milestone, Map<UUID, CoverageCounts> bySubject) {
      var counts = bySubject.get(milestone.id());
      var reported = bySubject.get(milestone.reportedId());
      return new OfMilestone(
          milestone.id(),
          milestone.name(),
          milestone.dueOn(),
          counts.expected(),
          counts.done(),
          counts.onTime(),
          counts.expected() - counts.done(),
          reported == null ? null : counts.expectedAmount(),
          reported == null ? null : counts.doneAmount(),
          milestone.reportedId() == null
              ? null
              : (Long) (counts.expected() - (reported == null ? 0 : reported.expected())));
    }
  }
}
