package qingdan.guidance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.campaign.Phase;
import qingdan.obligation.Cohort;
import qingdan.obligation.CohortRule;
import qingdan.obligation.Ruled;
import qingdan.shared.Changed;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** A guidance group as it stands in the table, with what it takes from its campaign and rule. */
@RegisterForReflection
public record GuidanceGroup(
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
    String name,
    String level,
    LocalDate startsOn,
    LocalDate endsOn,
    boolean ruled,
    String kinds,
    String tiers,
    String sectors,
    UUID setId,
    String setOwnerPath,
    UUID partId,
    String partPath,
    Instant createdAt)
    implements Ruled {

  ZoneId zone() {
    return ZoneId.of(timeZone);
  }

  DirectoryEntry base() {
    return new DirectoryEntry(
        baseId, baseCode, baseName, UnitKind.valueOf(baseKind), Tier.valueOf(baseTier));
  }

  /** Null where it guides only the units that are named. */
  CohortRule rule() {
    return ruled ? stored().rule() : null;
  }

  /** Without one the units stay as they were. */
  boolean hasCohort() {
    return ruled && stored().holds();
  }

  Cohort cohort() {
    return stored().cohort(basePath, null);
  }

  void requireNotClosed() {
    Phase.requireNotClosed(campaignStatus, null);
  }

  Map<String, Object> fields() {
    var fields = new TreeMap<String, Object>();
    fields.put("campaign", campaignId);
    fields.put("base", baseId);
    fields.put("name", name);
    fields.put("level", level);
    fields.put("startsOn", startsOn);
    fields.put("endsOn", endsOn);
    fields.put("rule", rule());
    return fields;
  }

  Changed fact(String type, Map<String, Object> before, Map<String, Object> after) {
    return new Changed("guidanceGroup", id, type, List.of(basePath), before, after);
  }
}
