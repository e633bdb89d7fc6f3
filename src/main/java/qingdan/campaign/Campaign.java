package qingdan.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Subtree;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** A campaign as it stands in the table, with what the directory says of its top unit. */
@RegisterForReflection
public record Campaign(
    UUID id,
    int version,
    String name,
    UUID topUnitId,
    String topPath,
    String topCode,
    String topName,
    String topKind,
    String topTier,
    String timeZone,
    LocalDate startsOn,
    LocalDate endsOn,
    String description,
    String status,
    String labelLines,
    Integer escalateAfter,
    Instant createdAt) {

  List<String> labels() {
    return labelLines.isEmpty() ? List.of() : List.of(labelLines.split("\n"));
  }

  Phase phase() {
    return Phase.valueOf(status);
  }

  public Subtree subtree() {
    return new Subtree(topPath);
  }

  DirectoryEntry topUnit() {
    return new DirectoryEntry(
        topUnitId, topCode, topName, UnitKind.valueOf(topKind), Tier.valueOf(topTier));
  }

  public void requireNotClosed() {
    if (phase() == Phase.CLOSED) {
      throw new Refusal(ErrorCode.CAMPAIGN_CLOSED);
    }
  }

  List<String> key() {
    return List.of(startsOn.toString(), id.toString());
  }

  Map<String, Object> fields() {
    var fields = new TreeMap<String, Object>();
    fields.put("name", name);
    fields.put("topUnit", topUnitId);
    fields.put("timeZone", timeZone);
    fields.put("startsOn", startsOn);
    fields.put("endsOn", endsOn);
    fields.put("description", description);
    fields.put("status", status);
    fields.put("labels", labels());
    fields.put("escalateAfter", escalateAfter);
    return fields;
  }
}
