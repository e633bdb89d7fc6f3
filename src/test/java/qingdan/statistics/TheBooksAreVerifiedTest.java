package qingdan.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.admin;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.Ended;
import qingdan.TimePasses;
import qingdan.World;
import qingdan.problem.Drive;
import qingdan.shared.Lock;

/** The books are counted again by other means; what differs is reported, and can be set right. */
@QuarkusTest
class TheBooksAreVerifiedTest extends ApiTest {

  private static final Logger LOGGER = Logger.getLogger(Verification.class.getName());

  /** So many entries have sums. */
  private static final int LARGE = 16;

  @Inject Clock clock;
  @Inject Scheduler scheduler;
  @Inject AgroalDataSource database;
  @Inject MeterRegistry meters;
  @Inject Verification verification;

  private Drive drive;
  private String problem;

  @BeforeEach
  void resolveAProblemTheDayBefore() {
    // behind the days that other tests have let pass
    TimePasses.days(24);
    drive = new Drive();
    problem = drive.resolved();
    TimePasses.days(1);
  }

  @AfterEach
  void comeBack() {
    TimePasses.back();
  }

  @Test
  void theyAgreeWithTheRows() throws SQLException {
    Drive.move(supervisor(), problem, "closure").statusCode(200);
    Drive.move(supervisor(), confirmed(), "claim", Map.of("newRoot", UUID.randomUUID().toString()))
        .statusCode(200);
    carryOver();
    assertThat(verified().getString("status")).isEqualTo("SUCCEEDED");
    fold();
    assertThat(verified().getString("status")).isEqualTo("SUCCEEDED");
    assertThat(differences()).isZero();
  }

  @Test
  void aRowThatIsBrokenIsReportedAndSetRight() throws SQLException {
    var code = admin().get("/api/v1/units/" + drive.village).path("code");
    fold();
    run("update ledger_entry set resolved = resolved + 3 where unit_id = ? and resolved = 1");

    var verified = verified();

    assertThat(verified.getString("status")).isEqualTo("FAILED");
    List<Map<String, Object>> errors = errors(verified).getList("items");
    assertThat(errors)
        .anySatisfy(
            error ->
                assertThat(error)
                    .containsEntry("unitCode", code)
                    .containsEntry("column", "resolved"));
    assertThat(differences()).isPositive();

    rebuild();

    assertThat(verified().getString("status")).isEqualTo("SUCCEEDED");
    supervisor()
        .queryParam("unit", drive.city)
        .queryParam("campaign", drive.campaign)
        .get("/api/v1/statistics/problems")
        .then()
        .statusCode(200)
        .body("total.resolved", equalTo(1))
        .body("total.found", equalTo(1));
  }

  /** Of two large districts one has lost half of its villages to the other. */
  @Test
  void whatIsWrittenAnewStandsOnEachDayWhereItsUnitStood() {
    var neighbour = World.unit(drive.city, "邻区", "COUNTY");
    for (var town : List.of(drive.town, World.unit(drive.district, "二镇", "TOWNSHIP"))) {
      for (int i = 0; i < LARGE; i++) {
        found(World.unit(town, "村" + i, "VILLAGE"));
      }
    }
    var yesterday = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
    TimePasses.days(1);
    admin()
        .body(Map.of("type", "MOVE", "unit", drive.town, "parent", neighbour))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);
    scheduler.pause("fold-the-ledger");
    try {
      rebuild();

      assertThat(found(drive.district, yesterday)).isEqualTo(2 * LARGE + 1);
      assertThat(found(neighbour, yesterday)).isZero();
      assertThat(found(drive.city, yesterday)).isEqualTo(2 * LARGE + 1);
      assertThat(found(drive.district, yesterday.plusDays(1))).isEqualTo(LARGE);
      assertThat(found(neighbour, yesterday.plusDays(1))).isEqualTo(LARGE + 1);
    } finally {
      scheduler.resume("fold-the-ledger");
    }
  }

  private void found(String unit) {
    var body = Drive.problem("");
    body.remove("list");
    body.put("finding", Map.of("batch", drive.batch, "unit", unit));
    supervisor().body(body).post("/api/v1/problems").then().statusCode(201);
  }

  private int found(String unit, LocalDate day) {
    return supervisor()
        .queryParam("unit", unit)
        .queryParam("campaign", drive.campaign)
        .queryParam("asOf", day.toString())
        .get("/api/v1/statistics/problems")
        .then()
        .statusCode(200)
        .extract()
        .path("total.found");
  }

  @Test
  void everyCountIsCountedAgain() throws SQLException {
    fold();
    run(
        """
        update ledger_entry set resolved_on_time = coalesce(resolved_on_time, 0) + 1,
            resolved_on_time_first = coalesce(resolved_on_time_first, 0) + 1, closed_on_time = 1, closed_on_time_first = 1,
            days_to_close = 4, carried_in = 1, carried_out = 1, linked = 1
        where ctid = (select ctid from ledger_entry where unit_id = ? limit 1)
        """);

    assertThat(figuresThatDiffer())
        .contains(
            "resolvedOnTime",
            "resolvedOnTimeByFirstDeadline",
            "closedOnTime",
            "closedOnTimeByFirstDeadline",
            "daysToClose",
            "carriedIn",
            "carriedOut",
            "linked");
    rebuild();
    assertThat(verified().getString("status")).isEqualTo("SUCCEEDED");
  }

  @Test
  void whatIsPostedForAnotherDayIsReportedOfThatDayAndAtNight() throws SQLException {
    var yesterday = LocalDate.now(clock).minusDays(1);
    var of = Map.of("asOf", yesterday.toString());
    Drive.move(supervisor(), problem, "closure").statusCode(200);
    fold();
    assertThat(verified(of).getString("status")).isEqualTo("SUCCEEDED");
    run("update ledger_entry set day = day + 1 where unit_id = ? and resolved = 1");

    assertThat(verified().getString("status")).isEqualTo("SUCCEEDED");
    assertThat(figuresThatDiffer(of))
        .contains("resolved on " + yesterday, "resolvedOnTime on " + yesterday);
    assertThat(differences()).isPositive();
    assertThat(verified().getString("status")).isEqualTo("SUCCEEDED");
    verification.everyNight();
    assertThat(differences()).isPositive();

    run("update ledger_entry set day = day - 1 where unit_id = ? and resolved = 1");
    verification.everyNight();
    assertThat(differences()).isZero();
  }

  @Test
  void aSumOfAYearThatIsBrokenIsReportedInEveryDimension() throws SQLException {
    fold();
    for (var dimension : List.of("N", "K")) {
      run(
          "update ledger_sum set resolved = resolved + 2 where unit_id = ? and resolved = 1 and span = 'Y' and dimension = '"
              + dimension
              + "'");

      assertThat(figuresThatDiffer()).containsOnly("months and years");
      run(
          "update ledger_sum set resolved = 1 where unit_id = ? and resolved = 3 and span = 'Y' and dimension = '"
              + dimension
              + "'");
      assertThat(verified().getString("status")).isEqualTo("SUCCEEDED");
    }
  }

  @Test
  void aSumOfADimensionThatIsBrokenInEverySpanIsReported() throws SQLException {
    Drive.move(supervisor(), problem, "closure").statusCode(200);
    World.target(World.task(drive.campaign), drive.village);
    fold();
    for (var dimension :
        Map.of(
                "T", "closed of all days by task",
                "C", "closed of all days by category",
                "K", "closed of all days by kind",
                "S", "closed of all days by sector",
                "D", "closed of all days by days to close",
                "R", "expected of all days by tier")
            .entrySet()) {
      var count = dimension.getValue().substring(0, dimension.getValue().indexOf(' '));
      var of =
          " where unit_id = '%s' and dimension = '%s' and %s = "
              .formatted(drive.village, dimension.getKey(), count);
      assertThat(update("update ledger_sum set " + count + " = 8" + of + 1)).isGreaterThan(1);

      assertThat(figuresThatDiffer()).containsOnly(dimension.getValue());
      update("update ledger_sum set " + count + " = 1" + of + 8);
    }
    assertThat(verified().getString("status")).isEqualTo("SUCCEEDED");
  }

  @Test
  void atNightOneReplicaLooksAndAllTellWhatItFound() throws SQLException {
    fold();
    assertThat(verified().getString("status")).isEqualTo("SUCCEEDED");
    run("update ledger_entry set resolved = resolved + 3 where unit_id = ? and resolved = 1");
    try (var other = database.getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(" + Lock.VERIFICATION.key() + ")");
      verification.everyNight();
      assertThat(differences()).as("as it was found before").isZero();
      // what the other one writes
      update("update ledger_verification set differences = 7");
      assertThat(differences()).isEqualTo(7);
      other.rollback();
      other.setAutoCommit(true);
    }
    verification.everyNight();
    assertThat(differences()).isPositive().isNotEqualTo(7);

    TimePasses.days(2);
    verification.measure();
    assertThat(meters.get("qingdan.ledger.verification.age.seconds").gauge().value())
        .isBetween(2 * 86_400.0, 2 * 86_400.0 + 3600);
    run("update ledger_entry set resolved = 1 where unit_id = ? and resolved = 4");
    verification.everyNight();
    assertThat(differences()).isZero();
  }

  @Test
  void whatUnitsOweAndTheirTargetsAreCountedAgainToo() throws SQLException {
    var target = World.target(World.task(drive.campaign), drive.village);
    reporter()
        .body(Map.of("value", 4))
        .post("/api/v1/targets/" + target + "/progress")
        .then()
        .statusCode(201);
    supervisor()
        .body(
            Map.of(
                "name",
                "动员" + World.code(),
                "kind",
                "KICK_OFF",
                "dueOn",
                "2199-12-31",
                "rule",
                Map.of("kinds", List.of("VILLAGE"))))
        .post("/api/v1/campaigns/" + drive.campaign + "/milestones")
        .then()
        .statusCode(201);
    fold();
    assertThat(verified().getString("status")).isEqualTo("SUCCEEDED");
    run(
        "update ledger_entry set done_amount = 5 where unit_id = ? and done_amount = 4 and expected = 1");
    run(
        """
        update ledger_entry e set expected = 2 from ledger_cell c, milestone m
        where e.unit_id = ? and c.cell = e.cell and m.id = c.subject_id
        """);
    var logged = new ArrayList<String>();
    var handler = heard(logged);
    JsonPath verified;
    try {
      verified = verified();
    } finally {
      LOGGER.removeHandler(handler);
    }

    assertThat(verified.getString("status")).isEqualTo("FAILED");
    List<String> figures = errors(verified).getList("items.column");
    assertThat(figures).contains("doneAmount", "expected");
    assertThat(logged).anyMatch(line -> line.contains("expected") && line.contains("the rows"));

    rebuild();

    assertThat(verified().getString("status")).isEqualTo("SUCCEEDED");
    supervisor()
        .queryParam("unit", drive.city)
        .queryParam("campaign", drive.campaign)
        .get("/api/v1/statistics/targets")
        .then()
        .statusCode(200)
        .body("total.done", contains(4))
        .body("total.remaining", contains(6));
  }

  private static Handler heard(List<String> lines) {
    var handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(
                line instanceof ExtLogRecord full ? full.getFormattedMessage() : line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    LOGGER.addHandler(handler);
    return handler;
  }

  /** Another problem of the village. */
  private String confirmed() {
    String list = Drive.get(supervisor(), problem).path("list.id");
    var another = drive.report(reporter(), list);
    Drive.move(supervisor(), another, "confirmation").statusCode(200);
    return another;
  }

  private void carryOver() {
    String job =
        supervisor()
            .body(Map.of("next", World.batch(drive.campaign)))
            .post("/api/v1/batches/" + drive.batch + "/carry-over")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    assertThat(Ended.job(supervisor(), job).getString("status")).isEqualTo("SUCCEEDED");
  }

  private static void rebuild() {
    String rebuilt =
        admin().post("/api/v1/ledger/rebuilds").then().statusCode(202).extract().path("id");
    assertThat(Ended.job(rebuilt).getString("status")).isEqualTo("SUCCEEDED");
  }

  private static JsonPath errors(JsonPath verified) {
    return admin()
        .get("/api/v1/jobs/" + verified.getString("id") + "/errors?limit=200")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static List<String> figuresThatDiffer() {
    return figuresThatDiffer(Map.of());
  }

  private static List<String> figuresThatDiffer(Map<String, String> of) {
    var verified = verified(of);
    assertThat(verified.getString("status")).isEqualTo("FAILED");
    return errors(verified).getList("items.column");
  }

  private static JsonPath verified() {
    return verified(Map.of());
  }

  private static JsonPath verified(Map<String, String> of) {
    String job =
        admin()
            .body(of)
            .post("/api/v1/ledger/verifications")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    return Ended.job(job);
  }

  private double differences() {
    verification.measure();
    return meters.get("qingdan.ledger.differences").gauge().value();
  }

  private void fold() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement("select ledger_fold(3, 4, null, ?)")) {
      statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
      statement.execute();
    }
  }

  private int update(String statement) throws SQLException {
    try (var connection = database.getConnection();
        var update = connection.createStatement()) {
      return update.executeUpdate(statement);
    }
  }

  private void run(String update) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(update)) {
      statement.setObject(1, UUID.fromString(drive.village));
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }
}
