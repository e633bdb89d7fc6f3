package qingdan.finding;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** An edition of a checklist as it stands in the table. */
@RegisterForReflection
record Checklist(
    UUID id,
    UUID campaignId,
    UUID officeId,
    String officeCode,
    String officeName,
    String officeKind,
    String officeTier,
    String name,
    int edition,
    String items,
    Instant createdAt) {

  DirectoryEntry office() {
    return new DirectoryEntry(
        officeId, officeCode, officeName, UnitKind.valueOf(officeKind), Tier.valueOf(officeTier));
  }

  List<String> key() {
    return List.of(id.toString());
  }
}
