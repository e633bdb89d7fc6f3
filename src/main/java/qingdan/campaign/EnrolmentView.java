package qingdan.campaign;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

@Schema(name = "Enrolment", description = "A unit of a batch's cohort.")
@RegisterForReflection
public record EnrolmentView(
    @Schema(description = "The unit, as it is now.", required = true) DirectoryEntry unit,
    @Schema(description = "Since when it is enrolled.", required = true) Instant enrolledAt,
    @Schema(description = "When it was withdrawn, or null.", nullable = true, required = true)
        Instant withdrawnAt,
    @Schema(description = "Why it was enrolled, or null.", nullable = true, required = true)
        String reason,
    @Schema(description = "Why it was withdrawn, or null.", nullable = true, required = true)
        String withdrawalReason) {

  @RegisterForReflection
  record Row(
      UUID id,
      String code,
      String name,
      String kind,
      String tier,
      String path,
      Instant validFrom,
      Instant validTo,
      String reason,
      String endReason) {

    List<String> key() {
      return List.of(path);
    }
  }

  static EnrolmentView of(Row row) {
    return new EnrolmentView(
        new DirectoryEntry(
            row.id(),
            row.code(),
            row.name(),
            UnitKind.valueOf(row.kind()),
            Tier.valueOf(row.tier())),
        row.validFrom(),
        row.validTo(),
        row.reason(),
        row.endReason());
  }
}
