package qingdan.ledger;

import java.time.LocalDate;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What the subtree of a unit counts at the end of a day; of one value of a dimension, if asked so.
 */
@RegisterForReflection
public record Balance(
    UUID unit,
    LocalDate day,
    String value,
    long reported,
    long confirmed,
    long planned,
    long inProgress,
    long escalated,
    long claimed,
    long resolved,
    long closed,
    long dismissed,
    long duplicates,
    long unplanned,
    long overdue,
    long overdueFirst,
    long resolvedOnTime,
    long resolvedOnTimeFirst,
    long closedOnTime,
    long closedOnTimeFirst,
    long daysToClose,
    long carriedIn,
    long carriedOut,
    long linked,
    long expected,
    long done,
    long onTime,
    long expectedAmount,
    long doneAmount) {}
