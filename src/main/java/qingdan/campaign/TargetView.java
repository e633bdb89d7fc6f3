package qingdan.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;
import qingdan.unit.DirectoryEntry;

@Schema(
    name = "Target",
    description =
        "What a unit shall reach in a task (目标), and how far it is. Missing is null with a reason; zero means zero.")
public record TargetView(
    @Schema(description = "Id of the target.", required = true) UUID id,
    @Schema(
            description = "Grows by one with each change and each report; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(description = "Id of its task.", required = true) UUID task,
    @Schema(
            description = "Id of the batch that it is for, or null.",
            nullable = true,
            required = true)
        UUID batch,
    @Schema(description = "The unit whose target it is.", required = true) DirectoryEntry unit,
    @Schema(
            description = "Code of the category of problems that it is about, or null.",
            examples = "PETITION_BACKLOG",
            nullable = true,
            required = true)
        String category,
    @Schema(description = "What is counted.", examples = "化解信访积案", required = true) String measure,
    @Schema(description = "In what it is counted.", examples = "件", required = true)
        String unitOfMeasure,
    @Schema(description = "How many it shall be.", examples = "120", required = true) long number,
    @Schema(
            description = "By the end of which day, or null.",
            examples = "2019-12-31",
            nullable = true,
            required = true)
        LocalDate dueOn,
    @Schema(
            description =
                "True: set by a supervisor, and changed by supervisors only. False: the unit committed itself.",
            required = true)
        boolean assigned,
    @Schema(
            description = "How many were done by `doneOn`, in all; null until it is reported.",
            examples = "80",
            nullable = true,
            required = true)
        Long done,
    @Schema(description = "The day of the latest report.", nullable = true, required = true)
        LocalDate doneOn,
    @Schema(
            description = "What is left of `number`, never less than zero; null where `done` is.",
            examples = "40",
            nullable = true,
            required = true)
        Long remaining,
    @Schema(
            description = "Why `done` is null; null where it is not.",
            nullable = true,
            required = true)
        TargetReason reason,
    @Schema(description = "When it was set.", required = true) Instant createdAt)
    implements Versioned {

  static TargetView of(Target target) {
    return new TargetView(
        target.id(),
        target.version(),
        target.taskId(),
        target.batchId(),
        target.unit(),
        target.category(),
        target.measure(),
        target.unitOfMeasure(),
        target.number(),
        target.dueOn(),
        target.assigned(),
        target.done(),
        target.doneOn(),
        target.remaining(),
        target.done() == null ? TargetReason.NOT_REPORTED : null,
        target.createdAt());
  }
}
