package qingdan.meeting;

import java.time.LocalDate;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "That a meeting was held.")
record HoldMeeting(
    @Schema(
            description = "On which day, from the first day of the series to today.",
            examples = "2019-09-16")
        @NotNull
        LocalDate heldOn,
    @Schema(description = "Minutes (纪要); they may be written later.", nullable = true)
        @Text
        @Size(min = 1, max = 20000)
        String minutes) {}
