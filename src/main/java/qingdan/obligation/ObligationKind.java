package qingdan.obligation;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

/**
 * What it is that a unit owes: one line for each feature that lets units owe something, with where
 * it is told what that is called. A new feature adds its line, and all that is owed is in one list.
 */
@Schema(description = "What it is that a unit owes (应办事项类型).", examples = "MILESTONE")
public enum ObligationKind implements Labelled {
  MILESTONE("Milestone", "节点", new Told("milestones", "milestone", "name")),
  PRESCRIBED_ACTION("Prescribed action", "规定动作", new Told("milestones", "milestone", "name")),
  VISIT(
      "Visit",
      "走访",
      new Told("visit-plans", "visit_plan", "name"),
      new Told("contacts", "contact", "leader")),
  NOTE(
      "Receipt of a guidance note",
      "分类指导意见回执",
      new Told("guidance-notes", "guidance_note", "title")),
  BULLETIN("Receipt of a bulletin", "通报签收", new Told("bulletins", "bulletin", "title")),
  ANSWER("Answer to a bulletin", "通报答复", new Told("bulletins", "bulletin", "title")),
  MEETING("Regular meeting to hold", "召开例会", new Told("meeting-series", "meeting_series", "name"));

  private static final String KIND_OF_MILESTONE =
      "(select m.kind from milestone m where m.id = o.subject_id)";

  /** Where subjects of a kind are kept, what their names are called, and where they are served. */
  private record Told(String address, String table, String name) {}

  private final String english;
  private final String chinese;
  private final List<Told> told;

  ObligationKind(String english, String chinese, Told... told) {
    this.english = english;
    this.chinese = chinese;
    this.told = List.of(told);
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
    return ofSubject(Told::name);
  }

  /** In SQL, where the subject of an obligation o is served. */
  static String addressOfSubject() {
    return ofSubject(told -> "'/api/v1/" + told.address() + "/' || s.id");
  }

  private static String ofSubject(Function<Told, String> column) {
    return Arrays.stream(values())
        .map(
            kind ->
                kind.told.stream()
                    .map(
                        told ->
                            "(select %s from %s s where s.id = o.subject_id)"
                                .formatted(column.apply(told), told.table()))
                    .collect(
                        Collectors.joining(", ", "when '" + kind.name() + "' then coalesce(", ")")))
        .collect(Collectors.joining(" ", "case o.kind ", " end"));
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
