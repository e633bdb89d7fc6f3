package qingdan.campaign;

import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "A new task; it begins as OPEN.")
record CreateTask(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "Name, unique for its owner.", examples = "整治形式主义")
        @NotNull
        @Text
        @Size(min = 1, max = 100)
        String name,
    @Schema(
            description =
                "The unit that sets it for its subtree: an id, or `code:` and a code; the campaign's top unit when absent.",
            examples = "code:120101000000",
            nullable = true)
        @Size(min = 1, max = 80)
        String owner,
    @Schema(
            description =
                "The unit that leads it, anywhere in the campaign's tree: an id, or `code:` and a code, as the directory has it.",
            examples = "code:120101000000",
            nullable = true)
        @Size(min = 1, max = 80)
        String leadUnit,
    @Schema(description = "What shall be put right.", nullable = true)
        @Text
        @Size(min = 1, max = 4000)
        String description,
    @Schema(
            description = "Where it stands in the order; behind the owner's others when absent.",
            examples = "1",
            nullable = true)
        @Min(0)
        @Max(Tasks.LAST_POSITION)
        Integer position) {}
