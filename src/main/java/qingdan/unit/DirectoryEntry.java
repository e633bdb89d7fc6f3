package qingdan.unit;

import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "DirectoryEntry", description = "What every account may know of any unit.")
public record DirectoryEntry(
    @Schema(description = "Id of the unit.", required = true) UUID id,
    @Schema(description = "Code.", examples = "120101000000", required = true) String code,
    @Schema(description = "Name.", examples = "和平区", required = true) String name,
    @Schema(description = "What it is.", required = true) UnitKind kind,
    @Schema(description = "Administrative tier.", required = true) Tier tier) {

  static DirectoryEntry of(UnitRow row) {
    return new DirectoryEntry(
        row.id(), row.code(), row.name(), UnitKind.valueOf(row.kind()), Tier.valueOf(row.tier()));
  }
}
