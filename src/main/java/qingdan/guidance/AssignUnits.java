package qingdan.guidance;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Units that a group shall guide.")
record AssignUnits(
    @Schema(
            description =
                "Units of the subtree that the group belongs to: ids, or `code:` and the code of an open unit.",
            examples = "[\"code:120101000000\"]",
            minItems = 1,
            maxItems = 200)
        @NotNull
        @Size(min = 1, max = 200)
        List<@NotNull @Size(min = 1, max = 80) String> units) {}
