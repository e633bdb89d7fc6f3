package qingdan.campaign;

import static qingdan.campaign.CategoryField.Type.DATE;
import static qingdan.campaign.CategoryField.Type.NUMBER;
import static qingdan.campaign.CategoryField.Type.TEXT;

import java.util.List;

/** The categories that a new campaign begins with. */
final class FirstCategories {

  static final List<CategoryView> ALL =
      List.of(
          category(
              "LIVELIHOOD",
              "Livelihood matter",
              "民生实事",
              field("beneficiaries", "Beneficiaries", "受益人数", NUMBER),
              field("commitment", "Commitment", "承诺事项", TEXT)),
          category(
              "PETITION_BACKLOG",
              "Petition backlog",
              "信访积案",
              field("caseReference", "Case reference", "案件编号", TEXT),
              field("firstReceived", "First received", "首次受理日期", DATE)),
          category(
              "SAFETY_HAZARD",
              "Safety hazard",
              "安全隐患",
              field("place", "Place", "地点", TEXT),
              field("level", "Level", "隐患等级", TEXT)),
          category(
              "WEAK_ORGANISATION",
              "Weak organisation",
              "软弱涣散党组织",
              field("organisation", "Organisation", "组织名称", TEXT),
              field("kindOfWeakness", "Kind of weakness", "软弱涣散类型", TEXT)),
          category(
              "AFFILIATION",
              "Members' affiliation",
              "党员组织关系",
              field("membersConcerned", "Members concerned", "涉及党员数", NUMBER)),
          category("OTHER", "Other", "其他"));

  private FirstCategories() {}

  private static CategoryView category(
      String code, String labelEn, String labelZh, CategoryField... fields) {
    return new CategoryView(code, 1, labelEn, labelZh, List.of(fields));
  }

  private static CategoryField field(
      String code, String labelEn, String labelZh, CategoryField.Type type) {
    return new CategoryField(code, labelEn, labelZh, type, true);
  }
}
