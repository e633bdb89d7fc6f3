package qingdan.meeting;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import qingdan.inspection.KnownRounds;
import qingdan.shared.Sql;

/** Composes what a meeting reads, and keeps it to the letter once the meeting is held. */
@ApplicationScoped
class Briefings {

  private static final int ROUNDS = 20;

  private final Sql sql;
  private final Meetings meetings;
  private final MeetingDates dates;
  private final Movements movements;
  private final Gaps gaps;
  private final KnownRounds rounds;
  private final Decisions decisions;
  private final ObjectMapper json;
  private final Clock clock;

  Briefings(
      Sql sql,
      Meetings meetings,
      MeetingDates dates,
      Movements movements,
      Gaps gaps,
      KnownRounds rounds,
      Decisions decisions,
      ObjectMapper json,
      Clock clock) {
    this.sql = sql;
    this.meetings = meetings;
    this.dates = dates;
    this.movements = movements;
    this.gaps = gaps;
    this.rounds = rounds;
    this.decisions = decisions;
    this.json = json;
    this.clock = clock;
  }

  /** As it was frozen, or as it is now. */
  String text(Meeting meeting) {
    return frozen(meeting).orElseGet(() -> written(compose(meeting, false)));
  }

  Briefing of(Meeting meeting) {
    return frozen(meeting).map(this::read).orElseGet(() -> compose(meeting, false));
  }

  private Optional<String> frozen(Meeting meeting) {
    return sql.one(
        String.class, "select content from meeting_briefing where meeting_id = ?1", meeting.id());
  }

  /** Of a meeting that is just being held. Others will read it: no more than is public goes in. */
  void freeze(Meeting meeting) {
    var text = written(compose(meeting, true));
    sql.run(
        "insert into meeting_briefing (meeting_id, content, digest, composed_at) values (?1, ?2, ?3, ?4)",
        meeting.id(),
        text,
        digest(text),
        clock.instant());
  }

  private Briefing compose(Meeting meeting, boolean publicOnly) {
    var series = meetings.seriesOf(meeting);
    var today = dates.today(series);
    var since = lastHeld(meeting, today);
    var books = movements.read(series, since, today);
    return new Briefing(
        meeting.id(),
        series.name(),
        series.campaignId(),
        series.office(),
        since,
        today,
        clock.instant(),
        movements.byStatus(books),
        movements.byTask(books),
        movements.byLead(books),
        gaps.escalations(series),
        gaps.milestones(series, today),
        gaps.guidance(series, since, today),
        rounds.of(series.campaignId(), publicOnly, ROUNDS),
        decisions.open(series.id()));
  }

  private LocalDate lastHeld(Meeting meeting, LocalDate today) {
    return sql.one(
            LocalDate.class,
            """
            select held_on from meeting
            where series_id = ?1 and status = 'HELD' and id <> ?2 and held_on <= ?3 order by held_on desc limit 1
            """,
            meeting.seriesId(),
            meeting.id(),
            today)
        .orElse(null);
  }

  private String written(Briefing briefing) {
    try {
      return json.writeValueAsString(briefing);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException(unwritable);
    }
  }

  private Briefing read(String text) {
    try {
      return json.readValue(text, Briefing.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
