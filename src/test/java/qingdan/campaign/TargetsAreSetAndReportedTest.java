package qingdan.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.World.as;
import static qingdan.World.campaign;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import qingdan.World;

@QuarkusTest
class TargetsAreSetAndReportedTest extends TaskOfACity {

  private static ValidatableResponse patch(
      RequestSpecification who, String path, int version, Map<String, ?> patch) {
    return who.contentType("application/merge-patch+json")
        .header("If-Match", "\"" + version + "\"")
        .body(patch)
        .patch("/api/v1" + path)
        .then();
  }

  @Test
  void aSupervisorAssignsATargetAndAUnitCommitsItself() {
    var batch = World.batch(campaign);
    var target =
        id(
            set(
                    supervisor(),
                    county,
                    "batch",
                    batch,
                    "category",
                    "PETITION_BACKLOG",
                    "dueOn",
                    "2019-12-31")
                .header("ETag", "\"1\"")
                .body("assigned", equalTo(true), "unit.id", equalTo(county))
                .body("done", nullValue(), "reason", equalTo("NOT_REPORTED"))
                .body("batch", equalTo(batch), "category", equalTo("PETITION_BACKLOG")));
    var ofCounty = Someone.with("REPORTER", county);

    patch(as(ofCounty), "/targets/" + target, 1, Map.of("number", 1))
        .statusCode(403)
        .body("detail", containsString("SUPERVISOR"));
    var own = id(set(as(ofCounty), village).body("assigned", equalTo(false)));
    patch(as(ofCounty), "/targets/" + own, 1, Map.of("number", 12, "category", "OTHER"))
        .statusCode(200)
        .body("number", equalTo(12), "version", equalTo(2));
    patch(as(ofCounty), "/targets/" + own, 1, Map.of("number", 13)).statusCode(412);
    set(as(Someone.with("VIEWER", county)), county)
        .statusCode(403)
        .body("detail", containsString("REPORTER"));
    set(as(ofCounty), other).statusCode(422).body("errors.pointer", contains("/unit"));
  }

  @Test
  void whatNoTargetCanBeIsRefused() {
    var ofCounty = local(county);
    set(supervisor(), county).statusCode(201);

    set(supervisor(), county).statusCode(409);
    set(supervisor(), county, "batch", World.batch(campaign)).statusCode(201);
    setIn(supervisor(), ofCounty, other)
        .statusCode(422)
        .body("errors.code", contains("outside-task"));
    set(supervisor(), other, "batch", World.batch(campaign(city)))
        .statusCode(422)
        .body("errors.pointer", contains("/batch"));
    set(supervisor(), other, "category", "CASTLE")
        .statusCode(422)
        .body("errors.pointer", contains("/category"));
    set(supervisor(), other, "number", -1).statusCode(400);
    set(supervisor(), UUID.randomUUID().toString()).statusCode(422);
    World.admin()
        .body(Map.of("type", "CLOSE", "unit", other))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);
    set(supervisor(), other).statusCode(409).body("code", equalTo("unit-closed"));
    patch(supervisor(), "/tasks/" + task, 1, Map.of("status", "CLOSED")).statusCode(200);
    set(supervisor(), village).statusCode(409).body("code", equalTo("task-closed"));
  }

  @Test
  void theReportOfTheLatestDayIsWhatIsDone() {
    var target = id(set(supervisor(), county));

    report(reporter(), target, "2019-10-15", 4)
        .statusCode(201)
        .header("ETag", "\"1\"")
        .header("Location", containsString("/targets/" + target + "/progress/2019-10-15"));
    report(reporter(), target, "2019-10-31", 7).statusCode(201);
    report(reporter(), target, "2019-09-30", 2).statusCode(201);
    target(target)
        .body("done", equalTo(7), "doneOn", equalTo("2019-10-31"), "remaining", equalTo(3))
        .body("version", equalTo(4), "reason", nullValue());

    var reports = "/api/v1/targets/" + target + "/progress";
    supervisor().get(reports).then().body("items.value", contains(7, 4, 2));
    String next = supervisor().get(reports + "?limit=2").then().extract().path("next");
    supervisor().urlEncodingEnabled(false).get(next).then().body("items.value", contains(2));
    supervisor().get(reports + "/count").then().body("count", equalTo(3));
    supervisor().get(reports + "/2019-10-16").then().statusCode(404);
  }

  @Test
  void anEarlierDayMayBeCorrectedAndOnlyTheLatestChangesWhatIsDone() {
    var target = id(set(supervisor(), county));
    report(reporter(), target, "2019-10-15", 4).statusCode(201);
    report(reporter(), target, "2019-10-31", 7).statusCode(201);
    var early = "/targets/" + target + "/progress/2019-10-15";
    var late = "/targets/" + target + "/progress/2019-10-31";

    report(reporter(), target, "2019-10-15", 5)
        .statusCode(409)
        .body("errors.code", contains("day-reported"));
    patch(reporter(), early, 1, Map.of("value", 5, "note", "漏报一件"))
        .statusCode(200)
        .body("value", equalTo(5), "note", equalTo("漏报一件"), "version", equalTo(2));
    patch(reporter(), early, 1, Map.of("value", 6)).statusCode(412);
    target(target).body("done", equalTo(7));
    patch(reporter(), late, 1, Map.of("value", 12)).statusCode(200);
    target(target).body("done", equalTo(12), "remaining", equalTo(0));
    patch(supervisor(), late, 2, Map.of("value", 1))
        .statusCode(403)
        .body("detail", containsString("REPORTER"));
  }

  @Test
  void aReportIsOfADayUpToTodayInTheCampaignsZone() {
    var target = id(set(supervisor(), county));
    var today = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    report(reporter(), target, today.plusDays(1).toString(), 1)
        .statusCode(422)
        .body("errors.code", contains("future"));
    report(reporter(), target, null, 0).statusCode(201).body("day", equalTo(today.toString()));
    target(target).body("done", equalTo(0), "reason", nullValue());
    report(supervisor(), target, "2019-10-15", 1).statusCode(403);
    report(as(Someone.with("REPORTER", other)), target, "2019-10-15", 1).statusCode(404);
  }

  @Test
  void aClosedBatchFreezesItsTargets() {
    var batch = World.batch(campaign);
    var target = id(set(supervisor(), county, "batch", batch));
    patch(supervisor(), "/campaigns/" + campaign, 1, Map.of("status", "OPEN")).statusCode(200);
    patch(supervisor(), "/batches/" + batch, 1, Map.of("status", "OPEN")).statusCode(200);
    patch(supervisor(), "/batches/" + batch, 2, Map.of("status", "CLOSED")).statusCode(200);

    report(reporter(), target, "2019-10-15", 1)
        .statusCode(409)
        .body("code", equalTo("batch-closed"));
    set(supervisor(), village, "batch", batch).statusCode(409);
    patch(supervisor(), "/targets/" + target, 1, Map.of("number", 11)).statusCode(409);
  }

  @Test
  void ofTwoReportsAtOnceNoneIsLostAndNoDayIsReportedTwice() throws Exception {
    var together = new CyclicBarrier(2);
    var threads = Executors.newFixedThreadPool(2);
    var target = id(set(supervisor(), county));
    for (int round = 0; round < 30; round++) {
      var day = LocalDate.parse("2019-09-09").plusDays(2L * round);
      long value = 2L * round;
      var sameDay = round % 2 == 0;
      var first = threads.submit(() -> attempt(together, target, day, value));
      var second =
          threads.submit(() -> attempt(together, target, sameDay ? day : day.plusDays(1), value));

      var statuses = new int[] {first.get(), second.get()};

      assertThat(statuses).containsExactlyInAnyOrder(201, sameDay ? 409 : 201);
      target(target)
          .body("doneOn", equalTo((sameDay ? day : day.plusDays(1)).toString()))
          .body("done", equalTo((int) value));
    }
    threads.shutdown();
    target(target).body("version", equalTo(1 + 45));
  }

  private static int attempt(CyclicBarrier together, String target, LocalDate day, long value)
      throws Exception {
    var request = reporter();
    together.await(30, TimeUnit.SECONDS);
    return report(request, target, day.toString(), value).extract().statusCode();
  }

  @Test
  void everyChangeIsLogged() throws Exception {
    var target = id(set(supervisor(), county));
    report(reporter(), target, "2019-10-15", 4).statusCode(201);
    patch(reporter(), "/targets/" + target + "/progress/2019-10-15", 1, Map.of("value", 5))
        .statusCode(200);
    patch(supervisor(), "/targets/" + target, 3, Map.of("number", 11)).statusCode(200);

    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "select string_agg(type, ' ' order by id) from change where entity_id = ?")) {
      statement.setObject(1, UUID.fromString(target));
      try (var rows = statement.executeQuery()) {
        rows.next();
        assertThat(rows.getString(1))
            .isEqualTo("target.created target.progressed target.progress-corrected target.changed");
      }
    }
  }
}
