package qingdan.meeting;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

import qingdan.campaign.CampaignLock;
import qingdan.change.HandOver;
import qingdan.obligation.Duties;
import qingdan.obligation.ObligationKind;
import qingdan.shared.Changed;
import qingdan.shared.Lock;
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

  private static final String DAYS =
      """
      with wanted as materialized (
          select cast(split_part(line, ',', 1) as date) as slot, cast(split_part(line, ',', 2) as date) as owed_from,
              cast(split_part(line, ',', 3) as date) as due_on, cast(nullif(split_part(line, ',', 4), '') as date) as done_on,
              cast(split_part(line, ',', 5) as boolean) as gone
          from unnest(cast(? as text[])) as line)
      """;

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
  private final Duties duties;
  private final Clock clock;

  OwedMeetings(
      Sql sql, HandOver handOver, AllSeries all, MeetingDates dates, Duties duties, Clock clock) {
    this.sql = sql;
    this.handOver = handOver;
    this.all = all;
    this.dates = dates;
    this.duties = duties;
    this.clock = clock;
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

  /** One at a time for each series: what one has read the other may have changed. */
  void follow(UUID id) {
    sql.one(
        String.class,
        "select cast(pg_advisory_xact_lock(hashtextextended(?1, ?2)) as text)",
        id.toString(),
        Lock.MEETINGS.key());
    var series = all.find(id).orElseThrow();
    var lines = lines(series);
    change(series, lines);
    insert(series, lines);
    release(series, lines);
  }

  private String[] lines(MeetingSeries series) {
    var lines = new ArrayList<String>();
    var from = series.startsOn();
    var days = dates.of(series, null, dates.today(series).plusMonths(1)).toList();
    for (var date : days) {
      var met = date.met();
      var isPlanned = met != null && met.status() == MeetingStatus.PLANNED;
      lines.add(
          String.join(
              ",",
              date.slot().toString(),
              from.toString(),
              (isPlanned ? met.plannedOn() : date.dueOn()).toString(),
              met == null || met.heldOn() == null ? "" : met.heldOn().toString(),
              String.valueOf(met != null && met.status() == MeetingStatus.CANCELLED)));
      from = date.slot().plusDays(1);
    }
    return lines.toArray(String[]::new);
  }

  private void change(MeetingSeries series, String[] lines) {
    var statement =
        new Sql.Statement(
            DAYS
                + """
                update obligation o set version = o.version + 1, changed_at = ?, due_on = w.due_on, done_on = w.done_on,
                    state = case when w.done_on is null then 'OWED' else 'DONE' end,
                    released_at = case when w.gone then cast(? as timestamptz) end
                from wanted w
                where o.subject_id = ? and o.kind = 'MEETING' and o.unit_id = ? and o.slot = w.slot
                    and (o.due_on, o.done_on, o.released_at is not null) is distinct from (w.due_on, w.done_on, w.gone)
                """,
            lines,
            clock.instant(),
            clock.instant(),
            series.id(),
            series.officeId());
    sql.run(statement.text(), statement.parameters());
  }

  private void insert(MeetingSeries series, String[] lines) {
    var statement =
        new Sql.Statement(
            DAYS
                + """
                insert into obligation (kind, subject_id, slot, campaign_id, unit_id, owed_from, due_on, state, done_on, changed_at)
                select 'MEETING', s.id, w.slot, s.campaign_id, s.office_id, w.owed_from, w.due_on,
                    case when w.done_on is null then 'OWED' else 'DONE' end, w.done_on, ?
                from meeting_series s join unit u on u.id = s.office_id and u.closed_at is null cross join wanted w
                where s.id = ? and not w.gone and not exists (
                    select from obligation o where o.subject_id = s.id and o.kind = 'MEETING' and o.slot = w.slot
                        and o.unit_id = s.office_id)
                on conflict do nothing
                """,
            lines,
            clock.instant(),
            series.id());
    sql.run(statement.text(), statement.parameters());
  }

  /** Days that the series has no longer. */
  private void release(MeetingSeries series, String[] lines) {
    var statement =
        new Sql.Statement(
            DAYS
                + """
                update obligation o set version = o.version + 1, changed_at = ?, released_at = ?
                where o.subject_id = ? and o.kind = 'MEETING' and o.released_at is null
                    and o.slot not in (select slot from wanted)
                """,
            lines,
            clock.instant(),
            clock.instant(),
            series.id());
    sql.run(statement.text(), statement.parameters());
  }

  /** Offices meet on at the successor; without one nobody owes the meetings. */
  void handOver(@Observes @Priority(AFTER_BULLETINS) UnitEnded ended) {
    if (ended.successor() != null) {
      handOver.take(
          OFFICES, ended.unit(), ended.successor(), ended.successorPath(), ended.successorPath());
    }
    duties.leave(ObligationKind.MEETING, ended.unit(), ended.successor());
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
    for (var id : QuarkusTransaction.requiringNew().call(this::underWay)) {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                sql.one(String.class, CampaignLock.SHARED_BY.formatted("meeting_series"), id);
                follow(id);
              });
    }
  }
}
