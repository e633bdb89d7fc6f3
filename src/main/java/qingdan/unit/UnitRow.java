package qingdan.unit;

import java.time.Instant;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A unit as it stands in the table, or as it stood. */
@RegisterForReflection
record UnitRow(
    UUID id,
    int version,
    String code,
    String name,
    String kind,
    String tier,
    String sector,
    UUID parentId,
    String path,
    Integer childCount,
    Instant closedAt,
    UUID successorId,
    Instant validFrom) {

  static final String COLUMNS =
      """
      id, version, code, name, kind, tier, sector, parent_id, path, child_count, closed_at, successor_id, valid_from""";

  boolean isClosed() {
    return closedAt != null;
  }

  /** Steps from the root: a root has depth 1. */
  int depth() {
    return (int) path.chars().filter(c -> c == '/').count() - 1;
  }
}
