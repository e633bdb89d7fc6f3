package qingdan.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.campaign.Phase;
import qingdan.shared.Changed;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Sector;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** A contact as it stands in the table, with what it takes from its campaign and units. */
@RegisterForReflection
public record Contact(
    UUID id,
    int version,
    UUID campaignId,
    String campaignStatus,
    String timeZone,
    UUID baseId,
    String basePath,
    String baseCode,
    String baseName,
    String baseKind,
    String baseTier,
    String leader,
    String office,
    UUID accountId,
    UUID unitId,
    String unitPath,
    String unitCode,
    String unitName,
    String unitKind,
    String unitTier,
    String sectorName,
    LocalDate startsOn,
    LocalDate endsOn,
    Instant createdAt,
    UUID listId,
    LocalDate deadline,
    LocalDate nextVisitOn) {

  ZoneId zone() {
    return ZoneId.of(timeZone);
  }

  DirectoryEntry base() {
    return new DirectoryEntry(
        baseId, baseCode, baseName, UnitKind.valueOf(baseKind), Tier.valueOf(baseTier));
  }

  /** Null where it is with a sector. */
  DirectoryEntry unit() {
    return unitId == null
        ? null
        : new DirectoryEntry(
            unitId, unitCode, unitName, UnitKind.valueOf(unitKind), Tier.valueOf(unitTier));
  }

  /** Null where it is with a unit. */
  public Sector sector() {
    return sectorName == null ? null : Sector.valueOf(sectorName);
  }

  /** Who owes the visits that are planned: the unit, or with a sector that of the leader. */
  UUID owes() {
    return unitId == null ? baseId : unitId;
  }

  /** Whether a visit there may be one of the contact; of a sector, what the unit belongs to. */
  public boolean reaches(String path, Sector of) {
    return unitId == null ? path.startsWith(basePath) && sector() == of : path.startsWith(unitPath);
  }

  public boolean holdsOn(LocalDate day) {
    return !day.isBefore(startsOn) && (endsOn == null || !day.isAfter(endsOn));
  }

  void requireNotClosed() {
    Phase.requireNotClosed(campaignStatus, null);
  }

  static void requireInOrder(String pointer, LocalDate startsOn, LocalDate endsOn) {
    if (endsOn != null && endsOn.isBefore(startsOn)) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at(pointer, "not-before", startsOn.toString());
    }
  }

  List<String> key() {
    return List.of(startsOn.toString(), id.toString());
  }

  Map<String, Object> fields() {
    var fields = new TreeMap<String, Object>();
    fields.put("campaign", campaignId);
    fields.put("base", baseId);
    fields.put("leader", leader);
    fields.put("office", office);
    fields.put("account", accountId);
    fields.put("unit", unitId);
    fields.put("sector", sectorName);
    fields.put("startsOn", startsOn);
    fields.put("endsOn", endsOn);
    fields.put("list", listId);
    fields.put("deadline", deadline);
    return fields;
  }

  Changed fact(String type, Map<String, Object> before, Map<String, Object> after) {
    var paths = unitPath == null ? List.of(basePath) : List.of(basePath, unitPath);
    return new Changed("contact", id, type, paths.stream().distinct().toList(), before, after);
  }
}
