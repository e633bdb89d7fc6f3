package qingdan.obligation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/**
 * Something that units owe.
 *
 * @param measure a figure of the unit in which it is counted too; null: in units only
 */
public record Subject(
    ObligationKind kind,
    UUID id,
    UUID campaign,
    UUID batch,
    LocalDate owedFrom,
    LocalDate dueOn,
    String measure,
    ZoneId zone) {}
