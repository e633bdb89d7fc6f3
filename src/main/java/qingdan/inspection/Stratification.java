package qingdan.inspection;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(
    description =
        "Into which strata a population falls (分层): one, called ALL; by the kind of the unit; by its tier; or by the unit above it, whose id names the stratum.",
    examples = "KIND")
enum Stratification implements Labelled {
  NONE("None", "不分层", "'ALL'"),
  KIND("Kind", "按类型", "u.kind"),
  TIER("Tier", "按层级", "u.tier"),
  PARENT("Parent", "按上级单位", "coalesce(cast(u.parent_id as text), 'ALL')");

  private final String english;
  private final String chinese;
  private final String column;

  Stratification(String english, String chinese, String column) {
    this.english = english;
    this.chinese = chinese;
    this.column = column;
  }

  /** The stratum of a unit u. */
  String column() {
    return column;
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
