package qingdan.unit;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(
    description = "What a unit is (单位类型). Each kind has a tier that a new unit gets by default.",
    examples = "COUNTY")
public enum UnitKind implements Labelled {
  COUNTRY("Country", "国家", Tier.PROVINCE),
  PROVINCE("Province or municipality", "省（直辖市）", Tier.PROVINCE),
  CITY("City", "市", Tier.CITY),
  COUNTY("County or district", "县（区）", Tier.COUNTY),
  TOWNSHIP("Township or subdistrict", "乡镇（街道）", Tier.TOWNSHIP),
  VILLAGE("Village", "村", Tier.GRASSROOTS),
  COMMUNITY("Urban community", "社区", Tier.GRASSROOTS),
  BUREAU("Department or bureau", "部门（局）", Tier.CITY),
  UNIVERSITY("University", "高校", Tier.CITY),
  SCHOOL("School", "学校", Tier.GRASSROOTS),
  HOSPITAL("Hospital", "医院", Tier.COUNTY),
  ENTERPRISE("Enterprise", "企业", Tier.CITY),
  BRANCH("Grass-roots branch", "基层党支部", Tier.GRASSROOTS),
  LEADING_TEAM("Leading team", "领导班子", Tier.COUNTY),
  OTHER("Other", "其他", Tier.GRASSROOTS);

  private final String english;
  private final String chinese;
  private final Tier tier;

  UnitKind(String english, String chinese, Tier tier) {
    this.english = english;
    this.chinese = chinese;
    this.tier = tier;
  }

  @Override
  public String english() {
    return english;
  }

  @Override
  public String chinese() {
    return chinese;
  }

  public Tier tier() {
    return tier;
  }
}
