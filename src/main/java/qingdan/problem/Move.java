package qingdan.problem;

import static qingdan.problem.ProblemStatus.CLAIMED;
import static qingdan.problem.ProblemStatus.CLOSED;
import static qingdan.problem.ProblemStatus.CONFIRMED;
import static qingdan.problem.ProblemStatus.DISMISSED;
import static qingdan.problem.ProblemStatus.ESCALATED;
import static qingdan.problem.ProblemStatus.IN_PROGRESS;
import static qingdan.problem.ProblemStatus.PLANNED;
import static qingdan.problem.ProblemStatus.REPORTED;
import static qingdan.problem.ProblemStatus.RESOLVED;
import static qingdan.problem.Who.ANCESTOR;
import static qingdan.problem.Who.ASKED;
import static qingdan.problem.Who.CLAIMING;
import static qingdan.problem.Who.ESCALATOR;
import static qingdan.problem.Who.OWNER;
import static qingdan.problem.Who.OWNER_OR_RESPONSIBLE;
import static qingdan.problem.Who.OWNER_OR_SUPERVISING;
import static qingdan.problem.Who.OWNER_SUPERVISOR;
import static qingdan.problem.Who.PARTICIPANT;
import static qingdan.problem.Who.RESPONSIBLE;
import static qingdan.problem.Who.SERVICE;
import static qingdan.problem.Who.SUPERVISING;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

/** The life of a problem, one line per move. To allow a new step, add a line. */
@Schema(name = "ProblemMove", description = "A step in the life of a problem.", examples = "PLAN")
public enum Move implements Labelled {
  REPORT(null, List.of(), To.of(REPORTED), OWNER, "Report", "上报"),
  ACCEPT_FINDING(null, List.of(), To.of(CONFIRMED), SUPERVISING, "Accept finding", "认定发现"),
  ASSIGN(null, List.of(), To.of(PLANNED), SUPERVISING, "Assign", "交办"),
  CONFIRM("confirmation", List.of(REPORTED), To.of(CONFIRMED), SUPERVISING, "Confirm", "确认"),
  DISMISS(
      "dismissal",
      List.of(REPORTED, CONFIRMED, PLANNED),
      To.of(DISMISSED),
      SUPERVISING,
      "Dismiss",
      "不予立项"),
  PLAN("plan", List.of(CONFIRMED, PLANNED), To.of(PLANNED), OWNER_OR_RESPONSIBLE, "Plan", "制定措施"),
  START("start", List.of(PLANNED), To.of(IN_PROGRESS), RESPONSIBLE, "Start", "开始整改"),
  PROGRESS("progress", List.of(IN_PROGRESS), To.SAME, PARTICIPANT, "Report progress", "报告进展"),
  RESOLVE("resolution", List.of(IN_PROGRESS), To.of(RESOLVED), RESPONSIBLE, "Resolve", "提请销号"),
  RETURN("return", List.of(RESOLVED), To.of(IN_PROGRESS), SUPERVISING, "Return", "退回"),
  CLOSE("closure", List.of(RESOLVED), To.of(CLOSED), SUPERVISING, "Close", "销号"),
  ESCALATE(
      "escalation",
      List.of(CONFIRMED, PLANNED, IN_PROGRESS),
      To.of(ESCALATED),
      OWNER_OR_RESPONSIBLE,
      "Escalate",
      "上提"),
  WITHDRAW("withdrawal", List.of(ESCALATED), To.BEFORE, ESCALATOR, "Withdraw", "撤回"),
  DECLINE("decline", List.of(ESCALATED), To.BEFORE, ASKED, "Decline", "不予认领"),
  CLAIM(
      "claim",
      List.of(CONFIRMED, PLANNED, IN_PROGRESS, ESCALATED),
      To.of(CLAIMED),
      ANCESTOR,
      "Claim",
      "认领"),
  RELEASE("release", List.of(CLAIMED), To.BEFORE, CLAIMING, "Release", "解除认领"),
  LINK(
      "symptoms",
      List.of(CONFIRMED, PLANNED, IN_PROGRESS, ESCALATED, CLAIMED, RESOLVED),
      To.SAME,
      OWNER_SUPERVISOR,
      "Link symptoms",
      "关联问题"),
  ROOT_CLOSED(null, List.of(CLAIMED), To.of(RESOLVED), SERVICE, "Root closed", "根源问题销号"),
  EXTEND(
      "extension",
      List.of(CONFIRMED, PLANNED, IN_PROGRESS, ESCALATED, CLAIMED, RESOLVED),
      To.SAME,
      RESPONSIBLE,
      "Ask for extension",
      "申请延期"),
  APPROVE_EXTENSION(
      "extension-approval",
      List.of(CONFIRMED, PLANNED, IN_PROGRESS, ESCALATED, CLAIMED, RESOLVED),
      To.SAME,
      SUPERVISING,
      "Approve extension",
      "批准延期"),
  REFUSE_EXTENSION(
      "extension-refusal",
      List.of(CONFIRMED, PLANNED, IN_PROGRESS, ESCALATED, CLAIMED, RESOLVED),
      To.SAME,
      SUPERVISING,
      "Refuse extension",
      "不准延期"),
  RECUR("recurrence", List.of(CLOSED), To.SAME, OWNER_OR_SUPERVISING, "Report recurrence", "上报反弹");

  /** Where a move leads: to a status, to the same one, or back to the one before. */
  public record To(ProblemStatus status, String code) {
    static final To SAME = new To(null, "SAME");
    static final To BEFORE = new To(null, "BEFORE");

    static To of(ProblemStatus status) {
      return new To(status, status.name());
    }
  }

  private final String path;
  private final List<ProblemStatus> from;
  private final To to;
  private final Who who;
  private final String english;
  private final String chinese;

  Move(String path, List<ProblemStatus> from, To to, Who who, String english, String chinese) {
    this.path = path;
    this.from = from;
    this.to = to;
    this.who = who;
    this.english = english;
    this.chinese = chinese;
  }

  /** The sub-resource that makes the move; null for what begins a life or is the service's own. */
  public String path() {
    return path;
  }

  public List<ProblemStatus> from() {
    return from;
  }

  public To to() {
    return to;
  }

  public Who who() {
    return who;
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
