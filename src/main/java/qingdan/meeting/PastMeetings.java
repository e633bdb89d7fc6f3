package qingdan.meeting;

import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.shared.Sql;

/** Makes meetings whole that were not held through the API: what they read, and what was owed. */
@ApplicationScoped
public class PastMeetings {

  @RegisterForReflection
  record Held(UUID id, Instant at) {}

  private final Sql sql;
  private final Meetings meetings;
  private final Briefings briefings;
  private final OwedMeetings owed;

  PastMeetings(Sql sql, Meetings meetings, Briefings briefings, OwedMeetings owed) {
    this.sql = sql;
    this.meetings = meetings;
    this.briefings = briefings;
    this.owed = owed;
  }

  /** Each reads what was so when the log says that it was held. */
  public void complete(UUID series) {
    sql.list(
            Held.class,
            """
            select m.id, c.at from meeting m join change c on c.entity_id = m.id and c.type = 'meeting.held'
            where m.series_id = ?1 and m.status = 'HELD'
                and not exists (select from meeting_briefing b where b.meeting_id = m.id)
            order by c.at
            """,
            series)
        .forEach(held -> briefings.freeze(meetings.any(held.id()), held.at()));
    owed.follow(series);
  }
}
