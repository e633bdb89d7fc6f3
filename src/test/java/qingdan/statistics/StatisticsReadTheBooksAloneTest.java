package qingdan.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.TimePasses;
import qingdan.World;
import qingdan.problem.Drive;

/**
 * What a statistic costs does not grow with the rows that it counts: its plan touches none of them.
 * The rows are held by somebody else while it is asked for, so that a plan with one of them waits.
 */
@QuarkusTest
class StatisticsReadTheBooksAloneTest extends ApiTest {

  private static final String ROWS =
      "problem, problem_list, problem_measure, problem_joint, task_target, target_progress, obligation, change";
  private static final String BOOKS = "ledger_entry, ledger_sum, ledger_cell, ledger_key";

  @Inject AgroalDataSource database;

  private Drive drive;
  private String problem;
  private String task;
  private String target;
  private String milestone;

  @BeforeEach
  void workOfEachKind() {
    drive = new Drive();
    problem = drive.resolved();
    task = World.task(drive.campaign);
    target = World.target(task, drive.village);
    milestone =
        supervisor()
            .body(
                Map.of(
                    "name",
                    "动员" + World.code(),
                    "kind",
                    "KICK_OFF",
                    "dueOn",
                    "2099-12-31",
                    "rule",
                    Map.of("kinds", List.of("VILLAGE"))))
            .post("/api/v1/campaigns/" + drive.campaign + "/milestones")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    TimePasses.days(1);
  }

  @AfterEach
  void comeBack() {
    TimePasses.back();
  }

  private List<String> statistics() {
    var problems = "/api/v1/statistics/problems?unit=" + drive.city + "&campaign=" + drive.campaign;
    var targets = problems.replace("problems", "targets");
    var coverage = "/api/v1/milestones/" + milestone + "/coverage?unit=" + drive.city;
    var parts =
        List.of(
            "child",
            "kind",
            "sector",
            "category",
            "task",
            "origin",
            "batch",
            "lead",
            "day",
            "month");
    return Stream.of(
            parts.stream().map(by -> problems + "&by=" + by),
            parts.stream().map(by -> targets + "&by=" + by),
            Stream.of("child", "kind", "sector", "tier").map(by -> coverage + "&by=" + by),
            Stream.of(
                problems,
                problems + "&by=status",
                problems + "&by=child&task=" + task,
                problems + "&category=OTHER",
                targets,
                coverage),
            Stream.of(
                    problems, problems + "&by=child", targets + "&by=task", coverage + "&by=child")
                .map(asked -> asked + "&asOf=" + yesterday()))
        .flatMap(asked -> asked)
        .toList();
  }

  /** The day of the machine: for the service a day has passed since. */
  private static String yesterday() {
    return LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
  }

  @Test
  void noneOfThemReadsARowThatItCounts() throws SQLException {
    var statuses =
        Held.during(
            database,
            ROWS,
            () ->
                statistics().stream()
                    .collect(
                        Collectors.toMap(
                            asked -> asked, asked -> supervisor().get(asked).statusCode())));

    assertThat(statuses).hasSizeGreaterThan(30);
    assertThat(statuses.values()).containsOnly(200);
  }

  @Test
  void whatDoesReadThemIsSeenToWait() throws SQLException {
    var asked =
        "/api/v1/statistics/problems?by=responsible&unit="
            + drive.village
            + "&campaign="
            + drive.campaign;
    supervisor().get(asked).then().statusCode(200);

    var held = Held.during(database, ROWS, () -> supervisor().get(asked).statusCode());

    assertThat(held).isEqualTo(503);
  }

  @Test
  void whoHasTheAnswerCostsNoCounting() throws SQLException {
    var tags =
        statistics().stream()
            .collect(
                Collectors.toMap(asked -> asked, asked -> supervisor().get(asked).header("ETag")));

    var statuses =
        Held.during(
            database,
            BOOKS,
            () ->
                tags.entrySet().stream()
                    .map(
                        known ->
                            supervisor()
                                .header("If-None-Match", known.getValue())
                                .get(known.getKey())
                                .statusCode())
                    .toList());

    assertThat(statuses).containsOnly(304);
  }

  @Test
  void whoHasTheSummaryCostsNoCountingEither() throws SQLException {
    var summary = "/api/v1/units/" + drive.city + "/summary";
    var tag = supervisor().get(summary).header("ETag");

    var status =
        Held.during(
            database,
            BOOKS,
            () -> supervisor().header("If-None-Match", tag).get(summary).statusCode());

    assertThat(status).isEqualTo(304);
  }

  @Test
  void whoAsksAfterAnotherCostsNoCountingEither() throws SQLException {
    var asked = new ArrayList<>(statistics());
    asked.removeIf(address -> address.contains("/coverage"));
    asked.add("/api/v1/units/" + drive.city + "/summary");
    var first =
        asked.stream()
            .collect(
                Collectors.toMap(
                    address -> address, address -> supervisor().get(address).asString()));

    var second =
        Held.during(
            database,
            BOOKS,
            () ->
                asked.stream()
                    .collect(
                        Collectors.toMap(
                            address -> address, address -> World.admin().get(address).asString())));

    assertThat(second).isEqualTo(first);
  }

  @Test
  void whoIsToldAfterAnotherWhereMoreIsFindsItThere() {
    World.unit(drive.city, "二区", "COUNTY");
    for (var of : List.of("problems", "targets")) {
      var asked =
          "/api/v1/statistics/"
              + of
              + "?by=child&limit=2&unit="
              + drive.city
              + "&campaign="
              + drive.campaign;
      for (Supplier<RequestSpecification> person :
          List.<Supplier<RequestSpecification>>of(World::supervisor, World::admin)) {
        String next = person.get().get(asked).then().statusCode(200).extract().path("next");

        person.get().urlEncodingEnabled(false).get(next).then().statusCode(200);
      }
    }
  }

  @Test
  void anAnswerIsNewOnceWhatItCountsHasChangedAndEveryDay() {
    changes(
        "/api/v1/units/" + drive.city + "/summary",
        "/targets/" + target + "/progress",
        Map.of("value", 3));
    var escalation = Map.of("to", drive.city, "ground", "BEYOND_OWN_MEANS", "reason", "管网归市管");
    changes(
        "/api/v1/units/" + drive.city + "/summary",
        "/problems/" + confirmed() + "/escalation",
        escalation);
    var over = "?by=child&unit=" + drive.city + "&campaign=" + drive.campaign;
    changes(
        "/api/v1/statistics/problems" + over.replace("child", "responsible"),
        "/problems/" + confirmed() + "/escalation",
        escalation);
    changes("/api/v1/statistics/problems" + over, "/problems/" + problem + "/closure", null);
    changes(
        "/api/v1/statistics/targets" + over,
        "/targets/" + target + "/progress",
        Map.of("value", 4));
    changes(
        "/api/v1/milestones/" + milestone + "/coverage?by=child&unit=" + drive.city,
        "/milestones/" + milestone + "/reports",
        Map.of("unit", drive.village, "doneOn", yesterday()));
  }

  /** Another problem of the village. */
  private String confirmed() {
    String list = Drive.get(supervisor(), problem).path("list.id");
    var another = drive.report(reporter(), list);
    Drive.move(supervisor(), another, "confirmation").statusCode(200);
    return another;
  }

  private static void changes(String address, String change, Map<String, ?> body) {
    var first = supervisor().get(address);
    supervisor().header("If-None-Match", first.header("ETag")).get(address).then().statusCode(304);
    var sent =
        body == null
            ? supervisor().post("/api/v1" + change)
            : reporter().body(body).post("/api/v1" + change);
    assertThat(sent.statusCode()).as(sent.asString()).isIn(200, 201);
    var second = supervisor().header("If-None-Match", first.header("ETag")).get(address);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.asString()).isNotEqualTo(first.asString());
    TimePasses.days(1);
    supervisor().header("If-None-Match", second.header("ETag")).get(address).then().statusCode(200);
  }
}
