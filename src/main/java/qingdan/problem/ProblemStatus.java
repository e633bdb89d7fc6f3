package qingdan.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(
    description =
        "Where a problem stands (状态). Open are CONFIRMED to RESOLVED; CLOSED and DISMISSED are final; REPORTED counts apart.",
    examples = "IN_PROGRESS")
public enum ProblemStatus implements Labelled {
  REPORTED("Reported", "已上报"),
  CONFIRMED("Confirmed", "已确认"),
  PLANNED("Planned", "已制定措施"),
  IN_PROGRESS("In progress", "整改中"),
  ESCALATED("Escalated", "已上提"),
  CLAIMED("Claimed", "已认领"),
  RESOLVED("Resolved", "待销号"),
  CLOSED("Closed", "已销号"),
  DISMISSED("Dismissed", "不予立项");

  private final String english;
  private final String chinese;

  ProblemStatus(String english, String chinese) {
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

  public boolean isFinal() {
    return this == CLOSED || this == DISMISSED;
  }

  public boolean isOpen() {
    return this != REPORTED && !isFinal();
  }
}
