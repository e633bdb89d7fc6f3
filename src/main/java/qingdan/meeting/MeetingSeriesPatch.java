package qingdan.meeting;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(
    description =
        "The fields to change; absent ones stay. Another cadence is another series: end this one.")
@RegisterForReflection
record MeetingSeriesPatch(
    @Schema(description = "Name; once in a campaign.", examples = "巡回督导组组长例会")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 200)
        String name,
    @Schema(description = "Last day.", examples = "2020-01-20", nullable = true) LocalDate endsOn,
    @Schema(
            description =
                "Who takes part in each meeting that is planned from now on and does not name its own participants.",
            maxItems = 200)
        @NotNull
        @Size(max = 200)
        List<@NotNull @Valid Participant> participants) {

  static MeetingSeriesPatch of(MeetingSeries series, List<Participant> participants) {
    return new MeetingSeriesPatch(series.name(), series.endsOn(), participants);
  }
}
