package qingdan.campaign;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;

@Schema(
    description =
        "How far a campaign or a batch is (状态): PLANNED (筹备), then OPEN (进行中), then CLOSED (已结束); there is no way back.",
    examples = "PLANNED")
public enum Phase {
  PLANNED,
  OPEN,
  CLOSED;

  /** 409 unless it is the next phase, or the same. */
  void requireNext(Phase to) {
    if (to != this && to.ordinal() != ordinal() + 1) {
      throw new Refusal(ErrorCode.TRANSITION_REFUSED, this, to);
    }
  }

  /** 409 for work in a campaign or a batch that is over; the batch may be null. */
  public static void requireNotClosed(String campaign, String batch) {
    if (valueOf(campaign) == CLOSED) {
      throw new Refusal(ErrorCode.CAMPAIGN_CLOSED);
    }
    if (batch != null && valueOf(batch) == CLOSED) {
      throw new Refusal(ErrorCode.BATCH_CLOSED);
    }
  }
}
