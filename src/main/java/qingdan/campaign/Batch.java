package qingdan.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Subtree;
import qingdan.shared.Changed;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;

/** A batch as it stands in the table, with what it takes from its campaign. */
@RegisterForReflection
public record Batch(
    UUID id,
    int version,
    UUID campaignId,
    String topPath,
    String timeZone,
    String campaignStatus,
    String name,
    LocalDate startsOn,
    LocalDate endsOn,
    String status,
    Instant createdAt) {

  public Phase phase() {
    return Phase.valueOf(status);
  }

  Subtree subtree() {
    return new Subtree(topPath);
  }

  public ZoneId zone() {
    return ZoneId.of(timeZone);
  }

  public void requireNotClosed() {
    Phase.requireNotClosed(campaignStatus, status);
  }

  /** What has begun, and perhaps ended. */
  public void requireBegun() {
    if (phase() == Phase.PLANNED) {
      throw new Refusal(ErrorCode.BATCH_NOT_OPEN, name);
    }
  }

  /** Work begins in a batch that is open. */
  public void requireOpen() {
    requireNotClosed();
    if (phase() != Phase.OPEN) {
      throw new Refusal(ErrorCode.BATCH_NOT_OPEN, name);
    }
  }

  void requireNext(Phase to) {
    phase().requireNext(to);
    if (to != phase() && to == Phase.OPEN && Phase.valueOf(campaignStatus) != Phase.OPEN) {
      throw new Refusal(ErrorCode.CAMPAIGN_NOT_OPEN);
    }
  }

  List<String> key() {
    return List.of(startsOn.toString(), id.toString());
  }

  Map<String, Object> fields() {
    var fields = new TreeMap<String, Object>();
    fields.put("campaign", campaignId);
    fields.put("name", name);
    fields.put("startsOn", startsOn);
    fields.put("endsOn", endsOn);
    fields.put("status", status);
    return fields;
  }

  Changed fact(String type, Map<String, Object> before) {
    return new Changed("batch", id, type, List.of(topPath), before, fields());
  }
}
