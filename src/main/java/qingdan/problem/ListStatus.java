package qingdan.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(description = "Where a problem list stands (清单状态).", examples = "SUBMITTED")
public enum ListStatus implements Labelled {
  DRAFT("Draft", "草稿"),
  SUBMITTED("Submitted", "已提交"),
  RETURNED("Returned", "已退回"),
  APPROVED("Approved", "已审定"),
  CLOSED("Closed", "已办结");

  private final String english;
  private final String chinese;

  ListStatus(String english, String chinese) {
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
