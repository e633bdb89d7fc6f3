package qingdan.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(description = "How far a measure is (措施状态).", examples = "DONE")
public enum MeasureState implements Labelled {
  OPEN("Open", "进行中"),
  DONE("Done", "已完成"),
  DROPPED("Dropped", "已取消");

  private final String english;
  private final String chinese;

  MeasureState(String english, String chinese) {
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
