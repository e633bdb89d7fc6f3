package qingdan.obligation;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

/**
 * What it is that a unit owes: one line for each feature that lets units owe something, with where
 * it is told what that is called. A new feature adds its line, and all that is owed is in one list.
 */
@Schema(description = "What it is that a unit owes (应办事项类型).", examples = "MILESTONE")
public enum ObligationKind implements Labelled {
  MILESTONE("Milestone", "节点", "milestones", "milestone", "name"),
  PRESCRIBED_ACTION("Prescribed action", "规定动作", "milestones", "milestone", "name"),
  VISIT("Visit to receive", "接受走访", "visit-plans", "visit_plan", "name"),
  NOTE("Receipt of a guidance note", "分类指导意见回执", "guidance-notes", "guidance_note", "title"),
  BULLETIN("Receipt of a bulletin", "通报签收", "bulletins", "bulletin", "title"),
  ANSWER("Answer to a bulletin", "通报答复", "bulletins", "bulletin", "title"),
  MEETING("Regular meeting to hold", "召开例会", "meeting-series", "meeting_series", "name");

  private static final String KIND_OF_MILESTONE =
      "(select m.kind from milestone m where m.id = o.subject_id)";

  private final String english;
  private final String chinese;
  private final String address;
  private final String table;
  private final String column;

  ObligationKind(String english, String chinese, String address, String table, String column) {
    this.english = english;
    this.chinese = chinese;
    this.address = address;
    this.table = table;
    this.column = column;
  }

  /**
   * In SQL, of what kind an obligation o is. A milestone may become a prescribed action while units
   * owe it: what is stored is that they owe a milestone.
   */
  static String ofObligation() {
    return "case when "
        + PRESCRIBED_ACTION.holds()
        + " then '"
        + PRESCRIBED_ACTION
        + "' else o.kind end";
  }

  /** In SQL, that an obligation o is of this kind. */
  String holds() {
    return switch (this) {
      case MILESTONE -> "o.kind = 'MILESTONE' and " + KIND_OF_MILESTONE + " <> 'PRESCRIBED_ACTION'";
      case PRESCRIBED_ACTION ->
          "o.kind = 'MILESTONE' and " + KIND_OF_MILESTONE + " = 'PRESCRIBED_ACTION'";
      default -> "o.kind = '" + name() + "'";
    };
  }

  /** In SQL, what the subject of an obligation o is called. */
  static String nameOfSubject() {
    return Arrays.stream(values())
        .map(
            kind ->
                "when '%s' then (select s.%s from %s s where s.id = o.subject_id)"
                    .formatted(kind.name(), kind.column, kind.table))
        .collect(Collectors.joining(" ", "case o.kind ", " end"));
  }

  String address(UUID subject) {
    return "/api/v1/" + address + "/" + subject;
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
