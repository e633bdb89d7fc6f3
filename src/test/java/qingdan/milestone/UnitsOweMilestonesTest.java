package qingdan.milestone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.World.admin;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;
import static qingdan.milestone.Town.counts;
import static qingdan.milestone.Town.coverage;
import static qingdan.milestone.Town.judge;
import static qingdan.milestone.Town.path;
import static qingdan.milestone.Town.person;
import static qingdan.milestone.Town.report;
import static qingdan.milestone.Town.withdrawReport;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.TimePasses;
import qingdan.World;

@QuarkusTest
class UnitsOweMilestonesTest extends ApiTest {

  @Inject Books books;
  @Inject Clock clock;
  @Inject MilestoneCohorts cohorts;

  private Town town;

  @BeforeEach
  void build() {
    town = new Town();
  }

  @AfterEach
  void comeBack() {
    TimePasses.back();
  }

  @Test
  void onTimeLateAndMissingAddUpToTheCohort() {
    town.enrol(town.east, town.west, town.bureau);
    var milestone = town.ofBatch(today().minusDays(2));

    report(milestone, town.east, today().minusDays(2))
        .statusCode(201)
        .body("onTime", equalTo(true));
    report(milestone, town.west, today().minusDays(1))
        .statusCode(201)
        .body("onTime", equalTo(false));

    assertThat(coverage(milestone, "")).containsExactly(3, 1, 1, 1);
    var kinds = supervisor().get(path(milestone) + "/coverage?by=kind").then();
    kinds.body("items.value", contains("BUREAU", "COUNTY"));
    assertThat(counts(kinds, "items[1].counts")).containsExactly(2, 1, 1, 0);
    var children = supervisor().get(path(milestone) + "/coverage?by=child&limit=2").then();
    children.body("items.unit.id", contains(town.city, town.east), "items[0].alone", equalTo(true));
    supervisor()
        .get(children.extract().<String>path("next"))
        .then()
        .body(
            "items.unit.id",
            contains(town.west, town.bureau),
            "items[1].counts.missing",
            equalTo(1));
    missing(milestone, town.bureau);
    supervisor()
        .get(path(milestone) + "/obligations/count?state=late")
        .then()
        .body("count", equalTo(1));
  }

  @Test
  void yesterdayShowsWhatWasKnownYesterday() {
    town.enrol(town.east, town.west);
    var milestone = town.ofBatch(today().plusDays(5));
    report(milestone, town.west, today()).statusCode(201);
    TimePasses.days(3);

    town.enrol(town.bureau);
    report(milestone, town.east, today().minusDays(2)).statusCode(201);
    town.withdraw(town.west);

    supervisor()
        .get(path(milestone) + "/coverage?asOf=" + today().minusDays(4))
        .then()
        .body("total", nullValue(), "reason", equalTo("NOT_REGISTERED"), "items", hasSize(0));
    assertThat(coverage(milestone, "?asOf=" + today().minusDays(1))).containsExactly(2, 1, 0, 1);
    assertThat(coverage(milestone, "")).containsExactly(2, 1, 0, 1);
    supervisor()
        .get(path(milestone) + "/coverage?by=kind")
        .then()
        .body("items.value", contains("BUREAU", "COUNTY"));
    books.fold();
    assertThat(coverage(milestone, "?asOf=" + today().minusDays(1))).containsExactly(2, 1, 0, 1);
    assertThat(coverage(milestone, "")).containsExactly(2, 1, 0, 1);
    supervisor()
        .get(path(milestone) + "/coverage?asOf=" + today().plusDays(1))
        .then()
        .statusCode(400);
  }

  @Test
  void whoLeavesTheBatchOwesNothingAndOwesAgainOnComingBack() {
    town.enrol(town.east, town.west);
    var milestone = town.ofBatch(today());
    report(milestone, town.east, today()).statusCode(201);

    town.withdraw(town.east);
    assertThat(coverage(milestone, "")).containsExactly(1, 0, 0, 1);
    supervisor().get(path(milestone) + "/obligations/" + town.east).then().statusCode(404);
    report(milestone, Map.of("unit", town.east)).statusCode(409).body("code", equalTo("not-owed"));

    town.enrol(town.east);
    assertThat(coverage(milestone, "")).containsExactly(2, 1, 0, 1);
  }

  @Test
  void onlyWhatIsConfirmedAboveCountsWhereThatIsAsked() {
    town.enrol(town.east, town.bureau);
    var body = Town.body("工作方案", today().minusDays(1));
    body.put("batch", town.batch);
    body.put("confirmed", true);
    body.put("evidence", "REQUIRED");
    var milestone = town.milestone(body);

    report(milestone, Map.of("unit", town.east))
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/evidence"));
    var done =
        Map.of(
            "unit",
            town.east,
            "doneOn",
            today().minusDays(1).toString(),
            "evidence",
            Town.EVIDENCE);
    report(milestone, done)
        .statusCode(201)
        .body("state", equalTo("REPORTED"), "onTime", nullValue(), "evidence", hasSize(1));
    report(milestone, done).statusCode(409);
    assertThat(coverage(milestone, "")).containsExactly(2, 0, 0, 2);
    supervisor()
        .get(path(milestone) + "/obligations?state=awaiting")
        .then()
        .body("items.unit.id", contains(town.east));

    var unit = Map.of("unit", town.east);
    judge(person("SUPERVISOR", town.east), milestone, "confirmations", unit).statusCode(403);
    judge(
            person("SUPERVISOR", town.city),
            milestone,
            "returns",
            Map.of("unit", town.east, "reason", "佐证不足"))
        .statusCode(200)
        .body("state", equalTo("OWED"), "returnedFor", equalTo("佐证不足"));
    report(milestone, done).statusCode(201);
    judge(person("SUPERVISOR", town.city), milestone, "confirmations", unit)
        .statusCode(200)
        .body("state", equalTo("DONE"), "onTime", equalTo(true));
    assertThat(coverage(milestone, "")).containsExactly(2, 1, 0, 1);
    withdrawReport(milestone, town.east).statusCode(409);
  }

  @Test
  void aReportIsWithdrawnAsLongAsItIsNotConfirmed() {
    town.enrol(town.east);
    var milestone = town.ofBatch(today());
    report(milestone, town.east, today().plusDays(1))
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/doneOn"));
    report(milestone, town.east, today()).statusCode(201);

    reporter().delete(path(milestone) + "/reports/" + town.east).then().statusCode(428);
    withdrawReport(milestone, town.east).statusCode(204);

    assertThat(coverage(milestone, "")).containsExactly(1, 0, 0, 1);
  }

  @Test
  void aNewDueDayJudgesWhatWasDone() {
    town.enrol(town.east);
    var milestone = town.ofBatch(today().minusDays(1));
    report(milestone, town.east, today()).statusCode(201);
    assertThat(coverage(milestone, "")).containsExactly(1, 0, 1, 0);

    var tag = supervisor().get(path(milestone)).then().extract().header("ETag");
    supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", tag)
        .body(Map.of("dueOn", today().toString()))
        .patch(path(milestone))
        .then()
        .statusCode(200);

    assertThat(coverage(milestone, "")).containsExactly(1, 1, 0, 0);
  }

  @Test
  void theDryRunTellsWhoWouldOwe() {
    town.enrol(town.east, town.west, town.bureau);
    supervisor()
        .body(Map.of("batch", town.batch, "rule", Map.of("kinds", List.of("COUNTY"))))
        .post("/api/v1/campaigns/" + town.campaign + "/milestones/cohort")
        .then()
        .statusCode(200)
        .body("units", equalTo(2), "kinds.kind", contains("COUNTY"));
    supervisor()
        .body(Map.of())
        .post("/api/v1/campaigns/" + town.campaign + "/milestones/cohort")
        .then()
        .statusCode(200)
        .body("units", equalTo(5));
  }

  @Test
  void withoutABatchUnitsOfTheSubtreeOweAndNewOnesToo() {
    var body = Town.body("规定动作", today());
    body.put("kind", "PRESCRIBED_ACTION");
    body.put("rule", Map.of("kinds", List.of("TOWNSHIP", "BRANCH"), "unit", town.east));
    var milestone = town.milestone(body);
    assertThat(coverage(milestone, "")).containsExactly(1, 0, 0, 1);

    var branch = World.unit(town.town, "支部", "BRANCH");
    World.unit(town.west, "支部", "BRANCH");
    cohorts.followAll();
    assertThat(coverage(milestone, "?unit=" + town.town)).containsExactly(2, 0, 0, 2);

    close(branch, null);
    assertThat(coverage(milestone, "")).containsExactly(1, 0, 0, 1);
  }

  @Test
  void theSuccessorHasDoneWhatTheUnitHadDone() {
    town.enrol(town.east, town.bureau);
    var milestone = town.ofBatch(today());
    report(milestone, town.bureau, today()).statusCode(201);

    var other = World.unit(town.city, "新局", "BUREAU");
    close(town.bureau, other);

    assertThat(coverage(milestone, "")).containsExactly(2, 1, 0, 1);
    supervisor()
        .get(path(milestone) + "/obligations/" + other)
        .then()
        .statusCode(200)
        .body("state", equalTo("DONE"));
  }

  @Test
  void everyoneSeesMilestonesAndOnlyTheUnitsOfItsScope() {
    town.enrol(town.east, town.west);
    var milestone = town.ofBatch(today());
    var eastern = person("VIEWER", town.east);

    eastern.get(path(milestone)).then().statusCode(200);
    person("VIEWER", town.east)
        .get("/api/v1/campaigns/" + town.campaign + "/milestones")
        .then()
        .body("items.id", contains(milestone));
    person("VIEWER", town.east)
        .get(path(milestone) + "/obligations")
        .then()
        .body("items.unit.id", contains(town.east));
    var query = "/coverage?unit=" + town.west;
    person("VIEWER", town.east).get(path(milestone) + query).then().statusCode(404);
    person("VIEWER", World.unit(null, "外", "CITY")).get(path(milestone)).then().statusCode(404);
    supervisor()
        .body(Town.body("无", today()))
        .post("/api/v1/campaigns/" + World.campaign(town.west) + "/milestones")
        .then()
        .statusCode(201);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
  }

  private void missing(String milestone, String... units) {
    supervisor()
        .get(path(milestone) + "/obligations?state=missing")
        .then()
        .statusCode(200)
        .body("items.unit.id", contains(units));
  }

  private static void close(String unit, String successor) {
    admin()
        .body(
            successor == null
                ? Map.of("type", "CLOSE", "unit", unit)
                : Map.of("type", "CLOSE", "unit", unit, "successor", successor))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);
  }
}
