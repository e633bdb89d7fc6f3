package qingdan.visit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.CohortRule;
import qingdan.shared.Versioned;
import qingdan.unit.DirectoryEntry;

@Schema(
    name = "VisitPlan",
    description = "Units that shall be visited, each at least once, until a day (走访计划).")
public record VisitPlanView(
    @Schema(description = "Id of the plan.", required = true) UUID id,
    @Schema(
            description = "Grows by one with each change; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(description = "Id of its campaign.", required = true) UUID campaign,
    @Schema(
            description = "Id of the batch whose enrolled units are visited, or null.",
            nullable = true,
            required = true)
        UUID batch,
    @Schema(description = "The unit whose leaders visit.", required = true) DirectoryEntry base,
    @Schema(description = "Name.", examples = "县委班子遍访村社区", required = true) String name,
    @Schema(description = "What the visits are for, or null.", nullable = true, required = true)
        String purpose,
    @Schema(
            description = "From which day on visits count.",
            examples = "2019-09-09",
            required = true)
        LocalDate startsOn,
    @Schema(
            description = "Until the end of which day a visit is on time.",
            examples = "2019-11-30",
            required = true)
        LocalDate dueOn,
    @Schema(description = "Which units shall be visited.", required = true) CohortRule rule,
    @Schema(description = "When it was made.", required = true) Instant createdAt)
    implements Versioned {

  static VisitPlanView of(VisitPlan plan) {
    return new VisitPlanView(
        plan.id(),
        plan.version(),
        plan.campaignId(),
        plan.batchId(),
        plan.base(),
        plan.name(),
        plan.purpose(),
        plan.startsOn(),
        plan.dueOn(),
        plan.rule(),
        plan.createdAt());
  }
}
