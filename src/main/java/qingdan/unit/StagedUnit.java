package qingdan.unit;

import java.util.List;

/**
 * A unit as a file names it.
 *
 * @param tier null: that of its kind, or the one that the unit has
 */
public record StagedUnit(
    long line,
    String code,
    String name,
    UnitKind kind,
    String parentCode,
    Sector sector,
    Tier tier) {

  List<String> row(String id, String label) {
    return java.util.Arrays.asList(
        "" + line,
        code,
        name,
        kind.name(),
        parentCode,
        sector == null ? null : sector.name(),
        tier == null ? null : tier.name(),
        kind.tier().name(),
        id,
        label);
  }
}
