package qingdan.meeting;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import qingdan.campaign.WorkingDays;

/** The days of a cadence. A slot is the day itself; due is the nearest working day. */
record Rhythm(Cadence cadence, Integer weekday, Integer monthDay) {

  private static final int SECOND_HALF = 16;
  private static final int FAR = 366;

  /** From the first day to the last, both included. */
  Stream<LocalDate> slots(LocalDate first, LocalDate last) {
    if (last.isBefore(first)) {
      return Stream.of();
    }
    if (cadence == Cadence.WEEKLY) {
      var next = first.with(TemporalAdjusters.nextOrSame(DayOfWeek.of(weekday)));
      return Stream.iterate(next, day -> !day.isAfter(last), day -> day.plusWeeks(1));
    }
    return Stream.iterate(
            YearMonth.from(first),
            month -> !month.isAfter(YearMonth.from(last)),
            month -> month.plusMonths(1))
        .flatMap(this::slots)
        .filter(day -> !day.isBefore(first) && !day.isAfter(last));
  }

  private Stream<LocalDate> slots(YearMonth month) {
    return cadence == Cadence.HALF_MONTHLY
        ? Stream.of(month.atDay(1), month.atDay(SECOND_HALF))
        : Stream.of(month.atDay(Math.min(monthDay, month.lengthOfMonth())));
  }

  boolean has(LocalDate slot) {
    return slots(slot, slot).findAny().isPresent();
  }

  /** The nearest working day, of two the earlier; the day itself where none is near. */
  static LocalDate due(LocalDate slot, WorkingDays days) {
    return IntStream.rangeClosed(0, FAR)
        .boxed()
        .flatMap(away -> Stream.of(slot.minusDays(away), slot.plusDays(away)))
        .filter(days::isWorking)
        .findFirst()
        .orElse(slot);
  }
}
