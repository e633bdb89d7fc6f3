package qingdan.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static qingdan.World.supervisor;
import static qingdan.problem.Drive.get;
import static qingdan.problem.Drive.move;
import static qingdan.problem.Drive.person;
import static qingdan.problem.Drive.problems;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class WhatStaysOverdueIsEscalatedTest extends ApiTest {

  @Inject DataSource database;
  private Drive drive;

  @BeforeEach
  void openACampaign() {
    drive = new Drive();
  }

  @Test
  void oneUnitUpOnceForEachDeadlineWhereTheCampaignAsksForIt() throws SQLException {
    var problem = drive.inProgress();
    expire(problem);
    Map<String, Object> everyDay = Map.of("working", true, "name", "照常");
    supervisor()
        .body(everyDay)
        .put("/api/v1/campaigns/" + drive.campaign + "/calendar/" + today())
        .then()
        .statusCode(201);
    change(Map.of("escalateAfter", 3));

    waitUntilEscalated(problem);

    get(supervisor(), problem)
        .then()
        .body("escalation.to.id", equalTo(drive.town))
        .body("escalation.ground", equalTo("BEYOND_OWN_MEANS"));
    move(person("SUPERVISOR", drive.town), problem, "decline", Map.of("reason", "请自行解决"))
        .statusCode(200);
    var other = drive.planned(drive.list(drive.town), drive.town);
    expire(other);
    waitUntilEscalated(other);
    assertThat(Drive.status(problem)).isEqualTo("IN_PROGRESS");
  }

  @Test
  void whatSomebodyIsAtWorkOnDoesNotHoldUpTheOthers() throws SQLException {
    var busy = drive.inProgress();
    var other = drive.planned(drive.list(drive.town), drive.town);
    expire(busy);
    expire(other);
    try (var elsewhere = database.getConnection();
        var hold =
            elsewhere.prepareStatement("select from problem where id = ? for no key update")) {
      elsewhere.setAutoCommit(false);
      hold.setObject(1, UUID.fromString(busy));
      hold.execute();
      Map<String, Object> everyDay = Map.of("working", true, "name", "照常");
      supervisor()
          .body(everyDay)
          .put("/api/v1/campaigns/" + drive.campaign + "/calendar/" + today())
          .then()
          .statusCode(201);
      change(Map.of("escalateAfter", 3));

      waitUntilEscalated(other);
      assertThat(Drive.status(busy)).isEqualTo("IN_PROGRESS");
      elsewhere.rollback();
      elsewhere.setAutoCommit(true);
    }
    waitUntilEscalated(busy);
  }

  @Test
  void overdueIsSaidFromTheDayAfterTheDeadline() throws SQLException {
    var late = drive.inProgress();
    expire(late);
    var viewer = Drive.token("VIEWER", drive.district);

    World.as(viewer)
        .get(problems(late) + "/actions")
        .then()
        .body("overdue", equalTo(true))
        .body("workingDaysLeft", lessThan(0));
    World.as(viewer)
        .get("/api/v1/problems?overdue=true&unit=" + drive.district)
        .then()
        .body("items.id", equalTo(List.of(late)));
    World.as(viewer)
        .get("/api/v1/problems/count?overdue=false&unit=" + drive.district)
        .then()
        .body("count", equalTo(0));
    var own = "/api/v1/problems/count?overdue=true&depth=self&unit=" + drive.village + "&sort=";
    for (var held : Map.of("deadline", 1, "reported", 1, "closed", 0).entrySet()) {
      World.as(viewer).get(own + held.getKey()).then().body("count", equalTo(held.getValue()));
    }
  }

  @Test
  void anOrderThatNoIndexServesIsRefused() {
    var viewer = Drive.token("VIEWER", drive.district);

    for (var served :
        List.of("overdue=true&sort=deadline", "status=CLOSED&sort=closed", "sort=reported")) {
      World.as(viewer).get("/api/v1/problems?" + served).then().statusCode(200);
    }
    for (var path : List.of("/api/v1/problems", "/api/v1/problems/count")) {
      World.as(viewer)
          .get(path + "?overdue=true&sort=reported")
          .then()
          .statusCode(400)
          .body("code", equalTo("unsupported-combination"));
    }
    World.as(viewer)
        .get("/api/v1/problems?overdue=true&sort=reported&depth=self&unit=" + drive.district)
        .then()
        .statusCode(200);
  }

  @Test
  void labelsAreOfTheListOfTheCampaign() {
    change(Map.of("labels", List.of("脱贫攻坚")));
    var list = drive.list(drive.village);
    var problem = Drive.problem(list);
    problem.put("labels", List.of("脱贫攻坚"));
    var reporter = Drive.token("REPORTER", drive.village);

    World.as(reporter).body(problem).post("/api/v1/problems").then().statusCode(201);
    World.as(reporter).get("/api/v1/problems/count?label=脱贫攻坚").then().body("count", equalTo(1));
    problem.put("labels", List.of("别的"));
    World.as(reporter)
        .body(problem)
        .post("/api/v1/problems")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/labels/0"));
  }

  private void change(Map<String, ?> fields) {
    var path = "/api/v1/campaigns/" + drive.campaign;
    supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", supervisor().get(path).header("ETag"))
        .body(fields)
        .patch(path)
        .then()
        .statusCode(200);
  }

  /** In the zone of the campaign: it may be another day of the week than in that of the machine. */
  private static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Shanghai"));
  }

  /** Time passes: nobody can plan into the past. */
  private void expire(String problem) throws SQLException {
    try (var connection = database.getConnection();
        var update = connection.prepareStatement("update problem set deadline = ? where id = ?")) {
      update.setObject(1, today().minusDays(30));
      update.setObject(2, UUID.fromString(problem));
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private static void waitUntilEscalated(String problem) {
    await().atMost(Duration.ofMinutes(1)).until(() -> Drive.status(problem), "ESCALATED"::equals);
  }
}
