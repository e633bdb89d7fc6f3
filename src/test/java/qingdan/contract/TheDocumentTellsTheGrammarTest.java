package qingdan.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;

@QuarkusTest
class TheDocumentTellsTheGrammarTest extends ApiTest {

  private JsonPath document;

  @BeforeEach
  void read() {
    document = given().get("/q/openapi?format=json").jsonPath();
  }

  private Map<String, Object> headers(String path, String method, int status) {
    return document.getMap(
        "paths.'/api/v1%s'.%s.responses.'%d'.headers".formatted(path, method, status));
  }

  private Map<String, Object> schema(String path, String parameter) {
    return document.getMap(
        "paths.'/api/v1%s'.get.parameters.find { it.name == '%s' }.schema"
            .formatted(path, parameter));
  }

  @Test
  void headersStandWhereTheyAreSent() {
    assertThat(headers("/units/{id}", "get", 200)).containsKeys("ETag", "X-Request-Id");
    assertThat(headers("/units/{id}", "get", 304)).containsKey("ETag");
    assertThat(headers("/units", "get", 200)).containsKey("Link").doesNotContainKey("ETag");
    assertThat(headers("/units", "post", 201))
        .containsKeys("Location", "ETag", "Idempotency-Replayed");
    assertThat(headers("/imports/units", "post", 202)).containsKey("Location");
    assertThat(headers("/units", "get", 429)).containsKey("Retry-After");
    assertThat(headers("/units/{id}", "patch", 412)).containsKey("ETag");
    assertThat(schema("/units/{id}", "If-None-Match")).containsEntry("type", "string");
  }

  @Test
  void parametersSayWhatTheyTake() {
    assertThat(schema("/units", "kind").toString()).contains("UnitKind");
    assertThat(schema("/units", "status").toString()).contains("UnitStatus");
    assertThat(schema("/units", "depth"))
        .containsEntry("enum", List.of("self", "children", "subtree"));
    assertThat(schema("/units", "asOf")).containsEntry("format", "date");
    assertThat(schema("/units", "set")).containsEntry("format", "uuid");
    assertThat(schema("/jobs", "status").toString()).contains("JobStatus");
  }

  @Test
  void refusalsNameTheirCodes() {
    assertThat(document.getString("paths.'/api/v1/unit-changes'.post.responses.'409'.description"))
        .contains("`unit-has-open-children`", "`request-in-flight`");
    assertThat(document.getString("paths.'/api/v1/units'.get.responses.'400'.description"))
        .contains("`invalid-cursor`", "`unknown-parameter`");
    assertThat(
            document.getMap(
                "paths.'/api/v1/unit-changes'.post.requestBody.content.'application/json'.examples"))
        .containsKeys("move", "root", "merge", "close", "rename");
  }
}
