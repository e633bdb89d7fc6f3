package qingdan.meeting;

import java.time.LocalDate;

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
    @Schema(description = "Last day.", examples = "2020-01-20", nullable = true) LocalDate endsOn) {

  static MeetingSeriesPatch of(MeetingSeries series) {
    return new MeetingSeriesPatch(series.name(), series.endsOn());
  }
}
