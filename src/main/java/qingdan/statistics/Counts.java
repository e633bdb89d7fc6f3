package qingdan.statistics;

import java.util.Map;
import java.util.TreeMap;

import qingdan.ledger.Balance;

/** From what the books hold to what is told. */
final class Counts {

  /**
   * What is told beside the sums themselves.
   *
   * @param medianDaysToClose or null, and then for this reason
   */
  record Beside(boolean matters, Double medianDaysToClose, MissingReason noMedian, Links links) {}

  private Counts() {}

  static CountsView of(Balance sum, Beside beside) {
    var reasons = new TreeMap<String, MissingReason>();
    long found = sum.all() - sum.duplicates();
    var rate = ratio(sum.closed(), sum.open() + sum.closed());
    var mean = ratio(sum.daysToClose(), sum.closed());
    var median = beside.medianDaysToClose();
    reason(reasons, "closureRate", rate, MissingReason.NOTHING_CONFIRMED);
    reason(reasons, "meanDaysToClose", mean, MissingReason.NOTHING_CLOSED);
    reason(reasons, "medianDaysToClose", median, beside.noMedian());
    var matters = beside.matters() ? (Long) (found - sum.linked()) : null;
    reason(reasons, "matters", matters, MissingReason.NOT_KEPT_APART);
    return new CountsView(
        found,
        sum.reported(),
        sum.open(),
        sum.confirmed(),
        sum.planned(),
        sum.inProgress(),
        sum.escalated(),
        sum.claimed(),
        sum.resolved(),
        sum.closed(),
        sum.dismissedInAll(),
        sum.duplicates(),
        sum.unplanned(),
        sum.overdue(),
        sum.overdueFirst(),
        sum.resolvedOnTime(),
        sum.resolvedOnTimeFirst(),
        sum.closedOnTime(),
        sum.closedOnTimeFirst(),
        sum.carriedIn(),
        sum.carriedOut(),
        matters,
        rate,
        mean,
        median,
        reasons,
        beside.links() == null ? Map.of() : beside.links().all());
  }

  /** Four digits behind the point: more would be noise. */
  private static Double ratio(long part, long whole) {
    return whole == 0 ? null : Math.round(part * 10_000.0 / whole) / 10_000.0;
  }

  private static void reason(
      Map<String, MissingReason> reasons, String name, Object value, MissingReason reason) {
    if (value == null) {
      reasons.put(name, reason);
    }
  }
}
