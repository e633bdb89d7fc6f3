package qingdan.meeting;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(
    description =
        "What became of a day of a series: HELD; CANCELLED, with a reason; MISSED, past without either; COMING, not past yet.",
    examples = "MISSED")
public enum DateState implements Labelled {
  HELD("Held", "已召开"),
  CANCELLED("Cancelled", "已取消"),
  MISSED("Missed", "未召开"),
  COMING("Coming", "未到期");

  private final String english;
  private final String chinese;

  DateState(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
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
