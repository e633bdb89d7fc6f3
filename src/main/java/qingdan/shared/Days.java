package qingdan.shared;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** Days of the service's zone. */
public final class Days {

  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2200;

  private Days() {}

  static boolean inBounds(LocalDate day) {
    return day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
  }

  /** The day in a query parameter; null when the parameter is absent. */
  public static LocalDate parameter(String name, String text) {
    if (text == null) {
      return null;
    }
    try {
      var day = LocalDate.parse(text);
      if (inBounds(day)) {
        return day;
      }
    } catch (DateTimeParseException notADate) {
      // refused below, like a date out of bounds
    }
    throw Refusal.parameter(name, "date");
  }

  /** The day in a query parameter that looks back; today when the parameter is absent. */
  public static LocalDate past(String name, String text, LocalDate today) {
    var day = parameter(name, text);
    if (day != null && day.isAfter(today)) {
      throw Refusal.parameter(name, "future");
    }
    return day == null ? today : day;
  }

  /** The first instant that no longer belongs to the day. */
  public static Instant endOf(LocalDate day, ZoneId zone) {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }
}
