package qingdan.unit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;

@Schema(name = "Figure", description = "A count that a unit reported for a day.")
@RegisterForReflection
public record FigureView(
    @Schema(description = "Id of the unit.", required = true) UUID unit,
    @Schema(description = "Code of the measure.", examples = "CADRES", required = true)
        String measure,
    @Schema(description = "The day that it counts for.", examples = "2019-09-09", required = true)
        LocalDate day,
    @Schema(
            description = "Grows by one with each correction; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(description = "The number.", examples = "11000", required = true) long value,
    @Schema(description = "The account that reported or last corrected it.", required = true)
        UUID reportedBy,
    @Schema(description = "When it did.", required = true) Instant reportedAt)
    implements Versioned {}
