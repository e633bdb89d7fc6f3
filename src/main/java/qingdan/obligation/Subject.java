package qingdan.obligation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * Something that units owe.
 *
 * @param measure a figure of the unit in which it is counted too; null: in units only
 * @param reported under what the books count those that have reported that figure; null: nothing
 */
public record Subject(
    ObligationKind kind,
    UUID id,
    UUID campaign,
    UUID batch,
    LocalDate owedFrom,
    LocalDate dueOn,
    String measure,
    UUID reported,
    ZoneId zone) {

  /** Under what the books count it. */
  List<UUID> booked() {
    return reported == null ? List.of(id) : List.of(id, reported);
  }
}
