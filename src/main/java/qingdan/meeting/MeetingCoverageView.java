package qingdan.meeting;

import java.time.LocalDate;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
    name = "MeetingCoverage",
    description =
        "Whether a series was held as its cadence asks, at the end of a day. On time, late and missing add up to what was expected.")
record MeetingCoverageView(
    @Schema(description = "Id of the series.", required = true) UUID series,
    @Schema(
            description = "At the end of this day in the campaign's time zone.",
            examples = "2019-11-30",
            required = true)
        LocalDate asOf,
    @Schema(description = "Days that were due by then.", examples = "6", required = true)
        long expected,
    @Schema(description = "Of these, held.", examples = "5", required = true) long held,
    @Schema(description = "Held on the due day or before it.", examples = "4", required = true)
        long onTime,
    @Schema(description = "Held after it.", examples = "1", required = true) long late,
    @Schema(description = "Not held.", examples = "1", required = true) long missing,
    @Schema(
            description = "Of those not held: cancelled, with a reason.",
            examples = "1",
            required = true)
        long cancelled) {}
