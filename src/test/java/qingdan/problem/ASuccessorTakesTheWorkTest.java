package qingdan.problem;

import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.admin;
import static qingdan.problem.Drive.get;
import static qingdan.problem.Drive.person;
import static qingdan.problem.Drive.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class ASuccessorTakesTheWorkTest extends ApiTest {

  private Drive drive;
  private String neighbour;

  @BeforeEach
  void openACampaign() {
    drive = new Drive();
    neighbour = World.unit(drive.town, "邻村", "VILLAGE");
  }

  @Test
  void aUnitWithUnfinishedProblemsDoesNotCloseAlone() {
    drive.confirmed();

    close(drive.village, null).statusCode(409).body("code", equalTo("unit-has-grants"));
    close(drive.village, World.unit(null, "外市", "CITY"))
        .statusCode(409)
        .body("code", equalTo("successor-outside-campaign"));
  }

  @Test
  void aUnitThatAnswersForAProblemElsewhereDoesNotCloseAlone() {
    plan(person("REPORTER", drive.village), drive.confirmed(), drive.bureau).statusCode(200);

    close(drive.bureau, null).statusCode(409).body("code", equalTo("unit-has-work"));
  }

  @Test
  void theSuccessorGoesOnWithListsProblemsAndMeasures() {
    var problem = drive.inProgress();

    close(drive.village, neighbour).statusCode(201);

    get(World.supervisor(), problem)
        .then()
        .body("unit.id", equalTo(neighbour))
        .body("responsibleUnit.id", equalTo(neighbour))
        .body("measures.unit.id", equalTo(List.of(neighbour)));
    Drive.finish(person("REPORTER", neighbour), problem);
    Drive.move(person("SUPERVISOR", drive.town), problem, "closure").statusCode(200);
  }

  @Test
  void twoListsForTheSameWorkBecomeOne() {
    var problem = drive.confirmed();
    var list = drive.list(neighbour);
    var own = drive.report(person("REPORTER", neighbour), list);

    close(drive.village, neighbour).statusCode(201);

    World.supervisor()
        .get("/api/v1/problems?list=" + list)
        .then()
        .body("items.id", equalTo(List.of(problem, own)));
    World.supervisor()
        .get("/api/v1/problem-lists?unit=" + neighbour)
        .then()
        .body("items.id", equalTo(List.of(list)));
  }

  @Test
  void aCampaignAndItsTasksGoToTheSuccessorOfItsTopUnit() {
    var successor = World.unit(null, "新市", "CITY");
    var problem = drive.confirmed();

    var merger = new HashMap<String, Object>();
    merger.put("type", "MERGE");
    merger.put("unit", drive.city);
    merger.put("successor", successor);
    admin().body(merger).post("/api/v1/unit-changes").then().statusCode(201);

    World.supervisor()
        .get("/api/v1/campaigns/" + drive.campaign)
        .then()
        .body("topUnit.id", equalTo(successor));
    Drive.move(person("SUPERVISOR", successor), problem, "claim", Map.of())
        .statusCode(200)
        .body("holder.id", equalTo(successor));
  }

  private static ValidatableResponse close(String unit, String successor) {
    var body = new HashMap<String, Object>();
    body.put("type", "CLOSE");
    body.put("unit", unit);
    if (successor != null) {
      body.put("successor", successor);
    }
    return admin().body(body).post("/api/v1/unit-changes").then();
  }
}
