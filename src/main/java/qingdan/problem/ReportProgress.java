package qingdan.problem;

import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Evidence;
import qingdan.shared.Text;

@Schema(description = "What was done on a problem, or on one of its measures.")
@RegisterForReflection
record ReportProgress(
    @Schema(description = "What was done.", examples = "已疏通 500 米")
        @NotNull
        @Text
        @Size(min = 1, max = 2000)
        String text,
    @Schema(
            description = "Id of the measure; joint units report on their own ones only.",
            nullable = true)
        UUID measure,
    @Schema(
            description = "What the measure is now; a dropped one says why in `text`.",
            nullable = true)
        MeasureState state,
    @Schema(description = "What shows it.", nullable = true) @Size(max = 20)
        List<@NotNull @Valid Evidence> evidence) {}
