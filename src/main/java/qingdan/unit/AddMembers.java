package qingdan.unit;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Units to add to a set: all or none.")
record AddMembers(
    @Schema(
            description =
                "1 to 200 units, none twice: ids, or `code:` and the code of an open unit.",
            examples = "[\"code:370100000000\"]",
            minItems = 1,
            maxItems = 200)
        @NotNull
        @Size(min = 1, max = 200)
        List<@NotNull @Size(min = 1, max = 80) String> units) {}
