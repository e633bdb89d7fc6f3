package qingdan.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.admin;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;
import static qingdan.problem.Drive.move;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.Ended;
import qingdan.TimePasses;
import qingdan.World;
import qingdan.milestone.Books;
import qingdan.problem.Drive;

/** A symptom and its root are one matter in a sum that holds both, wherever they lie by then. */
@QuarkusTest
class AMatterIsCountedOnceTest extends ApiTest {

  @Inject Clock clock;
  @Inject Books books;

  private Drive drive;
  private String neighbour;
  private String symptom;

  @BeforeEach
  void twoDistrictsAndAProblem() {
    drive = new Drive();
    neighbour = World.unit(drive.city, "邻区", "COUNTY");
    symptom = drive.confirmed();
  }

  @AfterEach
  void comeBack() {
    TimePasses.back();
  }

  private String claimed(String by) {
    return move(supervisor(), symptom, "claim", Map.of("unit", by))
        .statusCode(200)
        .extract()
        .path("root");
  }

  private static void change(Map<String, String> structure) {
    admin().body(structure).post("/api/v1/unit-changes").then().statusCode(201);
  }

  private void rebuild() {
    String job =
        admin().post("/api/v1/ledger/rebuilds").then().statusCode(202).extract().path("id");
    assertThat(Ended.job(job).getString("status")).isEqualTo("SUCCEEDED");
    books.fold();
  }

  private void has(String unit, int found, int matters, String more) {
    supervisor()
        .get("/api/v1/statistics/problems?unit=" + unit + "&campaign=" + drive.campaign + more)
        .then()
        .statusCode(200)
        .body("total.found", equalTo(found))
        .body("total.matters", equalTo(matters));
  }

  @Test
  void aSymptomThatMovesAwayMeetsItsRootHigherUp() {
    var town = World.unit(neighbour, "邻镇", "TOWNSHIP");
    claimed(drive.district);
    has(drive.district, 2, 1, "");
    var yesterday = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
    TimePasses.days(1);

    change(Map.of("type", "MOVE", "unit", drive.village, "parent", town));

    has(drive.district, 1, 1, "");
    has(neighbour, 1, 1, "");
    has(drive.city, 2, 1, "");
    has(drive.district, 2, 1, "&asOf=" + yesterday);

    rebuild();

    has(drive.district, 1, 1, "");
    has(drive.city, 2, 1, "");
    has(drive.district, 2, 1, "&asOf=" + yesterday);

    change(Map.of("type", "MOVE", "unit", drive.village, "parent", drive.town));

    has(drive.district, 2, 1, "");
    has(neighbour, 0, 0, "");
    has(drive.city, 2, 1, "");
    change(Map.of("type", "MOVE", "unit", drive.village, "parent", town));
    move(supervisor(), symptom, "release", Map.of("reason", "已分办")).statusCode(200);
    has(drive.district, 1, 1, "");
    has(drive.city, 2, 2, "");
  }

  @Test
  void aRootThatMovesAwayMeetsItsSymptomHigherUp() {
    claimed(drive.town);
    change(Map.of("type", "MOVE", "unit", drive.village, "parent", drive.district));
    has(drive.town, 1, 1, "");
    has(drive.district, 2, 1, "");

    change(Map.of("type", "MOVE", "unit", drive.town, "parent", neighbour));

    has(neighbour, 1, 1, "");
    has(drive.district, 1, 1, "");
    has(drive.city, 2, 1, "");
  }

  @Test
  void aRootThatIsHandedOnTakesTheLinksOfWhatIsClosedAlong() {
    var root = claimed(drive.town);
    Drive.plan(reporter(), root, drive.town).statusCode(200);
    move(reporter(), root, "start").statusCode(200);
    Drive.finish(reporter(), root);
    move(supervisor(), root, "closure").statusCode(200);
    move(supervisor(), symptom, "closure").statusCode(200);
    assertThat(Drive.status(symptom)).isEqualTo("CLOSED");
    var successor = World.unit(neighbour, "街道", "TOWNSHIP");

    change(Map.of("type", "MERGE", "unit", drive.town, "successor", successor));

    Drive.get(supervisor(), symptom).then().body("holder.id", equalTo(successor));
    has(successor, 2, 1, "");
    has(drive.district, 0, 0, "");
    has(drive.city, 2, 1, "");
  }
}
