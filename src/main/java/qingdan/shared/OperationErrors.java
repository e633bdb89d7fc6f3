package qingdan.shared;

import static qingdan.shared.ErrorCode.ACCOUNT_CLOSED;
import static qingdan.shared.ErrorCode.ALREADY_CLAIMED;
import static qingdan.shared.ErrorCode.BATCH_CLOSED;
import static qingdan.shared.ErrorCode.BATCH_NOT_OPEN;
import static qingdan.shared.ErrorCode.BODY_TOO_LARGE;
import static qingdan.shared.ErrorCode.CAMPAIGN_CLOSED;
import static qingdan.shared.ErrorCode.CODE_TAKEN;
import static qingdan.shared.ErrorCode.CONFLICT;
import static qingdan.shared.ErrorCode.EXTENSION_WAITING;
import static qingdan.shared.ErrorCode.EXTERNAL_SUBJECT_TAKEN;
import static qingdan.shared.ErrorCode.GRANT_OUT_OF_REACH;
import static qingdan.shared.ErrorCode.ID_TAKEN;
import static qingdan.shared.ErrorCode.INVALID_BODY;
import static qingdan.shared.ErrorCode.INVALID_CURSOR;
import static qingdan.shared.ErrorCode.INVALID_PARAMETER;
import static qingdan.shared.ErrorCode.IN_ANOTHER_EXCLUSIVE_SET;
import static qingdan.shared.ErrorCode.JOB_FINISHED;
import static qingdan.shared.ErrorCode.KEY_REUSED;
import static qingdan.shared.ErrorCode.LAST_ADMINISTRATOR;
import static qingdan.shared.ErrorCode.LIST_CLOSED;
import static qingdan.shared.ErrorCode.LIST_EMPTY;
import static qingdan.shared.ErrorCode.LIST_EXISTS;
import static qingdan.shared.ErrorCode.LIST_NOT_APPROVED;
import static qingdan.shared.ErrorCode.LIST_PLAN_INCOMPLETE;
import static qingdan.shared.ErrorCode.MALFORMED_REQUEST;
import static qingdan.shared.ErrorCode.MEASURES_OPEN;
import static qingdan.shared.ErrorCode.MOVE_INTO_OWN_SUBTREE;
import static qingdan.shared.ErrorCode.MOVE_OUT_OF_CAMPAIGN;
import static qingdan.shared.ErrorCode.MOVE_REFUSED;
import static qingdan.shared.ErrorCode.NAME_TAKEN;
import static qingdan.shared.ErrorCode.NOTHING_TO_CHANGE;
import static qingdan.shared.ErrorCode.NOT_ACCEPTABLE;
import static qingdan.shared.ErrorCode.NOT_FOUND;
import static qingdan.shared.ErrorCode.NO_DEADLINE;
import static qingdan.shared.ErrorCode.NO_EXTENSION_WAITING;
import static qingdan.shared.ErrorCode.PASSWORD_EXPIRED;
import static qingdan.shared.ErrorCode.PLAN_INCOMPLETE;
import static qingdan.shared.ErrorCode.PRECONDITION_REQUIRED;
import static qingdan.shared.ErrorCode.PROBLEMS_NOT_FINAL;
import static qingdan.shared.ErrorCode.REFRESH_REFUSED;
import static qingdan.shared.ErrorCode.REQUEST_IN_FLIGHT;
import static qingdan.shared.ErrorCode.ROLE_MISSING;
import static qingdan.shared.ErrorCode.RULE_BROKEN;
import static qingdan.shared.ErrorCode.STALE;
import static qingdan.shared.ErrorCode.SUCCESSOR_OUTSIDE_CAMPAIGN;
import static qingdan.shared.ErrorCode.TOO_DEEP;
import static qingdan.shared.ErrorCode.TOO_MANY_LOGINS;
import static qingdan.shared.ErrorCode.TOO_MANY_REQUESTS;
import static qingdan.shared.ErrorCode.UNAUTHENTICATED;
import static qingdan.shared.ErrorCode.UNIT_CLOSED;
import static qingdan.shared.ErrorCode.UNIT_HAS_ACCOUNTS;
import static qingdan.shared.ErrorCode.UNIT_HAS_GRANTS;
import static qingdan.shared.ErrorCode.UNIT_HAS_OPEN_CHILDREN;
import static qingdan.shared.ErrorCode.UNIT_HAS_WORK;
import static qingdan.shared.ErrorCode.UNKNOWN_PARAMETER;
import static qingdan.shared.ErrorCode.UNKNOWN_REFERENCE;
import static qingdan.shared.ErrorCode.UNSUPPORTED_MEDIA_TYPE;
import static qingdan.shared.ErrorCode.USERNAME_TAKEN;
import static qingdan.shared.ErrorCode.WRONG_CREDENTIALS;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.microprofile.openapi.models.Operation;

/** Which codes of errors each operation can give. */
final class OperationErrors {

  private OperationErrors() {}

  /**
   * What an operation may say beyond what all say; those that break no rule of a feature are left
   * out.
   */
  private static final Map<String, List<ErrorCode>> OWN =
      Map.ofEntries(
          Map.entry(
              "createProblemList",
              List.of(LIST_EXISTS, ID_TAKEN, UNIT_CLOSED, BATCH_NOT_OPEN, BATCH_CLOSED)),
          Map.entry("changeProblemList", List.of(MOVE_REFUSED)),
          Map.entry("submitProblemList", List.of(MOVE_REFUSED, LIST_EMPTY, LIST_PLAN_INCOMPLETE)),
          Map.entry("approveProblemList", List.of(MOVE_REFUSED)),
          Map.entry("returnProblemList", List.of(MOVE_REFUSED)),
          Map.entry("closeProblemList", List.of(MOVE_REFUSED, PROBLEMS_NOT_FINAL)),
          Map.entry(
              "reportProblem",
              List.of(ID_TAKEN, LIST_CLOSED, UNIT_CLOSED, BATCH_NOT_OPEN, BATCH_CLOSED)),
          Map.entry("changeProblem", List.of(MOVE_REFUSED)),
          Map.entry("confirmProblem", List.of(MOVE_REFUSED, LIST_NOT_APPROVED)),
          Map.entry("dismissProblem", List.of(MOVE_REFUSED)),
          Map.entry("planProblem", List.of(MOVE_REFUSED, LIST_NOT_APPROVED, PLAN_INCOMPLETE)),
          Map.entry("startProblem", List.of(MOVE_REFUSED, LIST_NOT_APPROVED)),
          Map.entry("reportProgress", List.of(MOVE_REFUSED, LIST_NOT_APPROVED)),
          Map.entry("resolveProblem", List.of(MOVE_REFUSED, MEASURES_OPEN)),
          Map.entry("returnProblem", List.of(MOVE_REFUSED)),
          Map.entry("closeProblem", List.of(MOVE_REFUSED)),
          Map.entry("escalateProblem", List.of(MOVE_REFUSED, LIST_NOT_APPROVED)),
          Map.entry("withdrawEscalation", List.of(MOVE_REFUSED)),
          Map.entry("declineEscalation", List.of(MOVE_REFUSED)),
          Map.entry(
              "claimProblem", List.of(MOVE_REFUSED, LIST_NOT_APPROVED, ALREADY_CLAIMED, ID_TAKEN)),
          Map.entry("releaseProblem", List.of(MOVE_REFUSED)),
          Map.entry("linkSymptoms", List.of(MOVE_REFUSED, ALREADY_CLAIMED)),
          Map.entry("askExtension", List.of(MOVE_REFUSED, NO_DEADLINE, EXTENSION_WAITING)),
          Map.entry("approveExtension", List.of(MOVE_REFUSED, NO_EXTENSION_WAITING)),
          Map.entry("refuseExtension", List.of(MOVE_REFUSED, NO_EXTENSION_WAITING)),
          Map.entry("reportRecurrence", List.of(MOVE_REFUSED, LIST_CLOSED, ID_TAKEN)),
          Map.entry("carryOverBatch", List.of(BATCH_CLOSED, BATCH_NOT_OPEN)),
          Map.entry("createUnit", List.of(CODE_TAKEN, ID_TAKEN, UNIT_CLOSED, TOO_DEEP)),
          Map.entry("changeUnit", List.of(CODE_TAKEN, UNIT_CLOSED)),
          Map.entry(
              "changeStructure",
              List.of(
                  ID_TAKEN,
                  UNIT_CLOSED,
                  UNIT_HAS_OPEN_CHILDREN,
                  UNIT_HAS_GRANTS,
                  UNIT_HAS_ACCOUNTS,
                  UNIT_HAS_WORK,
                  SUCCESSOR_OUTSIDE_CAMPAIGN,
                  MOVE_OUT_OF_CAMPAIGN,
                  MOVE_INTO_OWN_SUBTREE,
                  NOTHING_TO_CHANGE,
                  TOO_DEEP)),
          Map.entry(
              "createGuidanceGroup", List.of(NAME_TAKEN, ID_TAKEN, UNIT_CLOSED, CAMPAIGN_CLOSED)),
          Map.entry("changeGuidanceGroup", List.of(NAME_TAKEN, UNIT_CLOSED, CAMPAIGN_CLOSED)),
          Map.entry("assignUnits", List.of(UNIT_CLOSED, CAMPAIGN_CLOSED)),
          Map.entry("withdrawGuidedUnit", List.of(CAMPAIGN_CLOSED)),
          Map.entry("addGuidanceMember", List.of(CAMPAIGN_CLOSED)),
          Map.entry(
              "createVisitPlan",
              List.of(NAME_TAKEN, ID_TAKEN, UNIT_CLOSED, CAMPAIGN_CLOSED, BATCH_CLOSED)),
          Map.entry("changeVisitPlan", List.of(NAME_TAKEN, CAMPAIGN_CLOSED, BATCH_CLOSED)),
          Map.entry("recordVisit", List.of(ID_TAKEN, CAMPAIGN_CLOSED)),
          Map.entry("withdrawVisit", List.of(MOVE_REFUSED)),
          Map.entry("recordInspection", List.of(ID_TAKEN, MOVE_REFUSED, CAMPAIGN_CLOSED)),
          Map.entry("deleteRound", List.of(MOVE_REFUSED, CAMPAIGN_CLOSED)),
          Map.entry("withdrawInspection", List.of(MOVE_REFUSED, CAMPAIGN_CLOSED)),
          Map.entry("createUnitSet", List.of(NAME_TAKEN, ID_TAKEN, UNIT_CLOSED)),
          Map.entry("changeUnitSet", List.of(NAME_TAKEN, IN_ANOTHER_EXCLUSIVE_SET)),
          Map.entry("addUnitSetMembers", List.of(IN_ANOTHER_EXCLUSIVE_SET)),
          Map.entry("reportFigure", List.of(UNIT_CLOSED)),
          Map.entry(
              "createAccount",
              List.of(USERNAME_TAKEN, EXTERNAL_SUBJECT_TAKEN, ID_TAKEN, UNIT_CLOSED)),
          Map.entry(
              "changeAccount",
              List.of(
                  ACCOUNT_CLOSED,
                  EXTERNAL_SUBJECT_TAKEN,
                  LAST_ADMINISTRATOR,
                  UNIT_CLOSED,
                  GRANT_OUT_OF_REACH)),
          Map.entry(
              "closeAccount", List.of(ACCOUNT_CLOSED, LAST_ADMINISTRATOR, GRANT_OUT_OF_REACH)),
          Map.entry("grantRole", List.of(ACCOUNT_CLOSED, UNIT_CLOSED, ID_TAKEN)),
          Map.entry("revokeGrant", List.of(LAST_ADMINISTRATOR)),
          Map.entry("cancelJob", List.of(JOB_FINISHED)),
          Map.entry("logIn", List.of(WRONG_CREDENTIALS, TOO_MANY_LOGINS)),
          Map.entry("refreshTokens", List.of(REFRESH_REFUSED)));

  private static final List<ErrorCode> OF_LISTS = List.of(INVALID_CURSOR, UNKNOWN_PARAMETER);
  private static final List<ErrorCode> OF_BODIES =
      List.of(INVALID_BODY, UNKNOWN_REFERENCE, RULE_BROKEN);
  private static final List<ErrorCode> OF_KEYS = List.of(REQUEST_IN_FLIGHT, KEY_REUSED);
  private static final List<ErrorCode> OF_ALL =
      List.of(
          MALFORMED_REQUEST,
          INVALID_PARAMETER,
          UNAUTHENTICATED,
          ROLE_MISSING,
          PASSWORD_EXPIRED,
          NOT_FOUND,
          NOT_ACCEPTABLE,
          CONFLICT,
          STALE,
          BODY_TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE,
          PRECONDITION_REQUIRED,
          TOO_MANY_REQUESTS);

  /** The codes that the operation can give with the status, for the end of the description. */
  static String of(Operation operation, String status) {
    var list = has(operation, "limit") ? OF_LISTS : List.<ErrorCode>of();
    var body = operation.getRequestBody() == null ? List.<ErrorCode>of() : OF_BODIES;
    var key = has(operation, Idempotency.HEADER) ? OF_KEYS : List.<ErrorCode>of();
    var own = OWN.getOrDefault(operation.getOperationId(), List.of());
    var codes =
        Stream.of(OF_ALL, list, body, key, own)
            .flatMap(List::stream)
            .filter(code -> status.equals("" + code.status()))
            .map(code -> '`' + code.code() + '`')
            .collect(Collectors.joining(", "));
    return codes.isEmpty() || status.startsWith("5") ? "" : " Codes: " + codes + ".";
  }

  static boolean has(Operation operation, String parameter) {
    return operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(p -> parameter.equals(p.getName()));
  }
}
