package qingdan.milestone;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Whose report is confirmed.")
record ConfirmMilestone(
    @Schema(
            description = "The unit: an id, or `code:` and the code of an open unit.",
            examples = "code:120101000000")
        @NotNull
        @Size(min = 1, max = 80)
        String unit) {}
