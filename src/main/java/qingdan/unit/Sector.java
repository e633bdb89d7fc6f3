package qingdan.unit;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(description = "Field for classified guidance (领域).", examples = "RURAL")
public enum Sector implements Labelled {
  RURAL("Rural", "农村"),
  URBAN_COMMUNITY("Urban community", "城市社区"),
  UNIVERSITY("University", "高校"),
  SCHOOL("School", "中小学"),
  STATE_ENTERPRISE("State enterprise", "国有企业"),
  HEALTH("Health", "医疗卫生"),
  GOVERNMENT("Government", "机关"),
  NON_PUBLIC("Non-public enterprise", "非公企业"),
  SOCIAL("Social organisation", "社会组织");

  private final String english;
  private final String chinese;

  Sector(String english, String chinese) {
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
