package qingdan.problem;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;
import qingdan.unit.DirectoryEntry;

@Schema(
    name = "ProblemList",
    description = "What a unit has found for a batch, perhaps for one task (问题清单).")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record ProblemListView(
    @Schema(description = "Id of the list.", required = true) UUID id,
    @Schema(
            description =
                "Grows with each change of the list, and of its problems until it is approved; its ETag.",
            examples = "3",
            required = true)
        int version,
    @Schema(description = "Id of its campaign.", required = true) UUID campaign,
    @Schema(description = "Id of its batch.", required = true) UUID batch,
    @Schema(description = "Id of its task; absent where it is for none.") UUID task,
    @Schema(description = "Whose list it is.", required = true) DirectoryEntry unit,
    @Schema(description = "Where it stands.", required = true) ListStatus status,
    @Schema(description = "What is to be reached.") String aims,
    @Schema(description = "How it is reached.") String steps,
    @Schema(description = "Who leads the work.") String leadPerson,
    @Schema(description = "Why there is no problem.") String statement,
    @Schema(description = "Why it was returned last.") String returnedFor,
    @Schema(description = "When it was made.", required = true) Instant createdAt,
    @Schema(description = "When it was submitted last.") Instant submittedAt,
    @Schema(description = "When it was approved.") Instant approvedAt,
    @Schema(description = "When it was closed.") Instant closedAt)
    implements Versioned {

  static ProblemListView of(ProblemList list, DirectoryEntry unit) {
    return new ProblemListView(
        list.id(),
        list.version(),
        list.campaignId(),
        list.batchId(),
        list.taskId(),
        unit,
        list.status(),
        list.aims(),
        list.steps(),
        list.leadPerson(),
        list.statement(),
        list.returnedFor(),
        list.createdAt(),
        list.submittedAt(),
        list.approvedAt(),
        list.closedAt());
  }
}
