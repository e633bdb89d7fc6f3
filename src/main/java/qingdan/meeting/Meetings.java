package qingdan.meeting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import qingdan.access.Caller;
import qingdan.access.Role;
import qingdan.access.Subtree;
import qingdan.campaign.CampaignLock;
import qingdan.guidance.GuidanceGroups;
import qingdan.problem.Sight;
import qingdan.shared.Count;
import qingdan.shared.Days;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/**
 * The meetings that the caller sees: of offices whose work it reads, and those that a unit whose
 * work it reads, or a guidance group that it is in today, takes part in.
 */
@ApplicationScoped
class Meetings {

  private static final String FROM =
      """
       from meeting m join meeting_series s on s.id = m.series_id join unit o on o.id = s.office_id
          left join meeting_briefing b on b.meeting_id = m.id
      where\s""";

  private static final String SELECT =
      """
      select m.id, m.version, m.series_id, o.path, m.slot, m.planned_on, m.status, m.held_on, m.cancelled_on, m.reason,
          cast(m.agenda as text), m.minutes, b.digest, m.created_at
      """
          + FROM;

  private final Sql sql;
  private final AllSeries all;
  private final Sight sight;
  private final Caller caller;
  private final Invitations invitations;
  private final ObjectMapper json;
  private final Clock clock;

  Meetings(
      Sql sql,
      AllSeries all,
      Sight sight,
      Caller caller,
      Invitations invitations,
      ObjectMapper json,
      Clock clock) {
    this.sql = sql;
    this.all = all;
    this.sight = sight;
    this.caller = caller;
    this.invitations = invitations;
    this.json = json;
    this.clock = clock;
  }

  Meeting visible(String id) {
    return find(Ids.parse(id)).orElseThrow(Refusal::notFound);
  }

  /** Whoever looks at it. */
  Meeting any(UUID id) {
    return sql.one(Meeting.class, SELECT + "m.id = ?1", id).orElseThrow();
  }

  /** Visible, with the work that its office reads; who only takes part sees no more than itself. */
  Meeting readable(String id) {
    var meeting = visible(id);
    if (!sight.reads(meeting.officePath())) {
      throw new Refusal(ErrorCode.ROLE_MISSING, Role.VIEWER);
    }
    return meeting;
  }

  /** Visible, and locked for a change; what is read is what the winner of a race left. */
  Meeting locked(String id) {
    var known = Ids.parse(id);
    if (known != null) {
      sql.one(
              UUID.class,
              "select s.campaign_id from meeting m join meeting_series s on s.id = m.series_id where m.id = ?1",
              known)
          .ifPresent(campaign -> sql.one(String.class, CampaignLock.SHARED, campaign.toString()));
      sql.list(UUID.class, "select id from meeting where id = ?1 for no key update", known);
    }
    return visible(id);
  }

  MeetingSeries seriesOf(Meeting meeting) {
    return all.find(meeting.seriesId()).orElseThrow();
  }

  private Optional<Meeting> find(UUID id) {
    if (id == null) {
      return Optional.empty();
    }
    var statement = new Sql.Statement(SELECT);
    seen(statement);
    statement.add(" and m.id = ?", id);
    return sql.list(Meeting.class, statement).stream().findFirst();
  }

  /** Whom it concerns is looked up once, from the units that the caller reads: they are few. */
  private void seen(Sql.Statement statement) {
    var readable = sight.readable();
    statement.add("(");
    Subtree.within(statement, "o.path", readable);
    statement.add(
        " or m.id in (select i.meeting_id from unit u join meeting_participant i on i.unit_id = u.id where ");
    Subtree.within(statement, "u.path", readable);
    statement.add(
        " union all select i.meeting_id from meeting_participant i where i.group_id in (");
    GuidanceGroups.heldBy(statement, caller.accountId(), clock.instant());
    statement.add(")))");
  }

  List<Meeting> list(MeetingQuery query, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT);
    where(statement, query);
    if (after != null) {
      statement.add(
          " and (m.planned_on, m.id) > (?, ?)",
          LocalDate.parse(after.get(0)),
          UUID.fromString(after.get(1)));
    }
    statement.add(" order by m.planned_on, m.id limit ?", fetch);
    return sql.list(Meeting.class, statement);
  }

  long count(MeetingQuery query) {
    var statement = new Sql.Statement("select count(*) from (select 1" + FROM);
    where(statement, query);
    statement.add(" limit ?) as counted", Count.LIMIT + 1);
    return sql.list(Long.class, statement).get(0);
  }

  private void where(Sql.Statement statement, MeetingQuery query) {
    seen(statement);
    var status = Lists.oneOf("status", query.status, MeetingStatus.class);
    statement
        .andEqual("s.campaign_id", Ids.parameter("campaign", query.campaign))
        .andEqual("m.series_id", Ids.parameter("series", query.series))
        .andEqual("m.status", status == null ? null : status.name());
    var from = Days.parameter("from", query.from);
    if (from != null) {
      statement.add(" and m.planned_on >= ?", from);
    }
    var to = Days.parameter("to", query.to);
    if (to != null) {
      statement.add(" and m.planned_on <= ?", to);
    }
  }

  /** Their views, with the series and the participants of all read at once. */
  List<MeetingView> views(List<Meeting> meetings) {
    var series = all.of(meetings.stream().map(Meeting::seriesId).distinct().toList());
    var attendance =
        invitations.shown(Invitations.To.MEETING, meetings.stream().map(Meeting::id).toList());
    return meetings.stream()
        .map(
            meeting ->
                view(
                    meeting,
                    series.get(meeting.seriesId()),
                    attendance.getOrDefault(meeting.id(), List.of())))
        .toList();
  }

  MeetingView view(Meeting meeting) {
    return views(List.of(meeting)).get(0);
  }

  private MeetingView view(
      Meeting meeting, MeetingSeries series, List<MeetingView.Attendance> attendance) {
    return new MeetingView(
        meeting.id(),
        meeting.version(),
        series.id(),
        series.name(),
        series.campaignId(),
        series.office(),
        meeting.slot(),
        meeting.plannedOn(),
        meeting.status(),
        meeting.heldOn(),
        meeting.reason(),
        agenda(meeting),
        attendance,
        meeting.minutes(),
        meeting.briefingDigest(),
        meeting.createdAt());
  }

  MeetingPatch fields(Meeting meeting) {
    return new MeetingPatch(
        meeting.plannedOn(),
        agenda(meeting),
        invitations.of(Invitations.To.MEETING, meeting.id()),
        meeting.minutes());
  }

  private List<AgendaItem> agenda(Meeting meeting) {
    try {
      return json.readValue(meeting.agenda(), new TypeReference<>() {});
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private String written(List<AgendaItem> agenda) {
    try {
      return json.writeValueAsString(agenda);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException(unwritable);
    }
  }

  void insert(UUID id, UUID series, LocalDate slot, MeetingPatch fields) {
    sql.run(
        """
        insert into meeting (id, series_id, slot, planned_on, agenda, created_at, created_by)
        values (?1, ?2, cast(?3 as date), ?4, cast(?5 as jsonb), ?6, ?7)
        """,
        id,
        series,
        slot == null ? null : slot.toString(),
        fields.plannedOn(),
        written(fields.agenda()),
        clock.instant(),
        caller.accountId());
  }

  void update(UUID id, MeetingPatch fields) {
    sql.run(
        """
        update meeting set version = version + 1, planned_on = ?2, agenda = cast(?3 as jsonb), minutes = ?4 where id = ?1
        """,
        id,
        fields.plannedOn(),
        written(fields.agenda()),
        fields.minutes());
    invitations.invite(Invitations.To.MEETING, id, fields.participants());
  }

  void hold(Meeting meeting, HoldMeeting request) {
    sql.run(
        """
        update meeting set version = version + 1, status = 'HELD', held_on = ?2, minutes = coalesce(?3, minutes) where id = ?1
        """,
        meeting.id(),
        request.heldOn(),
        request.minutes());
  }

  void cancel(Meeting meeting, LocalDate day, String reason) {
    sql.run(
        "update meeting set version = version + 1, status = 'CANCELLED', cancelled_on = ?2, reason = ?3 where id = ?1",
        meeting.id(),
        day,
        reason);
  }
}
