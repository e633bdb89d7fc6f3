package qingdan.contract;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import qingdan.contract.Exchange.Message;

/** An OpenAPI 3.1 document which says in what an exchange departs from it. */
final class OpenApiContract {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final JsonNode document;
  private final StrictSchemas schemas;
  private final String basePath;
  private final List<Operation> operations;

  private record Operation(String id, String method, PathTemplate template, JsonNode node) {}

  OpenApiContract(String json) {
    document = parse(json);
    schemas = new StrictSchemas(document);
    basePath = basePath(document.at("/servers/0/url").asText());
    operations =
        document.path("paths").properties().stream()
            .flatMap(this::operations)
            .sorted(Comparator.comparing(Operation::template))
            .toList();
  }

  List<String> violations(Exchange exchange) {
    return operation(exchange)
        .map(operation -> violations(operation, exchange))
        .orElseGet(() -> undocumentedOperation(exchange));
  }

  Optional<Outcome> outcome(Exchange exchange) {
    return operation(exchange).map(operation -> new Outcome(operation.id(), exchange.status()));
  }

  /** Ranges such as {@code 4XX} and {@code default} are left out: they name no single status. */
  Set<Outcome> documentedOutcomes() {
    return operations.stream()
        .flatMap(OpenApiContract::documentedOutcomes)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<Outcome> documentedOutcomes(Operation operation) {
    return names(operation.node().path("responses"))
        .filter(status -> status.matches("\\d{3}"))
        .map(status -> new Outcome(operation.id(), Integer.parseInt(status)));
  }

  private static JsonNode parse(String json) {
    try {
      var document = JSON.readTree(json);
      if (!document.path("openapi").asText().startsWith("3.1.")) {
        throw new IllegalArgumentException("the document is not OpenAPI 3.1");
      }
      return document;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the document is not JSON", e);
    }
  }

  private static String basePath(String serverUrl) {
    // A server URL may hold {variables}, which are no legal part of a URI.
    var path = serverUrl.contains("{") ? "" : URI.create(serverUrl).getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private Stream<Operation> operations(Map.Entry<String, JsonNode> path) {
    var template = PathTemplate.of(path.getKey());
    return resolve(path.getValue()).properties().stream()
        .filter(entry -> METHODS.contains(entry.getKey()))
        .map(entry -> operation(path.getKey(), template, entry));
  }

  private static Operation operation(
      String path, PathTemplate template, Map.Entry<String, JsonNode> entry) {
    var method = entry.getKey().toUpperCase(Locale.ROOT);
    var id = entry.getValue().path("operationId").asText(method + " " + path);
    return new Operation(id, method, template, entry.getValue());
  }

  private Optional<Operation> operation(Exchange exchange) {
    return operations.stream()
        .filter(operation -> operation.method().equalsIgnoreCase(exchange.method()))
        .filter(operation -> matches(operation, exchange.path()))
        .findFirst();
  }

  private boolean matches(Operation operation, String path) {
    return operation.template().matches(path)
        || path.startsWith(basePath + "/")
            && operation.template().matches(path.substring(basePath.length()));
  }

  private List<String> undocumentedOperation(Exchange exchange) {
    // Every address tells its methods; no document lists that.
    if (exchange.method().equals("OPTIONS") && exchange.status() == 204) {
      return List.of();
    }
    var refused = exchange.status() == 404 || exchange.status() == 405;
    if (refused && exchange.response().mediaType().equals("application/problem+json")) {
      return List.of();
    }
    var pathIsKnown = operations.stream().anyMatch(known -> matches(known, exchange.path()));
    return List.of(
        pathIsKnown
            ? "the method %s is not documented for the path %s"
                .formatted(exchange.method(), exchange.path())
            : "the path %s is not documented".formatted(exchange.path()));
  }

  private List<String> violations(Operation operation, Exchange exchange) {
    var response = documentedResponse(operation, exchange.status());
    if (response.isMissingNode()) {
      return List.of("the status %d is not documented".formatted(exchange.status()));
    }
    var violations = new ArrayList<String>();
    violations.addAll(requestViolations(operation, exchange));
    violations.addAll(missingHeaders(response, exchange.responseHeaders()));
    violations.addAll(responseViolations(response, exchange));
    return List.copyOf(violations);
  }

  private JsonNode documentedResponse(Operation operation, int status) {
    var responses = operation.node().path("responses");
    return Stream.of(String.valueOf(status), status / 100 + "XX", "default")
        .filter(responses::has)
        .findFirst()
        .map(key -> resolve(responses.path(key)))
        .orElseGet(MissingNode::getInstance);
  }

  private List<String> requestViolations(Operation operation, Exchange exchange) {
    var documented = resolve(operation.node().path("requestBody"));
    var optional = !documented.path("required").asBoolean();
    return exchange
        .request()
        .filter(sent -> exchange.status() / 100 == 2)
        .filter(sent -> !(optional && sent.body().isEmpty()))
        .map(sent -> contentViolations("the request", documented.path("content"), sent))
        .orElseGet(List::of);
  }

  private List<String> missingHeaders(JsonNode response, Set<String> present) {
    return response.path("headers").properties().stream()
        .filter(header -> resolve(header.getValue()).path("required").asBoolean())
        .map(Map.Entry::getKey)
        .filter(name -> present.stream().noneMatch(name::equalsIgnoreCase))
        .map("the response lacks the required header %s"::formatted)
        .toList();
  }

  private List<String> responseViolations(JsonNode response, Exchange exchange) {
    if (exchange.status() != 204 && exchange.status() != 304) {
      return contentViolations("the response", response.path("content"), exchange.response());
    }
    return exchange.response().body().isEmpty()
        ? List.of()
        : List.of("the response has a body, which %d forbids".formatted(exchange.status()));
  }

  private List<String> contentViolations(String subject, JsonNode content, Message message) {
    if (content.isEmpty()) {
      return message.body().isEmpty()
          ? List.of()
          : List.of(subject + " has a body although none is documented");
    }
    var documented = documentedContent(content, message.mediaType());
    if (documented.isEmpty()) {
      return List.of(undocumentedContentType(subject, message));
    }
    return message.isJson()
        ? jsonViolations(subject, documented.get().path("schema"), message.body())
        : List.of();
  }

  private static Optional<JsonNode> documentedContent(JsonNode content, String mediaType) {
    return Stream.of(mediaType, mediaType.split("/")[0] + "/*", "*/*")
        .flatMap(range -> names(content).filter(key -> Message.mediaType(key).equals(range)))
        .findFirst()
        .map(content::path);
  }

  private static String undocumentedContentType(String subject, Message message) {
    return message.mediaType().isEmpty()
        ? subject + " has no content type"
        : "%s has the undocumented content type %s".formatted(subject, message.mediaType());
  }

  private List<String> jsonViolations(String subject, JsonNode schema, String body) {
    try {
      var value = JSON.readTree(body);
      if (value.isMissingNode()) {
        return List.of(subject + " has an empty body where JSON is documented");
      }
      return schemaViolations(subject, schema, value);
    } catch (JsonProcessingException e) {
      return List.of("%s body is not JSON: %s".formatted(subject, e.getOriginalMessage()));
    }
  }

  private List<String> schemaViolations(String subject, JsonNode schema, JsonNode value) {
    if (schema.isMissingNode()) {
      return List.of();
    }
    return schemas.violations(schema, value).stream()
        .map(violation -> "%s body at %s".formatted(subject, violation))
        .toList();
  }

  private JsonNode resolve(JsonNode node) {
    var resolved = node;
    while (resolved.path("$ref").asText().startsWith("#/")) {
      resolved = document.at(resolved.path("$ref").asText().substring(1));
    }
    return resolved;
  }

  private static Stream<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey);
  }
}
