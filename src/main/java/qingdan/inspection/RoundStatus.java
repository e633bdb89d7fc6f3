package qingdan.inspection;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.ErrorCode;
import qingdan.shared.Labelled;
import qingdan.shared.Refusal;

@Schema(
    description =
        "How far a round is (轮次状态): PREPARED (筹备), COMMITTED (已承诺), DRAWN (已抽签), STARTED (已启动), CLOSED (已结束); one after the other, and no way back.",
    examples = "STARTED")
enum RoundStatus implements Labelled {
  PREPARED("Prepared", "筹备"),
  COMMITTED("Committed", "已承诺"),
  DRAWN("Drawn", "已抽签"),
  STARTED("Started", "已启动"),
  CLOSED("Closed", "已结束");

  private final String english;
  private final String chinese;

  RoundStatus(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /** 409 unless this is the next step. */
  void requireNext(RoundStatus to) {
    if (to.ordinal() != ordinal() + 1) {
      throw new Refusal(ErrorCode.MOVE_REFUSED, this, to, values()[to.ordinal() - 1]);
    }
  }

  boolean isPublic() {
    return this == STARTED || this == CLOSED;
  }

  @Override
  public String english() {
    return english;
  }

  @Override
  public String chinese() {
    return chinese;
  }
}
