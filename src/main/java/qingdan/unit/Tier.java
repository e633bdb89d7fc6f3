package qingdan.unit;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(description = "Administrative tier at which a unit stands (层级).", examples = "COUNTY")
public enum Tier implements Labelled {
  PROVINCE("Province", "省级"),
  CITY("City", "市级"),
  COUNTY("County", "县级"),
  TOWNSHIP("Township", "乡级"),
  GRASSROOTS("Grass roots", "基层");

  private final String english;
  private final String chinese;

  Tier(String english, String chinese) {
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
