package qingdan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.PASSWORD;
import static qingdan.World.admin;
import static qingdan.World.as;
import static qingdan.World.logIn;
import static qingdan.World.unit;

import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;

@QuarkusTest
class PasswordsAreReplacedTest extends ApiTest {

  private static final String NEW = "a new long password";

  private Person person;

  @BeforeEach
  void aViewer() {
    person = Person.of(unit(null, "省", "PROVINCE"), "VIEWER");
  }

  private ValidatableResponse change(String current, String password) {
    return person
        .request()
        .body(Map.of("current", current, "password", password))
        .post("/api/v1/me/password")
        .then();
  }

  private void expire() {
    Person.patch(admin(), 1)
        .body(Map.of("passwordExpired", true))
        .patch("/api/v1/accounts/" + person.account())
        .then()
        .statusCode(200)
        .body("passwordExpired", equalTo(true));
  }

  @Test
  void aNewPasswordEndsTheOtherSessions() {
    var elsewhere = logIn(person.username(), PASSWORD);

    change(PASSWORD, NEW).statusCode(204);

    person.request().get("/api/v1/me").then().statusCode(200);
    as(elsewhere).get("/api/v1/me").then().statusCode(401);
    logIn(person.username(), NEW);
  }

  @Test
  void theSameChangeMayBeSentAgain() {
    for (int i = 0; i < 2; i++) {
      person
          .request()
          .header("Idempotency-Key", "once")
          .body(Map.of("current", PASSWORD, "password", NEW))
          .post("/api/v1/me/password")
          .then()
          .statusCode(204);
    }
  }

  @Test
  void aWrongCurrentPasswordIsPointedAtAndCounts() {
    var statuses = new ArrayList<Integer>();
    for (int i = 0; i < 12; i++) {
      statuses.add(change("wrong", NEW).extract().statusCode());
    }

    assertThat(statuses.get(0)).isEqualTo(422);
    assertThat(statuses).contains(429);
    person.request().get("/api/v1/me").then().statusCode(200);
  }

  @Test
  void faultsOfANewPasswordArePointedAt() {
    change("wrong", NEW)
        .statusCode(422)
        .body("errors.pointer", contains("/current"))
        .body("errors.code", contains("wrong-password"));
    change(PASSWORD, PASSWORD).statusCode(422).body("errors.code", contains("same-password"));
    change(PASSWORD, "short").statusCode(400).body("errors.pointer", contains("/password"));
    change(PASSWORD, "字".repeat(30)).statusCode(400).body("errors.code", contains("bytes"));
  }

  @Test
  void anExpiredPasswordOnlySetsAnother() {
    expire();

    person
        .request()
        .get("/api/v1/units")
        .then()
        .statusCode(403)
        .body("code", equalTo("password-expired"));
    person
        .request()
        .get("/api/v1/me")
        .then()
        .statusCode(200)
        .body("passwordExpired", equalTo(true));
    var token = logIn(person.username(), PASSWORD);
    as(token)
        .body(Map.of("current", PASSWORD, "password", NEW))
        .post("/api/v1/me/password")
        .then()
        .statusCode(204);
    as(token).get("/api/v1/units").then().statusCode(200);
    as(token).get("/api/v1/me").then().body("passwordExpired", equalTo(false));
  }

  /** The document names every address: none but the open ones may answer. */
  @Test
  void nothingElseAnswersWhileThePasswordIsExpired() {
    expire();
    Map<String, Map<String, Object>> paths =
        RestAssured.given().get("/q/openapi?format=json").then().extract().path("paths");

    paths.forEach(
        (path, operations) -> {
          if (operations.containsKey("get") && !path.equals("/api/v1/me")) {
            var address = path.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
            assertThat(person.request().get(address).<String>path("code"))
                .as(address)
                .isEqualTo("password-expired");
          }
        });
  }
}
