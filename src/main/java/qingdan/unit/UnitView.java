package qingdan.unit;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;

@Schema(name = "Unit", description = "A node of the tree (单位).")
public record UnitView(
    @Schema(description = "Id of the unit.", required = true) UUID id,
    @Schema(
            description = "Grows by one with each change of the unit; the first part of its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(
            description = "Official division code or the office's own; unique among open units.",
            examples = "120101000000",
            required = true)
        String code,
    @Schema(description = "Name.", examples = "和平区", required = true) String name,
    @Schema(description = "What it is.", required = true) UnitKind kind,
    @Schema(description = "Administrative tier.", required = true) Tier tier,
    @Schema(description = "Sector, or null.", nullable = true, required = true) Sector sector,
    @Schema(description = "Unit above it; null for a root.", nullable = true, required = true)
        UUID parent,
    @Schema(
            description = "OPEN, or CLOSED (撤销): closed units stay readable and take no change.",
            required = true)
        Status status,
    @Schema(description = "When it was closed.", nullable = true, required = true) Instant closedAt,
    @Schema(description = "Unit that took over from it.", nullable = true, required = true)
        UUID successor,
    @Schema(
            description = "Open children; null in the past, where they are not counted.",
            examples = "16",
            nullable = true,
            required = true)
        Integer children,
    @Schema(description = "Since when it has been as it is here.", required = true)
        Instant validFrom)
    implements Versioned {

  @Schema(name = "UnitStatus", description = "Whether a unit is in use.")
  public enum Status {
    OPEN,
    CLOSED
  }

  static UnitView of(UnitRow row) {
    return new UnitView(
        row.id(),
        row.version(),
        row.code(),
        row.name(),
        UnitKind.valueOf(row.kind()),
        Tier.valueOf(row.tier()),
        row.sector() == null ? null : Sector.valueOf(row.sector()),
        row.parentId(),
        row.isClosed() ? Status.CLOSED : Status.OPEN,
        row.closedAt(),
        row.successorId(),
        row.childCount(),
        row.validFrom());
  }

  @Override
  public String etagSuffix() {
    return children == null ? "" : "." + children;
  }
}
