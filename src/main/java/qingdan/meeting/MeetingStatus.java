package qingdan.meeting;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(description = "How far a meeting is: planned, held or cancelled.", examples = "HELD")
public enum MeetingStatus implements Labelled {
  PLANNED("Planned", "拟召开"),
  HELD("Held", "已召开"),
  CANCELLED("Cancelled", "已取消");

  private final String english;
  private final String chinese;

  MeetingStatus(String english, String chinese) {
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
