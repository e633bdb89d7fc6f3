package qingdan.shared;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static qingdan.World.admin;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class BadInputIsRefusedClearlyTest extends ApiTest {

  private static ValidatableResponse create(String body) {
    return admin().body(body).post("/api/v1/units").then();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"code\":\"a\\u0000b\",\"name\":\"x\",\"kind\":\"CITY\"}|/code|forbidden-character",
        "{\"code\":\"a\",\"name\":\"x\\ud800\",\"kind\":\"CITY\"}|/name|ill-formed-text",
        "{\"code\":\"a\",\"name\":\"x\\u202e\",\"kind\":\"CITY\"}|/name|forbidden-character",
        "{\"code\":\"a\",\"name\":\"\\u00a0\\u2003\",\"kind\":\"CITY\"}|/name|blank",
        "{\"code\":\"a\",\"name\":\"x\\ny\",\"kind\":\"CITY\"}|/name|one-line",
        "{\"code\":\"a\",\"name\":\" x\",\"kind\":\"CITY\"}|/name|one-line",
        "{\"code\":\"a\",\"name\":\"x\\u3000\",\"kind\":\"CITY\"}|/name|one-line",
        "{\"code\":\"a\",\"name\":\"x\\u2028y\",\"kind\":\"CITY\"}|/name|one-line",
        "{\"code\":\"a\",\"name\":7,\"kind\":\"CITY\"}|/name|type",
        "{\"code\":\"a\",\"name\":\"x\",\"kind\":\"TOWN\"}|/kind|one-of",
        "{\"code\":\"a\",\"name\":\"x\",\"kind\":1}|/kind|one-of",
        "{\"code\":\"a\",\"name\":\"x\",\"kind\":\"CITY\",\"version\":99}|/version|unknown-field",
        "{\"code\":\"a b\",\"name\":\"x\",\"kind\":\"CITY\"}|/code|pattern",
        "{\"code\":\"a\",\"kind\":\"CITY\"}|/name|required",
      })
  void theFaultyFieldAndItsRuleAreNamed(String body, String pointer, String rule) {
    create(body)
        .statusCode(400)
        .body("errors.pointer", hasItem(pointer))
        .body("errors.code", hasItem(rule))
        .body("requestId", notNullValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"x\"",
        "{",
        "{\"code\":\"a\"} garbage",
        "{\"code\":\"a\",\"code\":\"b\"}",
        "{\"code\":01}"
      })
  void whatIsNotTheDocumentedJsonIsRefused(String body) {
    create(body).statusCode(400).contentType("application/problem+json");
  }

  @Test
  void deepNestingIsRefused() {
    create("{\"code\":" + "[".repeat(500) + "]".repeat(500) + "}").statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=-1",
        "limit=2147483647",
        "limit=abc",
        "sort=(select pg_sleep(1))",
        "kind=TOWN",
        "cursor=abc",
        "asOf=2026-02-30",
        "asOf=%2B999999999-12-31",
        "unknown=1",
        "depth=children",
        "q=%00",
        "sort=name",
        "limit=",
        "q=",
        "cursor=",
        "set=abc"
      })
  void aWrongParameterIsRefused(String query) {
    admin()
        .urlEncodingEnabled(false)
        .get("/api/v1/units?" + query.replace(" ", "%20"))
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/units?q=河北,query",
    "/api/v1/units?q=%E,query",
    "/api/v1/units?q=%zz,query",
    "/api/v1/units?q=%D6%D0,query",
    "/api/v1/units?q=%C0%80,query",
    "/api/v1/units?q=a|b,query",
    "/api/v1/units/%E6%B2,path",
    "/api/v1/units/省,path",
    "/api/v1/units/%,path",
  })
  void anAddressThatIsNotPercentEncodedUtf8IsRefused(String address, String part)
      throws IOException {
    assertThat(raw(address))
        .startsWith("HTTP/1.1 400 ")
        .contains("application/problem+json", "malformed-request", "percent-encoding")
        .contains("\"pointer\":\"" + part + "\"");
  }

  @Test
  void whatTheFormOfAddressesAllowsIsTaken() throws IOException {
    assertThat(raw("/api/v1/units?q=%E6%B2%B3+%f0%9f%98%80:[]@!$'()*,=/?-._~"))
        .startsWith("HTTP/1.1 200 ");
  }

  /** Written to the socket as it stands: clients encode what they are given. */
  private static String raw(String address) throws IOException {
    try (var socket = new Socket("localhost", RestAssured.port)) {
      var request =
          "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(address, World.logIn(World.ADMIN, World.PASSWORD));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void errorsAreChineseForThoseWhoAskForIt() {
    given()
        .header("Accept-Language", "zh-CN")
        .get("/api/v1/units")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer")
        .header("Content-Language", "zh-CN")
        .body("title", equalTo("未认证"));
  }

  @Test
  void everyKindOfHttpErrorHasTheSameForm() {
    given().get("/nowhere").then().statusCode(404).body("code", equalTo("not-found"));
    given().get("/api/v1/nowhere").then().statusCode(404).body("code", equalTo("not-found"));
    admin()
        .delete("/api/v1/units")
        .then()
        .statusCode(405)
        .body("code", equalTo("method-not-allowed"));
    admin()
        .accept("image/png")
        .get("/api/v1/units")
        .then()
        .statusCode(406)
        .body("code", equalTo("not-acceptable"));
    admin()
        .contentType("text/xml")
        .body("<a/>")
        .post("/api/v1/units")
        .then()
        .statusCode(415)
        .body("code", equalTo("unsupported-media-type"));
    admin()
        .body("x".repeat(1 << 21))
        .post("/api/v1/units")
        .then()
        .statusCode(413)
        .body("code", equalTo("body-too-large"));
  }

  @ParameterizedTest
  @CsvSource({
    "PATCH,/units",
    "DELETE,/units/count",
    "POST,/units/code:1/figures/CADRES",
    "PATCH,/units/code:1/figures/CADRES/2019-09-09",
    "GET,/jobs/1/cancellation",
    "PUT,/tokens",
  })
  void aWrongMethodIsToldTheRightOnes(String method, String path) {
    var allowed = allowed(admin().options("/api/v1" + path).then().statusCode(204));

    assertThat(allowed).doesNotContain(method).contains("OPTIONS");
    var refused =
        admin()
            .request(method, "/api/v1" + path)
            .then()
            .statusCode(405)
            .body("code", equalTo("method-not-allowed"));
    assertThat(allowed(refused)).isEqualTo(allowed);
  }

  private static List<String> allowed(ValidatableResponse answer) {
    return List.of(answer.extract().header("Allow").split(", "));
  }

  @Test
  void theMethodsOfAnAddressAreItsOwn() {
    admin()
        .options("/api/v1/units/code:1/figures/CADRES/2019-09-09")
        .then()
        .header("Allow", "GET, HEAD, OPTIONS, PUT");
    admin().options("/api/v1/units/code:1/nowhere").then().statusCode(404);
    admin().get("/api/v1/units/code:1/nowhere").then().statusCode(404);
  }

  @Test
  void aWrongTypeOfBodyIsToldTheRightOnes() {
    admin()
        .contentType("text/xml")
        .body("<a/>")
        .patch("/api/v1/units/code:1")
        .then()
        .statusCode(415)
        .body("detail", containsString("application/merge-patch+json"))
        .body("errors.pointer", hasItem("Content-Type"));
  }

  @Test
  void anEmptyIdempotencyKeyIsRefused() {
    admin()
        .header("Idempotency-Key", "")
        .body("{\"code\":\"" + World.code() + "\",\"name\":\"市\",\"kind\":\"CITY\"}")
        .post("/api/v1/units")
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem("Idempotency-Key"));
  }

  @Test
  void aListTakesWhatItDocumentsAndNoMore() {
    for (var address :
        List.of(
            "/units/count?sort=path",
            "/exports/units?status=OPEN",
            "/exports/units?asOf=2026-01-31",
            "/accounts?sort=name",
            "/unit-sets?sort=name")) {
      admin()
          .get("/api/v1" + address)
          .then()
          .statusCode(400)
          .body("code", equalTo("unknown-parameter"));
    }
  }

  @Test
  void anIdThatIsNotOneIsNotFound() {
    admin().get("/api/v1/units/abc").then().statusCode(404);
    admin().get("/api/v1/units/code:none").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "W/\"1.0\"", "\"1.0", "\"\"\""})
  void aTagThatIsNoneIsSaidToBeNone(String tag) {
    var id = World.unit(null, "市", "CITY");

    admin()
        .contentType("application/merge-patch+json")
        .header("If-Match", tag)
        .body("{\"name\":\"县\"}")
        .patch("/api/v1/units/" + id)
        .then()
        .statusCode(412)
        .body("errors.pointer", hasItem("If-Match"))
        .body("errors.code", hasItem("etag"));
  }

  @Test
  void aTakenCodeIsAConflict() {
    var code = World.code();
    var body = "{\"code\":\"" + code + "\",\"name\":\"市\",\"kind\":\"CITY\"}";
    create(body).statusCode(201);

    create(body)
        .statusCode(409)
        .body("code", equalTo("code-taken"))
        .body("detail", containsString("code"));
  }

  @Test
  void theRequestIsNamedInTheAnswer() {
    admin()
        .header("X-Request-Id", "trace-7")
        .get("/api/v1/me")
        .then()
        .header("X-Request-Id", "trace-7");
    given()
        .header("X-Request-Id", "bad id")
        .get("/api/v1/me")
        .then()
        .header("X-Request-Id", notNullValue());
  }
}
