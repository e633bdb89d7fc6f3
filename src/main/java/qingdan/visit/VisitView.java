package qingdan.visit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;
import qingdan.unit.DirectoryEntry;

@Schema(name = "Visit", description = "A visit that was made to a unit (走访).")
public record VisitView(
    @Schema(description = "Id of the visit.", required = true) UUID id,
    @Schema(
            description = "Grows by one with each change; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(description = "Id of its campaign.", required = true) UUID campaign,
    @Schema(description = "The visited unit.", required = true) DirectoryEntry unit,
    @Schema(description = "The day of the visit.", examples = "2019-10-12", required = true)
        LocalDate visitedOn,
    @Schema(description = "Who visited.", examples = "王某", required = true) String visitor,
    @Schema(
            description = "The visitor's office, or null.",
            examples = "县委书记",
            nullable = true,
            required = true)
        String office,
    @Schema(
            description = "Id of the visitor's account; null where another one recorded it.",
            nullable = true,
            required = true)
        UUID account,
    @Schema(
            description = "Id of the guidance group that it was made for, or null.",
            nullable = true,
            required = true)
        UUID group,
    @Schema(
            description = "Id of the contact that it was made by, or null.",
            nullable = true,
            required = true)
        UUID contact,
    @Schema(
            description = "Id of the plan that it counts in, or null.",
            nullable = true,
            required = true)
        UUID plan,
    @Schema(description = "What it was for.", examples = "听取群众意见", required = true) String purpose,
    @Schema(description = "What was found, or null.", nullable = true, required = true)
        String found,
    @Schema(
            description =
                "Ids of problems that were found on it: named by it, or opened within it; with `/problems?visit=` they are listed.",
            required = true,
            maxItems = 1000)
        List<UUID> problems,
    @Schema(
            description = "How many findings it has; with `/findings?visit=` they are listed.",
            examples = "1",
            required = true)
        long findings,
    @Schema(description = "When it reached the service.", required = true) Instant recordedAt)
    implements Versioned {

  static VisitView of(Visit visit) {
    return new VisitView(
        visit.id(),
        visit.version(),
        visit.campaignId(),
        visit.unit(),
        visit.visitedOn(),
        visit.visitor(),
        visit.office(),
        visit.accountId(),
        visit.groupId(),
        visit.contactId(),
        visit.planId(),
        visit.purpose(),
        visit.found(),
        visit.problems(),
        visit.findings(),
        visit.recordedAt());
  }
}
