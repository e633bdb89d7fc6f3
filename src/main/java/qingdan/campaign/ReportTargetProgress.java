package qingdan.campaign;

import java.time.LocalDate;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "How much of a target is done.")
record ReportTargetProgress(
    @Schema(
            description =
                "The day by the end of which it counts, not after today; today in the campaign's zone when absent.",
            examples = "2019-10-15",
            nullable = true)
        LocalDate day,
    @Schema(
            description = "How many were done by then, in all and not since the last report.",
            examples = "80")
        @NotNull
        @Min(0)
        @Max(Targets.MOST)
        Long value,
    @Schema(description = "What is to be said of it.", nullable = true)
        @Text
        @Size(min = 1, max = 1000)
        String note) {}
