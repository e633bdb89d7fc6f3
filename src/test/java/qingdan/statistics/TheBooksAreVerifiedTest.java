package qingdan.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.admin;
import static qingdan.World.supervisor;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.Ended;
import qingdan.TimePasses;
import qingdan.problem.Drive;

/** The books are counted again by other means; what differs is reported, and can be set right. */
@QuarkusTest
class TheBooksAreVerifiedTest extends ApiTest {

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
