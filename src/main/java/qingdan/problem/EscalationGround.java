package qingdan.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(description = "Why a problem is escalated (上提理由).", examples = "ROOTED_ABOVE")
public enum EscalationGround implements Labelled {
  ROOTED_ABOVE("Rooted above", "根子在上"),
  BEYOND_OWN_MEANS("Beyond own means", "自身难以解决");

  private final String english;
  private final String chinese;

  EscalationGround(String english, String chinese) {
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
