package qingdan.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.supervisor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;

/** Somebody else holds a row; a request that needs it waits, and gets through. */
@QuarkusTest
class WritesThatMeetGetThroughTest extends ApiTest {

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String database;

  private final String symptom = "00000000" + UUID.randomUUID().toString().substring(8);
  private final String root = "ffffffff" + UUID.randomUUID().toString().substring(8);
  private Drive drive;

  @BeforeEach
  void aRootAndAProblemBelow() {
    drive = new Drive();
    var other = found(UUID.randomUUID().toString());
    Drive.move(supervisor(), other, "claim", Map.of("newRoot", root, "unit", drive.city))
        .statusCode(200);
    found(symptom);
  }

  private String found(String id) {
    var body = Drive.problem("");
    body.remove("list");
    body.put("id", id);
    body.put("finding", Map.of("batch", drive.batch, "unit", drive.village));
    supervisor().body(body).post("/api/v1/problems").then().statusCode(201);
    return id;
  }

  @Test
  void aClaimHoldsTheRootBeforeItHoldsTheSymptom() throws Exception {
    try (var other = connection()) {
      hold(other, root, "");

      var claim = sent("/claim", symptom, Map.of("root", root));
      hold(other, symptom, "nowait");
      other.rollback();

      claim.join().then().statusCode(200).body("status", equalTo("CLAIMED"));
    }
  }

  @Test
  void whatTheDatabaseEndedADeadlockWithIsBegunAgain() throws Exception {
    try (var other = connection()) {
      hold(other, symptom, "");

      var link = sent("/symptoms", root, Map.of("problems", List.of(symptom)));
      hold(other, root, "");
      other.rollback();

      link.join().then().statusCode(200);
    }
    Drive.get(supervisor(), symptom)
        .then()
        .body("status", equalTo("CLAIMED"))
        .body("root", equalTo(root))
        .body("version", equalTo(2));
  }

  private CompletableFuture<Response> sent(String move, String problem, Map<String, ?> body)
      throws SQLException {
    var request = supervisor().body(body);
    var answer = CompletableFuture.supplyAsync(() -> request.post(Drive.problems(problem) + move));
    try (var third = connection()) {
      await().atMost(Duration.ofSeconds(5)).until(() -> somebodyWaits(third));
    }
    return answer;
  }

  private static boolean somebodyWaits(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")) {
      return rows.next();
    }
  }

  /** Finds no deadlock itself: the request does. */
  private Connection connection() throws SQLException {
    var connection = DriverManager.getConnection(database);
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("set deadlock_timeout = '30s'");
    }
    return connection;
  }

  private static void hold(Connection connection, String problem, String orNot)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "select from problem where id = ? for no key update " + orNot)) {
      statement.setObject(1, UUID.fromString(problem));
      assertThat(statement.executeQuery().next()).isTrue();
    }
  }
}
