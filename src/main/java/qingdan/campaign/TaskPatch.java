package qingdan.campaign;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "The fields to change; absent ones stay. The owner stays for ever.")
@RegisterForReflection
record TaskPatch(
    @Schema(description = "Name, unique for its owner.", examples = "整治形式主义")
        @NotNull
        @Text
        @Size(min = 1, max = 100)
        String name,
    @Schema(
            description =
                "The unit that leads it, anywhere in the campaign's tree: an id, or `code:` and a code; null: nobody.",
            examples = "code:120101000000",
            nullable = true)
        @Size(min = 1, max = 80)
        String leadUnit,
    @Schema(description = "What shall be put right.", nullable = true)
        @Text
        @Size(min = 1, max = 4000)
        String description,
    @Schema(description = "Where it stands in the order.", examples = "1")
        @NotNull
        @Min(0)
        @Max(Tasks.LAST_POSITION)
        Integer position,
    @Schema(description = "The same, or the next one.") @NotNull TaskStatus status) {

  static TaskPatch of(Task task) {
    return new TaskPatch(
        task.name(),
        task.leadId() == null ? null : task.leadId().toString(),
        task.description(),
        task.position(),
        task.state());
  }
}
