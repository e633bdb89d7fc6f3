package qingdan.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static qingdan.World.supervisor;
import static qingdan.inspection.Drawing.ROUNDS;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.campaign.CampaignLock;
import qingdan.inspection.Drawing;
import qingdan.problem.Drive;

/**
 * Whoever hands rounds over has their campaign alone, and then needs their rows: who waits for the
 * campaign holds none of them.
 */
@QuarkusTest
class InspectionsWaitForTheCampaignTest extends ApiTest {

  @Inject DataSource database;

  private Drawing drawing;
  private String round;
  private String unit;

  @BeforeEach
  void aRoundThatHasStarted() {
    drawing = new Drawing();
    Drive.open("/api/v1/campaigns/" + drawing.campaign);
    round = drawing.round("commitment", "draw", "start");
    unit =
        supervisor()
            .get(ROUNDS + "/" + round + "/draw/population?drawn=true")
            .then()
            .statusCode(200)
            .extract()
            .path("items[0].unit.id");
  }

  private Map<String, ?> inspection() {
    return Map.of(
        "unit",
        unit,
        "inspectedOn",
        Drawing.today(),
        "findings",
        List.of(Map.of("title", "问题清单未公示", "severity", "MAJOR")));
  }

  private String inspections() {
    return ROUNDS + "/" + round + "/inspections";
  }

  @Test
  void anInspectionHoldsItsRoundAfterItsCampaign() throws SQLException {
    waitsWithoutTheRound(inspections(), inspection());
  }

  @Test
  void aBulletinOfAFindingHoldsItsRoundAfterItsCampaign() throws SQLException {
    drawing.inspector.asks().body(inspection()).post(inspections()).then().statusCode(201);
    String finding =
        drawing
            .inspector
            .asks()
            .get("/api/v1/findings?round=" + round)
            .then()
            .statusCode(200)
            .extract()
            .path("items[0].id");

    waitsWithoutTheRound("/api/v1/findings/" + finding + "/bulletins", Map.of());
  }

  private void waitsWithoutTheRound(String path, Map<String, ?> body) throws SQLException {
    try (var other = database.getConnection()) {
      other.setAutoCommit(false);
      CompletableFuture<Response> answer;
      try {
        run(other, CampaignLock.ALONE.replace("?1", "?"), drawing.campaign);
        var request = drawing.inspector.asks().body(body);
        answer = CompletableFuture.supplyAsync(() -> request.post(path));
        await().atMost(Duration.ofSeconds(10)).until(this::somebodyWaits);
        run(
            other,
            "select from inspection_round where id = ? for no key update nowait",
            UUID.fromString(round));
      } finally {
        other.rollback();
        other.setAutoCommit(true);
      }
      assertThat(answer.join().statusCode()).isEqualTo(201);
    }
  }

  private static void run(Connection connection, String query, Object parameter)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setObject(1, parameter);
      assertThat(statement.executeQuery().next()).isTrue();
    }
  }

  private boolean somebodyWaits() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")) {
      return rows.next();
    }
  }
}
