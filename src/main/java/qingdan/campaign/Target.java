package qingdan.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Role;
import qingdan.shared.Changed;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** A target as it stands in the table, with what it takes from its task and its unit. */
@RegisterForReflection
record Target(
    UUID id,
    int version,
    UUID campaignId,
    String campaignStatus,
    String timeZone,
    UUID taskId,
    String taskStatus,
    String leadPath,
    UUID batchId,
    UUID unitId,
    String unitPath,
    String unitCode,
    String unitName,
    String unitKind,
    String unitTier,
    boolean unitClosed,
    String category,
    String measure,
    String unitOfMeasure,
    long number,
    LocalDate dueOn,
    boolean assigned,
    Long done,
    LocalDate doneOn,
    Instant createdAt) {

  DirectoryEntry unit() {
    return new DirectoryEntry(
        unitId, unitCode, unitName, UnitKind.valueOf(unitKind), Tier.valueOf(unitTier));
  }

  ZoneId zone() {
    return ZoneId.of(timeZone);
  }

  /** Who may change it, beside whoever supervises the unit. */
  Role keeper() {
    return assigned ? Role.SUPERVISOR : Role.REPORTER;
  }

  void requireNotClosed() {
    if (Phase.valueOf(campaignStatus) == Phase.CLOSED) {
      throw new Refusal(ErrorCode.CAMPAIGN_CLOSED);
    }
    if (TaskStatus.valueOf(taskStatus) == TaskStatus.CLOSED) {
      throw new Refusal(ErrorCode.TASK_CLOSED);
    }
    requireOpenUnit();
  }

  void requireOpenUnit() {
    if (unitClosed) {
      throw new Refusal(ErrorCode.UNIT_CLOSED, unitCode);
    }
  }

  /** Null as long as nothing was reported; never less than zero. */
  Long remaining() {
    return done == null ? null : (Long) Math.max(number - done, 0);
  }

  List<String> key() {
    return List.of(unitPath, id.toString());
  }

  Map<String, Object> fields() {
    var fields = new TreeMap<String, Object>();
    fields.put("task", taskId);
    fields.put("batch", batchId);
    fields.put("unit", unitId);
    fields.put("category", category);
    fields.put("measure", measure);
    fields.put("unitOfMeasure", unitOfMeasure);
    fields.put("number", number);
    fields.put("dueOn", dueOn);
    fields.put("assigned", assigned);
    return fields;
  }

  Changed fact(String type, Map<String, Object> before, Map<String, Object> after) {
    var paths = leadPath == null ? List.of(unitPath) : List.of(unitPath, leadPath);
    return new Changed("target", id, type, paths, before, after);
  }
}
