package qingdan.visit;

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
import qingdan.obligation.Followed;
import qingdan.obligation.ObligationKind;
import qingdan.obligation.Owed;
import qingdan.obligation.Subject;
import qingdan.shared.Changed;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** A plan of visits as it stands in the table, with what it takes from its campaign and rule. */
@RegisterForReflection
record VisitPlan(
    UUID id,
    int version,
    UUID campaignId,
    String campaignStatus,
    String timeZone,
    UUID batchId,
    String batchStatus,
    UUID baseId,
    String basePath,
    String baseCode,
    String baseName,
    String baseKind,
    String baseTier,
    String name,
    String purpose,
    LocalDate startsOn,
    LocalDate dueOn,
    String kinds,
    String tiers,
    String sectors,
    UUID setId,
    String setOwnerPath,
    UUID partId,
    String partPath,
    Instant createdAt)
    implements Owed {

  ZoneId zone() {
    return ZoneId.of(timeZone);
  }

  DirectoryEntry base() {
    return new DirectoryEntry(
        baseId, baseCode, baseName, UnitKind.valueOf(baseKind), Tier.valueOf(baseTier));
  }

  @Override
  public Subject subject() {
    return new Subject(
        ObligationKind.VISIT, id, campaignId, batchId, startsOn, dueOn, null, null, zone());
  }

  @Override
  public Cohort cohort() {
    return stored().cohort(basePath, batchId);
  }

  void requireNotClosed() {
    Phase.requireNotClosed(campaignStatus, batchStatus);
  }

  List<String> key() {
    return List.of(dueOn.toString(), id.toString());
  }

  Map<String, Object> fields() {
    var fields = new TreeMap<String, Object>();
    fields.put("campaign", campaignId);
    fields.put("batch", batchId);
    fields.put("base", baseId);
    fields.put("name", name);
    fields.put("purpose", purpose);
    fields.put("startsOn", startsOn);
    fields.put("dueOn", dueOn);
    fields.put("rule", rule());
    return fields;
  }

  Changed fact(String type, Map<String, Object> before, Map<String, Object> after) {
    return new Changed("visitPlan", id, type, List.of(basePath), before, after);
  }

  @Override
  public Changed cohortChanged(Followed followed) {
    return fact("visit-plan.cohort-changed", null, followed.told());
  }
}
