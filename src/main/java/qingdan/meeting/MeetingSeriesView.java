package qingdan.meeting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;
import qingdan.unit.DirectoryEntry;

@Schema(name = "MeetingSeries", description = "Meetings that an office holds again and again (例会).")
record MeetingSeriesView(
    @Schema(description = "Id of the series.", required = true) UUID id,
    @Schema(
            description = "Grows by one with each change; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(description = "Id of its campaign.", required = true) UUID campaign,
    @Schema(description = "The unit whose office holds it.", required = true) DirectoryEntry office,
    @Schema(description = "Name.", examples = "巡回督导组组长例会", required = true) String name,
    @Schema(description = "How often.", required = true) Cadence cadence,
    @Schema(
            description = "With WEEKLY: the day of the week, 1 for Monday; or null.",
            examples = "1",
            nullable = true,
            required = true)
        Integer weekday,
    @Schema(
            description =
                "With MONTHLY: the day of the month, the last one where it has fewer; or null.",
            examples = "25",
            nullable = true,
            required = true)
        Integer monthDay,
    @Schema(description = "First day.", examples = "2019-09-09", required = true)
        LocalDate startsOn,
    @Schema(description = "Last day, or null.", nullable = true, required = true) LocalDate endsOn,
    @Schema(
            description = "Who takes part in each meeting that does not name its own participants.",
            required = true,
            maxItems = 200)
        List<MeetingView.Attendance> participants,
    @Schema(description = "When it was made.", required = true) Instant createdAt)
    implements Versioned {

  static MeetingSeriesView of(MeetingSeries series, List<MeetingView.Attendance> participants) {
    return new MeetingSeriesView(
        series.id(),
        series.version(),
        series.campaignId(),
        series.office(),
        series.name(),
        Cadence.valueOf(series.cadence()),
        series.weekday(),
        series.monthDay(),
        series.startsOn(),
        series.endsOn(),
        participants,
        series.createdAt());
  }
}
