package qingdan.campaign;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.Sql;

/** The days that campaigns name; few enough to be read whole. */
@ApplicationScoped
public class Calendars {

  static final int MOST = 2000;

  private final Sql sql;

  Calendars(Sql sql) {
    this.sql = sql;
  }

  public WorkingDays of(UUID campaign) {
    return new WorkingDays(
        list(campaign, null, MOST).stream()
            .collect(Collectors.toMap(CalendarDay::day, CalendarDay::working)));
  }

  List<CalendarDay> list(UUID campaign, LocalDate after, int fetch) {
    return sql.list(
        CalendarDay.class,
        """
        select day, version, working, name from campaign_day where campaign_id = ?1 and day > cast(?2 as date)
        order by day limit ?3
        """,
        campaign,
        after == null ? "-infinity" : after.toString(),
        fetch);
  }

  long count(UUID campaign) {
    return sql.one(Long.class, "select count(*) from campaign_day where campaign_id = ?1", campaign)
        .orElseThrow();
  }

  Optional<CalendarDay> find(UUID campaign, LocalDate day) {
    return sql.one(
        CalendarDay.class,
        "select day, version, working, name from campaign_day where campaign_id = ?1 and day = ?2",
        campaign,
        day);
  }

  void set(UUID campaign, CalendarDay day) {
    sql.run(
        """
        insert into campaign_day (campaign_id, day, version, working, name) values (?1, ?2, ?3, ?4, ?5)
        on conflict (campaign_id, day) do update
        set version = excluded.version, working = excluded.working, name = excluded.name
        """,
        campaign,
        day.day(),
        day.version(),
        day.working(),
        day.name());
  }

  void delete(UUID campaign, LocalDate day) {
    sql.run("delete from campaign_day where campaign_id = ?1 and day = ?2", campaign, day);
  }
}
