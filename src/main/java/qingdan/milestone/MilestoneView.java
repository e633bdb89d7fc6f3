package qingdan.milestone;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.CohortRule;
import qingdan.obligation.EvidenceRule;
import qingdan.shared.Versioned;

@Schema(name = "Milestone", description = "What every unit of a cohort owes by a day (节点).")
public record MilestoneView(
    @Schema(description = "Id of the milestone.", required = true) UUID id,
    @Schema(
            description = "Grows by one with each change; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(description = "Id of its campaign.", required = true) UUID campaign,
    @Schema(
            description =
                "Id of the batch whose enrolled units owe it; null: units of the campaign's subtree do.",
            nullable = true,
            required = true)
        UUID batch,
    @Schema(description = "Name.", examples = "召开动员部署会", required = true) String name,
    @Schema(description = "What it takes, or null.", nullable = true, required = true)
        String description,
    @Schema(description = "What it is.", required = true) MilestoneKind kind,
    @Schema(
            description = "Until the end of which day it is on time.",
            examples = "2019-09-13",
            required = true)
        LocalDate dueOn,
    @Schema(description = "From which day it is owed.", examples = "2019-09-09", required = true)
        LocalDate owedFrom,
    @Schema(description = "Which units owe it.", required = true) CohortRule rule,
    @Schema(description = "Whether a report brings evidence.", required = true)
        EvidenceRule evidence,
    @Schema(
            description = "True: only what a unit above has confirmed counts as done.",
            required = true)
        boolean confirmed,
    @Schema(
            description =
                "Code of the measure of figures in which it is counted beside units, or null.",
            examples = "LEADING_TEAMS",
            nullable = true,
            required = true)
        String measure,
    @Schema(description = "When it was set.", required = true) Instant createdAt)
    implements Versioned {

  static MilestoneView of(Milestone milestone) {
    return new MilestoneView(
        milestone.id(),
        milestone.version(),
        milestone.campaignId(),
        milestone.batchId(),
        milestone.name(),
        milestone.description(),
        MilestoneKind.valueOf(milestone.kind()),
        milestone.dueOn(),
        milestone.owedFrom(),
        milestone.rule(),
        milestone.evidenceRule(),
        milestone.confirmed(),
        milestone.measure(),
        milestone.createdAt());
  }
}
