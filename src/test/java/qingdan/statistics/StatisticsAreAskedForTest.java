package qingdan.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.World.admin;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.TimePasses;
import qingdan.World;
import qingdan.problem.Drive;

/** A statistic answers for one unit, one campaign and one day, in the parts that are asked for. */
@QuarkusTest
class StatisticsAreAskedForTest extends ApiTest {

  @Inject Clock clock;

  private final Map<String, String> lists = new HashMap<>();
  private Drive drive;
  private String common;
  private String local;

  @BeforeEach
  void aTaskOfTheCityAndOneOfTheDistrict() {
    drive = new Drive();
    common = task(Map.of("name", "共性任务" + World.code(), "leadUnit", drive.bureau));
    local = task(Map.of("name", "自选任务" + World.code(), "owner", drive.district));
  }

  @AfterEach
  void comeBack() {
    TimePasses.back();
  }

  private String task(Map<String, String> body) {
    return supervisor()
        .body(body)
        .post("/api/v1/campaigns/" + drive.campaign + "/tasks")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
  }

  /** The id of a problem of a list of its own, which {@link #confirm} approves. */
  private String problem(String task) {
    var body = new HashMap<String, Object>(Map.of("batch", drive.batch, "unit", drive.village));
    if (task != null) {
      body.put("task", task);
    }
    String list =
        reporter()
            .body(Drive.planned(body))
            .post("/api/v1/problem-lists")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    var problem = drive.report(reporter(), list);
    lists.put(problem, list);
    return problem;
  }

  private void confirm(String problem) {
    drive.approve(lists.get(problem), drive.village, drive.town);
  }

  private String target(String task, String unit, String measure, long number, String dueOn) {
    var body = new HashMap<String, Object>();
    body.put("unit", unit);
    body.put("measure", measure);
    body.put("unitOfMeasure", "件");
    body.put("number", number);
    body.put("category", "OTHER");
    body.put("dueOn", dueOn);
    return supervisor()
        .body(body)
        .post("/api/v1/tasks/" + task + "/targets")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static void report(String target, long value) {
    reporter()
        .body(Map.of("value", value))
        .post("/api/v1/targets/" + target + "/progress")
        .then()
        .statusCode(201);
  }

  private ValidatableResponse statistic(String what, String unit, String query) {
    return supervisor()
        .get("/api/v1/statistics/" + what + "?unit=" + unit + "&campaign=" + drive.campaign + query)
        .then()
        .statusCode(200);
  }

  @Test
  void aSecondDayStandsBeside() {
    var first = problem(common);
    TimePasses.days(1);
    confirm(first);
    problem(null);

    statistic("problems", drive.city, "&by=child&compareTo=" + today().minusDays(1))
        .body("asOf", equalTo(today().toString()))
        .body("comparedTo", equalTo(today().minusDays(1).toString()))
        .body("total.found", equalTo(2))
        .body("total.confirmed", equalTo(1))
        .body("compared.found", equalTo(1))
        .body("compared.confirmed", equalTo(0))
        .body("compared.links", nullValue())
        .body("groups.find { it.unit.id == '" + drive.district + "' }.counts.found", equalTo(2))
        .body("groups.find { it.unit.id == '" + drive.district + "' }.compared.found", equalTo(1));
    statistic("problems", drive.city, "&by=status&compareTo=" + today().minusDays(1))
        .body("groups.find { it.value == 'REPORTED' }.number", equalTo(1))
        .body("groups.find { it.value == 'REPORTED' }.comparedNumber", equalTo(1));
    statistic("problems", drive.city, "&by=day&from=" + today().minusDays(1))
        .body("groups.counts.found", contains(1, 2));
    statistic("problems", drive.city, "&asOf=" + today().minusDays(2))
        .body("total", nullValue())
        .body("reason", equalTo("NOT_REGISTERED"));
  }

  @Test
  void whatWasNotThereYetHasNoNumbers() {
    problem(common);
    TimePasses.days(1);
    var added = World.unit(drive.city, "新区", "COUNTY");
    var yesterday = today().minusDays(1);
    var before = today().minusDays(3);

    statistic("problems", drive.city, "&by=child&compareTo=" + yesterday)
        .body("comparedReason", nullValue())
        .rootPath("groups.find { it.unit.id == '" + drive.district + "' }")
        .body("compared.found", equalTo(1))
        .body("comparedReason", nullValue())
        .rootPath("groups.find { it.unit.id == '" + added + "' }")
        .body("counts.found", equalTo(0))
        .body("reason", nullValue())
        .body("compared", nullValue())
        .body("comparedReason", equalTo("NOT_REGISTERED"));
    statistic("problems", drive.city, "&by=status&compareTo=" + before)
        .body("total.found", equalTo(1))
        .body("compared", nullValue())
        .body("comparedReason", equalTo("NOT_REGISTERED"))
        .body("groups.find { it.value == 'REPORTED' }.number", equalTo(1))
        .body("groups.comparedNumber", everyItem(nullValue()))
        .body("groups.comparedReason", everyItem(equalTo("NOT_REGISTERED")));
    for (var by : List.of("status", "child", "origin")) {
      statistic("problems", drive.city, "&asOf=" + before + "&by=" + by)
          .body("groups", not(empty()))
          .body("groups.number", everyItem(nullValue()))
          .body("groups.counts", everyItem(nullValue()))
          .body("groups.reason", everyItem(equalTo("NOT_REGISTERED")));
    }
  }

  @Test
  void mattersAreToldWhereTheBooksTellLinks() {
    var symptom = problem(null);
    confirm(symptom);
    Drive.move(supervisor(), symptom, "claim", Map.of("unit", drive.district)).statusCode(200);

    statistic("problems", drive.district, "&by=child")
        .body("total.found", equalTo(2))
        .body("total.matters", equalTo(1))
        .body("groups[0].alone", equalTo(true))
        .body("groups[0].counts.found", equalTo(1))
        .body("groups[0].counts.matters", nullValue())
        .body("groups[0].counts.reasons.matters", equalTo("NOT_KEPT_APART"))
        .body("groups[1].counts.matters", equalTo(1));
    statistic("problems", drive.district, "&by=responsible")
        .body("total.matters", equalTo(1))
        .body("groups.counts.found", contains(2))
        .body("groups[0].counts.matters", nullValue())
        .body("groups[0].counts.reasons.matters", equalTo("NOT_KEPT_APART"));
    supervisor()
        .get("/api/v1/units/" + drive.district + "/summary")
        .then()
        .statusCode(200)
        .body("campaigns[0].problems.matters", equalTo(1))
        .body("campaigns[0].children[0].counts.matters", nullValue())
        .body("campaigns[0].children[1].counts.matters", equalTo(1));
  }

  @Test
  void aStatisticByLeadIsAnotherOnceNobodyLeads() {
    problem(common);
    var by =
        "/api/v1/statistics/problems?by=lead&unit=" + drive.city + "&campaign=" + drive.campaign;
    var known = supervisor().get(by).then().statusCode(200).extract().header("ETag");
    var task = "/api/v1/tasks/" + common;
    supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", supervisor().get(task).header("ETag"))
        .body("{\"leadUnit\":null}")
        .patch(task)
        .then()
        .statusCode(200);

    supervisor()
        .header("If-None-Match", known)
        .get(by)
        .then()
        .statusCode(200)
        .body("groups.unit", contains(nullValue()));
  }

  @Test
  void eachCurrentNumberLeadsToTheListOfExactlyItsRows() {
    var planned = problem(common);
    confirm(planned);
    Drive.plan(reporter(), planned, drive.village).statusCode(200);
    var kept = problem(local);
    confirm(kept);
    dismiss(beside(kept), Map.of("reason", "DUPLICATE", "duplicateOf", kept));
    dismiss(beside(kept), Map.of("reason", "OUT_OF_SCOPE"));
    problem(null);
    Map<String, Object> total = statistic("problems", drive.district, "").extract().path("total");
    @SuppressWarnings("unchecked")
    var links = (Map<String, String>) total.get("links");

    assertThat(links).hasSizeGreaterThan(8).containsKeys("unplanned", "duplicates");
    assertThat(total).containsEntry("unplanned", 1).containsEntry("duplicates", 1);
    links.forEach(
        (number, list) -> {
          assertThat(count(list)).as(number).isEqualTo(number(total, number));
          assertThat(items(list)).as(number).hasSize((int) number(total, number));
        });
    List<Map<String, Object>> groups =
        statistic("problems", drive.district, "&by=status").extract().path("groups");
    assertThat(groups).hasSize(9);
    for (var group : groups) {
      var list = (String) group.get("link");
      assertThat(count(list)).as(list).isEqualTo(number(group, "number"));
      assertThat(items(list)).as(list).hasSize((int) number(group, "number"));
    }
    statistic("problems", drive.district, "&by=status&asOf=" + today().minusDays(1))
        .body("groups.link", everyItem(nullValue()));
    assertThat(count("/api/v1/problems?planned=true&unit=" + drive.district)).isEqualTo(1);
    assertThat(count("/api/v1/problems?status=FINAL&unit=" + drive.district)).isEqualTo(2);
    assertThat(count("/api/v1/problems?unit=" + drive.district)).isEqualTo(5);
  }

  /** Another one on the list of a problem. */
  private String beside(String problem) {
    return drive.report(reporter(), lists.get(problem));
  }

  private static void dismiss(String problem, Map<String, String> as) {
    Drive.move(supervisor(), problem, "dismissal", as).statusCode(200);
  }

  private static List<Object> items(String list) {
    return supervisor()
        .urlEncodingEnabled(false)
        .get(list)
        .then()
        .statusCode(200)
        .extract()
        .path("items");
  }

  private static long count(String list) {
    Number count =
        supervisor()
            .urlEncodingEnabled(false)
            .get(list.replace("?", "/count?"))
            .then()
            .statusCode(200)
            .extract()
            .path("count");
    return count.longValue();
  }

  @Test
  void ofTheWholeAllIsToldWhateverPartsItFallsInto() {
    var closed = problem(common);
    confirm(closed);
    Drive.plan(reporter(), closed, drive.village).statusCode(200);
    Drive.move(reporter(), closed, "start").statusCode(200);
    Drive.finish(reporter(), closed);
    TimePasses.days(2);
    Drive.move(supervisor(), closed, "closure").statusCode(200);
    var symptom = problem(local);
    confirm(symptom);
    Drive.move(supervisor(), symptom, "claim", Map.of("unit", drive.district)).statusCode(200);

    for (var by :
        List.of("kind", "sector", "category", "task", "origin", "lead", "batch", "child")) {
      statistic("problems", drive.city, "&by=" + by)
          .body("total.found", equalTo(3))
          .body("total.matters", equalTo(2))
          .body("total.medianDaysToClose", equalTo(2.0f));
    }
    statistic("problems", drive.city, "&by=kind")
        .body("groups.counts.medianDaysToClose", everyItem(nullValue()))
        .body("groups.counts.matters", everyItem(nullValue()));
    statistic("problems", drive.city, "&by=kind&batch=" + drive.batch)
        .body("total.medianDaysToClose", equalTo(2.0f))
        .body("total.matters", nullValue());
    statistic("problems", drive.city, "&task=" + common)
        .body("total.medianDaysToClose", nullValue())
        .body("total.reasons.medianDaysToClose", equalTo("NOT_KEPT_APART"));
  }

  @Test
  void aUnitThatIsSplitKeepsWhatItHadBefore() {
    var other = World.unit(drive.town, "邻村", "VILLAGE");
    problem(common);
    drive.report(reporter(), drive.list(other));
    var yesterday = today();
    TimePasses.days(1);

    var split = World.unit(drive.district, "新镇", "TOWNSHIP");
    admin()
        .body(Map.of("type", "MOVE", "unit", other, "parent", split))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);

    statistic("problems", drive.district, "&by=child")
        .body("total.found", equalTo(2))
        .body("groups.find { it.unit.id == '" + drive.town + "' }.counts.found", equalTo(1))
        .body("groups.find { it.unit.id == '" + split + "' }.counts.found", equalTo(1));
    statistic("problems", drive.district, "&by=child&asOf=" + yesterday)
        .body("total.found", equalTo(2))
        .body("groups.find { it.unit.id == '" + drive.town + "' }.counts.found", equalTo(2))
        .body("groups.unit.id", not(hasItem(split)));
  }

  @Test
  void commonAndLocalTasksAreToldTogetherAndApart() {
    problem(common);
    problem(local);
    problem(null);

    statistic("problems", drive.city, "").body("total.found", equalTo(3));
    statistic("problems", drive.city, "&by=origin")
        .body("total.found", equalTo(3))
        .body("groups.value", contains("COMMON", "LOCAL", null))
        .body("groups.counts.found", contains(1, 1, 1));
    statistic("problems", drive.city, "&by=task")
        .body("groups.origin", containsInAnyOrder("COMMON", "LOCAL", null))
        .body("groups.counts.found", contains(1, 1, 1));
    statistic("problems", drive.city, "&by=lead")
        .body("groups.find { it.unit }.unit.id", equalTo(drive.bureau))
        .body("groups.find { it.unit }.counts.found", equalTo(1));
    statistic("problems", drive.city, "&task=" + local).body("total.found", equalTo(1));
  }

  @Test
  void whoAnswersForProblemsIsCountedFromThem() {
    var planned = problem(null);
    confirm(planned);
    Drive.plan(reporter(), planned, drive.bureau).statusCode(200);

    statistic("problems", drive.city, "&by=responsible")
        .body("total.planned", equalTo(1))
        .body("groups.unit.id", contains(drive.bureau))
        .body("groups[0].counts.planned", equalTo(1))
        .body("groups[0].counts.links.planned", containsString(drive.bureau));
  }

  @Test
  void aListIsNamedToWhoReadsTheWorkOfTheUnitThatAnswers() {
    var planned = problem(null);
    confirm(planned);
    Drive.plan(reporter(), planned, drive.bureau).statusCode(200);

    Drive.person("VIEWER", drive.district)
        .get(
            "/api/v1/statistics/problems?by=responsible&unit="
                + drive.district
                + "&campaign="
                + drive.campaign)
        .then()
        .statusCode(200)
        .body("groups[0].unit.id", equalTo(drive.bureau))
        .body("groups[0].counts.planned", equalTo(1))
        .body("groups[0].counts.links", nullValue());
  }

  @Test
  void targetsAreCommittedDoneAndLeftNowAndAsOfADay() {
    var first = target(common, drive.village, "化解信访积案", 10, null);
    target(local, drive.town, "化解信访积案", 20, today().toString());
    var other = target(common, drive.bureau, "办成实事", 5, null);
    report(first, 4);
    TimePasses.days(1);
    report(first, 12);
    report(other, 2);

    var now = statistic("targets", drive.city, "&by=child&compareTo=" + today().minusDays(1));

    now.body("total.measure", contains("化解信访积案", "办成实事"))
        .body("total.targets", contains(2, 1))
        .body("total.reported", contains(1, 1))
        .body("total.reached", contains(1, 0))
        .body("total.overdue", contains(1, 0))
        .body("total.committed", contains(30, 5))
        .body("total.done", contains(12, 2))
        .body("total.remaining", contains(0, 3))
        .body("total.unreported", contains(20, 0))
        .body("compared.done", contains(4, null))
        .body("compared.remaining", contains(6, null))
        .body("compared[1].reason", equalTo("NOT_REPORTED"))
        .body("compared.overdue", contains(0, 0))
        .body("groups.find { it.alone }.sums", empty())
        .body("groups.find { it.unit.id == '" + drive.bureau + "' }.sums.done", contains(2))
        .body("groups.find { it.unit.id == '" + drive.district + "' }.sums.done", contains(12));
    statistic("targets", drive.city, "&by=origin&measure=化解信访积案")
        .body("groups.value", contains("COMMON", "LOCAL"))
        .body("groups.sums.committed.flatten()", contains(10, 20));
    statistic("targets", drive.city, "&by=category&measure=办成实事")
        .body("groups.value", contains("OTHER"));
    statistic("targets", drive.city, "&by=day&measure=化解信访积案&from=" + today().minusDays(1))
        .body("groups.sums.done.flatten()", contains(4, 12));
    supervisor()
        .get("/api/v1/units/" + drive.district + "/summary")
        .then()
        .statusCode(200)
        .body("campaigns[0].targets.done", contains(12));
    var added = World.unit(drive.city, "新区", "COUNTY");
    target(common, added, "化解信访积案", 3, null);
    statistic("targets", drive.city, "&by=child&compareTo=" + today().minusDays(1))
        .body("comparedReason", nullValue())
        .rootPath("groups.find { it.unit.id == '" + added + "' }")
        .body("sums.committed", contains(3))
        .body("compared", nullValue())
        .body("comparedReason", equalTo("NOT_REGISTERED"))
        .rootPath("groups.find { it.unit.id == '" + drive.district + "' }")
        .body("compared.done", contains(4))
        .body("comparedReason", nullValue());
    statistic("targets", drive.city, "&compareTo=" + today().minusDays(3))
        .body("compared", nullValue())
        .body("comparedReason", equalTo("NOT_REGISTERED"));
  }

  @Test
  void eachCurrentSumLeadsToTheListOfExactlyItsTargets() {
    report(target(common, drive.village, "化解信访积案", 10, today().toString()), 3);
    target(common, drive.town, "化解信访积案", 6, null);
    TimePasses.days(1);

    for (var by : List.of("", "&by=child", "&by=task", "&by=category")) {
      var answer = statistic("targets", drive.city, by);
      List<Map<String, Object>> sums =
          by.isEmpty()
              ? answer.extract().path("total")
              : answer.extract().path("groups.sums.flatten()");
      assertThat(sums).isNotEmpty();
      for (var sum : sums) {
        @SuppressWarnings("unchecked")
        var links = (Map<String, String>) sum.get("links");
        assertThat(links).containsOnlyKeys("targets", "reported", "unreported", "overdue");
        assertThat(count(links.get("targets"))).isEqualTo(number(sum, "targets"));
        assertThat(count(links.get("reported"))).isEqualTo(number(sum, "reported"));
        assertThat(count(links.get("overdue"))).isEqualTo(number(sum, "overdue"));
        assertThat(count(links.get("unreported")))
            .isEqualTo(number(sum, "targets") - number(sum, "reported"));
      }
    }
  }

  private static long number(Map<String, Object> sum, String name) {
    return ((Number) sum.get(name)).longValue();
  }

  @Test
  void aDayToComeIsNamedAsItWasAsked() {
    var over = "?unit=" + drive.city + "&campaign=" + drive.campaign + "&";
    for (var asked : List.of("asOf=", "compareTo=", "by=day&to=")) {
      var named = asked.substring(asked.indexOf('&') + 1, asked.length() - 1);
      supervisor()
          .get("/api/v1/statistics/problems" + over + asked + today().plusDays(1))
          .then()
          .statusCode(400)
          .body("errors.pointer", contains(named));
    }
  }

  @Test
  void onlyWhatIsServedIsAnswered() {
    var over = "?unit=" + drive.city + "&campaign=" + drive.campaign;
    supervisor().get("/api/v1/statistics/targets" + over + "&by=status").then().statusCode(400);
    supervisor()
        .get("/api/v1/statistics/targets" + over + "&by=responsible")
        .then()
        .statusCode(400);
    supervisor()
        .get("/api/v1/statistics/targets" + over + "&asOf=" + today().plusDays(1))
        .then()
        .statusCode(400);
    supervisor().get("/api/v1/statistics/problems" + over + "&measure=x").then().statusCode(400);
    statistic("targets", drive.city, "&by=month").body("groups.sums", hasItems(empty()));
  }
}
