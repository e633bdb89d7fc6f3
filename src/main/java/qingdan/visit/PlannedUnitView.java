package qingdan.visit;

import java.time.LocalDate;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.Obligation;
import qingdan.unit.DirectoryEntry;

@Schema(
    name = "PlannedUnit",
    description = "A unit of a plan of visits, and whether it was visited.")
@RegisterForReflection
public record PlannedUnitView(
    @Schema(description = "The unit.", required = true) DirectoryEntry unit,
    @Schema(
            description = "Until the end of which day a visit is on time.",
            examples = "2019-11-30",
            required = true)
        LocalDate dueOn,
    @Schema(
            description = "Day of its first visit since the plan began; null: not visited yet.",
            examples = "2019-10-12",
            nullable = true,
            required = true)
        LocalDate visitedOn,
    @Schema(
            description = "Whether that was on time; null until it is visited.",
            nullable = true,
            required = true)
        Boolean onTime) {

  static PlannedUnitView of(Obligation owed) {
    return new PlannedUnitView(owed.unit(), owed.dueOn(), owed.doneOn(), owed.onTime());
  }
}
