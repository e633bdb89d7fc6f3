package qingdan.bulletin;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(
    description = "How far a unit is with a bulletin: UNREAD, RECEIVED or ANSWERED.",
    examples = "RECEIVED")
public enum RecipientState implements Labelled {
  UNREAD("Unread", "未签收"),
  RECEIVED("Received", "已签收"),
  ANSWERED("Answered", "已答复");

  private final String english;
  private final String chinese;

  RecipientState(String english, String chinese) {
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
