package qingdan.problem;

import qingdan.access.Role;
import qingdan.shared.Labelled;

/** Who makes a move: a role, held at a unit or above it, and which unit that is. */
public enum Who implements Labelled {
  OWNER(Role.REPORTER, "REPORTER of the owning unit", "所属单位填报人"),
  OWNER_OR_RESPONSIBLE(
      Role.REPORTER, "REPORTER of the owning or the responsible unit", "所属单位或责任单位填报人"),
  RESPONSIBLE(Role.REPORTER, "REPORTER of the responsible unit", "责任单位填报人"),
  PARTICIPANT(Role.REPORTER, "REPORTER of the responsible or a joint unit", "责任单位或配合单位填报人"),
  ESCALATOR(Role.REPORTER, "REPORTER of the unit that escalated it", "上提单位填报人"),
  SUPERVISING(Role.SUPERVISOR, "SUPERVISOR of the supervising unit", "督导单位督导员"),
  OWNER_OR_SUPERVISING(
      Role.REPORTER,
      "REPORTER of the owning unit or SUPERVISOR of the supervising unit",
      "所属单位填报人或督导单位督导员"),
  ANCESTOR(Role.SUPERVISOR, "SUPERVISOR of a unit above, within the campaign", "活动范围内上级单位督导员"),
  ASKED(Role.SUPERVISOR, "SUPERVISOR of the asked unit", "被上提单位督导员"),
  CLAIMING(Role.SUPERVISOR, "SUPERVISOR of the claiming unit", "认领单位督导员"),
  OWNER_SUPERVISOR(Role.SUPERVISOR, "SUPERVISOR of the owning unit", "所属单位督导员"),
  SERVICE(null, "the service itself", "系统");

  private final Role role;
  private final String english;
  private final String chinese;

  Who(Role role, String english, String chinese) {
    this.role = role;
    this.english = english;
    this.chinese = chinese;
  }

  Role role() {
    return role;
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
