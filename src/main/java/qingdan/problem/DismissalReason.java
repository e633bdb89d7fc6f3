package qingdan.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(description = "Why a problem is dismissed (不予立项理由).", examples = "DUPLICATE")
public enum DismissalReason implements Labelled {
  NOT_A_PROBLEM("Not a problem", "不属于问题"),
  DUPLICATE("Duplicate", "重复"),
  OUT_OF_SCOPE("Out of scope", "不在范围");

  private final String english;
  private final String chinese;

  DismissalReason(String english, String chinese) {
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
