package qingdan.campaign;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Subtree;
import qingdan.shared.Changed;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** A task as it stands in the table, with what it takes from its campaign and its units. */
@RegisterForReflection
record Task(
    UUID id,
    int version,
    UUID campaignId,
    String campaignStatus,
    String timeZone,
    UUID topUnitId,
    UUID ownerId,
    String ownerPath,
    String ownerCode,
    String ownerName,
    String ownerKind,
    String ownerTier,
    boolean ownerClosed,
    UUID leadId,
    String leadPath,
    String leadCode,
    String leadName,
    String leadKind,
    String leadTier,
    String name,
    String description,
    int position,
    String status,
    Instant createdAt) {

  TaskOrigin origin() {
    return ownerId.equals(topUnitId) ? TaskOrigin.COMMON : TaskOrigin.LOCAL;
  }

  TaskStatus state() {
    return TaskStatus.valueOf(status);
  }

  ZoneId zone() {
    return ZoneId.of(timeZone);
  }

  /** The units that it concerns. */
  Subtree subtree() {
    return new Subtree(ownerPath);
  }

  DirectoryEntry owner() {
    return new DirectoryEntry(
        ownerId, ownerCode, ownerName, UnitKind.valueOf(ownerKind), Tier.valueOf(ownerTier));
  }

  /** Null where nobody leads it. */
  DirectoryEntry leadUnit() {
    return leadId == null
        ? null
        : new DirectoryEntry(
            leadId, leadCode, leadName, UnitKind.valueOf(leadKind), Tier.valueOf(leadTier));
  }

  void requireNotClosed() {
    if (Phase.valueOf(campaignStatus) == Phase.CLOSED) {
      throw new Refusal(ErrorCode.CAMPAIGN_CLOSED);
    }
    if (state() == TaskStatus.CLOSED) {
      throw new Refusal(ErrorCode.TASK_CLOSED);
    }
  }

  void requireNext(TaskStatus to) {
    if (to.ordinal() < state().ordinal()) {
      throw new Refusal(ErrorCode.TRANSITION_REFUSED, state(), to);
    }
  }

  Map<String, Object> fields() {
    var fields = new TreeMap<String, Object>();
    fields.put("campaign", campaignId);
    fields.put("owner", ownerId);
    fields.put("leadUnit", leadId);
    fields.put("name", name);
    fields.put("description", description);
    fields.put("position", position);
    fields.put("status", status);
    return fields;
  }

  Changed fact(String type, Map<String, Object> before) {
    return new Changed("task", id, type, paths(), before, fields());
  }

  private List<String> paths() {
    return leadPath == null ? List.of(ownerPath) : List.of(ownerPath, leadPath);
  }
}
