package qingdan.milestone;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.admin;
import static qingdan.World.supervisor;
import static qingdan.milestone.Town.path;
import static qingdan.milestone.Town.report;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;
import qingdan.problem.Drive;

/** "All 1,685 leading teams have started their study": units owe it, and teams are counted. */
@QuarkusTest
class MilestonesAreCountedInFiguresTest extends ApiTest {

  @Inject Clock clock;

  private Town town;

  @BeforeEach
  void twoDistricts() {
    town = new Town();
    town.enrol(town.east, town.west);
  }

  @Test
  void leadingTeamsAreCountedWhereTheirFigureIsReported() {
    figure(town.east, 12);
    figure(town.west, 30);
    var milestone = study(today());

    amounts(milestone, 42, 0, 0);
    report(milestone, Map.of("unit", town.west, "amount", 31)).statusCode(422);
    report(milestone, Map.of("unit", town.west, "amount", 28)).statusCode(201);
    amounts(milestone, 42, 28, 28);
    report(milestone, Map.of("unit", town.east)).statusCode(201);
    amounts(milestone, 42, 40, 40)
        .body("total.missing", equalTo(0), "total.missingAmount", equalTo(2));
    coverage(milestone, "?by=tier")
        .body("total.doneAmount", equalTo(40), "items.value", contains("COUNTY"))
        .body("items[0].counts.onTimeAmount", equalTo(40));
    Drive.open("/api/v1/campaigns/" + town.campaign);
    supervisor()
        .get("/api/v1/units/" + town.city + "/summary")
        .then()
        .rootPath("campaigns[0].milestones.find { it.id == '%s' }".formatted(milestone))
        .body("expectedAmount", equalTo(42), "doneAmount", equalTo(40), "unreported", equalTo(0));
  }

  @Test
  void whatIsDoneLaterIsToldApartFromWhatWasDoneOnTime() {
    figure(town.east, 12);
    figure(town.west, 30);
    var milestone = study(today().minusDays(1));

    report(milestone, Map.of("unit", town.east, "doneOn", today().minusDays(1).toString()))
        .statusCode(201);
    report(milestone, Map.of("unit", town.west, "doneOn", today().toString())).statusCode(201);

    amounts(milestone, 42, 42, 12).body("total.lateAmount", equalTo(30));
  }

  @Test
  void whatNobodyHasReportedIsUnknownAndZeroIsZero() {
    var milestone = study(today());

    amounts(milestone, null, null, null)
        .body("total.unreported", equalTo(2), "total.noAmount", equalTo("NOT_REPORTED"))
        .body("total.expected", equalTo(2), "total.missingAmount", equalTo(null));

    figure(town.east, 0);
    amounts(milestone, 0, 0, 0)
        .body("total.unreported", equalTo(1), "total.noAmount", equalTo(null));
    coverage(milestone, "?by=child")
        .body(
            "items.find { it.unit?.id == '%s' }.counts.noAmount".formatted(town.west),
            equalTo("NOT_REPORTED"))
        .body(
            "items.find { it.unit?.id == '%s' }.counts.expectedAmount".formatted(town.east),
            equalTo(0));
  }

  @Test
  void correctedFiguresCountAtOnceAndNobodyHasDoneMoreThanThereIs() {
    figure(town.east, 10);
    var milestone = study(today());
    report(milestone, Map.of("unit", town.east, "amount", 12)).statusCode(422);

    corrected(town.east, 12);
    report(milestone, Map.of("unit", town.east, "amount", 12)).statusCode(201);
    amounts(milestone, 12, 12, 12);
    report(milestone, Map.of("unit", town.west, "amount", 7)).statusCode(201);
    amounts(milestone, 12, 12, 12).body("total.done", equalTo(2));

    corrected(town.east, 9);
    amounts(milestone, 9, 9, 9);
    figure(town.west, 20);
    amounts(milestone, 29, 16, 16).body("total.unreported", equalTo(0));
  }

  private String study(LocalDate dueOn) {
    var body = Town.body("班子启动学习" + World.code(), dueOn);
    body.put("batch", town.batch);
    body.put("measure", "LEADING_TEAMS");
    return town.milestone(body);
  }

  private static ValidatableResponse coverage(String milestone, String query) {
    return supervisor().get(path(milestone) + "/coverage" + query).then().statusCode(200);
  }

  private static ValidatableResponse amounts(
      String milestone, Integer expected, Integer done, Integer onTime) {
    return coverage(milestone, "")
        .body("total.expectedAmount", equalTo(expected))
        .body("total.doneAmount", equalTo(done), "total.onTimeAmount", equalTo(onTime));
  }

  private static void figure(String unit, int value) {
    admin().body(Map.of("value", value)).put(figureOf(unit)).then().statusCode(201);
  }

  private static void corrected(String unit, int value) {
    admin()
        .header("If-Match", admin().get(figureOf(unit)).header("ETag"))
        .body(Map.of("value", value))
        .put(figureOf(unit))
        .then()
        .statusCode(200);
  }

  private static String figureOf(String unit) {
    return "/api/v1/units/" + unit + "/figures/LEADING_TEAMS/2019-09-09";
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
  }
}
