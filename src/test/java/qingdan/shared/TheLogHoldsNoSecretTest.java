package qingdan.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

/**
 * The log as production writes it, with every request in it, looked through for what may not be.
 */
@QuarkusTest
@TestProfile(TheLogHoldsNoSecretTest.EveryRequestIsLogged.class)
class TheLogHoldsNoSecretTest extends ApiTest {

  public static class EveryRequestIsLogged implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.log.file.enabled", "true",
          "quarkus.log.file.path", "target/the-log.json",
          "quarkus.log.file.json.enabled", "true",
          "quarkus.log.file.rotation.rotate-on-boot", "false",
          "qingdan.log.slower-than", "0s");
    }
  }

  private static final Path FILE = Path.of("target/the-log.json");
  private static final String PERSON = "王小明";
  private static final String SEARCHED = "李大海";
  private static final String PHONE = "13912345678";

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String database;

  @Test
  void neitherSecretsNorPeopleStandInIt() {
    var last = World.code();
    var username = "wang" + last;
    var account =
        Map.of("username", username, "displayName", PERSON, "password", PHONE + "-secret");
    World.admin().body(account).post("/api/v1/accounts").then().statusCode(201);
    World.admin().body(account).post("/api/v1/accounts").then().statusCode(409);
    var token = World.logIn(username, PHONE + "-secret");
    World.as(token + "x").get("/api/v1/me").then().statusCode(401);
    World.admin().queryParam("q", SEARCHED).get("/api/v1/units").then().statusCode(200);
    World.admin().body(Map.of("username", PERSON, "password", 7)).post("/api/v1/tokens");
    World.as(token).header("X-Request-Id", last).get("/api/v1/me").then().statusCode(200);

    untilLogged(last);
    var text = read();
    assertThat(text)
        .doesNotContain(PHONE, PERSON, SEARCHED, username, token, token.split("\\.")[1])
        .doesNotContain("Bearer", World.PASSWORD, "$2a$", "$2y$");
  }

  @Test
  void aLineSaysWhichRequestTraceAccountAndUnitItIsAbout() {
    var request = World.code();
    var unit = World.unit(null, "市", "CITY");
    String me = World.admin().get("/api/v1/me").path("id");
    World.admin()
        .header("X-Request-Id", request)
        .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
        .get("/api/v1/units/" + unit)
        .then()
        .statusCode(200);

    var line = untilLogged(request);
    assertThat(line.at("/mdc/traceId").asText()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(line.at("/mdc/account").asText()).isEqualTo(me);
    assertThat(line.at("/mdc/unit").asText()).isEqualTo(unit);
    assertThat(line.path("message").asText())
        .startsWith("GET /api/v1/units/" + unit + " was answered 200 after ");
  }

  @Test
  void whereNoCollectorIsNamedItSaysNothingOfTraces() {
    var request = World.code();
    World.admin().header("X-Request-Id", request).get("/api/v1/me").then().statusCode(200);

    assertThat(untilLogged(request).path("mdc").has("traceId")).isFalse();
    assertThat(lines())
        .noneMatch(line -> line.path("loggerName").asText().contains("opentelemetry"));
  }

  @Test
  void whatGoesWrongIsFoundByTheIdOfItsRequest() throws Exception {
    var request = World.code();
    try (var other = DriverManager.getConnection(database);
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table unit in access exclusive mode");
      World.admin()
          .header("X-Request-Id", request)
          .get("/api/v1/units?limit=1")
          .then()
          .statusCode(503);
      other.rollback();
    }
    untilLogged(request);
    assertThat(lines())
        .filteredOn(line -> line.at("/mdc/requestId").asText().equals(request))
        .anySatisfy(
            line -> {
              assertThat(line.path("level").asText()).isEqualTo("WARN");
              assertThat(line.path("message").asText()).contains("did not serve the request");
            });
  }

  /** The line of the request's end: it is written once the answer was sent. */
  private static JsonNode untilLogged(String request) {
    return await()
        .until(
            () ->
                lines().stream()
                    .filter(line -> line.at("/mdc/requestId").asText().equals(request))
                    .filter(line -> line.path("message").asText().contains("was answered"))
                    .findFirst()
                    .orElse(null),
            line -> line != null);
  }

  /** Each is an object of its own. */
  private static List<JsonNode> lines() {
    return read()
        .lines()
        .map(
            line -> {
              try {
                return new ObjectMapper().readTree(line);
              } catch (IOException broken) {
                throw new UncheckedIOException(line, broken);
              }
            })
        .toList();
  }

  private static String read() {
    try {
      var text = Files.readString(FILE);
      return text.substring(0, text.lastIndexOf('\n') + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
