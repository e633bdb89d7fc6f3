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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds to every operation what the grammar gives it: errors, headers, security. One place, so that
 * none is forgotten.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DocumentedErrors implements OASFilter {

  private static final Map<String, String> ERRORS =
      Map.ofEntries(
          Map.entry("400", "Malformed or invalid: `errors` names each place and rule."),
          Map.entry("401", "No valid access token."),
          Map.entry(
              "403",
              "Visible, but the role that `detail` names is missing; or the password has expired (`code` password-expired): set another one first."),
          Map.entry("404", "There is nothing here that you may see."),
          Map.entry("406", "The Accept header allows no type of the answer."),
          Map.entry("409", "Contradicts what is there."),
          Map.entry("412", "Another version than the current one: the ETag header has that."),
          Map.entry("413", "The body is larger than 1 MiB."),
          Map.entry("415", "The Content-Type is not one that is taken here."),
          Map.entry("422", "Well-formed, but breaks a rule or names what you may not see."),
          Map.entry("428", "If-Match is missing."),
          Map.entry("429", "Too many requests: wait for Retry-After."),
          Map.entry("500", "The service failed; requestId names the failure."),
          Map.entry(
              "503",
              "The database does not serve now: wait for Retry-After. Nothing was changed."));

  private static final List<String> ANY = List.of("400", "401", "406", "429", "500", "503");
  private static final List<String> WITH_BODY = List.of("413", "415", "422");
  private static final List<String> WRITES = List.of("409");
  private static final List<String> GUARDED = List.of("412", "428");

  /** Takes away a mere link, which has no version. */
  private static final Set<String> UNGUARDED =
      Set.of(
          "removeUnitSetMember",
          "withdrawEnrolment",
          "removeGuidanceMember",
          "withdrawGuidedUnit",
          "removeVisitPlanVisitor");

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document.addServer(OASFactory.createServer().url("/").description("This service."));
    if (document.getComponents() == null) {
      document.setComponents(OASFactory.createComponents());
    }
    document
        .getComponents()
        .addSecurityScheme(
            "token",
            OASFactory.createSecurityScheme()
                .type(org.eclipse.microprofile.openapi.models.security.SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description(
                    "The `accessToken` of POST /api/v1/tokens, or one of the configured provider."));
    document.getPaths().getPathItems().forEach((path, item) -> complete(document, path, item));
    new DocumentedHeaders(document).add();
  }

  private void complete(OpenAPI document, String path, PathItem item) {
    item.getOperations().forEach((method, operation) -> complete(path, method, operation));
    if (item.getGET() != null && isVersioned(document, item.getGET())) {
      item.getGET()
          .getResponses()
          .addAPIResponse(
              "304",
              OASFactory.createAPIResponse()
                  .description("Unchanged since the ETag in If-None-Match."));
    }
    if (item.getPATCH() != null) {
      schema(document, item.getPATCH().getRequestBody().getContent()).setRequired(null);
    }
  }

  private static boolean isVersioned(OpenAPI document, Operation operation) {
    var schema = schema(document, operation.getResponses().getAPIResponse("200").getContent());
    return schema != null
        && schema.getProperties() != null
        && schema.getProperties().containsKey("version");
  }

  /** The named schema behind a body, or null where it has none. */
  static Schema schema(OpenAPI document, Content content) {
    var schema =
        content == null ? null : content.getMediaTypes().values().iterator().next().getSchema();
    if (schema == null || schema.getRef() == null) {
      return null;
    }
    var name = schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1);
    return document.getComponents().getSchemas().get(name);
  }

  private void complete(String path, PathItem.HttpMethod method, Operation operation) {
    var open = path.startsWith("/api/v1/tokens");
    if (open) {
      operation.setSecurity(List.of());
    } else {
      operation.addSecurityRequirement(
          OASFactory.createSecurityRequirement().addScheme("token", List.of()));
    }
    if (method == PathItem.HttpMethod.POST && !open) {
      operation.addParameter(
          header(Idempotency.HEADER, false, "1 to 255 characters, once for each intended effect."));
    }
    ANY.forEach(status -> error(operation, status));
    if (!open) {
      error(operation, "403");
    }
    if (path.contains("{") || has(operation, "unit") || has(operation, "owner")) {
      error(operation, "404");
    }
    if (operation.getRequestBody() != null) {
      WITH_BODY.forEach(status -> error(operation, status));
    }
    if (method != PathItem.HttpMethod.GET && !open) {
      WRITES.forEach(status -> error(operation, status));
    }
    if (method == PathItem.HttpMethod.POST
        && path.matches(
            "/api/v1/problem(s|-lists)/\\{id}/.*|/api/v1/rounds/\\{id}/(commitment|draw|start|closure)")) {
      operation.addParameter(
          header(
              "If-Match", false, "The ETag that was seen: 412 when another version is current."));
      GUARDED.forEach(status -> error(operation, status));
    }
    if (UNGUARDED.contains(operation.getOperationId())) {
      return;
    }
    if (method == PathItem.HttpMethod.PATCH
        || method == PathItem.HttpMethod.PUT
        || method == PathItem.HttpMethod.DELETE) {
      operation.addParameter(header("If-Match", false, "The ETag that was read; 428 without."));
      GUARDED.forEach(status -> error(operation, status));
    }
  }

  private static boolean has(Operation operation, String parameter) {
    return operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(p -> parameter.equals(p.getName()));
  }

  private static Parameter header(String name, boolean required, String description) {
    return OASFactory.createParameter()
        .name(name)
        .in(Parameter.In.HEADER)
        .required(required)
        .description(description)
        .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING).maxLength(255));
  }

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
                  MOVE_INTO_OWN_SUBTREE,
                  NOTHING_TO_CHANGE,
                  TOO_DEEP)),
          Map.entry(
              "createGuidanceGroup", List.of(NAME_TAKEN, ID_TAKEN, UNIT_CLOSED, CAMPAIGN_CLOSED)),
          Map.entry("changeGuidanceGroup", List.of(NAME_TAKEN, CAMPAIGN_CLOSED)),
          Map.entry("assignUnits", List.of(UNIT_CLOSED, CAMPAIGN_CLOSED)),
          Map.entry("withdrawGuidedUnit", List.of(CAMPAIGN_CLOSED)),
          Map.entry("addGuidanceMember", List.of(CAMPAIGN_CLOSED)),
          Map.entry(
              "createVisitPlan", List.of(NAME_TAKEN, ID_TAKEN, CAMPAIGN_CLOSED, BATCH_CLOSED)),
          Map.entry("changeVisitPlan", List.of(NAME_TAKEN, CAMPAIGN_CLOSED, BATCH_CLOSED)),
          Map.entry("recordVisit", List.of(ID_TAKEN, CAMPAIGN_CLOSED)),
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
  private static String codes(Operation operation, String status) {
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

  private static void error(Operation operation, String status) {
    var known = operation.getResponses().getAPIResponse(status);
    if (known != null && known.getContent() != null) {
      return;
    }
    APIResponse response =
        OASFactory.createAPIResponse()
            .description(ERRORS.get(status) + codes(operation, status))
            .content(
                OASFactory.createContent()
                    .addMediaType(
                        Errors.MEDIA_TYPE,
                        OASFactory.createMediaType()
                            .schema(
                                OASFactory.createSchema().ref("#/components/schemas/ErrorBody"))));
    operation.getResponses().addAPIResponse(status, response);
  }
}
