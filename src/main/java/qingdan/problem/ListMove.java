package qingdan.problem;

import static qingdan.problem.ListStatus.APPROVED;
import static qingdan.problem.ListStatus.CLOSED;
import static qingdan.problem.ListStatus.DRAFT;
import static qingdan.problem.ListStatus.RETURNED;
import static qingdan.problem.ListStatus.SUBMITTED;
import static qingdan.problem.Who.OWNER;
import static qingdan.problem.Who.SUPERVISING;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

/** The life of a problem list, one line per move. */
@Schema(
    name = "ProblemListMove",
    description = "A step in the life of a problem list.",
    examples = "SUBMIT")
public enum ListMove implements Labelled {
  CREATE(null, List.of(), DRAFT, OWNER, "Create", "建立"),
  EDIT(null, List.of(DRAFT, RETURNED), DRAFT, OWNER, "Edit", "修改"),
  SUBMIT("submission", List.of(DRAFT, RETURNED), SUBMITTED, OWNER, "Submit", "提交"),
  APPROVE("approval", List.of(SUBMITTED), APPROVED, SUPERVISING, "Approve", "审定"),
  RETURN("return", List.of(SUBMITTED), RETURNED, SUPERVISING, "Return", "退回"),
  CLOSE("closure", List.of(APPROVED), CLOSED, SUPERVISING, "Close", "办结");

  private final String path;
  private final List<ListStatus> from;
  private final ListStatus to;
  private final Who who;
  private final String english;
  private final String chinese;

  ListMove(
      String path, List<ListStatus> from, ListStatus to, Who who, String english, String chinese) {
    this.path = path;
    this.from = from;
    this.to = to;
    this.who = who;
    this.english = english;
    this.chinese = chinese;
  }

  public String path() {
    return path;
  }

  public List<ListStatus> from() {
    return from;
  }

  public ListStatus to() {
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
