package qingdan.guidance;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(description = "What a member is in its guidance group (组内职务).", examples = "LEADER")
public enum GroupRole implements Labelled {
  LEADER("Leader", "组长"),
  MEMBER("Member", "组员");

  private final String english;
  private final String chinese;

  GroupRole(String english, String chinese) {
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
