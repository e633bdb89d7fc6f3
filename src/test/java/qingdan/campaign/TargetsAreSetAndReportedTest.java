package qingdan.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.World.as;
import static qingdan.World.campaign;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;
import static qingdan.World.unit;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class TargetsAreSetAndReportedTest extends ApiTest {

  @Inject AgroalDataSource database;

  private String city;
  private String county;
  private String village;
  private String other;
  private String bureau;
  private String campaign;
  private String task;

  @BeforeEach
  void aTaskOfACity() {
    city = unit(null, "市", "CITY");
    county = unit(city, "县", "COUNTY");
    village = unit(county, "村", "VILLAGE");
    other = unit(city, "邻县", "COUNTY");
    bureau = unit(city, "局", "BUREAU");
    campaign = campaign(city);
    task =
        supervisor()
            .body(Map.of("name", "化解积案", "leadUnit", bureau))
            .post("/api/v1/campaigns/" + campaign + "/tasks")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
  }

  private ValidatableResponse set(RequestSpecification who, String unit, Object... more) {
    return setIn(who, task, unit, more);
  }

  private static ValidatableResponse setIn(
      RequestSpecification who, String task, String unit, Object... more) {
    var body = new HashMap<String, Object>();
    body.put("unit", unit);
    body.put("measure", "化解信访积案");
    body.put("unitOfMeasure", "件");
    body.put("number", 10);
    for (int i = 0; i < more.length; i += 2) {
      body.put((String) more[i], more[i + 1]);
    }
    return who.body(body).post("/api/v1/tasks/" + task + "/targets").then();
  }

  private static String id(ValidatableResponse created) {
    return created.statusCode(201).extract().path("id");
  }

  private static ValidatableResponse report(
      RequestSpecification who, String target, String day, long value) {
    var body = new HashMap<String, Object>(Map.of("value", value));
    if (day != null) {
      body.put("day", day);
    }
    return who.body(body).post("/api/v1/targets/" + target + "/progress").then();
  }

  private static ValidatableResponse patch(
      RequestSpecification who, String path, int version, Map<String, ?> patch) {
    return who.contentType("application/merge-patch+json")
        .header("If-Match", "\"" + version + "\"")
        .body(patch)
        .patch("/api/v1" + path)
        .then();
  }

  private static ValidatableResponse target(String target) {
    return supervisor().get("/api/v1/targets/" + target).then().statusCode(200);
  }

  private ValidatableResponse targets(String filters) {
    return supervisor().get("/api/v1/tasks/" + task + "/targets" + filters).then();
  }

  private ValidatableResponse summary(RequestSpecification who, String filters) {
    return who.get("/api/v1/campaigns/" + campaign + "/targets/summary" + filters)
        .then()
        .statusCode(200);
  }

  private String local(String owner) {
    return id(
        supervisor()
            .body(Map.of("name", "自选", "owner", owner))
            .post("/api/v1/campaigns/" + campaign + "/tasks")
            .then());
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
  void targetsAreSeenWhereTheirUnitsAreAndByWhoLeadsTheTask() {
    var ofCounty = id(set(supervisor(), county));
    var ofOther = id(set(supervisor(), other));
    var ofVillage = id(set(supervisor(), village));
    var list = "/api/v1/tasks/" + task + "/targets";
    var seen =
        Map.of(
            city, List.of(ofCounty, ofOther, ofVillage),
            county, List.of(ofCounty, ofVillage),
            village, List.of(ofVillage),
            other, List.of(ofOther),
            bureau, List.of(ofCounty, ofOther, ofVillage));

    seen.forEach(
        (unit, targets) -> {
          var viewer = Someone.with("VIEWER", unit);
          List<String> shown = as(viewer).get(list).then().extract().path("items.id");
          assertThat(shown).containsExactlyInAnyOrderElementsOf(targets);
          as(viewer).get(list + "/count").then().body("count", equalTo(targets.size()));
          for (var target : List.of(ofCounty, ofOther, ofVillage)) {
            as(viewer)
                .get("/api/v1/targets/" + target)
                .then()
                .statusCode(targets.contains(target) ? 200 : 404);
          }
          int own = unit.equals(bureau) ? 0 : targets.size();
          as(viewer)
              .get("/api/v1/campaigns/" + campaign + "/targets/count")
              .then()
              .body("count", equalTo(own));
        });
    var leader = Someone.with("REPORTER", bureau);
    as(leader).get(list + "?unit=" + county).then().body("items.size()", equalTo(2));
    report(as(leader), ofCounty, "2019-10-15", 1).statusCode(403);
  }

  @Test
  void filtersFindTargetsByPlaceCategoryAndHowFarTheyAre() {
    set(supervisor(), city, "category", "OTHER").statusCode(201);
    var late = id(set(supervisor(), county, "dueOn", "2019-12-31"));
    var reached = id(set(supervisor(), village, "dueOn", "2019-12-31"));
    report(reporter(), reached, "2019-10-15", 10).statusCode(201);

    targets("?unit=" + county).body("items.id", contains(late, reached));
    targets("?unit=" + county + "&depth=self").body("items.id", contains(late));
    targets("?unit=" + county + "&depth=children").body("items.id", contains(reached));
    targets("?category=OTHER").body("items.unit.id", contains(city));
    targets("?category=LIVELIHOOD").body("items", empty());
    targets("?reported=true").body("items.id", contains(reached));
    targets("?overdue=true").body("items.id", contains(late));
    targets("?overdue=false").body("items.size()", equalTo(2));
    targets("?measure=化解信访积案").body("items.size()", equalTo(3));
    targets("?batch=none").statusCode(400);
    String next = targets("?limit=2").extract().path("next");
    supervisor().urlEncodingEnabled(false).get(next).then().body("items.id", contains(reached));
  }

  @Test
  void theSumTellsWhatIsCommittedDoneAndMissing() {
    var first = id(set(supervisor(), county, "dueOn", "2019-12-31"));
    set(supervisor(), village, "number", 5, "dueOn", "2019-12-31").statusCode(201);
    var over = id(set(supervisor(), other, "number", 20));
    report(reporter(), first, "2019-10-15", 4).statusCode(201);
    report(reporter(), over, "2019-10-15", 30).statusCode(201);

    summary(supervisor(), "?unit=" + city)
        .body("items.size()", equalTo(1))
        .body("items[0].committed", equalTo(35), "items[0].done", equalTo(34))
        .body("items[0].remaining", equalTo(6), "items[0].unreported", equalTo(5))
        .body("items[0].targets", equalTo(3), "items[0].targetsReported", equalTo(2))
        .body("items[0].targetsOverdue", equalTo(2), "items[0].units", equalTo(3))
        .body("items[0].unitsReported", equalTo(2), "items[0].unitsMissing", equalTo(1));
    summary(supervisor(), "?unit=" + village)
        .body("items[0].committed", equalTo(5), "items[0].done", nullValue())
        .body("items[0].remaining", nullValue(), "items[0].reason", equalTo("NOT_REPORTED"));
    summary(as(Someone.with("VIEWER", county)), "").body("items.committed", contains(15));
    summary(supervisor(), "?unit=" + bureau).body("items", empty());
  }

  @Test
  void commonAndLocalTargetsAreSummedTogetherAndApart() {
    var local = local(county);
    set(supervisor(), county, "category", "LIVELIHOOD").statusCode(201);
    setIn(supervisor(), local, county, "number", 3).statusCode(201);
    setIn(supervisor(), local, village, "number", 4, "measure", "改造旧房", "unitOfMeasure", "户")
        .statusCode(201);

    summary(supervisor(), "")
        .body("items.measure", contains("化解信访积案", "改造旧房"))
        .body("items.committed", contains(13, 4));
    summary(supervisor(), "?by=origin")
        .body("items.origin", contains("COMMON", "LOCAL", "LOCAL"))
        .body("items.committed", contains(10, 3, 4));
    summary(supervisor(), "?by=category")
        .body("items.category", contains(null, null, "LIVELIHOOD"))
        .body("items.committed", contains(3, 4, 10));
    summary(supervisor(), "?origin=LOCAL").body("items.committed", contains(3, 4));
    summary(supervisor(), "?by=task&task=" + local)
        .body("items.task", contains(local, local), "items.taskName", contains("自选", "自选"));
    var path = "/api/v1/campaigns/" + campaign + "/targets/summary";
    supervisor().get(path + "/count?by=origin").then().body("count", equalTo(3));
    String next = summary(supervisor(), "?by=origin&limit=2").extract().path("next");
    supervisor().urlEncodingEnabled(false).get(next).then().body("items.committed", contains(4));
    supervisor().get(path + "?by=luck").then().statusCode(400);
  }

  @Test
  void theSumByChildNamesTheChildrenWithoutATarget() {
    set(supervisor(), city, "number", 1).statusCode(201);
    set(supervisor(), county, "number", 2).statusCode(201);
    set(supervisor(), village, "number", 3).statusCode(201);

    summary(supervisor(), "?by=child")
        .body("items.unit.id", contains(city, county, other, bureau))
        .body("items.committed", contains(1, 5, null, null))
        .body("items.reason", contains("NOT_REPORTED", "NOT_REPORTED", "NO_TARGET", "NO_TARGET"));
    summary(supervisor(), "?by=child&unit=" + county).body("items.committed", contains(2, 3));
    var viewer = Someone.with("VIEWER", county);
    as(viewer)
        .get("/api/v1/campaigns/" + campaign + "/targets/summary?by=child")
        .then()
        .statusCode(400);
    as(viewer)
        .get("/api/v1/campaigns/" + campaign + "/targets/summary?unit=" + city)
        .then()
        .statusCode(404);
  }

  /** Over random targets and reports, against a recount that shares nothing with the sum. */
  @Test
  void theSumEqualsARecountOfTheRows() throws Exception {
    var random = new java.util.Random(7);
    var units = List.of(city, county, village, other, bureau);
    var tasks = List.of(task, local(county), local(city));
    for (int i = 0; i < 40; i++) {
      var in = tasks.get(random.nextInt(3));
      var unit = in.equals(tasks.get(1)) ? List.of(county, village).get(i % 2) : units.get(i % 5);
      var target =
          id(
              setIn(
                  supervisor(),
                  in,
                  unit,
                  "measure",
                  "第" + i,
                  "number",
                  random.nextInt(50),
                  "category",
                  i % 3 == 0 ? "OTHER" : null));
      for (int day = 1; day <= random.nextInt(3); day++) {
        report(reporter(), target, "2019-10-1" + day, random.nextInt(60)).statusCode(201);
      }
    }
    for (var unit : units) {
      for (var by : List.of("", "&by=task", "&by=origin", "&by=category", "&by=child")) {
        var page = summary(supervisor(), "?limit=200&unit=" + unit + by).extract().jsonPath();

        assertThat(
                List.of(
                    total(page.getList("items.targets", Long.class)),
                    total(page.getList("items.committed", Long.class)),
                    total(page.getList("items.done", Long.class)),
                    total(page.getList("items.remaining", Long.class)),
                    total(page.getList("items.unreported", Long.class))))
            .as(unit + by)
            .isEqualTo(recount(unit));
      }
    }
  }

  private static long total(List<Long> numbers) {
    return numbers.stream().filter(java.util.Objects::nonNull).mapToLong(Long::longValue).sum();
  }

  private List<Long> recount(String unit) throws Exception {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                """
                with recursive below as (
                    select id from unit where id = ? union all
                    select c.id from unit c join below b on c.parent_id = b.id
                ), latest as (
                    select t.id, t.number, (select p.value from target_progress p where p.target_id = t.id
                        and p.day = (select max(day) from target_progress where target_id = t.id)) as value
                    from task_target t join task on task.id = t.task_id
                    where task.campaign_id = ? and t.unit_id in (select id from below)
                )
                select count(*), coalesce(sum(number), 0), coalesce(sum(value), 0),
                    coalesce(sum(case when value < number then number - value else 0 end), 0),
                    coalesce(sum(case when value is null then number else 0 end), 0)
                from latest
                """)) {
      statement.setObject(1, UUID.fromString(unit));
      statement.setObject(2, UUID.fromString(campaign));
      try (var rows = statement.executeQuery()) {
        rows.next();
        return List.of(
            rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5));
      }
    }
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
