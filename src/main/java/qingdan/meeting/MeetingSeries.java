package qingdan.meeting;

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
import qingdan.shared.Changed;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** A series as it stands in the table, with what it takes from its campaign and its office. */
@RegisterForReflection
record MeetingSeries(
    UUID id,
    int version,
    UUID campaignId,
    String campaignStatus,
    String timeZone,
    UUID officeId,
    String officePath,
    String officeCode,
    String officeName,
    String officeKind,
    String officeTier,
    String name,
    String cadence,
    Integer weekday,
    Integer monthDay,
    LocalDate startsOn,
    LocalDate endsOn,
    Instant createdAt) {

  Rhythm rhythm() {
    return new Rhythm(Cadence.valueOf(cadence), weekday, monthDay);
  }

  ZoneId zone() {
    return ZoneId.of(timeZone);
  }

  DirectoryEntry office() {
    return new DirectoryEntry(
        officeId, officeCode, officeName, UnitKind.valueOf(officeKind), Tier.valueOf(officeTier));
  }

  void requireNotClosed() {
    if (Phase.valueOf(campaignStatus) == Phase.CLOSED) {
      throw new Refusal(ErrorCode.CAMPAIGN_CLOSED);
    }
  }

  /** Until a day, or to its end. */
  Stream<LocalDate> slots(LocalDate last) {
    return rhythm().slots(startsOn, endsOn == null || endsOn.isAfter(last) ? last : endsOn);
  }

  boolean has(LocalDate slot) {
    return !slot.isBefore(startsOn)
        && (endsOn == null || !slot.isAfter(endsOn))
        && rhythm().has(slot);
  }

  List<String> key() {
    return List.of(startsOn.toString(), id.toString());
  }

  Map<String, Object> fields() {
    var fields = new TreeMap<String, Object>();
    fields.put("campaign", campaignId);
    fields.put("office", officeId);
    fields.put("name", name);
    fields.put("cadence", cadence);
    fields.put("weekday", weekday);
    fields.put("monthDay", monthDay);
    fields.put("startsOn", startsOn);
    fields.put("endsOn", endsOn);
    return fields;
  }

  Changed fact(String type, Map<String, Object> before) {
    return new Changed("meetingSeries", id, type, List.of(officePath), before, fields());
  }
}
