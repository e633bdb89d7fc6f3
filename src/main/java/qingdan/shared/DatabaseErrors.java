package qingdan.shared;

import static java.util.Map.entry;

import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.transaction.RollbackException;

/** What the database refuses, said as what the caller can do about it. */
final class DatabaseErrors {

  private static final Map<String, ErrorCode> UNIQUE =
      Map.ofEntries(
          entry("unit_open_code_unique", ErrorCode.CODE_TAKEN),
          entry("account_username_unique", ErrorCode.USERNAME_TAKEN),
          entry("account_external_subject_unique", ErrorCode.EXTERNAL_SUBJECT_TAKEN),
          entry("unit_set_name_unique", ErrorCode.NAME_TAKEN),
          entry("problem_list_once", ErrorCode.LIST_EXISTS),
          entry("task_name_unique", ErrorCode.NAME_TAKEN),
          entry("milestone_name_once", ErrorCode.NAME_TAKEN),
          entry("unit_set_member_exclusive", ErrorCode.IN_ANOTHER_EXCLUSIVE_SET),
          entry("guidance_group_name_once", ErrorCode.NAME_TAKEN),
          entry("visit_plan_name_once", ErrorCode.NAME_TAKEN),
          entry("meeting_series_name_once", ErrorCode.NAME_TAKEN),
          entry("checklist_edition_once", ErrorCode.NAME_TAKEN),
          entry("meeting_slot_once", ErrorCode.SLOT_TAKEN));

  private DatabaseErrors() {}

  /** Null when the failure is not that of the database or a transaction. */
  static Refusal refusal(Throwable failure) {
    if (causes(failure).anyMatch(RollbackException.class::isInstance)) {
      // its transaction had run out of time before it could commit
      return new Refusal(ErrorCode.UNAVAILABLE).retryAfter(2);
    }
    return ofDatabase(failure).map(DatabaseErrors::refusal).orElse(null);
  }

  static boolean isDeadlock(Throwable failure) {
    return ofDatabase(failure).filter(sql -> "40P01".equals(sql.getSQLState())).isPresent();
  }

  private static Optional<SQLException> ofDatabase(Throwable failure) {
    return causes(failure)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .findFirst();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }

  private static Refusal refusal(SQLException failure) {
    var state = failure.getSQLState();
    if ("23505".equals(state)) {
      return new Refusal(unique(failure.getMessage()));
    }
    if (state == null || isTransient(state) || failure.getMessage().contains("timeout")) {
      return new Refusal(ErrorCode.UNAVAILABLE).retryAfter(2);
    }
    return null;
  }

  private static ErrorCode unique(String message) {
    if (message.contains("_pkey\"")) {
      return ErrorCode.ID_TAKEN;
    }
    return UNIQUE.entrySet().stream()
        .filter(entry -> message.contains('"' + entry.getKey() + '"'))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(ErrorCode.CONFLICT);
  }

  /**
   * Connections, resources, shut-downs, cancelled statements, locks not to be had, serialisation
   * and deadlocks.
   */
  private static boolean isTransient(String state) {
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("40")
        || state.equals("55P03");
  }
}
