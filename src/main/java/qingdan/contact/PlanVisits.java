package qingdan.contact;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Days by which a leader plans to visit: either `days`, or `everyDays`.")
record PlanVisits(
    @Schema(
            description = "The days, none before today, all of the contact's term.",
            examples = "[\"2019-09-30\", \"2019-10-31\"]",
            minItems = 1,
            maxItems = 366,
            nullable = true)
        @Size(min = 1, max = 366)
        List<@NotNull LocalDate> days,
    @Schema(
            description = "A day each so many days, from `from` to `until`.",
            examples = "30",
            nullable = true)
        @Min(1)
        @Max(366)
        Integer everyDays,
    @Schema(
            description =
                "With `everyDays`: the first of the days; so many days from today when absent.",
            examples = "2019-10-09",
            nullable = true)
        LocalDate from,
    @Schema(
            description =
                "With `everyDays`: no day after this one; the last day of the term when absent, so that an open term needs it.",
            examples = "2019-11-30",
            nullable = true)
        LocalDate until) {

  static final int MOST = 366;

  /** With a cadence one more than there may be at most, where it has more. */
  List<LocalDate> days(LocalDate today, LocalDate endsOn) {
    if (everyDays == null) {
      return days.stream().distinct().sorted().toList();
    }
    var first = from == null ? today.plusDays(everyDays) : from;
    var last = until == null ? endsOn : until;
    return Stream.iterate(first, day -> !day.isAfter(last), day -> day.plusDays(everyDays))
        .limit(MOST + 1)
        .toList();
  }
}
