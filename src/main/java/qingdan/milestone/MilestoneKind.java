package qingdan.milestone;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(description = "What a milestone is (节点类型).", examples = "KICK_OFF")
public enum MilestoneKind implements Labelled {
  LEADING_BODY("Leading body set up", "成立领导机构"),
  WORKING_BODY("Working body set up", "成立工作机构"),
  PLAN("Work plan made", "制定工作方案"),
  KICK_OFF("Kick-off meeting held", "召开动员部署会"),
  STARTED("Work started", "启动开展"),
  STUDY("Study done", "学习教育"),
  PRESCRIBED_ACTION("Prescribed action", "规定动作"),
  OTHER("Other", "其他");

  private final String english;
  private final String chinese;

  MilestoneKind(String english, String chinese) {
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
