package qingdan.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.problem.Drive.get;
import static qingdan.problem.Drive.lists;
import static qingdan.problem.Drive.move;
import static qingdan.problem.Drive.person;
import static qingdan.problem.Drive.problems;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.Ended;
import qingdan.World;

@QuarkusTest
class WhatIsUnfinishedIsCarriedOverTest extends ApiTest {

  @Inject DataSource database;

  private Drive drive;
  private String next;
  private String office;

  @BeforeEach
  void openACampaign() {
    drive = new Drive();
    next = World.batch(drive.campaign);
    office = Drive.token("SUPERVISOR", drive.city);
  }

  @Test
  void openProblemsGoAlongWithTheirIdsHistoryAndClocks() {
    var open = drive.inProgress();
    String list = get(World.supervisor(), open).path("list.id");
    var closed = drive.report(person("REPORTER", drive.village), list);
    var town = Drive.token("SUPERVISOR", drive.town);
    move(World.as(town), closed, "dismissal", Map.of("reason", "NOT_A_PROBLEM")).statusCode(200);

    assertThat(carryOver(true)).containsEntry("problems", 1).containsEntry("lists", 1);
    assertThat(batchOf(open)).isEqualTo(drive.batch);
    assertThat(carryOver(false)).containsEntry("problems.IN_PROGRESS", 1);

    assertThat(batchOf(open)).isEqualTo(next);
    assertThat(batchOf(closed)).isEqualTo(drive.batch);
    get(World.as(office), open)
        .then()
        .body("deadline", equalTo(Drive.DEADLINE))
        .body("status", equalTo("IN_PROGRESS"));
    World.as(office)
        .get(problems(open) + "/history")
        .then()
        .body("items[-1].type", equalTo("problem.carried-over"));
    for (var batch : List.of(drive.batch, next)) {
      World.as(office)
          .get("/api/v1/problems?status=OPEN&batch=" + batch)
          .then()
          .body("items.id", equalTo(List.of(open)));
    }
    World.as(office).get(lists(list)).then().body("batch", equalTo(next));
    status("/api/v1/batches/" + drive.batch, "CLOSED");
    status("/api/v1/batches/" + next, "OPEN");
    Drive.finish(person("REPORTER", drive.village), open);
    move(World.as(town), open, "closure").statusCode(200);
  }

  @Test
  void whatWasLeftInAClosedBatchGoesToTheListsOfTheOpenOne() {
    var open = drive.planned();
    var closing = World.as(office).get("/api/v1/batches/" + drive.batch).header("ETag");
    World.as(office)
        .contentType("application/merge-patch+json")
        .header("If-Match", closing)
        .body(Map.of("status", "CLOSED"))
        .patch("/api/v1/batches/" + drive.batch)
        .then()
        .statusCode(200);
    Drive.open("/api/v1/batches/" + next);
    String list =
        person("REPORTER", drive.village)
            .body(Map.of("batch", next, "unit", drive.village))
            .post("/api/v1/problem-lists")
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    assertThat(carryOver(false)).containsEntry("problems", 1).containsEntry("lists", 0);

    get(World.as(office), open).then().body("batch", equalTo(next)).body("list.id", equalTo(list));
  }

  @Test
  void aClosedListThatTakesSomethingIsOpenAgainAndItsHistorySaysSo() {
    var open = drive.planned();
    Drive.open("/api/v1/batches/" + next);
    var list = nothingFound(next);
    var town = World.as(Drive.token("SUPERVISOR", drive.town));
    var reviewed = town.get(lists(list)).header("ETag");
    World.as(Drive.token("SUPERVISOR", drive.town))
        .header("If-Match", reviewed)
        .post(lists(list) + "/approval")
        .then()
        .statusCode(200);
    person("SUPERVISOR", drive.town).post(lists(list) + "/closure").then().statusCode(200);

    carryOver(false);

    get(World.as(office), open).then().body("list.id", equalTo(list));
    World.as(office).get(lists(list)).then().body("status", equalTo("APPROVED"));
    var history = World.as(office).get(lists(list) + "/history");
    history
        .then()
        .body(
            "items.type",
            equalTo(
                List.of(
                    "problem-list.created",
                    "problem-list.submitted",
                    "problem-list.approved",
                    "problem-list.closed",
                    "problem-list.reopened")))
        .body("items[-1].before.status", equalTo("CLOSED"))
        .body("items[-1].after.status", equalTo("APPROVED"));
    World.as(office).get(lists(list) + "/history/count").then().body("count", equalTo(5));
    person("SUPERVISOR", drive.bureau).get(lists(list) + "/history").then().statusCode(404);
  }

  private String nothingFound(String batch) {
    String list =
        person("REPORTER", drive.village)
            .body(Map.of("batch", batch, "unit", drive.village, "statement", "逐户走访，未发现问题"))
            .post("/api/v1/problem-lists")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    person("REPORTER", drive.village).post(lists(list) + "/submission").then().statusCode(200);
    return list;
  }

  /** Each that sees the problem: the joint unit and the one that was asked, too. */
  @Test
  void theChangeIsToldToWhoeverHasAPart() throws SQLException {
    var problem = drive.confirmed();
    var plan =
        Map.of(
            "responsibleUnit",
            drive.village,
            "jointUnits",
            List.of(drive.bureau),
            "deadline",
            Drive.DEADLINE,
            "measures",
            List.of(Map.of("title", "疏通排水沟")));
    move(person("REPORTER", drive.village), problem, "plan", plan).statusCode(200);
    var asked = Map.of("to", drive.town, "ground", "BEYOND_OWN_MEANS", "reason", "管网归镇管");
    move(person("REPORTER", drive.village), problem, "escalation", asked).statusCode(200);

    carryOver(false);

    assertThat(told(problem)).containsExactlyInAnyOrder(drive.village, drive.bureau, drive.town);
  }

  /** The units to which the last change of the problem is told. */
  private List<String> told(String problem) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                """
                select cast(u.id as text) from unit u where u.path = any(
                    select unnest(paths) from (
                        select paths from change where entity_id = cast(? as uuid) order by id desc limit 1) as last)
                """)) {
      statement.setString(1, problem);
      var told = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          told.add(rows.getString(1));
        }
      }
      return told;
    }
  }

  @Test
  void itIsForTheOfficeOfTheCampaign() {
    person("SUPERVISOR", drive.district)
        .body(Map.of("next", next))
        .post("/api/v1/batches/" + drive.batch + "/carry-over")
        .then()
        .statusCode(403);
  }

  private void status(String path, String status) {
    World.as(office).get(path).then().body("status", equalTo(status));
  }

  private String batchOf(String problem) {
    return get(World.as(office), problem).path("batch");
  }

  private Map<String, Integer> carryOver(boolean dryRun) {
    String job =
        World.as(office)
            .body(Map.of("next", next, "dryRun", dryRun))
            .post("/api/v1/batches/" + drive.batch + "/carry-over")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    return Ended.job(World.as(office), job).getMap("result");
  }
}
