package qingdan.finding;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.shared.Changed;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** A finding as it stands in the table, with its inspection or its visit. */
@RegisterForReflection
record Finding(
    UUID id,
    UUID inspectionId,
    UUID visitId,
    int number,
    UUID campaignId,
    UUID batchId,
    UUID roundId,
    UUID unitId,
    String unitPath,
    String unitCode,
    String unitName,
    String unitKind,
    String unitTier,
    LocalDate inspectedOn,
    boolean byGroup,
    String title,
    String description,
    String category,
    String fields,
    String severity,
    String statusName,
    UUID problemId,
    String reason,
    Instant decidedAt) {

  FindingStatus status() {
    return FindingStatus.valueOf(statusName);
  }

  DirectoryEntry unit() {
    return new DirectoryEntry(
        unitId, unitCode, unitName, UnitKind.valueOf(unitKind), Tier.valueOf(unitTier));
  }

  List<String> key() {
    return List.of(id.toString());
  }

  void requireWaiting(FindingStatus to) {
    if (status() != FindingStatus.WAITING) {
      throw new Refusal(ErrorCode.MOVE_REFUSED, status(), to, FindingStatus.WAITING);
    }
  }

  Changed fact(String type) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("inspection", inspectionId);
    fields.put("visit", visitId);
    fields.put("status", statusName);
    fields.put("problem", problemId);
    return new Changed("finding", id, type, List.of(unitPath), Map.of("status", "WAITING"), fields);
  }
}
