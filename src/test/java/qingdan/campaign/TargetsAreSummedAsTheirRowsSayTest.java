package qingdan.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.World.as;
import static qingdan.World.campaign;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;
import static qingdan.World.unit;

import java.util.List;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TargetsAreSummedAsTheirRowsSayTest extends TaskOfACity {

  private ValidatableResponse summary(RequestSpecification who, String filters) {
    return who.get("/api/v1/campaigns/" + campaign + "/targets/summary" + filters)
        .then()
        .statusCode(200);
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
}
