package qingdan.shared;

import java.util.Locale;

/**
 * Every error that a caller can see. Its name in lower case with hyphens is the stable {@code code}
 * of the answer; title and detail stand in the message bundles.
 */
public enum ErrorCode {
  MALFORMED_REQUEST(400),
  INVALID_PARAMETER(400),
  INVALID_BODY(400),
  INVALID_CURSOR(400),
  UNKNOWN_PARAMETER(400),
  UNSUPPORTED_COMBINATION(400),
  UNAUTHENTICATED(401),
  WRONG_CREDENTIALS(401),
  REFRESH_REFUSED(401),
  ROLE_MISSING(403),
  GRANT_OUT_OF_REACH(403),
  PASSWORD_EXPIRED(403),
  NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  NOT_ACCEPTABLE(406),
  CONFLICT(409),
  CODE_TAKEN(409),
  USERNAME_TAKEN(409),
  EXTERNAL_SUBJECT_TAKEN(409),
  NAME_TAKEN(409),
  ID_TAKEN(409),
  UNIT_CLOSED(409),
  UNIT_HAS_OPEN_CHILDREN(409),
  UNIT_HAS_GRANTS(409),
  UNIT_HAS_ACCOUNTS(409),
  MOVE_INTO_OWN_SUBTREE(409),
  IN_ANOTHER_EXCLUSIVE_SET(409),
  ACCOUNT_CLOSED(409),
  LAST_ADMINISTRATOR(409),
  TRANSITION_REFUSED(409),
  CAMPAIGN_CLOSED(409),
  CAMPAIGN_NOT_OPEN(409),
  BATCH_CLOSED(409),
  BATCHES_OPEN(409),
  TASK_CLOSED(409),
  REQUEST_IN_FLIGHT(409),
  JOB_FINISHED(409),
  STALE(412),
  BODY_TOO_LARGE(413),
  URI_TOO_LONG(414),
  UNSUPPORTED_MEDIA_TYPE(415),
  UNKNOWN_REFERENCE(422),
  NOTHING_TO_CHANGE(422),
  TOO_DEEP(422),
  KEY_REUSED(422),
  RULE_BROKEN(422),
  PRECONDITION_REQUIRED(428),
  TOO_MANY_REQUESTS(429),
  TOO_MANY_LOGINS(429),
  HEADERS_TOO_LARGE(431),
  INTERNAL_ERROR(500),
  UNAVAILABLE(503);

  private final int status;

  ErrorCode(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static ErrorCode ofStatus(int status) {
    return switch (status) {
      case 401 -> UNAUTHENTICATED;
      case 403 -> ROLE_MISSING;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 409 -> CONFLICT;
      case 412 -> STALE;
      case 413 -> BODY_TOO_LARGE;
      case 414 -> URI_TOO_LONG;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 429 -> TOO_MANY_REQUESTS;
      case 431 -> HEADERS_TOO_LARGE;
      case 503 -> UNAVAILABLE;
      default -> status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
    };
  }
}
