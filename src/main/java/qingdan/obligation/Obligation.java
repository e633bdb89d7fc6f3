package qingdan.obligation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.shared.Changed;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** What one unit owes, as it stands in the table, with what the directory says of the unit. */
@RegisterForReflection
public record Obligation(
    UUID id,
    int version,
    UUID subjectId,
    UUID unitId,
    String unitPath,
    String unitCode,
    String unitName,
    String unitKind,
    String unitTier,
    LocalDate owedFrom,
    LocalDate dueOn,
    String stateCode,
    LocalDate doneOn,
    Long amount,
    Long doneAmount,
    String note,
    String evidence,
    UUID reportedBy,
    Instant reportedAt,
    Instant confirmedAt,
    String returnedFor) {

  public ObligationState state() {
    return ObligationState.valueOf(stateCode);
  }

  public DirectoryEntry unit() {
    return new DirectoryEntry(
        unitId, unitCode, unitName, UnitKind.valueOf(unitKind), Tier.valueOf(unitTier));
  }

  /** Null until it is done. */
  public Boolean onTime() {
    return state() == ObligationState.DONE ? (Boolean) !doneOn.isAfter(dueOn) : null;
  }

  public List<String> key() {
    return List.of(unitPath);
  }

  public Changed fact(String type, Obligation before) {
    return new Changed(
        "obligation",
        id,
        type,
        List.of(unitPath),
        before == null ? null : before.fields(),
        fields());
  }

  private Map<String, Object> fields() {
    var fields = new TreeMap<String, Object>();
    fields.put("subject", subjectId);
    fields.put("unit", unitId);
    fields.put("state", stateCode);
    fields.put("doneOn", doneOn);
    fields.put("doneAmount", doneAmount);
    fields.put("note", note);
    fields.put("returnedFor", returnedFor);
    return fields;
  }
}
