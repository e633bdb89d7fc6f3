package qingdan.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static qingdan.World.ADMIN;
import static qingdan.World.PASSWORD;
import static qingdan.World.as;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class LoginsTest extends ApiTest {

  private static ValidatableResponse post(String path, Map<String, String> body) {
    return given().contentType("application/json").body(body).post("/api/v1/tokens" + path).then();
  }

  private static JsonPath logIn() {
    return post("", Map.of("username", ADMIN, "password", PASSWORD))
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void aLoginSaysWhoOneIs() {
    as(logIn().getString("accessToken"))
        .get("/api/v1/me")
        .then()
        .statusCode(200)
        .body("username", equalTo(ADMIN))
        .body("grants.role", hasItem("ADMIN"));
  }

  @Test
  void anUnknownAccountAndAWrongPasswordLookTheSame() {
    var name = World.code();
    var unknown = post("", Map.of("username", name, "password", "wrong")).statusCode(401).extract();
    var wrong = post("", Map.of("username", ADMIN, "password", "wrong")).statusCode(401).extract();

    assertThat(unknown.<String>path("detail")).isEqualTo(wrong.path("detail"));
    assertThat(unknown.<String>path("code")).isEqualTo("wrong-credentials");
  }

  @Test
  void repeatedFailuresAreSlowedDown() {
    var attempt = Map.of("username", World.code(), "password", "wrong");
    var statuses = new java.util.ArrayList<Integer>();
    for (int i = 0; i < 12; i++) {
      statuses.add(post("", attempt).extract().statusCode());
    }

    assertThat(statuses).contains(401, 429);
    post("", attempt)
        .statusCode(429)
        .header("Retry-After", Integer::parseInt, org.hamcrest.Matchers.lessThanOrEqualTo(61));
  }

  @Test
  void aRefreshTokenWorksOnceAndItsReturnEndsTheSession() {
    var first = logIn();
    var old = Map.of("refreshToken", first.getString("refreshToken"));
    var second = post("/refresh", old).statusCode(200).extract().jsonPath();
    as(second.getString("accessToken")).get("/api/v1/me").then().statusCode(200);

    post("/refresh", old).statusCode(401).body("code", equalTo("refresh-refused"));

    as(second.getString("accessToken")).get("/api/v1/me").then().statusCode(401);
    post("/refresh", Map.of("refreshToken", second.getString("refreshToken"))).statusCode(401);
  }

  @Test
  void loggingOutEndsTheAccessTokenToo() {
    var login = logIn();

    post("/revocation", Map.of("refreshToken", login.getString("refreshToken"))).statusCode(204);

    as(login.getString("accessToken")).get("/api/v1/me").then().statusCode(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage",
        "a.b.c",
        "eyJhbGciOiJub25lIn0.eyJpc3MiOiJxaW5nZGFuIiwic3ViIjoieCJ9.",
        "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJxaW5nZGFuIiwic3ViIjoieCIsImV4cCI6OTk5OTk5OTk5OX0.c2ln",
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2Vsc2V3aGVyZS5leGFtcGxlIn0.c2ln"
      })
  void aForgedTokenIsRefused(String token) {
    as(token).get("/api/v1/me").then().statusCode(401).body("code", equalTo("unauthenticated"));
  }

  @Test
  void aTamperedTokenIsRefused() {
    var token = logIn().getString("accessToken");
    var parts = token.split("\\.");

    as(parts[0]
            + "."
            + parts[1]
            + "."
            + parts[2].substring(0, 40)
            + "AAAA"
            + parts[2].substring(44))
        .get("/api/v1/me")
        .then()
        .statusCode(401);
    as(parts[0] + "." + parts[1] + ".").get("/api/v1/me").then().statusCode(401);
  }
}
