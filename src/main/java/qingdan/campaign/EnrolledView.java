package qingdan.campaign;

import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.UnitKind;

@Schema(name = "Enrolled", description = "What enrolling units did, or would do.")
@RegisterForReflection
public record EnrolledView(
    @Schema(description = "True: nothing was done.", required = true) boolean dryRun,
    @Schema(
            description = "Units that are enrolled now and were not.",
            examples = "39",
            required = true)
        long added,
    @Schema(description = "Units that were enrolled already.", examples = "0", required = true)
        long unchanged,
    @Schema(description = "The same for each kind of unit.", required = true, maxItems = 100)
        List<OfKind> kinds) {

  @Schema(name = "EnrolledOfKind", description = "What enrolling units did to those of a kind.")
  @RegisterForReflection
  public record OfKind(
      @Schema(description = "The kind.", required = true) UnitKind kind,
      @Schema(description = "Enrolled now and not before.", examples = "16", required = true)
          long added,
      @Schema(description = "Enrolled already.", examples = "0", required = true) long unchanged) {}

  static EnrolledView of(boolean dryRun, List<OfKind> kinds) {
    return new EnrolledView(
        dryRun,
        kinds.stream().mapToLong(OfKind::added).sum(),
        kinds.stream().mapToLong(OfKind::unchanged).sum(),
        kinds);
  }
}
