package qingdan.campaign;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "A new target of a unit in a task.")
record CreateTarget(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(
            description =
                "The unit whose target it is, in the subtree of the task's owner: an id, or `code:` and a code.",
            examples = "code:120101000000")
        @NotNull
        @Size(min = 1, max = 80)
        String unit,
    @Schema(description = "Id of the batch that it is for.", nullable = true) UUID batch,
    @Schema(
            description = "Code of a category of the campaign.",
            examples = "PETITION_BACKLOG",
            nullable = true)
        @Size(min = 1, max = 60)
        String category,
    @Schema(
            description =
                "What is counted; sums are over equal words. One target for it in a task, unit and batch.",
            examples = "化解信访积案")
        @NotNull
        @Text
        @Size(min = 1, max = 100)
        String measure,
    @Schema(description = "In what it is counted.", examples = "件")
        @NotNull
        @Text
        @Size(min = 1, max = 20)
        String unitOfMeasure,
    @Schema(description = "How many it shall be.", examples = "120")
        @NotNull
        @Min(0)
        @Max(Targets.MOST)
        Long number,
    @Schema(description = "By the end of which day.", examples = "2019-12-31", nullable = true)
        LocalDate dueOn) {}
