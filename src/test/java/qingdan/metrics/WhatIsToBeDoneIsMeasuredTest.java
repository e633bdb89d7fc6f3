package qingdan.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.not;

import java.net.URISyntaxException;
import java.net.URL;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.TimePasses;
import qingdan.World;
import qingdan.problem.Drive;
import qingdan.shared.Lock;

/** What an operator sees at the management port, with the database and without it. */
@QuarkusTest
@TestProfile(WhatIsToBeDoneIsMeasuredTest.OwnDatabase.class)
class WhatIsToBeDoneIsMeasuredTest extends ApiTest {

  public static class OwnDatabase implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(Relay.class));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("qingdan.metrics.read-every", "1s");
    }
  }

  private static final List<String> OF_THE_DATABASE =
      List.of(
          "qingdan_problems_reported",
          "qingdan_problems_open",
          "qingdan_problems_overdue",
          "qingdan_problems_escalated",
          "qingdan_problems_waiting_for_claim",
          "qingdan_ledger_postings_waiting",
          "qingdan_ledger_lag_seconds",
          "qingdan_ledger_verification_age_seconds",
          "qingdan_jobs_oldest_seconds");

  @TestHTTPResource(value = "/metrics", management = true)
  URL metrics;

  @TestHTTPResource(value = "/health/ready", management = true)
  URL readiness;

  @Inject AgroalDataSource database;

  @AfterEach
  void comeBack() {
    Relay.speakAgain();
    TimePasses.back();
    // the pool looks at those that heard nothing one by one, and makes none meanwhile
    database.flush(AgroalDataSource.FlushMode.ALL);
    await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(this::servesMany);
  }

  private boolean servesMany() throws SQLException {
    try (var one = database.getConnection();
        var another = database.getConnection();
        var third = database.getConnection()) {
      return one.isValid(1) && another.isValid(1) && third.isValid(1);
    }
  }

  @Test
  void problemsAreCountedAsTheirRowsStand() throws Exception {
    var drive = new Drive();
    var reporter = Drive.token("REPORTER", drive.village);
    var list = drive.list(drive.village);
    var late = drive.report(World.as(reporter), list);
    var escalated = drive.report(World.as(reporter), list);
    drive.approve(list, drive.village, drive.town);
    drive.report(World.as(reporter), list);
    World.as(reporter)
        .body(
            Map.of(
                "responsibleUnit", drive.village,
                "deadline", LocalDate.now(ZoneId.of("Asia/Shanghai")).toString(),
                "measures", List.of(Map.of("title", "疏通排水沟"))))
        .post(Drive.problems(late) + "/plan")
        .then()
        .statusCode(200);
    World.as(reporter)
        .body(Map.of("to", drive.district, "ground", "BEYOND_OWN_MEANS", "reason", "管网由区里管理"))
        .post(Drive.problems(escalated) + "/escalation")
        .then()
        .statusCode(200);

    untilMeasured("waiting_for_claim", "status = 'ESCALATED'");
    untilMeasured("escalated", "status in ('ESCALATED', 'CLAIMED')");
    untilMeasured("open", "status not in ('REPORTED', 'CLOSED', 'DISMISSED')");
    untilMeasured("reported", "status = 'REPORTED'");
    await().until(() -> scrape().value("qingdan_problems_overdue") == 0);

    TimePasses.days(1);
    await().until(() -> scrape().value("qingdan_problems_overdue") == 1);
  }

  @Test
  void postingsThatNobodyFoldsWaitLongerAndLonger() throws Exception {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      // whoever folds holds this lock, so nobody else does
      statement.execute("select pg_advisory_xact_lock(" + Lock.LEDGER.key() + ")");
      new Drive().confirmed();

      await().until(() -> scrape().value("qingdan_ledger_postings_waiting") > 0);
      await().until(() -> scrape().value("qingdan_ledger_lag_seconds") > 2);
      connection.rollback();
    }
    await().until(() -> scrape().value("qingdan_ledger_postings_waiting") == 0);
    await().until(() -> scrape().value("qingdan_ledger_lag_seconds") < 2);
  }

  @Test
  void aJobThatNobodyTakesGrowsOld() throws Exception {
    insertJob();

    // no status has a series before the first reading
    await()
        .untilAsserted(
            () ->
                assertThat(scrape().value("qingdan_jobs", Map.of("status", "QUEUED")))
                    .isEqualTo(1));
    // a reading that had begun before counts up to when it began
    await()
        .untilAsserted(
            () ->
                assertThat(scrape().value("qingdan_jobs_oldest_seconds"))
                    .isBetween(3600.0, 7200.0));
    assertThat(scrape().value("qingdan_jobs", Map.of("status", "RUNNING"))).isZero();
  }

  @Test
  void withoutTheDatabaseAScrapeAnswersAndSaysWhatIsNotKnown() throws Exception {
    for (var metric : OF_THE_DATABASE) {
      await().untilAsserted(() -> assertThat(scrape().value(metric)).as(metric).isNotNaN());
    }

    Relay.fallSilent();
    for (var metric : OF_THE_DATABASE) {
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(scrape().value(metric)).as(metric).isNaN());
    }
    assertThat(scrape().value("agroal_max_used_count")).isPositive();

    Relay.speakAgain();
    for (var metric : OF_THE_DATABASE) {
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(scrape().value(metric)).as(metric).isNotNaN());
    }
  }

  @Test
  void whoIsNotReadyTellsWhy() throws Exception {
    RestAssured.get(readiness).then().statusCode(200);

    Relay.fallSilent();
    RestAssured.get(readiness)
        .then()
        .statusCode(503)
        .body("checks.find { it.name == 'database' }.data.reason", not(blankOrNullString()));

    Relay.speakAgain();
    RestAssured.get(readiness).then().statusCode(200);
  }

  @Test
  void requestsAreCountedByOperationAndByTheTimeTheyTook() throws Exception {
    var unit = World.unit(null, "市", "CITY");
    World.admin().get("/api/v1/units/" + unit).then().statusCode(200);
    var read = Map.of("method", "GET", "uri", "/units/{id}", "status", "200");

    // counted once it was sent
    await()
        .untilAsserted(
            () ->
                assertThat(scrape().value("http_server_requests_seconds_count", read))
                    .isPositive());
    var slowest = new HashMap<>(read);
    slowest.put("le", "+Inf");
    assertThat(scrape().value("http_server_requests_seconds_bucket", slowest)).isPositive();
    assertThat(scrape().metrics().toString()).as("no label for a unit").doesNotContain(unit);
  }

  private void untilMeasured(String metric, String rows) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var result = statement.executeQuery("select count(*) from problem where " + rows)) {
      result.next();
      long counted = result.getLong(1);
      assertThat(counted).as(metric).isPositive();
      await().until(() -> scrape().value("qingdan_problems_" + metric) == counted);
    }
  }

  /** Of a type that this release does not know, as after a rollback: it waits. */
  private void insertJob() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  """
                  insert into job (id, type, status, dry_run, parameters, created_by, created_at)
                  select gen_random_uuid(), 'OF_ANOTHER_RELEASE', 'QUEUED', false, '{}', id, now() - interval '1 hour'
                  from account limit 1
                  """))
          .isEqualTo(1);
    }
  }

  private Scrape scrape() throws URISyntaxException {
    return Scrape.of(metrics.toURI());
  }
}
