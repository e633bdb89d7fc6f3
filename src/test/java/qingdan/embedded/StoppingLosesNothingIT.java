package qingdan.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What was accepted before the end is answered before the end. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@DisabledIfSystemProperty(
    named = "native",
    matches = ".*",
    disabledReason = "is about the JVM package")
class StoppingLosesNothingIT {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;
  private Started application;

  @AfterEach
  void end() throws Exception {
    if (application != null) {
      application.kill();
    }
  }

  @Test
  void aRequestInFlightIsAnsweredBeforeTheEnd() throws Exception {
    int databasePort = Started.freePort();
    application =
        new Started(
            folder,
            databasePort,
            Started.freePort(),
            Files.createTempFile(Path.of("target"), "stopping-", ".log"));
    application.untilItAnswers();
    var token = token();
    post(token, "/units", "{\"code\":\"1\",\"name\":\"省\",\"kind\":\"PROVINCE\"}").join();

    CompletableFuture<HttpResponse<String>> rename;
    try (var other = connect(databasePort)) {
      other.setAutoCommit(false);
      run(other, "select 1 from unit for update");
      rename =
          post(token, "/unit-changes", "{\"type\":\"RENAME\",\"unit\":\"code:1\",\"name\":\"新省\"}");
      while (!waits(databasePort)) {
        Thread.onSpinWait();
      }
      application.askToEnd();
      while (isReady()) {
        Thread.onSpinWait();
      }
      assertThat(rename).as("it waits for the row").isNotDone();
      other.commit();
    }

    assertThat(rename.join().statusCode()).isEqualTo(201);
    assertThat(application.exitCode()).isIn(0, 143);
  }

  private String token() throws Exception {
    var answer =
        post(null, "/tokens", "{\"username\":\"admin\",\"password\":\"" + Started.PASSWORD + "\"}")
            .join()
            .body();
    return answer.replaceFirst(".*\"accessToken\":\"([^\"]*)\".*", "$1");
  }

  private CompletableFuture<HttpResponse<String>> post(String token, String path, String body) {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + application.httpPort + "/api/v1" + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.sendAsync(request.build(), BodyHandlers.ofString());
  }

  /** Off the load balancer first: requests still come for a moment. */
  private boolean isReady() throws Exception {
    var ready = URI.create("http://localhost:" + application.managementPort + "/q/health/ready");
    return HTTP.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding()).statusCode()
        == 200;
  }

  private Connection connect(int port) throws SQLException, IOException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:%d/postgres".formatted(port),
        "postgres",
        Files.readString(folder.resolve("password")));
  }

  private boolean waits(int port) throws SQLException, IOException {
    try (var connection = connect(port);
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%unit%'")) {
      return rows.next();
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
