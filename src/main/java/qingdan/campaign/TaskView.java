package qingdan.campaign;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;
import qingdan.unit.DirectoryEntry;

@Schema(name = "Task", description = "A special rectification task of a campaign (专项整治任务).")
public record TaskView(
    @Schema(description = "Id of the task.", required = true) UUID id,
    @Schema(
            description = "Grows by one with each change; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(description = "Id of its campaign.", required = true) UUID campaign,
    @Schema(description = "The unit that set it, for its whole subtree.", required = true)
        DirectoryEntry owner,
    @Schema(description = "Common or local, by its owner.", required = true) TaskOrigin origin,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The unit that leads it (牵头单位); absent where none does.")
        DirectoryEntry leadUnit,
    @Schema(description = "Name, unique for its owner.", examples = "整治形式主义", required = true)
        String name,
    @Schema(description = "What shall be put right, or null.", nullable = true, required = true)
        String description,
    @Schema(description = "Where it stands in the order.", examples = "1", required = true)
        int position,
    @Schema(description = "How far it is.", required = true) TaskStatus status,
    @Schema(description = "When it was set.", required = true) Instant createdAt)
    implements Versioned {

  static TaskView of(Task task) {
    return new TaskView(
        task.id(),
        task.version(),
        task.campaignId(),
        task.owner(),
        task.origin(),
        task.leadUnit(),
        task.name(),
        task.description(),
        task.position(),
        task.state(),
        task.createdAt());
  }
}
