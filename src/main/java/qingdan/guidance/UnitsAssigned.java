package qingdan.guidance;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "What the assignment did.")
public record UnitsAssigned(
    @Schema(
            description = "Units that the group did not guide before.",
            examples = "3",
            required = true)
        int joined) {}
