package qingdan.guidance;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(description = "How a guidance group works (督导组类型).", examples = "ROVING")
public enum GuidanceLevel implements Labelled {
  ROVING("Roving", "巡回督导"),
  STANDING("Standing", "常驻指导");

  private final String english;
  private final String chinese;

  GuidanceLevel(String english, String chinese) {
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
