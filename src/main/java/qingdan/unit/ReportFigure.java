package qingdan.unit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "What a unit counts on a day.")
record ReportFigure(
    @Schema(description = "The number; zero means none.", examples = "11000")
        @NotNull
        @Min(0)
        @Max(1_000_000_000_000L)
        Long value) {}
