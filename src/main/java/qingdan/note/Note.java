package qingdan.note;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

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

/** A note as it stands in the table, with what it takes from its campaign and its rule. */
@RegisterForReflection
record Note(
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
    String title,
    String text,
    String focusLines,
    String audienceWords,
    LocalDate issuedOn,
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

  DirectoryEntry base() {
    return new DirectoryEntry(
        baseId, baseCode, baseName, UnitKind.valueOf(baseKind), Tier.valueOf(baseTier));
  }

  List<String> focus() {
    return focusLines == null || focusLines.isEmpty() ? List.of() : List.of(focusLines.split("\n"));
  }

  /** None: for all. */
  List<Audience> audiences() {
    return audienceWords == null || audienceWords.isEmpty()
        ? List.of()
        : Stream.of(audienceWords.split(",")).map(Audience::valueOf).toList();
  }

  @Override
  public Subject subject() {
    return new Subject(
        ObligationKind.NOTE,
        id,
        campaignId,
        batchId,
        issuedOn,
        dueOn,
        null,
        null,
        ZoneId.of(timeZone));
  }

  @Override
  public Cohort cohort() {
    return stored().cohort(basePath, batchId);
  }

  void requireNotClosed() {
    Phase.requireNotClosed(campaignStatus, batchStatus);
  }

  /** The latest first. */
  List<String> key() {
    return List.of(issuedOn.toString(), id.toString());
  }

  Map<String, Object> fields() {
    var fields = new TreeMap<String, Object>();
    fields.put("campaign", campaignId);
    fields.put("batch", batchId);
    fields.put("base", baseId);
    fields.put("title", title);
    fields.put("audiences", audiences());
    fields.put("dueOn", dueOn);
    fields.put("rule", rule());
    return fields;
  }

  Changed fact(String type, Map<String, Object> before, Map<String, Object> after) {
    return new Changed("guidanceNote", id, type, List.of(basePath), before, after);
  }

  @Override
  public Changed cohortChanged(Followed followed) {
    return fact("guidance-note.cohort-changed", null, followed.told());
  }
}
