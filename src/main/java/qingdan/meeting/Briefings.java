package qingdan.meeting;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;

import qingdan.inspection.KnownRounds;
import qingdan.shared.Planning;
import qingdan.shared.Sql;

/** Composes what a meeting reads, and keeps it to the letter once the meeting is held. */
@ApplicationScoped
class Briefings {

  private static final int ROUNDS = 20;

  private final Sql sql;
  private final Meetings meetings;
  private final Movements movements;
  private final Gaps gaps;
  private final Unvisited unvisited;
  private final KnownRounds rounds;
  private final Decisions decisions;
  private final ObjectMapper json;
  private final Clock clock;

  Briefings(
      Sql sql,
      Meetings meetings,
      Movements movements,
      Gaps gaps,
      Unvisited unvisited,
      KnownRounds rounds,
      Decisions decisions,
      ObjectMapper json,
      Clock clock) {
    this.sql = sql;
    this.meetings = meetings;
    this.movements = movements;
    this.gaps = gaps;
    this.unvisited = unvisited;
    this.rounds = rounds;
    this.decisions = decisions;
    this.json = json;
    this.clock = clock;
  }

  /** As it was frozen, or as it is now. */
  String text(Meeting meeting) {
    return frozen(meeting).orElseGet(() -> written(live(meeting)));
  }

  Briefing of(Meeting meeting) {
    return frozen(meeting).map(this::read).orElseGet(() -> live(meeting));
  }

  private Optional<String> frozen(Meeting meeting) {
    return sql.one(
        String.class, "select content from meeting_briefing where meeting_id = ?1", meeting.id());
  }

  /** The moment comes after the first look, so that nothing that is seen is later. */
  private Briefing live(Meeting meeting) {
    var known = rounds.of(meetings.seriesOf(meeting).campaignId(), ROUNDS);
    return compose(meeting, clock.instant(), known);
  }

  /**
   * Of a meeting that is just being held. Read in a transaction apart: whoever holds the meeting
   * has waited for others, and sees what they did statement by statement.
   */
  void freeze(Meeting meeting) {
    keep(
        meeting,
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  sql.readOneMoment(Planning.EACH_TIME);
                  meetings.seriesOf(meeting);
                  return open(meeting, clock.instant());
                }));
  }

  /** As it was at a moment that has passed. */
  void freeze(Meeting meeting, Instant moment) {
    keep(meeting, open(meeting, moment));
  }

  /** Others will read it: no more than is public goes in. */
  private Briefing open(Meeting meeting, Instant moment) {
    var campaign = meetings.seriesOf(meeting).campaignId();
    return compose(meeting, moment, rounds.started(campaign, moment, ROUNDS));
  }

  private void keep(Meeting meeting, Briefing briefing) {
    var text = written(briefing);
    sql.run(
        "insert into meeting_briefing (meeting_id, content, digest, composed_at) values (?1, ?2, ?3, ?4)",
        meeting.id(),
        text,
        digest(text),
        briefing.composedAt());
  }

  private Briefing compose(Meeting meeting, Instant moment, List<KnownRounds.Line> known) {
    var series = meetings.seriesOf(meeting);
    var today = LocalDate.ofInstant(moment, series.zone());
    var since = lastHeld(meeting, today);
    var books = movements.read(series, since, today);
    return new Briefing(
        meeting.id(),
        series.name(),
        series.campaignId(),
        series.office(),
        since,
        today,
        moment,
        movements.byStatus(books),
        movements.byTask(books),
        movements.byLead(books),
        gaps.escalations(series, moment),
        gaps.milestones(series, today),
        gaps.owed(series, today),
        gaps.guidance(series, since, today),
        unvisited.contacts(series, since, today),
        unvisited.plans(series, today),
        known,
        gaps.findings(series, moment),
        decisions.open(series.id(), moment));
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
