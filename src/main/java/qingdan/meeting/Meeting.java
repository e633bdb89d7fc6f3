package qingdan.meeting;

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

/** A meeting as it stands in the table. */
@RegisterForReflection
record Meeting(
    UUID id,
    int version,
    UUID seriesId,
    String officePath,
    LocalDate slot,
    LocalDate plannedOn,
    String statusName,
    LocalDate heldOn,
    LocalDate cancelledOn,
    String reason,
    String agenda,
    String minutes,
    String briefingDigest,
    Instant createdAt) {

  MeetingStatus status() {
    return MeetingStatus.valueOf(statusName);
  }

  void requirePlanned(MeetingStatus to) {
    if (status() != MeetingStatus.PLANNED) {
      throw new Refusal(ErrorCode.MOVE_REFUSED, status(), to, MeetingStatus.PLANNED);
    }
  }

  List<String> key() {
    return List.of(plannedOn.toString(), id.toString());
  }

  /** Of texts nothing: they stay within the sight of the meeting. */
  Map<String, Object> fields() {
    var fields = new TreeMap<String, Object>();
    fields.put("series", seriesId);
    fields.put("slot", slot);
    fields.put("plannedOn", plannedOn);
    fields.put("status", statusName);
    fields.put("heldOn", heldOn);
    return fields;
  }

  Changed fact(String type, Map<String, Object> before) {
    return new Changed("meeting", id, type, List.of(officePath), before, fields());
  }
}
