package qingdan.meeting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;
import qingdan.unit.DirectoryEntry;

@Schema(name = "Meeting", description = "A meeting of a series (会议).")
record MeetingView(
    @Schema(description = "Id of the meeting.", required = true) UUID id,
    @Schema(
            description = "Grows by one with each change; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(description = "Id of its series.", required = true) UUID series,
    @Schema(description = "Name of its series.", examples = "巡回督导组组长例会", required = true)
        String name,
    @Schema(description = "Id of its campaign.", required = true) UUID campaign,
    @Schema(description = "The unit whose office holds it.", required = true) DirectoryEntry office,
    @Schema(
            description = "The day of the series that it is for; null for one beside the cadence.",
            examples = "2019-09-16",
            nullable = true,
            required = true)
        LocalDate slot,
    @Schema(description = "For which day it is planned.", examples = "2019-09-16", required = true)
        LocalDate plannedOn,
    @Schema(description = "How far it is.", required = true) MeetingStatus status,
    @Schema(description = "On which day it was held, or null.", nullable = true, required = true)
        LocalDate heldOn,
    @Schema(description = "Why it was cancelled, or null.", nullable = true, required = true)
        String reason,
    @Schema(description = "What it is about.", required = true, maxItems = 50)
        List<AgendaItem> agenda,
    @Schema(description = "Who takes part.", required = true, maxItems = 200)
        List<Attendance> participants,
    @Schema(description = "Minutes (纪要), or null.", nullable = true, required = true)
        String minutes,
    @Schema(
            description =
                "SHA-256 of its briefing as it was when the meeting was held, over the bytes of the JSON in UTF-8, in hexadecimal digits; null before.",
            nullable = true,
            required = true)
        String briefingDigest,
    @Schema(description = "When it was planned.", required = true) Instant createdAt)
    implements Versioned {

  @Schema(
      name = "MeetingParticipant",
      description = "Who takes part: a unit, a guidance group or a person.")
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Attendance(
      @Schema(description = "The unit; absent for others.") DirectoryEntry unit,
      @Schema(description = "Id of the guidance group; absent for others.") UUID group,
      @Schema(description = "Name of the group or the person; absent for units.", examples = "李某")
          String name,
      @Schema(description = "Office of the person; absent for others.", examples = "办公室主任")
          String office) {}
}
