package qingdan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static qingdan.World.PASSWORD;
import static qingdan.World.unit;

import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

/** Failures that other replicas counted are rows in the database here. */
@QuarkusTest
class LoginsAreGuardedTest extends ApiTest {

  @Inject AgroalDataSource database;

  private String username;

  @BeforeEach
  void anAccount() {
    username = World.code();
    Person.account(username, unit(null, "省", "PROVINCE"), null);
  }

  private static ValidatableResponse logIn(Neighbour from, String username, String password) {
    return from.request()
        .body(Map.of("username", username, "password", password))
        .post("/api/v1/tokens")
        .then();
  }

  /** In this minute and the next, so that no test fails at a full minute. */
  private void failuresElsewhere(String subject, int count) throws SQLException {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                """
                insert into login_failure (subject, minute, failures)
                select ?, date_trunc('minute', now()) + i * interval '1 minute', ? from generate_series(0, 1) i
                """)) {
      insert.setString(1, subject);
      insert.setInt(2, count);
      insert.execute();
    }
  }

  @Test
  void fiveFailuresOfAnAccountAreEnoughWhereverTheyCameFrom() throws SQLException {
    failuresElsewhere("account " + username, 5);

    logIn(Neighbour.next(), username, PASSWORD)
        .statusCode(429)
        .body("code", equalTo("too-many-logins"))
        .header("Retry-After", Integer::parseInt, lessThanOrEqualTo(61));
    logIn(Neighbour.next(), World.code(), "wrong").statusCode(401);
  }

  @Test
  void strangersDoNotKeepTheOwnerOut() throws SQLException {
    var home = Neighbour.next();
    logIn(home, username, PASSWORD).statusCode(200);
    failuresElsewhere("account " + username, 1000);

    logIn(Neighbour.next(), username, PASSWORD).statusCode(429);
    logIn(home, username, PASSWORD).statusCode(200);
  }

  @Test
  void theOwnersOwnAddressIsLimitedToo() throws SQLException {
    var home = Neighbour.next();
    logIn(home, username, PASSWORD).statusCode(200);
    failuresElsewhere("account " + username + " address " + home.address(), 5);

    logIn(home, username, PASSWORD).statusCode(429);
  }

  @Test
  void thirtyFailuresFromAnAddressAreEnoughWhomeverTheyMeant() throws SQLException {
    var sprayer = Neighbour.next();
    failuresElsewhere("address " + sprayer.address(), 30);

    logIn(sprayer, username, PASSWORD).statusCode(429);
    logIn(Neighbour.next(), username, PASSWORD).statusCode(200);
  }

  @Test
  void aLimitEndsWithItsMinute() throws SQLException {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into login_failure values (?, date_trunc('minute', now()) - interval '1 minute', 1000)")) {
      insert.setString(1, "account " + username);
      insert.execute();
    }

    logIn(Neighbour.next(), username, PASSWORD).statusCode(200);
  }

  /** Ten at most, where the minute ends between them. */
  @Test
  void attemptsSentAtOnceAreCountedOneByOne() throws Exception {
    var pool = Executors.newFixedThreadPool(16);
    Callable<Integer> attempt =
        () -> logIn(Neighbour.next(), username, "wrong").extract().statusCode();
    var refused = 0;
    for (var answer : pool.invokeAll(Collections.nCopies(40, attempt))) {
      refused += answer.get() == 429 ? 1 : 0;
    }
    pool.shutdown();

    assertThat(refused).isGreaterThanOrEqualTo(30);
  }
}
