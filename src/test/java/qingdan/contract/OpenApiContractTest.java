package qingdan.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import qingdan.contract.Exchange.Message;

class OpenApiContractTest {

  private static final String DOCUMENT =
      """
      {
        "openapi": "3.1.0",
        "servers": [{"url": "https://example.org/base"}],
        "paths": {
          "/api/v1/items": {
            "get": {
              "operationId": "listItems",
              "responses": {
                "200": {"description": "All", "content": {
                  "application/json": {"schema": {
                    "type": "array", "items": {"$ref": "#/components/schemas/Item"}}},
                  "text/csv": {}}}
              }
            },
            "post": {
              "operationId": "addItem",
              "requestBody": {"required": true, "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/NewItem"}}}},
              "responses": {
                "201": {
                  "description": "Added",
                  "headers": {
                    "Location": {"required": true, "schema": {"type": "string"}},
                    "ETag": {"schema": {"type": "string"}}}},
                "default": {"$ref": "#/components/responses/Problem"}
              }
            }
          },
          "/api/v1/items/{id}": {
            "get": {
              "operationId": "getItem",
              "responses": {
                "200": {"description": "One", "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/Item"}}}},
                "304": {"description": "Unchanged"},
                "4XX": {"$ref": "#/components/responses/Problem"}
              }
            },
            "delete": {
              "operationId": "removeItem",
              "responses": {"204": {"description": "Removed"}}
            }
          },
          "/api/v1/items/count": {
            "get": {
              "operationId": "countItems",
              "responses": {"200": {"description": "Count", "content": {
                "application/json": {"schema": {"type": "integer"}}}}}
            }
          },
          "/api/v1/shapes": {
            "get": {
              "operationId": "getShape",
              "responses": {"200": {"description": "Shape", "content": {
                "application/json": {"schema": {"$ref": "#/components/schemas/Circle"}}}}}
            }
          }
        },
        "components": {
          "responses": {
            "Problem": {"description": "Refused", "content": {"application/problem+json": {
              "schema": {"type": "object", "required": ["status"], "properties": {
                "status": {"type": "integer"}}}}}}
          },
          "schemas": {
            "NewItem": {"type": "object", "required": ["name"], "properties": {
              "name": {"type": "string"}}},
            "Item": {
              "type": "object",
              "required": ["id", "name"],
              "properties": {
                "id": {"type": "string", "format": "uuid"},
                "name": {"type": "string"},
                "note": {"type": ["string", "null"]},
                "due": {"type": "string", "format": "date"},
                "changedAt": {"type": "string", "format": "date-time"},
                "owner": {"anyOf": [{"$ref": "#/components/schemas/Owner"}, {"type": "null"}]},
                "labels": {"type": "object", "additionalProperties": {"type": "string"}}
              }
            },
            "Owner": {"type": ["object", "null"], "properties": {"name": {"type": "string"}}},
            "Shape": {"type": "object", "properties": {
              "kind": {"type": "string"},
              "owner": {"$ref": "#/components/schemas/Owner"}}},
            "Circle": {
              "allOf": [{"$ref": "#/components/schemas/Shape"}],
              "type": "object",
              "properties": {"radius": {"type": "number"}}}
          }
        }
      }
      """;

  private static final String ID = "4f0f5a5e-6c1d-4a57-9a5b-0d1f6f3a2b10";

  private final OpenApiContract contract = new OpenApiContract(DOCUMENT);

  @Test
  void aMatchingAnswerIsAccepted() {
    assertThat(itemWith("\"due\": \"2026-02-28\", \"changedAt\": \"2026-02-28T10:00:00Z\""))
        .isEmpty();
  }

  @Test
  void aNullIsAcceptedWhereTheTypeArrayNamesNull() {
    assertThat(itemWith("\"note\": null")).isEmpty();
  }

  @Test
  void aNullIsAcceptedWhereAnAlternativeIsNull() {
    assertThat(itemWith("\"owner\": null")).isEmpty();
    assertThat(itemWith("\"owner\": {\"name\": \"Li\"}")).isEmpty();
  }

  @Test
  void anyKeyIsAcceptedInAMap() {
    assertThat(itemWith("\"labels\": {\"colour\": \"red\"}")).isEmpty();
  }

  @Test
  void aNullIsAViolationWhereItIsNotNamed() {
    assertThat(item("{\"id\": \"%s\", \"name\": null}".formatted(ID)))
        .singleElement()
        .asString()
        .startsWith("the response body at /name: ")
        .contains("null found");
  }

  @Test
  void aWrongTypeIsAViolation() {
    assertThat(item("{\"id\": \"%s\", \"name\": 7}".formatted(ID)))
        .containsExactly("the response body at /name: integer found, string expected");
  }

  @Test
  void aMissingRequiredFieldIsAViolation() {
    assertThat(item("{\"id\": \"%s\"}".formatted(ID)))
        .singleElement()
        .asString()
        .contains("required property 'name' not found");
  }

  @Test
  void anExtraFieldIsAViolation() {
    assertThat(itemWith("\"colour\": \"red\"")).singleElement().asString().contains("'colour'");
  }

  @Test
  void anExtraFieldInsideAnAlternativeIsAViolation() {
    assertThat(itemWith("\"owner\": {\"age\": 7}")).anyMatch(found -> found.contains("'age'"));
  }

  @Test
  void anExtraFieldInsideAnArrayIsAViolation() {
    var body = "[{\"id\": \"%s\", \"name\": \"tea\", \"colour\": \"red\"}]".formatted(ID);
    assertThat(got("/api/v1/items", 200, "application/json", body))
        .singleElement()
        .asString()
        .contains("/0", "'colour'");
  }

  @Test
  void theFieldsOfEveryPartOfACompositionAreAccepted() {
    assertThat(shape("{\"kind\": \"circle\", \"radius\": 1.5, \"owner\": {\"name\": \"Li\"}}"))
        .isEmpty();
  }

  @Test
  void aFieldOfNoPartOfACompositionIsAViolation() {
    assertThat(shape("{\"kind\": \"circle\", \"colour\": \"red\"}"))
        .singleElement()
        .asString()
        .contains("'colour'");
  }

  @Test
  void anExtraFieldBelowACompositionIsAViolation() {
    assertThat(shape("{\"owner\": {\"age\": 7}}"))
        .anyMatch(found -> found.startsWith("the response body at /owner: property 'age'"));
  }

  @Test
  void aMalformedUuidIsAViolation() {
    assertThat(item("{\"id\": \"17\", \"name\": \"tea\"}"))
        .singleElement()
        .asString()
        .startsWith("the response body at /id: ")
        .contains("uuid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"due\": \"2026-02-30\"",
        "\"due\": \"28/02/2026\"",
        "\"changedAt\": \"2026-02-28T10:00:00\"",
        "\"changedAt\": \"2026-02-28\""
      })
  void aMalformedDateIsAViolation(String field) {
    assertThat(itemWith(field)).hasSize(1);
  }

  @Test
  void aBodyThatIsNotJsonIsAViolation() {
    assertThat(item("<p>")).singleElement().asString().contains("is not JSON");
    assertThat(item("{} {}")).singleElement().asString().contains("is not JSON");
  }

  @Test
  void anEmptyBodyIsAViolationWhereJsonIsDocumented() {
    assertThat(item("")).singleElement().asString().contains("empty body");
  }

  @Test
  void anUndocumentedStatusIsAViolation() {
    assertThat(got("/api/v1/items/" + ID, 500, "application/json", "{}"))
        .containsExactly("the status 500 is not documented");
  }

  @Test
  void aStatusIsAcceptedByItsRange() {
    assertThat(got("/api/v1/items/9", 404, "application/problem+json", "{\"status\": 404}"))
        .isEmpty();
  }

  @Test
  void theBodyOfARangeIsJudged() {
    assertThat(got("/api/v1/items/9", 404, "application/problem+json", "{\"status\": \"x\"}"))
        .hasSize(1);
  }

  @Test
  void aStatusIsAcceptedByTheDefault() {
    var refused = new Message("application/problem+json", "{\"status\": 503}");
    assertThat(contract.violations(posted("{}", 503, Set.of(), refused))).isEmpty();
  }

  @Test
  void anUndocumentedContentTypeIsAViolation() {
    assertThat(got("/api/v1/items/" + ID, 200, "text/html", "<p>"))
        .containsExactly("the response has the undocumented content type text/html");
  }

  @Test
  void aMissingContentTypeIsAViolation() {
    assertThat(got("/api/v1/items/" + ID, 200, null, ""))
        .containsExactly("the response has no content type");
  }

  @Test
  void theCharsetOfTheContentTypeIsIgnored() {
    assertThat(got("/api/v1/items", 200, "application/json;charset=UTF-8", "[]")).isEmpty();
  }

  @Test
  void aBodyThatIsNotDocumentedAsJsonIsNotRead() {
    assertThat(got("/api/v1/items", 200, "text/csv; charset=UTF-8", "id,name")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}"})
  void anAnswerWithoutContentMustHaveNoBody(String body) {
    var removed = exchange("DELETE", "/api/v1/items/9", 204, new Message("", body));
    assertThat(contract.violations(removed)).hasSize(body.isEmpty() ? 0 : 1);
    assertThat(got("/api/v1/items/9", 304, "", body)).hasSize(body.isEmpty() ? 0 : 1);
  }

  @Test
  void aMissingRequiredHeaderIsAViolation() {
    assertThat(contract.violations(posted("{\"name\": \"tea\"}", 201, Set.of(), none())))
        .containsExactly("the response lacks the required header Location");
  }

  @Test
  void aRequiredHeaderIsFoundInAnyCase() {
    assertThat(contract.violations(posted("{\"name\": \"tea\"}", 201, Set.of("location"), none())))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"name\": \"tea\", \"colour\": \"red\"}"})
  void anAcceptedRequestThatDepartsFromTheDocumentIsAViolation(String body) {
    assertThat(contract.violations(posted(body, 201, Set.of("Location"), none())))
        .singleElement()
        .asString()
        .startsWith("the request ");
  }

  @Test
  void aRefusedRequestMayDepartFromTheDocument() {
    var refused = new Message("application/problem+json", "{\"status\": 400}");
    assertThat(contract.violations(posted("{}", 400, Set.of(), refused))).isEmpty();
  }

  @Test
  void aLiteralSegmentIsPreferredToATemplate() {
    assertThat(got("/api/v1/items/count", 200, "application/json", "3")).isEmpty();
    assertThat(contract.outcome(exchange("GET", "/api/v1/items/count", 200, none())))
        .contains(new Outcome("countItems", 200));
  }

  @Test
  void thePathMayCarryTheBasePathOfTheServer() {
    assertThat(got("/base/api/v1/items", 200, "application/json", "[]")).isEmpty();
  }

  @Test
  void anUndocumentedPathIsAViolation() {
    assertThat(got("/api/v1/nothing", 200, "application/json", "{}"))
        .containsExactly("the path /api/v1/nothing is not documented");
  }

  @Test
  void anUndocumentedMethodIsAViolation() {
    assertThat(contract.violations(exchange("PUT", "/api/v1/items", 200, none())))
        .containsExactly("the method PUT is not documented for the path /api/v1/items");
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 405})
  void anUndocumentedPathMayBeRefusedWithAProblem(int status) {
    assertThat(got("/api/v1/nothing", status, "application/problem+json", "{}")).isEmpty();
    assertThat(got("/api/v1/nothing", status, "text/html", "")).hasSize(1);
  }

  @Test
  void theDocumentedOutcomesNameEverySingleStatus() {
    assertThat(contract.documentedOutcomes())
        .containsExactlyInAnyOrder(
            new Outcome("listItems", 200),
            new Outcome("addItem", 201),
            new Outcome("getItem", 200),
            new Outcome("getItem", 304),
            new Outcome("removeItem", 204),
            new Outcome("countItems", 200),
            new Outcome("getShape", 200));
  }

  @Test
  void aDocumentOfAnotherVersionIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OpenApiContract("{\"openapi\": \"3.0.3\"}"))
        .withMessage("the document is not OpenAPI 3.1");
  }

  private List<String> itemWith(String field) {
    return item("{\"id\": \"%s\", \"name\": \"tea\", %s}".formatted(ID, field));
  }

  private List<String> item(String body) {
    return got("/api/v1/items/" + ID, 200, "application/json", body);
  }

  private List<String> shape(String body) {
    return got("/api/v1/shapes", 200, "application/json", body);
  }

  private List<String> got(String path, int status, String contentType, String body) {
    return contract.violations(exchange("GET", path, status, new Message(contentType, body)));
  }

  private static Exchange exchange(String method, String path, int status, Message response) {
    return new Exchange(method, path, Optional.of(none()), status, Set.of(), response);
  }

  private static Exchange posted(String body, int status, Set<String> headers, Message response) {
    var request = Optional.of(new Message("application/json", body));
    return new Exchange("POST", "/api/v1/items", request, status, headers, response);
  }

  private static Message none() {
    return new Message("", "");
  }
}
