package qingdan.access;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(
    description =
        """
        What a grant allows in the subtree of its unit (角色): VIEWER reads; REPORTER reads, drafts lists, reports and resolves \
        problems and reports figures; SUPERVISOR reads, approves and closes; INSPECTOR reads and records findings; ADMIN reads \
        units and manages units, accounts and grants.""",
    examples = "VIEWER")
public enum Role implements Labelled {
  VIEWER("Viewer", "查看"),
  REPORTER("Reporter", "填报"),
  SUPERVISOR("Supervisor", "督导"),
  INSPECTOR("Inspector", "检查"),
  ADMIN("Administrator", "管理");

  private final String english;
  private final String chinese;

  Role(String english, String chinese) {
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
