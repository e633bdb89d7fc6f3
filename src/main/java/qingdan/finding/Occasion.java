package qingdan.finding;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(
    description =
        "At what an inspection was: at the unit, or at a study session of a leading team.",
    examples = "ON_SITE")
public enum Occasion implements Labelled {
  ON_SITE("At the unit", "实地"),
  STUDY_SESSION("At a study session", "列席学习研讨");

  private final String english;
  private final String chinese;

  Occasion(String english, String chinese) {
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
