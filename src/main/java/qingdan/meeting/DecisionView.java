package qingdan.meeting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.problem.ProblemStatus;
import qingdan.unit.DirectoryEntry;

@Schema(
    name = "Decision",
    description = "What a meeting decided, and how far the problem is that it became (议定事项).")
@RegisterForReflection
record DecisionView(
    @Schema(description = "Id of the decision.", required = true) UUID id,
    @Schema(description = "Id of the meeting.", required = true) UUID meeting,
    @Schema(description = "Its number in the meeting.", examples = "1", required = true) int number,
    @Schema(description = "What was decided.", examples = "十日内完成主路排水沟疏通", required = true)
        String title,
    @Schema(description = "Id of the problem.", required = true) UUID problem,
    @Schema(description = "The unit that answers for it.", required = true) DirectoryEntry unit,
    @Schema(description = "How far the problem is.", required = true) ProblemStatus status,
    @Schema(
            description = "By when, as the meeting decided; or null.",
            examples = "2019-10-15",
            nullable = true,
            required = true)
        LocalDate dueOn,
    @Schema(
            description = "The current deadline of the problem, or null.",
            nullable = true,
            required = true)
        LocalDate deadline,
    @Schema(description = "Whether the problem is overdue today.", required = true) boolean overdue,
    @Schema(description = "When it was recorded.", required = true) Instant decidedAt) {}
