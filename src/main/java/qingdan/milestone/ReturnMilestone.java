package qingdan.milestone;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "Whose report is returned, and why.")
record ReturnMilestone(
    @Schema(
            description = "The unit: an id, or `code:` and the code of an open unit.",
            examples = "code:120101000000")
        @NotNull
        @Size(min = 1, max = 80)
        String unit,
    @Schema(description = "What is missing.", examples = "佐证不足")
        @NotNull
        @Text
        @Size(min = 1, max = 1000)
        String reason) {}
