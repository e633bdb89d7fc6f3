package qingdan.obligation;

import qingdan.ledger.Balance;

/**
 * On time, late and missing add up to what is expected.
 *
 * @param reported how many of those expected have reported the figure that it is counted in too
 */
public record CoverageCounts(
    long expected,
    long done,
    long onTime,
    long expectedAmount,
    long doneAmount,
    long reported,
    long onTimeAmount) {

  public static final CoverageCounts NOTHING = new CoverageCounts(0, 0, 0, 0, 0, 0, 0);

  static CoverageCounts of(Balance balance) {
    return new CoverageCounts(
        balance.expected(),
        balance.done(),
        balance.onTime(),
        balance.expectedAmount(),
        balance.doneAmount(),
        0,
        0);
  }

  /** Of those that have reported the figure. */
  static CoverageCounts ofReported(Balance balance) {
    return new CoverageCounts(0, 0, 0, 0, 0, balance.expected(), balance.doneAmount());
  }

  public long late() {
    return done - onTime;
  }

  public long missing() {
    return expected - done;
  }

  CoverageCounts plus(CoverageCounts other) {
    return new CoverageCounts(
        expected + other.expected,
        done + other.done,
        onTime + other.onTime,
        expectedAmount + other.expectedAmount,
        doneAmount + other.doneAmount,
        reported + other.reported,
        onTimeAmount + other.onTimeAmount);
  }
}
