package qingdan.contact;

import java.time.LocalDate;
import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A planned visit as what is owed of it stands in the table. */
@RegisterForReflection
record PlannedVisit(
    LocalDate day, int version, LocalDate countsFrom, LocalDate madeOn, boolean overdue) {

  List<String> key() {
    return List.of(day.toString());
  }
}
