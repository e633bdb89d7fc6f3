package qingdan.unit;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "A new unit set.")
record CreateUnitSet(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "Name; unique in its grouping and owner.", examples = "省属高校")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String name,
    @Schema(description = "What the sets of one purpose share.", examples = "领域分工")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String grouping,
    @Schema(
            description = "True: a unit is in one exclusive set of the grouping at most.",
            defaultValue = "false",
            nullable = true)
        Boolean exclusive,
    @Schema(
            description =
                "The unit that the set belongs to: an id, or `code:` and the code of an open unit.",
            examples = "code:370000000000")
        @NotNull
        @Size(min = 1, max = 80)
        String owner) {}
