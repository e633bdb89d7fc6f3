package qingdan.statistics;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
    name = "MissingStatisticReason",
    description =
        "Why there is no number: NOT_REGISTERED, the unit was not there on the day; NOTHING_CONFIRMED and NOTHING_CLOSED, there is nothing to divide by; NOT_KEPT_APART, it is told for units with all below them and of all tasks, categories and batches only; NOT_IN_SUMMARY, the statistic by child tells it; NOT_REPORTED, no target has a report.",
    examples = "NOTHING_CLOSED")
enum MissingReason {
  NOT_REGISTERED,
  NOTHING_CONFIRMED,
  NOTHING_CLOSED,
  NOT_KEPT_APART,
  NOT_IN_SUMMARY,
  NOT_REPORTED;

  /** Of a unit: what it has of a day is absent where it was not there yet. */
  static MissingReason ofAbsent(Object figure) {
    return figure == null ? NOT_REGISTERED : null;
  }
}
