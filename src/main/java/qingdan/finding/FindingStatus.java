package qingdan.finding;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(
    description =
        "What became of a finding: WAITING for the supervising unit; ACCEPTED as a problem; REJECTED, with a reason.",
    examples = "WAITING")
public enum FindingStatus implements Labelled {
  WAITING("Waiting", "待认定"),
  ACCEPTED("Accepted", "已认定"),
  REJECTED("Rejected", "不予认定");

  private final String english;
  private final String chinese;

  FindingStatus(String english, String chinese) {
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
