package qingdan.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

/** A database that is slow to answer, and a pool of three. */
@QuarkusTest
@TestProfile(ABusyDatabaseIsSaidInTimeTest.SmallPool.class)
public class ABusyDatabaseIsSaidInTimeTest extends ApiTest {

  public static class SmallPool implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.datasource.jdbc.max-size", "3",
          "quarkus.datasource.jdbc.min-size", "0",
          "quarkus.scheduler.enabled", "false");
    }
  }

  private static final int REQUESTS = 6;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String database;

  @Test
  void requestsThatCannotBeServedAreToldToComeAgain() throws Exception {
    World.admin().get("/api/v1/units?limit=1").then().statusCode(200);
    try (var other = DriverManager.getConnection(database)) {
      var answers = whileLocked(other);

      assertThat(answers).extracting(Response::statusCode).containsOnly(503);
      for (var answer : answers) {
        answer.then().header("Retry-After", notNullValue()).body("code", equalTo("unavailable"));
      }
    }
    World.admin().get("/api/v1/units?limit=1").then().statusCode(200);
  }

  /** Three requests hold the pool and wait for the table; three wait for the pool. */
  private List<Response> whileLocked(Connection other)
      throws SQLException, InterruptedException, ExecutionException {
    other.setAutoCommit(false);
    try (var statement = other.createStatement()) {
      statement.execute("lock table unit in access exclusive mode");
    }
    var token = World.logIn(World.ADMIN, World.PASSWORD);
    var threads = Executors.newFixedThreadPool(REQUESTS);
    try {
      Callable<Response> read = () -> World.as(token).get("/api/v1/units?limit=1");
      var sent = new ArrayList<Future<Response>>();
      for (int i = 0; i < REQUESTS; i++) {
        sent.add(threads.submit(read));
      }
      var answers = new ArrayList<Response>();
      for (var each : sent) {
        answers.add(each.get());
      }
      return answers;
    } finally {
      threads.shutdown();
      other.rollback();
    }
  }
}
