package qingdan.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static qingdan.World.admin;
import static qingdan.World.supervisor;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

/** A list is of the tree as it is, from the moment of a move on. */
@QuarkusTest
class ProblemsFollowUnitsThatMoveTest extends ApiTest {

  @Inject AgroalDataSource database;

  private Drive drive;
  private String other;
  private final List<String> problems = new ArrayList<>();

  @BeforeEach
  void twoDistrictsAndProblemsInOne() {
    drive = new Drive();
    other = World.unit(drive.city, "他区", "COUNTY");
    var list = drive.list(drive.village);
    for (int i = 0; i < 3; i++) {
      problems.add(drive.report(Drive.person("REPORTER", drive.village), list));
    }
    drive.approve(list, drive.village, drive.town);
  }

  @Test
  void listsOfBothPlacesAreRightBeforeTheProblemsHaveFollowed() throws SQLException {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              hold(problems.get(1));

              move(drive.town, other);

              assertThat(district(problems.get(1))).isEqualTo(drive.district);
              everyListIsRight(other, drive.district);
            });

    awaitThatAllFollowed();
    assertThat(problems).allSatisfy(problem -> assertThat(district(problem)).isEqualTo(other));
    everyListIsRight(other, drive.district);
  }

  @Test
  void whatMovesAgainBeforeItsProblemsHaveFollowedIsFollowedToTheEnd() throws SQLException {
    var third = World.unit(drive.city, "又一区", "COUNTY");
    var town = World.unit(third, "又一镇", "TOWNSHIP");
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              hold(problems.get(1));
              move(drive.town, other);
              move(drive.village, town);

              everyListIsRight(third, other);
              everyListIsRight(third, drive.district);
            });

    awaitThatAllFollowed();
    assertThat(problems).allSatisfy(problem -> assertThat(district(problem)).isEqualTo(third));
    everyListIsRight(third, other);
  }

  private static void move(String unit, String parent) {
    admin()
        .body(Map.of("type", "MOVE", "unit", unit, "parent", parent))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);
  }

  private void everyListIsRight(String there, String noLonger) {
    assertThat(listed(there)).containsExactlyInAnyOrderElementsOf(problems);
    assertThat(listed(drive.city)).containsExactlyInAnyOrderElementsOf(problems);
    assertThat(listed(drive.village)).containsExactlyInAnyOrderElementsOf(problems);
    assertThat(listed(noLonger)).isEmpty();
  }

  private static List<String> listed(String unit) {
    return supervisor()
        .queryParam("unit", unit)
        .queryParam("status", "OPEN")
        .get("/api/v1/problems")
        .then()
        .statusCode(200)
        .extract()
        .path("items.id");
  }

  /** Nobody else changes it until the transaction ends. */
  private void hold(String problem) {
    read("select id from problem where id = ? for no key update", problem);
  }

  private String district(String problem) {
    return read("select county_id from problem where id = ?", problem);
  }

  private String read(String query, String id) {
    try (Connection connection = database.getConnection();
        var statement = connection.prepareStatement(query)) {
      statement.setObject(1, UUID.fromString(id));
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void awaitThatAllFollowed() throws SQLException {
    await().until(() -> haveFollowed(database));
  }

  static boolean haveFollowed(AgroalDataSource database) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select from problem_place_pending")) {
      return !rows.next();
    }
  }
}
