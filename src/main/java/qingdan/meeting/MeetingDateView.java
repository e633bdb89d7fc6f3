package qingdan.meeting;

import java.time.LocalDate;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "MeetingDate", description = "A day on which a series meets, and what became of it.")
record MeetingDateView(
    @Schema(description = "The day of the cadence.", examples = "2019-09-16", required = true)
        LocalDate slot,
    @Schema(
            description =
                "Until when it is due: the day of the cadence, or the nearest working day of the campaign. A calendar that changes moves the days to come, and none that is past.",
            examples = "2019-09-16",
            required = true)
        LocalDate dueOn,
    @Schema(description = "What became of it.", required = true) DateState state,
    @Schema(
            description = "Id of the meeting for it, to those who read the office's work; or null.",
            nullable = true,
            required = true)
        UUID meeting,
    @Schema(description = "On which day it was held, or null.", nullable = true, required = true)
        LocalDate heldOn,
    @Schema(
            description = "Why it was cancelled, to those who read the office's work; or null.",
            nullable = true,
            required = true)
        String reason) {}
