package qingdan.milestone;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Evidence;
import qingdan.shared.Text;

@Schema(description = "That a unit has done what it owed.")
record ReportMilestone(
    @Schema(
            description = "The unit: an id, or `code:` and the code of an open unit.",
            examples = "code:120101000000")
        @NotNull
        @Size(min = 1, max = 80)
        String unit,
    @Schema(
            description = "The day on which it was done; today when absent, never later.",
            examples = "2019-09-12",
            nullable = true)
        LocalDate doneOn,
    @Schema(
            description =
                "How many of the figure it was done for, where the milestone is counted in one; all of the unit's when absent.",
            examples = "12",
            nullable = true)
        @Min(0)
        @Max(1_000_000_000_000L)
        Long amount,
    @Schema(description = "A remark.", nullable = true) @Text @Size(min = 1, max = 1000)
        String note,
    @Schema(description = "What shows it.", maxItems = 20, nullable = true) @Size(max = 20)
        List<@NotNull @Valid Evidence> evidence) {}
