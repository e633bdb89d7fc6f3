package qingdan.finding;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(description = "How a question of a checklist is answered.", examples = "NO")
public enum Answer implements Labelled {
  YES("Yes", "是"),
  NO("No", "否"),
  NOT_APPLICABLE("Not applicable", "不适用");

  private final String english;
  private final String chinese;

  Answer(String english, String chinese) {
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
