package qingdan.milestone;

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
import qingdan.obligation.EvidenceRule;
import qingdan.obligation.Followed;
import qingdan.obligation.ObligationKind;
import qingdan.obligation.Owed;
import qingdan.obligation.Subject;
import qingdan.shared.Changed;

/** A milestone as it stands in the table, with what it takes from its campaign and its rule. */
@RegisterForReflection
record Milestone(
    UUID id,
    int version,
    UUID campaignId,
    String campaignStatus,
    UUID topUnitId,
    String topPath,
    String timeZone,
    UUID batchId,
    String batchStatus,
    String name,
    String description,
    String kind,
    LocalDate dueOn,
    LocalDate owedFrom,
    String evidence,
    boolean confirmed,
    String measure,
    UUID reportedId,
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

  EvidenceRule evidenceRule() {
    return EvidenceRule.valueOf(evidence);
  }

  private UUID reported() {
    return measure == null ? null : reportedId;
  }

  @Override
  public Subject subject() {
    return new Subject(
        ObligationKind.MILESTONE,
        id,
        campaignId,
        batchId,
        owedFrom,
        dueOn,
        measure,
        reported(),
        zone());
  }

  @Override
  public Cohort cohort() {
    return stored().cohort(topPath, batchId);
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
    fields.put("name", name);
    fields.put("description", description);
    fields.put("kind", kind);
    fields.put("dueOn", dueOn);
    fields.put("owedFrom", owedFrom);
    fields.put("evidence", evidence);
    fields.put("confirmed", confirmed);
    fields.put("measure", measure);
    fields.put("rule", rule());
    return fields;
  }

  Changed fact(String type, Map<String, Object> before, Map<String, Object> after) {
    return new Changed("milestone", id, type, List.of(topPath), before, after);
  }

  @Override
  public Changed cohortChanged(Followed followed) {
    return fact("milestone.cohort-changed", null, followed.told());
  }
}
