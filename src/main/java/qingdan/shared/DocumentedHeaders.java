package qingdan.shared;

import java.util.Map;
import java.util.Set;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The headers that follow from what an answer is, and the forms of parameters that many share. */
final class DocumentedHeaders {

  private static final Map<String, String> HEADERS =
      Map.of(
          "X-Request-Id", "Names this request in the logs and in the change log.",
          "ETag", "The version of what the answer shows, for If-Match and If-None-Match.",
          "Location", "Where the new resource, or the job, is read.",
          "Link", "The next page, as `rel=\"next\"`; absent on the last one.",
          "Retry-After", "Seconds to wait before the same request is sent again.",
          "WWW-Authenticate", "`Bearer`.",
          "Idempotency-Replayed", "`true` where the answer is that of an earlier request.");

  private static final Set<String> DAYS = Set.of("asOf", "day");
  private static final Set<String> IDS = Set.of("set", "account");

  private final OpenAPI document;

  DocumentedHeaders(OpenAPI document) {
    this.document = document;
  }

  void add() {
    document
        .getPaths()
        .getPathItems()
        .values()
        .forEach(item -> item.getOperations().values().forEach(this::complete));
  }

  private void complete(Operation operation) {
    operation
        .getResponses()
        .getAPIResponses()
        .forEach((status, response) -> headers(operation, status, response));
    if (operation.getResponses().hasAPIResponse("304")) {
      operation.addParameter(
          OASFactory.createParameter()
              .name("If-None-Match")
              .in(Parameter.In.HEADER)
              .required(false)
              .description("The ETag that was read: 304 without a body while it still holds.")
              .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING).maxLength(255)));
    }
    if (operation.getParameters() != null) {
      operation.getParameters().forEach(DocumentedHeaders::form);
    }
  }

  private void headers(Operation operation, String status, APIResponse response) {
    add(response, "X-Request-Id");
    switch (status) {
      case "201", "202" -> add(response, "Location");
      case "401" -> add(response, "WWW-Authenticate");
      case "304", "412" -> add(response, "ETag");
      case "409", "429", "503" -> add(response, "Retry-After");
      default -> {}
    }
    if (status.startsWith("2")) {
      if (has(response, "version") || operation.getResponses().hasAPIResponse("304")) {
        add(response, "ETag");
      }
      if (has(response, "items")) {
        add(response, "Link");
      }
      if (operation.getParameters() != null
          && operation.getParameters().stream()
              .anyMatch(parameter -> Idempotency.HEADER.equals(parameter.getName()))) {
        add(response, "Idempotency-Replayed");
      }
    }
  }

  private boolean has(APIResponse response, String property) {
    var schema = DocumentedErrors.schema(document, response.getContent());
    return schema != null
        && schema.getProperties() != null
        && schema.getProperties().containsKey(property);
  }

  /** Each header is described once. */
  private void add(APIResponse response, String name) {
    var components = document.getComponents();
    if (components.getHeaders() == null || !components.getHeaders().containsKey(name)) {
      components.addHeader(
          name,
          OASFactory.createHeader()
              .description(HEADERS.get(name))
              .schema(
                  OASFactory.createSchema()
                      .addType(
                          name.equals("Retry-After")
                              ? Schema.SchemaType.INTEGER
                              : Schema.SchemaType.STRING)));
    }
    response.addHeader(name, OASFactory.createHeader().ref("#/components/headers/" + name));
  }

  private static void form(Parameter parameter) {
    if (parameter.getSchema() == null || parameter.getIn() == Parameter.In.HEADER) {
      return;
    }
    if (DAYS.contains(parameter.getName())) {
      parameter.getSchema().setFormat("date");
    } else if (IDS.contains(parameter.getName())) {
      parameter.getSchema().setFormat("uuid");
    }
  }
}
