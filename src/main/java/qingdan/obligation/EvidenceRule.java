package qingdan.obligation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(description = "Whether a report brings evidence (佐证要求).", examples = "REQUIRED")
public enum EvidenceRule implements Labelled {
  NONE("None", "不需要"),
  ALLOWED("Allowed", "可附"),
  REQUIRED("Required", "必须");

  private final String english;
  private final String chinese;

  EvidenceRule(String english, String chinese) {
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
