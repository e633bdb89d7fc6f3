package qingdan.note;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "AcknowledgeGuidanceNote", description = "That a unit has read a note.")
record AcknowledgeNote(
    @Schema(
            description = "The unit: an id, or `code:` and the code of an open unit.",
            examples = "code:120101001000")
        @NotNull
        @Size(min = 1, max = 80)
        String unit) {}
