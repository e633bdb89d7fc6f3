package qingdan.obligation;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** An obligation of any kind as it stands in the table, with what its subject is called. */
@RegisterForReflection
record OwedRow(
    UUID id,
    String kindName,
    UUID subjectId,
    String subjectName,
    String subjectAddress,
    UUID campaignId,
    UUID batchId,
    UUID unitId,
    String unitCode,
    String unitName,
    String unitKind,
    String unitTier,
    String stateCode,
    LocalDate owedFrom,
    LocalDate dueOn,
    LocalDate doneOn,
    boolean overdue) {

  ObligationKind kind() {
    return ObligationKind.valueOf(kindName);
  }

  ObligationState state() {
    return ObligationState.valueOf(stateCode);
  }

  DirectoryEntry unit() {
    return new DirectoryEntry(
        unitId, unitCode, unitName, UnitKind.valueOf(unitKind), Tier.valueOf(unitTier));
  }

  List<String> key() {
    return List.of(dueOn.toString(), id.toString());
  }
}
