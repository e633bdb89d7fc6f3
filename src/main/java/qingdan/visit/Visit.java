package qingdan.visit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.shared.Changed;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** A visit as it stands in the table, with what the directory says of the unit. */
@RegisterForReflection
record Visit(
    UUID id,
    int version,
    UUID campaignId,
    UUID unitId,
    String unitPath,
    String unitCode,
    String unitName,
    String unitKind,
    String unitTier,
    LocalDate visitedOn,
    String visitor,
    String office,
    UUID accountId,
    UUID groupId,
    UUID contactId,
    UUID planId,
    String purpose,
    String found,
    String problemIds,
    String openedIds,
    UUID recordedBy,
    Instant recordedAt,
    boolean withdrawn,
    long findings) {

  DirectoryEntry unit() {
    return new DirectoryEntry(
        unitId, unitCode, unitName, UnitKind.valueOf(unitKind), Tier.valueOf(unitTier));
  }

  /** Those that it names, and those that were opened within it since. */
  List<UUID> problems() {
    return Stream.concat(named().stream(), ids(openedIds)).distinct().sorted().toList();
  }

  List<UUID> named() {
    return ids(problemIds).toList();
  }

  private static Stream<UUID> ids(String line) {
    return line == null || line.isEmpty()
        ? Stream.of()
        : Stream.of(line.split(",")).map(UUID::fromString);
  }

  List<String> key() {
    return List.of(visitedOn.toString(), id.toString());
  }

  /** Of texts only that they are there: they stay within the sight of the visit. */
  private Map<String, Object> fields() {
    var fields = new TreeMap<String, Object>();
    fields.put("campaign", campaignId);
    fields.put("unit", unitId);
    fields.put("visitedOn", visitedOn);
    fields.put("group", groupId);
    fields.put("contact", contactId);
    fields.put("plan", planId);
    fields.put("problems", problems());
    fields.put("findings", findings);
    return fields;
  }

  Changed recorded() {
    return new Changed("visit", id, "visit.recorded", List.of(unitPath), null, fields());
  }

  Changed withdrawnFact() {
    return new Changed("visit", id, "visit.withdrawn", List.of(unitPath), fields(), null);
  }
}
