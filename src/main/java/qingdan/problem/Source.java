package qingdan.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(description = "Where a problem was found (来源).", examples = "SELF_CHECK")
public enum Source implements Labelled {
  SELF_CHECK("Self-check", "自查"),
  INSPECTION("Inspection", "检查"),
  GUIDANCE("Guidance", "督导"),
  PETITION("Petition", "信访"),
  PUBLIC("Public", "群众反映"),
  SUPERIOR("Superior", "上级点题"),
  MEETING("Meeting", "会议交办");

  private final String english;
  private final String chinese;

  Source(String english, String chinese) {
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
