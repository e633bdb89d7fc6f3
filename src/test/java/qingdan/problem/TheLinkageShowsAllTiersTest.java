package qingdan.problem;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.problem.Drive.move;
import static qingdan.problem.Drive.person;
import static qingdan.problem.Drive.problems;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class TheLinkageShowsAllTiersTest extends ApiTest {

  private Drive drive;
  private String city;

  @BeforeEach
  void openACampaign() {
    drive = new Drive();
    city = Drive.token("SUPERVISOR", drive.city);
  }

  @Test
  void fromAnyPlaceOneMatterIsSeenUpwardAndDownward() {
    var symptom = drive.planned();
    String root =
        move(World.as(city), symptom, "claim", Map.of()).statusCode(200).extract().path("root");
    Drive.plan(person("REPORTER", drive.city), root, drive.bureau).statusCode(200);

    World.as(city)
        .get(problems(root) + "/linkage")
        .then()
        .statusCode(200)
        .body("roots.id", equalTo(List.of(root)))
        .body("symptoms.id", equalTo(List.of(symptom)))
        .body("symptomCount", equalTo(1))
        .body("measures.tier", equalTo(List.of("CITY", "GRASSROOTS")))
        .body("measures.find { it.tier == 'CITY' }.measures[0].unit.id", equalTo(drive.bureau));
    person("VIEWER", drive.village)
        .get(problems(symptom) + "/linkage")
        .then()
        .statusCode(200)
        .body("roots[0].id", equalTo(symptom))
        .body("roots[1].unit.id", equalTo(drive.city))
        .body("roots[1].status", equalTo("PLANNED"))
        .body("roots[1].id", nullValue())
        .body("measures.tier", equalTo(List.of("GRASSROOTS")));
  }

  @Test
  void historyTellsWhoDidWhatAndWhy() {
    var problem = drive.resolved();
    move(person("SUPERVISOR", drive.town), problem, "return", Map.of("reason", "照片不清"))
        .statusCode(200);

    var viewer = person("VIEWER", drive.village);
    viewer
        .get(problems(problem) + "/history")
        .then()
        .statusCode(200)
        .body(
            "items.type",
            hasItems(
                "problem.reported",
                "problem.confirmed",
                "problem.planned",
                "problem.started",
                "problem.progressed",
                "problem.resolved",
                "problem.returned"))
        .body("items[-1].after.reason", equalTo("照片不清"))
        .body("items[-1].before.status", equalTo("RESOLVED"))
        .body("items[-1].by", equalTo("某人"));
    viewer.get(problems(problem) + "/history/count").then().body("count", equalTo(7));
  }

  @Test
  void reportsShowTheirEvidence() {
    var problem = drive.resolved();

    var viewer = person("VIEWER", drive.village);
    viewer
        .get(problems(problem) + "/reports")
        .then()
        .statusCode(200)
        .body("items.text", equalTo(List.of("已疏通", "雨后无积水")))
        .body("items[1].evidence[0].type", equalTo("DOCUMENT"));
    viewer.get(problems(problem) + "/reports/count").then().body("count", equalTo(2));
  }

  @Test
  void whoseRootItIsIsNotToldToThoseWhoDoNotSeeIt() {
    var problem = drive.confirmed();
    move(World.as(city), problem, "claim", Map.of()).statusCode(200);

    person("VIEWER", drive.village)
        .get(problems(problem) + "/history")
        .then()
        .body("items[-1].after.root", nullValue());
    World.as(city)
        .get(problems(problem) + "/history")
        .then()
        .body("items[-1].after.holder", equalTo(drive.city));
  }

  @Test
  void actionsTellWhatLacksAndHowLongIsLeft() {
    var problem = drive.inProgress();

    person("REPORTER", drive.village)
        .get(problems(problem) + "/actions")
        .then()
        .statusCode(200)
        .body("overdue", equalTo(false))
        .body("actions.find { it.move == 'ESCALATE' }.allowed", equalTo(true))
        .body("actions.find { it.move == 'RESOLVE' }.refusal", equalTo("measures-open"))
        .body("actions.find { it.move == 'RESOLVE' }.lacks.size()", equalTo(1))
        .body("actions.find { it.move == 'CLOSE' }.refusal", equalTo("role-missing"));
  }
}
