package qingdan.meeting;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import qingdan.campaign.Calendars;
import qingdan.campaign.WorkingDays;
import qingdan.shared.Changed;
import qingdan.shared.Sql;

/** A calendar that changes moves the days of series that are to come, and none that is past. */
@ApplicationScoped
class PastDays {

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
    sql.list(
            UUID.class,
            "select id from meeting_series where campaign_id = ?1 order by id",
            changed.id())
        .forEach(series -> keep(all.find(series).orElseThrow(), before));
  }

  private void keep(MeetingSeries series, WorkingDays before) {
    var today = dates.today(series);
    var past =
        series
            .slots(today.plusMonths(1))
            .map(slot -> new MeetingDates.Kept(slot, Rhythm.due(slot, before)))
            .filter(day -> day.dueOn().isBefore(today))
            .toList();
    sql.run(
        """
        insert into meeting_day (series_id, slot, due_on)
        select cast(?1 as uuid), d.slot, d.due_on from unnest(?2, ?3) as d (slot, due_on)
        on conflict do nothing
        """,
        series.id(),
        past.stream().map(MeetingDates.Kept::slot).toArray(LocalDate[]::new),
        past.stream().map(MeetingDates.Kept::dueOn).toArray(LocalDate[]::new));
  }
}
