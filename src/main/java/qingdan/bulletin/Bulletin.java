package qingdan.bulletin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.shared.Changed;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** A bulletin as it stands in the table, with its office. */
@RegisterForReflection
record Bulletin(
    UUID id,
    UUID campaignId,
    String timeZone,
    UUID officeId,
    String officePath,
    String officeCode,
    String officeName,
    String officeKind,
    String officeTier,
    UUID roundId,
    UUID findingId,
    String title,
    String content,
    LocalDate answerDueOn,
    Instant sentAt) {

  DirectoryEntry office() {
    return new DirectoryEntry(
        officeId, officeCode, officeName, UnitKind.valueOf(officeKind), Tier.valueOf(officeTier));
  }

  LocalDate sentOn() {
    return LocalDate.ofInstant(sentAt, ZoneId.of(timeZone));
  }

  void requireAnswersToCome() {
    if (answerDueOn != null && answerDueOn.isBefore(sentOn())) {
      throw new Refusal(ErrorCode.RULE_BROKEN)
          .at("/answerDueOn", "not-before", sentOn().toString());
    }
  }

  List<String> key() {
    return List.of(sentAt.toString(), id.toString());
  }

  /** Of texts nothing: they stay within the sight of the bulletin. */
  Changed sent(List<String> recipients) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("office", officeId);
    fields.put("round", roundId);
    fields.put("finding", findingId);
    fields.put("answerDueOn", answerDueOn);
    var paths = new ArrayList<>(List.of(officePath));
    paths.addAll(recipients);
    return new Changed("bulletin", id, "bulletin.sent", paths, null, fields);
  }
}
