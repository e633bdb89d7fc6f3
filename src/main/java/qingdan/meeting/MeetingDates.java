package qingdan.meeting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.campaign.Calendars;
import qingdan.shared.Days;
import qingdan.shared.Lists;
import qingdan.shared.Sql;

/** The days of a series, with the meetings for them. */
@ApplicationScoped
class MeetingDates {

  /** A day that was past when the calendar changed, and when it was due. */
  @RegisterForReflection
  record Kept(LocalDate slot, LocalDate dueOn) {}

  /** A meeting for a slot. */
  @RegisterForReflection
  record Met(
      LocalDate slot,
      UUID id,
      String statusName,
      LocalDate plannedOn,
      LocalDate heldOn,
      LocalDate cancelledOn,
      String reason) {

    MeetingStatus status() {
      return MeetingStatus.valueOf(statusName);
    }
  }

  /** A day, when it is due, and the meeting for it; null where there is none. */
  record Date(LocalDate slot, LocalDate dueOn, Met met) {

    DateState state(LocalDate day) {
      if (isHeld(day)) {
        return DateState.HELD;
      }
      if (isCancelled(day)) {
        return DateState.CANCELLED;
      }
      return dueOn.isBefore(day) ? DateState.MISSED : DateState.COMING;
    }

    /** When it is due, unless a meeting is planned for it. */
    LocalDate toHoldBy() {
      return met != null && met.status() == MeetingStatus.PLANNED ? met.plannedOn() : dueOn;
    }

    /** Null until it is held. */
    LocalDate heldOn() {
      return met == null ? null : met.heldOn();
    }

    boolean isCancelled() {
      return met != null && met.status() == MeetingStatus.CANCELLED;
    }

    boolean isHeld(LocalDate day) {
      return heldOn() != null && !heldOn().isAfter(day);
    }

    boolean isCancelled(LocalDate day) {
      return met != null && met.cancelledOn() != null && !met.cancelledOn().isAfter(day);
    }
  }

  private final Sql sql;
  private final Calendars calendars;
  private final Clock clock;

  MeetingDates(Sql sql, Calendars calendars, Clock clock) {
    this.sql = sql;
    this.calendars = calendars;
    this.clock = clock;
  }

  LocalDate today(MeetingSeries series) {
    return LocalDate.ofInstant(clock.instant(), series.zone());
  }

  LocalDate due(MeetingSeries series, LocalDate slot) {
    return due(series).apply(slot);
  }

  /** As the calendar has it now; days that were past when it changed stay as they were. */
  private UnaryOperator<LocalDate> due(MeetingSeries series) {
    var days = calendars.of(series.campaignId());
    var kept =
        sql
            .list(
                Kept.class,
                "select slot, due_on from meeting_day where series_id = ?1",
                series.id())
            .stream()
            .collect(Collectors.toMap(Kept::slot, Kept::dueOn));
    return slot -> kept.containsKey(slot) ? kept.get(slot) : Rhythm.due(slot, days);
  }

  /** In their order; within the series, and to its end or a year from today unless told. */
  Stream<Date> of(MeetingSeries series, LocalDate from, LocalDate to) {
    var first = from == null || from.isBefore(series.startsOn()) ? series.startsOn() : from;
    var last = to == null ? today(series).plusYears(1) : to;
    if (series.endsOn() != null && series.endsOn().isBefore(last)) {
      last = series.endsOn();
    }
    var due = due(series);
    var met = met(series);
    return series
        .rhythm()
        .slots(first, last)
        .map(slot -> new Date(slot, due.apply(slot), met.get(slot)));
  }

  /** Of several for a day all but one are cancelled: that one counts, or else the latest. */
  private Map<LocalDate, Met> met(MeetingSeries series) {
    return sql
        .list(
            Met.class,
            """
            select slot, id, status, planned_on, held_on, cancelled_on, reason from meeting
            where series_id = ?1 and slot is not null
            """,
            series.id())
        .stream()
        .collect(
            Collectors.toMap(
                Met::slot,
                Function.identity(),
                BinaryOperator.maxBy(
                    Comparator.comparing((Met met) -> met.status() != MeetingStatus.CANCELLED)
                        .thenComparing(Met::id))));
  }

  List<Date> page(MeetingSeries series, MeetingDateQuery query, String after, int fetch) {
    var behind = after == null ? null : LocalDate.parse(after).plusDays(1);
    var from = Days.parameter("from", query.from);
    return asked(
            series, query, behind == null || from != null && from.isAfter(behind) ? from : behind)
        .limit(fetch)
        .toList();
  }

  long count(MeetingSeries series, MeetingDateQuery query) {
    return asked(series, query, Days.parameter("from", query.from)).count();
  }

  private Stream<Date> asked(MeetingSeries series, MeetingDateQuery query, LocalDate from) {
    var to = Days.parameter("to", query.to);
    var state = Lists.oneOf("state", query.state, DateState.class);
    var today = today(series);
    return of(series, from, to).filter(date -> state == null || date.state(today) == state);
  }

  MeetingCoverageView coverage(MeetingSeries series, LocalDate day) {
    // what is due by then may stand some days behind in the cadence
    var due =
        of(series, null, day.plusMonths(1)).filter(date -> !date.dueOn().isAfter(day)).toList();
    long held = due.stream().filter(date -> date.isHeld(day)).count();
    long onTime =
        due.stream()
            .filter(date -> date.isHeld(day) && !date.heldOn().isAfter(date.dueOn()))
            .count();
    long cancelled = due.stream().filter(date -> date.isCancelled(day)).count();
    return new MeetingCoverageView(
        series.id(), day, due.size(), held, onTime, held - onTime, due.size() - held, cancelled);
  }
}
