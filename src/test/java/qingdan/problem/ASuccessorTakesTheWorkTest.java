package qingdan.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static qingdan.World.admin;
import static qingdan.problem.Drive.get;
import static qingdan.problem.Drive.person;
import static qingdan.problem.Drive.plan;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class ASuccessorTakesTheWorkTest extends ApiTest {

  @Inject DataSource database;

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
  void aUnitWithUnfinishedProblemsBelowItStaysInItsCampaign() {
    drive.confirmed();
    var outside = World.unit(null, "外市", "CITY");
    var there = World.unit(outside, "外镇", "TOWNSHIP");
    Map<String, Object> move = Map.of("type", "MOVE", "unit", drive.town, "parent", outside);

    for (var leaving :
        List.of(
            move,
            Map.of("type", "MOVE", "unit", drive.town, "root", true),
            Map.of("type", "MERGE", "unit", drive.town, "successor", there))) {
      change(leaving).statusCode(409).body("code", equalTo("move-out-of-campaign"));
    }
    var tried = new HashMap<>(move);
    tried.put("dryRun", true);
    change(tried).statusCode(200).body("obstacle.code", equalTo("move-out-of-campaign"));

    change(Map.of("type", "MOVE", "unit", drive.bureau, "parent", outside)).statusCode(201);
    change(Map.of("type", "MOVE", "unit", drive.village, "parent", drive.city)).statusCode(201);
    change(move).statusCode(201);
    change(Map.of("type", "MOVE", "unit", drive.city, "parent", outside)).statusCode(201);
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

  /** The bureau answers for one problem, works on another, and was asked from a third. */
  @Test
  void theHistoryTellsEachPartThatWasTaken() {
    var answering = drive.planned();
    plan(person("REPORTER", drive.village), answering, drive.bureau).statusCode(200);
    var other = World.unit(drive.city, "住建局", "BUREAU");
    String list = get(World.supervisor(), answering).path("list.id");
    var joint = drive.report(person("REPORTER", drive.village), list);
    Drive.move(person("SUPERVISOR", drive.town), joint, "confirmation").statusCode(200);
    Drive.move(person("REPORTER", drive.village), joint, "plan", jointly(other)).statusCode(200);
    var was = version(joint);

    close(drive.bureau, other).statusCode(201);

    lastOf(answering)
        .body("items[-1].type", equalTo("problem.handed-over"))
        .body("items[-1].before.responsibleUnit", equalTo(drive.bureau))
        .body("items[-1].after.responsibleUnit", equalTo(other))
        .body("items[-1].after.measures.values()", hasItem(other))
        .body("items[-1].after.size()", equalTo(2));
    lastOf(joint)
        .body("items[-1].before.jointUnits", containsInAnyOrder(drive.bureau, other))
        .body("items[-1].after.jointUnits", equalTo(List.of(other)))
        .body("items[-1].after.measures.values()", hasItem(other))
        .body("items[-1].after.size()", equalTo(2));
    assertThat(version(joint)).isGreaterThan(was);
  }

  @Test
  void theHistoryTellsWhoIsAskedNowAndWhoHolds() {
    var asked = drive.confirmed();
    Drive.move(
            person("REPORTER", drive.village),
            asked,
            "escalation",
            Map.of("to", drive.town, "ground", "BEYOND_OWN_MEANS", "reason", "管网归镇管"))
        .statusCode(200);
    String list = get(World.supervisor(), asked).path("list.id");
    var claimed = drive.report(person("REPORTER", drive.village), list);
    Drive.move(person("SUPERVISOR", drive.town), claimed, "confirmation").statusCode(200);
    Drive.move(person("SUPERVISOR", drive.town), claimed, "claim", Map.of()).statusCode(200);
    var successor = World.unit(drive.district, "街道", "TOWNSHIP");

    merge(drive.town, successor).statusCode(201);

    lastOf(asked)
        .body("items[-1].before", equalTo(Map.of("escalatedTo", drive.town)))
        .body("items[-1].after", equalTo(Map.of("escalatedTo", successor)));
    lastOf(claimed)
        .body("items[-1].before", equalTo(Map.of("holder", drive.town)))
        .body("items[-1].after", equalTo(Map.of("holder", successor)));
  }

  @Test
  void listsThatAreTakenClosedAndReopenedSaySo() throws SQLException {
    var problem = drive.confirmed();
    String own = get(World.supervisor(), problem).path("list.id");
    var other = World.batch(drive.campaign);
    Drive.open("/api/v1/batches/" + other);
    var moving = list(other, drive.village);
    var taking = list(drive.batch, neighbour);
    drive.approve(taking, neighbour, drive.town);
    World.supervisor().post(Drive.lists(taking) + "/closure").then().statusCode(200);

    close(drive.village, neighbour).statusCode(201);

    assertThat(told(moving)).isEqualTo("problem-list.handed-over unit: " + neighbour);
    assertThat(told(own)).isEqualTo("problem-list.closed status: CLOSED");
    assertThat(told(taking)).isEqualTo("problem-list.reopened status: APPROVED");
    lastOf(problem)
        .body("items[-1].before.list", equalTo(own))
        .body("items[-1].after.list", equalTo(taking))
        .body("items[-1].after.unit", equalTo(neighbour))
        .body("items[-1].after.size()", equalTo(2));
  }

  private String list(String batch, String unit) {
    return person("REPORTER", unit)
        .body(Map.of("batch", batch, "unit", unit, "statement", "经自查未发现此类问题"))
        .post("/api/v1/problem-lists")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** What the log says last of a list. */
  private String told(String list) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                """
                select type, (select string_agg(key || ': ' || value, ', ') from jsonb_each_text(after)) from change
                where entity = 'problemList' and entity_id = cast(? as uuid) order by id desc limit 1
                """)) {
      statement.setString(1, list);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getString(1) + " " + row.getString(2);
      }
    }
  }

  private Map<String, Object> jointly(String other) {
    return Map.of(
        "responsibleUnit",
        drive.village,
        "jointUnits",
        List.of(drive.bureau, other),
        "deadline",
        Drive.DEADLINE,
        "measures",
        List.of(Map.of("title", "检查管网", "unit", drive.bureau)));
  }

  private static int version(String problem) {
    return get(World.supervisor(), problem).path("version");
  }

  private static ValidatableResponse lastOf(String problem) {
    return World.supervisor()
        .get(Drive.problems(problem) + "/history")
        .then()
        .body("items[-1].type", equalTo("problem.handed-over"));
  }

  @Test
  void aCampaignAndItsTasksGoToTheSuccessorOfItsTopUnit() {
    var successor = World.unit(null, "新市", "CITY");
    var problem = drive.confirmed();

    merge(drive.city, successor).statusCode(201);

    World.supervisor()
        .get("/api/v1/campaigns/" + drive.campaign)
        .then()
        .body("topUnit.id", equalTo(successor));
    Drive.move(person("SUPERVISOR", successor), problem, "claim", Map.of())
        .statusCode(200)
        .body("holder.id", equalTo(successor));
  }

  private static ValidatableResponse merge(String unit, String successor) {
    return change(Map.of("type", "MERGE", "unit", unit, "successor", successor));
  }

  private static ValidatableResponse change(Map<String, ?> structure) {
    return admin().body(structure).post("/api/v1/unit-changes").then();
  }

  private static ValidatableResponse close(String unit, String successor) {
    var body = new HashMap<String, Object>();
    body.put("type", "CLOSE");
    body.put("unit", unit);
    if (successor != null) {
      body.put("successor", successor);
    }
    return change(body);
  }
}
