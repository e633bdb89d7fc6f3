package qingdan.meeting;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(
    description =
        "The fields to change; absent ones stay. Once the meeting is held its day and its agenda stay as they were, and its minutes may be written.")
@RegisterForReflection
record MeetingPatch(
    @Schema(description = "For which day it is planned.", examples = "2019-09-16") @NotNull
        LocalDate plannedOn,
    @Schema(description = "What it is about.", maxItems = 50) @NotNull @Size(max = 50)
        List<@NotNull @Valid AgendaItem> agenda,
    @Schema(description = "Who takes part, or took part.", maxItems = 200) @NotNull @Size(max = 200)
        List<@NotNull @Valid Participant> participants,
    @Schema(description = "Minutes (纪要).", nullable = true) @Text @Size(min = 1, max = 20000)
        String minutes) {}
