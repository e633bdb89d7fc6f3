package qingdan.campaign;

import java.time.LocalDate;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;

@Schema(description = "A day that is not as the week has it (节假日、调休).")
@RegisterForReflection
public record CalendarDay(
    @Schema(description = "The day.", examples = "2019-10-01", required = true) LocalDate day,
    @Schema(
            description = "Grows by one with each change; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(description = "True: it is worked; false: it is not.", required = true) boolean working,
    @Schema(description = "What it is called.", examples = "国庆节", required = true) String name)
    implements Versioned {}
