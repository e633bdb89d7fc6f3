package qingdan.contact;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "That the leader takes on the unit (包联).")
record AdoptUnit(
    @Schema(description = "Id of the problem list of the unit that is its one plan.") @NotNull
        UUID list,
    @Schema(
            description =
                "Until the end of which day all of it shall be resolved; not before today.",
            examples = "2019-11-30")
        @NotNull
        LocalDate deadline) {}
