package qingdan.obligation;

import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.UnitKind;

@Schema(name = "Cohort", description = "How many units would owe a milestone.")
@RegisterForReflection
public record CohortView(
    @Schema(description = "Units in all.", examples = "39", required = true) long units,
    @Schema(description = "The same for each kind of unit.", required = true, maxItems = 100)
        List<OfKind> kinds) {

  @Schema(name = "CohortOfKind", description = "How many units of a kind.")
  @RegisterForReflection
  public record OfKind(
      @Schema(description = "The kind.", required = true) UnitKind kind,
      @Schema(description = "Units of it.", examples = "16", required = true) long units) {}

  static CohortView of(List<OfKind> kinds) {
    return new CohortView(kinds.stream().mapToLong(OfKind::units).sum(), kinds);
  }
}
