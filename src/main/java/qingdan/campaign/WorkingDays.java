package qingdan.campaign;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * Which days of a campaign are worked: Monday to Friday, but for the days that its calendar names.
 */
public final class WorkingDays {

  private final Map<LocalDate, Boolean> named;

  public WorkingDays(Map<LocalDate, Boolean> named) {
    this.named = Map.copyOf(named);
  }

  /**
   * @param working what the calendar says of the day; null: it does not name it
   */
  public WorkingDays with(LocalDate day, Boolean working) {
    var others = new HashMap<>(named);
    others.remove(day);
    if (working != null) {
      others.put(day, working);
    }
    return new WorkingDays(others);
  }

  public boolean isWorking(LocalDate day) {
    var working = named.get(day);
    return working != null
        ? working
        : day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  /** The n-th working day after the day, or before it where n is negative; the day itself for 0. */
  public LocalDate plus(LocalDate day, int n) {
    int step = n < 0 ? -1 : 1;
    var reached = day;
    for (int left = Math.abs(n); left > 0; ) {
      reached = reached.plusDays(step);
      if (isWorking(reached)) {
        left--;
      }
    }
    return reached;
  }

  /**
   * How many working days are left on the one day until the other: the first is not counted, the
   * last is. Negative where the last lies before the first.
   */
  public int between(LocalDate from, LocalDate to) {
    if (to.isBefore(from)) {
      return -between(to, from);
    }
    return (int) from.plusDays(1).datesUntil(to.plusDays(1)).filter(this::isWorking).count();
  }
}
