package qingdan.finding;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.shared.Changed;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** An inspection as it stands in the table. */
@RegisterForReflection
record Inspection(
    UUID id,
    UUID campaignId,
    UUID roundId,
    String officePath,
    UUID unitId,
    String unitPath,
    String unitCode,
    String unitName,
    String unitKind,
    String unitTier,
    UUID checklistId,
    LocalDate inspectedOn,
    String occasion,
    String answers,
    String note,
    Instant recordedAt,
    UUID recordedBy,
    long findings,
    boolean withdrawn) {

  DirectoryEntry unit() {
    return new DirectoryEntry(
        unitId, unitCode, unitName, UnitKind.valueOf(unitKind), Tier.valueOf(unitTier));
  }

  List<String> key() {
    return List.of(inspectedOn.toString(), id.toString());
  }

  /** Of texts nothing: they stay within the sight of the inspection. */
  private Map<String, Object> fields() {
    return Map.of(
        "round",
        roundId,
        "unit",
        unitId,
        "inspectedOn",
        inspectedOn,
        "occasion",
        occasion,
        "findings",
        findings);
  }

  Changed recorded() {
    return new Changed("inspection", id, "inspection.recorded", List.of(unitPath), null, fields());
  }

  Changed withdrawnFact() {
    return new Changed("inspection", id, "inspection.withdrawn", List.of(unitPath), fields(), null);
  }
}
