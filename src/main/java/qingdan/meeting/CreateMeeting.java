package qingdan.meeting;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A meeting to be held.")
record CreateMeeting(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "Id of the series.") @NotNull UUID series,
    @Schema(
            description =
                "The day of the series that it is for, as `listMeetingDates` has it; absent for one beside the cadence.",
            examples = "2019-09-16",
            nullable = true)
        LocalDate slot,
    @Schema(
            description =
                "For which day it is planned; when the slot is due, when absent. Needed without a slot.",
            examples = "2019-09-16",
            nullable = true)
        LocalDate plannedOn,
    @Schema(description = "What it is about.", nullable = true, maxItems = 50) @Size(max = 50)
        List<@NotNull @Valid AgendaItem> agenda,
    @Schema(
            description = "Who takes part; whoever stands in the series when absent.",
            nullable = true,
            maxItems = 200)
        @Size(max = 200)
        List<@NotNull @Valid Participant> participants) {

  MeetingPatch fields(LocalDate day) {
    return new MeetingPatch(
        day,
        agenda == null ? List.of() : agenda,
        participants == null ? List.of() : participants,
        null);
  }
}
