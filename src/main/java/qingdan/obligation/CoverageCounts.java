package qingdan.obligation;

/** On time, late and missing add up to what is expected. */
public record CoverageCounts(
    long expected, long done, long onTime, long expectedAmount, long doneAmount) {

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
        doneAmount + other.doneAmount);
  }
}
