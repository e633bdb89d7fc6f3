package qingdan.campaign;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A batch that is followed by another one, and who has asked for it.
 *
 * @param day today, where the campaign is
 * @param endsOn null where the batch has no last day: no term ends with it
 * @param nextEndsOn null where the next batch has no last day
 */
public record BatchEnd(
    UUID campaign,
    UUID batch,
    UUID next,
    LocalDate day,
    LocalDate endsOn,
    LocalDate nextEndsOn,
    UUID account,
    String requestId) {

  /** Whether a term that ends with the batch is made longer at all. */
  public boolean prolongs() {
    return endsOn != null && (nextEndsOn == null || nextEndsOn.isAfter(endsOn));
  }
}
