package qingdan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static qingdan.World.PASSWORD;
import static qingdan.World.admin;
import static qingdan.World.unit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class AccountsAreAdministeredTest extends ApiTest {

  private static final String OTHER_PASSWORD = "another long password";

  @Inject AgroalDataSource database;

  private String province;
  private String county;
  private String sibling;
  private Person administrator;
  private Person reporter;

  @BeforeEach
  void aCountyWithAnAdministratorAndAReporter() {
    province = unit(null, "省", "PROVINCE");
    county = unit(province, "甲县", "COUNTY");
    sibling = unit(province, "乙县", "COUNTY");
    administrator = Person.of(county, "ADMIN");
    reporter = Person.of(unit(county, "甲乡", "TOWNSHIP"), "REPORTER");
  }

  private static int logIn(String username, String password) {
    return RestAssured.given()
        .contentType("application/json")
        .body(Map.of("username", username, "password", password))
        .post("/api/v1/tokens")
        .statusCode();
  }

  private String address(Person person) {
    return "/api/v1/accounts/" + person.account();
  }

  @Test
  void anAdministratorSeesTheAccountsOfItsSubtreesOnly() {
    var other = Person.of(sibling, "REPORTER");

    administrator
        .request()
        .get("/api/v1/accounts")
        .then()
        .statusCode(200)
        .body("items.id", contains(administrator.account(), reporter.account()));
    administrator.request().get("/api/v1/accounts/count").then().body("count", equalTo(2));
    administrator.request().get(address(other)).then().statusCode(404);
    administrator.request().get("/api/v1/accounts?unit=" + sibling).then().statusCode(404);
    reporter.request().get("/api/v1/accounts").then().body("items", empty());
    admin().get("/api/v1/accounts?unit=" + province).then().body("items.size()", equalTo(3));
  }

  @Test
  void aViewerOfAUnitDoesNotListItsAccounts() {
    reporter
        .request()
        .get("/api/v1/accounts?unit=" + reporterUnit())
        .then()
        .statusCode(403)
        .body("detail", containsString("ADMIN"));
  }

  private String reporterUnit() {
    return admin().get(address(reporter)).then().extract().path("unit");
  }

  @Test
  void accountsAreFoundByPartOfAName() {
    var name = reporter.username();

    for (var part :
        List.of(name, name.substring(3), name.toLowerCase(), name.substring(2, 5), "某人", "人")) {
      administrator
          .request()
          .queryParam("q", part)
          .get("/api/v1/accounts")
          .then()
          .statusCode(200)
          .body("items.id", org.hamcrest.Matchers.hasItem(reporter.account()));
    }
    for (var part : List.of("%", "_", "人 某", "没有")) {
      administrator
          .request()
          .queryParam("q", part)
          .get("/api/v1/accounts")
          .then()
          .body("items", empty());
    }
  }

  @Test
  void pagesFollowOneAnother() {
    var first =
        administrator.request().get("/api/v1/accounts?limit=1").then().statusCode(200).extract();
    assertThat(first.<List<String>>path("items.id")).containsExactly(administrator.account());

    administrator
        .request()
        .get(first.<String>path("next"))
        .then()
        .body("items.id", contains(reporter.account()))
        .body("next", nullValue());
  }

  @Test
  void anAccountIsRenamedMovedAndLinked() {
    var subject = UUID.randomUUID().toString();
    administrator
        .patch(1)
        .body(Map.of("displayName", "甲县填报", "unit", county, "externalSubject", subject))
        .patch(address(reporter))
        .then()
        .statusCode(200)
        .body("displayName", equalTo("甲县填报"))
        .body("unit", equalTo(county))
        .body("externalSubject", equalTo(subject))
        .body("version", equalTo(2));

    administrator
        .patch(1)
        .body(Map.of("displayName", "晚了"))
        .patch(address(reporter))
        .then()
        .statusCode(412);
    administrator
        .patch(1)
        .body(Map.of("externalSubject", subject))
        .patch(address(administrator))
        .then()
        .statusCode(409)
        .body("code", equalTo("external-subject-taken"));
  }

  @Test
  void anAccountMovesOnlyWhereItsAdministratorAdministers() {
    administrator
        .patch(1)
        .body(Map.of("unit", sibling))
        .patch(address(reporter))
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/unit"));
    administrator
        .patch(1)
        .body(Collections.singletonMap("unit", null))
        .patch(address(reporter))
        .then()
        .statusCode(403);
  }

  @Test
  void aResetPasswordEndsTheSessions() {
    administrator
        .patch(1)
        .body(Map.of("password", OTHER_PASSWORD))
        .patch(address(reporter))
        .then()
        .statusCode(200)
        .body("$", not(org.hamcrest.Matchers.hasKey("password")));

    reporter.request().get("/api/v1/me").then().statusCode(401);
    assertThat(logIn(reporter.username(), PASSWORD)).isEqualTo(401);
    assertThat(logIn(reporter.username(), OTHER_PASSWORD)).isEqualTo(200);
  }

  @Test
  void aPasswordStandsInNoLogAndNoKeptAnswer() throws Exception {
    var secret = "secret " + UUID.randomUUID();
    administrator
        .patch(1)
        .body(Map.of("password", secret))
        .patch(address(reporter))
        .then()
        .statusCode(200);
    var body =
        Map.of("username", World.code(), "displayName", "某人", "unit", county, "password", secret);
    for (int i = 0; i < 2; i++) {
      administrator
          .request()
          .header("Idempotency-Key", secret.hashCode())
          .body(body)
          .post("/api/v1/accounts")
          .then()
          .statusCode(201);
    }

    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                """
                select (select count(*) from change c where c::text like ?) + (select count(*) from idempotency i where i::text like ?)
                """)) {
      query.setString(1, "%" + secret + "%");
      query.setString(2, "%" + secret + "%");
      try (var rows = query.executeQuery()) {
        rows.next();
        assertThat(rows.getInt(1)).isZero();
      }
    }
  }

  @Test
  void nobodyTakesOverAnAccountThatMayDoMore() {
    Person.grant(reporter.account(), "VIEWER", sibling);

    for (Map<String, Object> takeover :
        List.<Map<String, Object>>of(
            Map.of("password", OTHER_PASSWORD),
            Map.of("passwordExpired", true),
            Map.of("externalSubject", "me"),
            Map.of("unit", county))) {
      administrator
          .patch(1)
          .body(takeover)
          .patch(address(reporter))
          .then()
          .statusCode(403)
          .body("code", equalTo("grant-out-of-reach"));
    }
    administrator
        .request()
        .body(Map.of())
        .post(address(reporter) + "/closure")
        .then()
        .statusCode(403)
        .body("code", equalTo("grant-out-of-reach"));
    administrator
        .patch(1)
        .body(Map.of("displayName", "新名"))
        .patch(address(reporter))
        .then()
        .statusCode(200);
    reporter.request().get("/api/v1/me").then().statusCode(200);
  }

  @Test
  void aClosedAccountIsOutButNotForgotten() {
    administrator
        .request()
        .body(Map.of())
        .post(address(reporter) + "/closure")
        .then()
        .statusCode(200)
        .body("closedAt", notNullValue())
        .body("username", equalTo(reporter.username()));

    reporter.request().get("/api/v1/me").then().statusCode(401);
    assertThat(logIn(reporter.username(), PASSWORD)).isEqualTo(401);
    admin()
        .get("/api/v1/grants/" + reporter.grant())
        .then()
        .statusCode(200)
        .body("revokedAt", notNullValue());
    administrator
        .request()
        .get("/api/v1/accounts?status=CLOSED")
        .then()
        .body("items.id", contains(reporter.account()));
    administrator
        .request()
        .get("/api/v1/accounts?status=OPEN")
        .then()
        .body("items.id", contains(administrator.account()));
    administrator
        .request()
        .body(Map.of())
        .post(address(reporter) + "/closure")
        .then()
        .statusCode(409)
        .body("code", equalTo("account-closed"));
    administrator
        .patch(2)
        .body(Map.of("displayName", "新名"))
        .patch(address(reporter))
        .then()
        .statusCode(409)
        .body("code", equalTo("account-closed"));
    admin()
        .body(Map.of("account", reporter.account(), "role", "VIEWER", "unit", county))
        .post("/api/v1/grants")
        .then()
        .statusCode(409);
  }

  @Test
  void aNameGoesWithTheAccountOrLater() {
    administrator
        .request()
        .body(Map.of())
        .post(address(reporter) + "/closure")
        .then()
        .statusCode(200);

    administrator
        .request()
        .body(Map.of("anonymise", true))
        .post(address(reporter) + "/closure")
        .then()
        .statusCode(200)
        .body("username", startsWith("closed-"))
        .body("displayName", startsWith("closed-"));
    admin()
        .queryParam("q", reporter.username())
        .get("/api/v1/accounts")
        .then()
        .body("items", empty());
  }

  @Test
  void theSubjectOfAClosedAccountIsFree() {
    var subject = UUID.randomUUID().toString();
    var account = Person.account(World.code(), county, subject);
    admin().body(Map.of()).post("/api/v1/accounts/" + account + "/closure").then().statusCode(200);

    Person.account(World.code(), county, subject);
  }

  /** All who administer everything are closed by one of them, who then stays. */
  @Test
  void theLastAdministratorStays() {
    var username = World.code();
    var id = Person.account(username, null, null);
    Person.grant(id, "ADMIN", null);
    var last = World.as(World.logIn(username, PASSWORD));
    // The first administrator is needed by the other tests: its grant pauses.
    run(
        "update access_grant set valid_to = now() where valid_to is null and unit_id is null and account_id <> '%s'"
            .formatted(id));
    try {
      last.body(Map.of())
          .post("/api/v1/accounts/" + id + "/closure")
          .then()
          .statusCode(409)
          .body("code", equalTo("last-administrator"));
      Person.patch(last, 1)
          .body(Collections.singletonMap("password", null))
          .patch("/api/v1/accounts/" + id)
          .then()
          .statusCode(409)
          .body("code", equalTo("last-administrator"));
    } finally {
      run("update access_grant set valid_to = null where unit_id is null and revoked_at is null");
    }
    admin().body(Map.of()).post("/api/v1/accounts/" + id + "/closure").then().statusCode(200);
  }

  @Test
  void oneOfTwoAdministratorsWhoCloseOneAnotherStays() throws Exception {
    var people = new ArrayList<Person>();
    for (int i = 0; i < 2; i++) {
      var username = World.code();
      var id = Person.account(username, null, null);
      Person.grant(id, "ADMIN", null);
      people.add(new Person(id, username, World.logIn(username, PASSWORD), null));
    }
    var ids = people.get(0).account() + "','" + people.get(1).account();
    run(
        "update access_grant set valid_to = now() where valid_to is null and unit_id is null and account_id not in ('%s')"
            .formatted(ids));
    try {
      var pool = java.util.concurrent.Executors.newFixedThreadPool(2);
      var answers =
          pool.invokeAll(
              List.of(
                  () -> close(people.get(0), people.get(1)),
                  () -> close(people.get(1), people.get(0))));
      pool.shutdown();
      var statuses = List.of(answers.get(0).get(), answers.get(1).get());
      assertThat(statuses).contains(200);
      assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
    } finally {
      run("update access_grant set valid_to = null where unit_id is null and revoked_at is null");
    }
  }

  private int close(Person by, Person whom) {
    return by.request().body(Map.of()).post(address(whom) + "/closure").statusCode();
  }

  private void run(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (java.sql.SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
