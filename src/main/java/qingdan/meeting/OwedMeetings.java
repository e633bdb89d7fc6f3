package qingdan.meeting;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

import qingdan.campaign.CampaignLock;
import qingdan.change.HandOver;
import qingdan.obligation.Following;
import qingdan.obligation.ObligationKind;
import qingdan.obligation.OwedByDay;
import qingdan.shared.Changed;
import qingdan.shared.Sql;
import qingdan.unit.UnitEnded;

/**
 * What an office owes by the cadence of its series: each day once, from the day after the one
 * before, until the day is due or its meeting is planned for. A day whose meeting was cancelled is
 * not asked for, until another meeting is planned for it.
 */
@ApplicationScoped
class OwedMeetings {

  /** After bulletins: nothing else is left to the successor by then. */
  private static final int AFTER_BULLETINS = 2950;

  private static final HandOver.Taken OFFICES =
      new HandOver.Taken(
          "meetingSeries",
          "meeting-series.handed-over",
          "office",
          """
          update meeting_series s set office_id = ?2, version = s.version + 1 from campaign c, unit t
          where s.office_id = ?1 and c.id = s.campaign_id and c.status <> 'CLOSED' and t.id = c.top_unit_id
              and starts_with(?3, t.path)
          """,
          "s.id");

  private final Sql sql;
  private final HandOver handOver;
  private final AllSeries all;
  private final MeetingDates dates;
  private final Following following;
  private final OwedByDay owed;

  OwedMeetings(
      Sql sql,
      HandOver handOver,
      AllSeries all,
      MeetingDates dates,
      Following following,
      OwedByDay owed) {
    this.sql = sql;
    this.handOver = handOver;
    this.all = all;
    this.dates = dates;
    this.following = following;
    this.owed = owed;
  }

  /** A series that is made or changed, and each meeting that is planned, moved, held, cancelled. */
  void follow(@Observes Changed changed) {
    switch (changed.entity()) {
      case "meetingSeries" -> follow(changed.id());
      case "meeting" ->
          sql.one(UUID.class, "select series_id from meeting where id = ?1", changed.id())
              .ifPresent(this::follow);
      default -> {
        // of other features
      }
    }
  }

  void follow(UUID id) {
    owed.lock(id);
    var series = all.find(id).orElseThrow();
    owed.follow(ObligationKind.MEETING, id, series.campaignId(), series.officeId(), days(series));
  }

  private List<OwedByDay.Day> days(MeetingSeries series) {
    var days = new ArrayList<OwedByDay.Day>();
    var from = series.startsOn();
    for (var date : dates.of(series, null, dates.today(series).plusMonths(1)).toList()) {
      if (!date.isCancelled()) {
        days.add(new OwedByDay.Day(date.slot(), from, date.toHoldBy(), date.heldOn()));
      }
      from = date.slot().plusDays(1);
    }
    return days;
  }

  /** Offices meet on at the successor; without one nobody owes the meetings. */
  void handOver(@Observes @Priority(AFTER_BULLETINS) UnitEnded ended) {
    if (ended.successor() != null) {
      handOver.take(
          OFFICES, ended.unit(), ended.successor(), ended.successorPath(), ended.successorPath());
    }
    owed.leave(ObligationKind.MEETING, ended.unit(), this::follow);
  }

  private List<UUID> underWay() {
    return sql.list(
        UUID.class,
        """
        select s.id from meeting_series s join campaign c on c.id = s.campaign_id join unit o on o.id = s.office_id
        where c.status <> 'CLOSED' and o.closed_at is null order by s.id
        """);
  }

  /** Days come nearer, and calendars change. */
  @Scheduled(
      every = "{qingdan.milestones.follow-every:10m}",
      delayed = "{qingdan.milestones.follow-delay:1m}",
      identity = "follow-days-of-meeting-series",
      concurrentExecution = ConcurrentExecution.SKIP)
  void followAll() {
    following.each(
        this::underWay,
        id -> {
          sql.one(String.class, CampaignLock.SHARED_BY.formatted("meeting_series"), id);
          follow(id);
        });
  }
}
