package qingdan.obligation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(description = "How far a unit is with what it owes (完成状态).", examples = "DONE")
public enum ObligationState implements Labelled {
  OWED("Owed", "未完成"),
  REPORTED("Awaiting confirmation", "待确认"),
  DONE("Done", "已完成");

  private final String english;
  private final String chinese;

  ObligationState(String english, String chinese) {
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
