package qingdan.meeting;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.campaign.BatchEnd;
import qingdan.campaign.GoesOn;
import qingdan.campaign.Terms;

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

  private final Terms terms;

  SeriesGoOn(Terms terms) {
    this.terms = terms;
  }

  @Override
  public Map<String, Long> foreseen(BatchEnd end) {
    return terms.foreseen(SERIES, end);
  }

  @Override
  public void prolong(BatchEnd end) {
    terms.prolong(SERIES, end);
  }
}
