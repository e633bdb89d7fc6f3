package qingdan.meeting;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(
    description =
        "How often a series meets (周期): HALF_MONTHLY on the 1st and the 16th, WEEKLY on a day of the week, MONTHLY on a day of the month; where that is no working day of the campaign, on the nearest one, of two the earlier.",
    examples = "HALF_MONTHLY")
public enum Cadence implements Labelled {
  HALF_MONTHLY("Half-monthly", "每半月"),
  WEEKLY("Weekly", "每周"),
  MONTHLY("Monthly", "每月");

  private final String english;
  private final String chinese;

  Cadence(String english, String chinese) {
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
