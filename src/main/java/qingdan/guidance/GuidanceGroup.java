package qingdan.guidance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Subtree;
import qingdan.campaign.Phase;
import qingdan.milestone.CohortRule;
import qingdan.obligation.Cohort;
import qingdan.shared.Changed;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
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
    Instant createdAt) {

  ZoneId zone() {
    return ZoneId.of(timeZone);
  }

  DirectoryEntry base() {
    return new DirectoryEntry(
        baseId, baseCode, baseName, UnitKind.valueOf(baseKind), Tier.valueOf(baseTier));
  }

  /** Null where it guides only the units that are named. */
  CohortRule rule() {
    return ruled ? CohortRule.of(kinds, tiers, sectors, setId, partId) : null;
  }

  /** Of a set that is gone nobody is a member any more: the units stay as they were. */
  boolean hasCohort() {
    return ruled && (setId == null || setOwnerPath != null);
  }

  Cohort cohort() {
    var within = new ArrayList<>(List.of(new Subtree(basePath)));
    if (partPath != null) {
      within.add(new Subtree(partPath));
    }
    if (setOwnerPath != null) {
      within.add(new Subtree(setOwnerPath));
    }
    return new Cohort(
        null,
        within,
        CohortRule.words(kinds),
        CohortRule.words(tiers),
        CohortRule.words(sectors),
        setId);
  }

  void requireNotClosed() {
    if (Phase.valueOf(campaignStatus) == Phase.CLOSED) {
      throw new Refusal(ErrorCode.CAMPAIGN_CLOSED);
    }
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
