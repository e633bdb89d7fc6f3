package qingdan.contract;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

/** The schemas of a document, closed so that a field which they do not name is refused. */
final class StrictSchemas {

  private static final String CLOSED_REF = "#/components/schemas/";
  private static final String OPEN_REF = "#/components/openSchemas/";
  private static final Set<String> NAMED_CHILDREN =
      Set.of("properties", "patternProperties", "$defs");
  private static final Set<String> CHILDREN =
      Set.of("items", "prefixItems", "contains", "additionalProperties", "unevaluatedProperties");
  private static final Set<String> ALTERNATIVES = Set.of("anyOf", "oneOf");
  private static final Set<String> CONDITIONS = Set.of("if", "then", "else", "dependentSchemas");

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder -> builder.schemaRegistryConfig(assertingFormatsInEnglish()));
  private final ObjectNode components = JsonNodeFactory.instance.objectNode();
  private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

  StrictSchemas(JsonNode document) {
    var schemas = document.at("/components/schemas");
    components.set("schemas", mapEach(schemas, StrictSchemas::closed));
    components.set("openSchemas", mapEach(schemas, StrictSchemas::open));
  }

  List<String> violations(JsonNode schema, JsonNode value) {
    return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
        .map(StrictSchemas::describe)
        .distinct()
        .toList();
  }

  private Schema compile(JsonNode schema) {
    var closed = closed(schema);
    // The components ride along so that the references resolve inside the compiled schema.
    return registry.getSchema(
        closed instanceof ObjectNode object ? object.set("components", components) : closed);
  }

  private static SchemaRegistryConfig assertingFormatsInEnglish() {
    return SchemaRegistryConfig.builder()
        .formatAssertionsEnabled(true)
        .locale(Locale.ENGLISH)
        .build();
  }

  private static String describe(Error error) {
    var location = error.getInstanceLocation().toString();
    return (location.isEmpty() ? "the root" : location) + ": " + error.getMessage();
  }

  private static JsonNode closed(JsonNode schema) {
    if (!(schema instanceof ObjectNode)) {
      return schema;
    }
    if (isComposed(schema)) {
      // Each part of a composition knows only its own fields, so only the whole may be closed.
      return close(open(schema), "unevaluatedProperties");
    }
    var copy = mapEntries(schema, StrictSchemas::closed);
    return schema.has("properties") ? close(copy, "additionalProperties") : copy;
  }

  private static JsonNode open(JsonNode schema) {
    if (!(schema instanceof ObjectNode)) {
      return schema;
    }
    var copy = mapEntries(schema, StrictSchemas::open);
    var ref = schema.path("$ref").asText();
    if (ref.startsWith(CLOSED_REF)) {
      copy.put("$ref", OPEN_REF + ref.substring(CLOSED_REF.length()));
    }
    return copy;
  }

  private static JsonNode close(JsonNode schema, String keyword) {
    if (schema.has("additionalProperties") || schema.has("unevaluatedProperties")) {
      return schema;
    }
    return ((ObjectNode) schema).put(keyword, false);
  }

  private static boolean isComposed(JsonNode schema) {
    return schema.has("allOf")
        || CONDITIONS.stream().anyMatch(schema::has)
        || schema.has("properties")
            && (schema.has("$ref") || ALTERNATIVES.stream().anyMatch(schema::has));
  }

  private static ObjectNode mapEntries(JsonNode schema, UnaryOperator<JsonNode> inPlace) {
    var copy = JsonNodeFactory.instance.objectNode();
    schema
        .properties()
        .forEach(
            entry -> copy.set(entry.getKey(), mapEntry(entry.getKey(), entry.getValue(), inPlace)));
    return copy;
  }

  private static JsonNode mapEntry(
      String keyword, JsonNode value, UnaryOperator<JsonNode> inPlace) {
    if (NAMED_CHILDREN.contains(keyword)) {
      return mapEach(value, StrictSchemas::closed);
    }
    if (CHILDREN.contains(keyword)) {
      return mapOneOrMany(value, StrictSchemas::closed);
    }
    if (keyword.equals("dependentSchemas")) {
      return mapEach(value, inPlace);
    }
    if (keyword.equals("allOf") || ALTERNATIVES.contains(keyword) || CONDITIONS.contains(keyword)) {
      return mapOneOrMany(value, inPlace);
    }
    return value;
  }

  private static JsonNode mapOneOrMany(JsonNode value, UnaryOperator<JsonNode> mapper) {
    if (!value.isArray()) {
      return mapper.apply(value);
    }
    var copy = JsonNodeFactory.instance.arrayNode();
    value.forEach(element -> copy.add(mapper.apply(element)));
    return copy;
  }

  private static ObjectNode mapEach(JsonNode named, UnaryOperator<JsonNode> mapper) {
    var copy = JsonNodeFactory.instance.objectNode();
    named.properties().forEach(entry -> copy.set(entry.getKey(), mapper.apply(entry.getValue())));
    return copy;
  }
}
