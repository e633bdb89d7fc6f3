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
    boolean own,
    LocalDate day,
    UUID subject,
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
    long doneAmount) {

  public static final Balance NOTHING =
      new Balance(
          null, false, null, null, null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
          0, 0, 0, 0, 0, 0);

  /** Confirmed and not final. */
  public long open() {
    return confirmed + planned + inProgress + escalated + claimed + resolved;
  }

  /** Those that say of another what it says already among them: they are counted apart. */
  public long dismissedInAll() {
    return dismissed + duplicates;
  }

  /** Whatever was reported, whether it counts or not. */
  public long all() {
    return reported + open() + closed + dismissedInAll();
  }

  /** Whether anything is left of what was added and taken off. */
  boolean counts() {
    return !plus(NOTHING).equals(NOTHING);
  }

  /** Of what is not one unit, day or value any more. */
  public Balance plus(Balance other) {
    return new Balance(
        null,
        false,
        null,
        null,
        null,
        reported + other.reported,
        confirmed + other.confirmed,
        planned + other.planned,
        inProgress + other.inProgress,
        escalated + other.escalated,
        claimed + other.claimed,
        resolved + other.resolved,
        closed + other.closed,
        dismissed + other.dismissed,
        duplicates + other.duplicates,
        unplanned + other.unplanned,
        overdue + other.overdue,
        overdueFirst + other.overdueFirst,
        resolvedOnTime + other.resolvedOnTime,
        resolvedOnTimeFirst + other.resolvedOnTimeFirst,
        closedOnTime + other.closedOnTime,
        closedOnTimeFirst + other.closedOnTimeFirst,
        daysToClose + other.daysToClose,
        carriedIn + other.carriedIn,
        carriedOut + other.carriedOut,
        linked + other.linked,
        expected + other.expected,
        done + other.done,
        onTime + other.onTime,
        expectedAmount + other.expectedAmount,
        doneAmount + other.doneAmount);
  }
}
