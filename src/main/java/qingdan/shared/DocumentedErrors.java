package qingdan.shared;

import java.util.List;
import java.util.Map;
import java.util.Set;

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
          "removePlanVisitor",
          "withdrawInspection");

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
    if (path.contains("{")
        || OperationErrors.has(operation, "unit")
        || OperationErrors.has(operation, "owner")) {
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

  private static Parameter header(String name, boolean required, String description) {
    return OASFactory.createParameter()
        .name(name)
        .in(Parameter.In.HEADER)
        .required(required)
        .description(description)
        .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING).maxLength(255));
  }

  private static void error(Operation operation, String status) {
    var known = operation.getResponses().getAPIResponse(status);
    if (known != null && known.getContent() != null) {
      return;
    }
    APIResponse response =
        OASFactory.createAPIResponse()
            .description(ERRORS.get(status) + OperationErrors.of(operation, status))
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
