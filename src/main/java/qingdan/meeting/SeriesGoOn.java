package qingdan.meeting;

import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.campaign.BatchEnd;
import qingdan.campaign.GoesOn;
import qingdan.campaign.Terms;
import qingdan.shared.Sql;

/** Offices meet on with the next batch. */
@ApplicationScoped
class SeriesGoOn implements GoesOn {

  private static final Terms.Kind SERIES =
      new Terms.Kind(
          "meetingSeries",
          "meeting_series",
          "meetingSeries",
          "meeting-series.prolonged",
          "array[(select path from unit where id = t.office_id)]");

  private final Sql sql;
  private final Terms terms;
  private final OwedMeetings owed;

  SeriesGoOn(Sql sql, Terms terms, OwedMeetings owed) {
    this.sql = sql;
    this.terms = terms;
    this.owed = owed;
  }

  @Override
  public Map<String, Long> foreseen(BatchEnd end) {
    return terms.foreseen(SERIES, end);
  }

  @Override
  public void prolong(BatchEnd end) {
    terms.prolong(SERIES, end);
    sql.list(UUID.class, "select id from meeting_series where campaign_id = ?1", end.campaign())
        .forEach(owed::follow);
  }
}
