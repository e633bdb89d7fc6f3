package qingdan.meeting;

import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import qingdan.campaign.Calendars;
import qingdan.campaign.WorkingDays;
import qingdan.shared.Changed;
import qingdan.shared.Sql;

/** A calendar that changes moves the days of series that are to come, and none that is past. */
@ApplicationScoped
class PastDays {

  private record Past(UUID series, LocalDate slot, LocalDate dueOn) {}

  private final Sql sql;
  private final AllSeries all;
  private final MeetingDates dates;
  private final Calendars calendars;

  PastDays(Sql sql, AllSeries all, MeetingDates dates, Calendars calendars) {
    this.sql = sql;
    this.all = all;
    this.dates = dates;
    this.calendars = calendars;
  }

  void keep(@Observes Changed changed) {
    if (!changed.type().startsWith("campaign.day-")) {
      return;
    }
    var told = changed.before() == null ? changed.after() : changed.before();
    var before =
        calendars
            .of(changed.id())
            .with(
                (LocalDate) told.get("day"),
                changed.before() == null ? null : (Boolean) changed.before().get("working"));
    var series =
        sql.list(UUID.class, "select id from meeting_series where campaign_id = ?1", changed.id());
    var past = all.of(series).values().stream().flatMap(each -> past(each, before)).toList();
    sql.run(
        """
        insert into meeting_day (series_id, slot, due_on)
        select * from unnest(?1, ?2, ?3) as d (series_id, slot, due_on) order by series_id, slot
        on conflict do nothing
        """,
        past.stream().map(Past::series).toArray(UUID[]::new),
        past.stream().map(Past::slot).toArray(LocalDate[]::new),
        past.stream().map(Past::dueOn).toArray(LocalDate[]::new));
  }

  private Stream<Past> past(MeetingSeries series, WorkingDays before) {
    var today = dates.today(series);
    return series
        .slots(today.plusMonths(1))
        .map(slot -> new Past(series.id(), slot, Rhythm.due(slot, before)))
        .filter(day -> day.dueOn().isBefore(today));
  }
}
