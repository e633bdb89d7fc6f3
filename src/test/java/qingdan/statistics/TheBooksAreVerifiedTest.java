package qingdan.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.admin;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.sql.SQLException;
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

/** The books are counted again by other means; what differs is reported, and can be set right. */
@QuarkusTest
class TheBooksAreVerifiedTest extends ApiTest {

  private static final Logger LOGGER = Logger.getLogger(Verification.class.getName());

  @Inject AgroalDataSource database;
  @Inject MeterRegistry meters;

  private Drive drive;

  @BeforeEach
  void resolveAProblem() {
    // behind the days that other tests have let pass
    TimePasses.days(20);
    drive = new Drive();
    drive.resolved();
  }

  @AfterEach
  void comeBack() {
    TimePasses.back();
  }

  @Test
  void theyAgreeWithTheRows() {
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
    List<Map<String, Object>> errors =
        admin()
            .get("/api/v1/jobs/" + verified.getString("id") + "/errors")
            .then()
            .statusCode(200)
            .extract()
            .path("items");
    assertThat(errors)
        .anySatisfy(
            error ->
                assertThat(error)
                    .containsEntry("unitCode", code)
                    .containsEntry("column", "resolved"));
    assertThat(differences()).isPositive();

    String rebuilt =
        admin().post("/api/v1/ledger/rebuilds").then().statusCode(202).extract().path("id");
    assertThat(Ended.job(rebuilt).getString("status")).isEqualTo("SUCCEEDED");

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
    List<String> figures =
        admin()
            .get("/api/v1/jobs/" + verified.getString("id") + "/errors")
            .then()
            .statusCode(200)
            .extract()
            .path("items.column");
    assertThat(figures).contains("doneAmount", "expected");
    assertThat(logged).anyMatch(line -> line.contains("expected") && line.contains("the rows"));

    String rebuilt =
        admin().post("/api/v1/ledger/rebuilds").then().statusCode(202).extract().path("id");
    assertThat(Ended.job(rebuilt).getString("status")).isEqualTo("SUCCEEDED");

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

  private static JsonPath verified() {
    String job =
        admin()
            .body(Map.of())
            .post("/api/v1/ledger/verifications")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    return Ended.job(job);
  }

  private double differences() {
    return meters.get("qingdan.ledger.differences").gauge().value();
  }

  private void fold() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("select ledger_fold(15, 25, null)");
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
