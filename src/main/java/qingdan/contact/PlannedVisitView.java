package qingdan.contact;

import java.time.LocalDate;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;

@Schema(name = "PlannedVisit", description = "A visit that a leader plans to make by a day (计划走访).")
@RegisterForReflection
public record PlannedVisitView(
    @Schema(description = "By which day.", examples = "2019-10-09", required = true) LocalDate day,
    @Schema(
            description = "Grows by one with each change; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(
            description =
                "From which day on a visit counts for it: the day after the planned one before, and not before it was planned.",
            examples = "2019-09-10",
            required = true)
        LocalDate countsFrom,
    @Schema(
            description = "The day of the visit that was made; null until then.",
            examples = "2019-10-07",
            nullable = true,
            required = true)
        LocalDate madeOn,
    @Schema(description = "True: it is not made, and its day is over.", required = true)
        boolean overdue)
    implements Versioned {

  static PlannedVisitView of(PlannedVisit visit) {
    return new PlannedVisitView(
        visit.day(), visit.version(), visit.countsFrom(), visit.madeOn(), visit.overdue());
  }
}
