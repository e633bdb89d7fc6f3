package qingdan.unit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A unit set as it stands in the table, with the place of its owner. */
@RegisterForReflection
record UnitSet(
    UUID id,
    int version,
    String name,
    String grouping,
    boolean exclusive,
    UUID ownerId,
    String ownerPath,
    Instant createdAt) {

  /**
   * What members of exclusive sets share; null where sets may overlap. Groupings of two owners have
   * nothing to do with one another: a conflict must not tell of a set that the caller cannot see.
   */
  String exclusiveIn() {
    return exclusive ? ownerId + " " + grouping : null;
  }

  List<String> key() {
    return List.of(grouping, name, id.toString());
  }

  Map<String, Object> fields() {
    return Map.of("name", name, "grouping", grouping, "exclusive", exclusive, "owner", ownerId);
  }

  UnitSet changed(UnitSetPatch to) {
    return new UnitSet(
        id, version + 1, to.name(), to.grouping(), to.exclusive(), ownerId, ownerPath, createdAt);
  }
}
