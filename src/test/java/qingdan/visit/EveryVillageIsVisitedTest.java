package qingdan.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static qingdan.World.supervisor;
import static qingdan.visit.County.coverage;
import static qingdan.visit.County.made;
import static qingdan.visit.County.send;
import static qingdan.visit.County.today;
import static qingdan.visit.County.units;
import static qingdan.visit.County.withdraw;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.TimePasses;
import qingdan.World;
import qingdan.inspection.Drawing;

@QuarkusTest
class EveryVillageIsVisitedTest extends ApiTest {

  @Inject PlannedUnits planned;

  private County county;

  @BeforeEach
  void build() {
    county = new County();
  }

  @AfterEach
  void back() {
    TimePasses.back();
  }

  @Test
  void coverageEqualsTheRowsBehindIt() {
    var plan = county.plan();
    assertThat(coverage(plan, "")).containsExactly(3, 0, 0, 3);

    made(County.VISITS, county.visitBody(plan, county.upper, today()));

    assertThat(coverage(plan, "")).containsExactly(3, 1, 0, 2);
    assertThat(coverage(plan, "?unit=" + county.north)).containsExactly(2, 1, 0, 1);
    assertThat(units(plan, "?state=missing"))
        .containsExactlyInAnyOrder(county.lower, county.street);
    assertThat(units(plan, "?state=done")).containsExactly(county.upper);
    var byKind = supervisor().get(County.PLANS + "/" + plan + "/coverage?by=kind").jsonPath();
    assertThat(byKind.getList("items.value")).containsExactly("COMMUNITY", "VILLAGE");
    assertThat(byKind.getList("items.counts.missing")).containsExactly(1, 1);
    var byChild = supervisor().get(County.PLANS + "/" + plan + "/coverage?by=child").jsonPath();
    assertThat(byChild.getList("items.counts.expected")).containsExactly(0, 2, 1);
  }

  @Test
  void aVisitThatAPhoneSendsTwiceIsOne() {
    var plan = county.plan();
    var body = county.visitBody(plan, county.upper, today());
    body.put("id", UUID.randomUUID().toString());
    body.put("found", "路灯不亮");

    String first = send(supervisor(), body).statusCode(201).extract().path("id");
    String second = send(supervisor(), body).statusCode(201).extract().path("id");

    assertThat(second).isEqualTo(first);
    int count = supervisor().get(County.VISITS + "/count?plan=" + plan).path("count");
    assertThat(count).isEqualTo(1);
    assertThat(coverage(plan, "")).containsExactly(3, 1, 0, 2);
    body.put("found", "路灯亮了");
    send(supervisor(), body).statusCode(409);
  }

  @Test
  void theSameVisitSentByManyConnectionsAtOnceIsOne() {
    var body = county.visitBody(county.plan(), county.upper, today());
    body.put("id", UUID.randomUUID().toString());
    World.supervisor();

    var answers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> send(supervisor(), body).extract().statusCode()))
            .toList();

    assertThat(answers).extracting(CompletableFuture::join).containsOnly(201);
    int count =
        supervisor().get(County.VISITS + "/count?campaign=" + county.campaign).path("count");
    assertThat(count).isEqualTo(1);
  }

  @Test
  void theFirstVisitCountsAndAWithdrawnOneDoesNot() {
    var plan = county.plan();
    String late = made(County.VISITS, county.visitBody(plan, county.upper, today()));
    String early = made(County.VISITS, county.visitBody(plan, county.upper, today().minusDays(3)));
    assertThat(visitedOn(plan)).isEqualTo(today().minusDays(3).toString());

    withdraw(early);
    assertThat(visitedOn(plan)).isEqualTo(today().toString());

    withdraw(late);
    assertThat(coverage(plan, "")).containsExactly(3, 0, 0, 3);
    supervisor().get(County.VISITS + "/" + late).then().statusCode(404);
  }

  private static String visitedOn(String plan) {
    return supervisor()
        .get(County.PLANS + "/" + plan + "/units?state=done")
        .path("items[0].visitedOn");
  }

  @Test
  void aVisitBeforeThePlanBeganDoesNotCount() {
    var plan = county.plan();

    made(County.VISITS, county.visitBody(plan, county.upper, today().minusDays(11)));

    assertThat(coverage(plan, "")).containsExactly(3, 0, 0, 3);
  }

  @Test
  void aVisitAfterTheDueDayIsLate() {
    var body = county.planBody(today().minusDays(10), today().minusDays(2));
    var plan = made(County.PLANS, body);

    made(County.VISITS, county.visitBody(plan, county.upper, today()));
    made(County.VISITS, county.visitBody(plan, county.lower, today().minusDays(2)));

    assertThat(coverage(plan, "")).containsExactly(3, 1, 1, 1);
    assertThat(units(plan, "?state=late")).containsExactly(county.upper);
  }

  @Test
  void coverageOfAPastDayIsWhatWasKnownThen() {
    var plan = county.plan();
    var today = today();
    TimePasses.days(1);

    made(County.VISITS, county.visitBody(plan, county.upper, today));

    assertThat(coverage(plan, "?asOf=" + today)).containsExactly(3, 0, 0, 3);
    assertThat(coverage(plan, "")).containsExactly(3, 1, 0, 2);
  }

  @Test
  void eachVisitorIsToldWhatIsMissingInItsPart() {
    var plan = county.plan();
    var path = County.PLANS + "/" + plan + "/visitors";
    made(path, Map.of("name", "王某", "office", "县委书记", "unit", county.north));
    made(path, Map.of("name", "李某", "office", "县长", "unit", county.south));

    made(County.VISITS, county.visitBody(plan, county.upper, today()));

    var rows = supervisor().get(path).then().statusCode(200).extract().jsonPath();
    assertThat(rows.getList("items.name")).containsExactly("王某", "李某");
    assertThat(rows.getList("items.expected")).containsExactly(2, 1);
    assertThat(rows.getList("items.done")).containsExactly(1, 0);
    assertThat(rows.getList("items.missing")).containsExactly(1, 1);
  }

  @Test
  void ofEachVisitorItIsToldWhatWasKnownOnAnyDay() {
    var plan = county.plan();
    var path = County.PLANS + "/" + plan + "/visitors";
    made(path, Map.of("name", "王某", "unit", county.north));
    made(path, Map.of("name", "李某", "unit", county.south));
    var day = today();
    visited("王某", plan, county.upper);
    var first = told(path, "");
    TimePasses.days(1);
    var mistaken = visited("李某", plan, county.lower);
    visited("王某", plan, county.street);
    var second = told(path, "");
    TimePasses.days(1);
    withdraw(mistaken);
    var village = World.unit(county.south, "新村", "VILLAGE");
    planned.followAll();
    visited("李某", plan, village);

    assertThat(first).containsExactly(List.of(2, 1, 1, 1), List.of(1, 0, 1, 0));
    assertThat(second).containsExactly(List.of(2, 2, 0, 1), List.of(1, 1, 0, 0));
    assertThat(told(path, "")).containsExactly(List.of(2, 1, 1, 1), List.of(2, 2, 0, 1));
    assertThat(told(path, "?asOf=" + day)).isEqualTo(first);
    assertThat(told(path, "?asOf=" + day.plusDays(1))).isEqualTo(second);
    assertThat(told(path, "?asOf=" + day.plusDays(2))).isEqualTo(told(path, ""));
    supervisor().get(path + "?asOf=" + day.plusDays(3)).then().statusCode(400);
  }

  @Test
  void aVisitorIsFoundByTheAccountOrElseByTheName() {
    var plan = county.plan();
    var path = County.PLANS + "/" + plan + "/visitors";
    var person = Drawing.person("INSPECTOR", county.county);
    String name = person.asks().get("/api/v1/me").then().extract().path("displayName");
    var other = Drawing.person("INSPECTOR", county.county).account();
    made(path, Map.of("name", name, "account", person.account(), "unit", county.upper));
    made(path, Map.of("name", name, "unit", county.lower));
    made(path, Map.of("name", name, "account", other, "unit", county.street));

    for (var unit : List.of(county.upper, county.lower, county.street)) {
      send(person.asks(), county.visitBody(plan, unit, today())).statusCode(201);
    }

    assertThat(told(path, "")).extracting(row -> row.get(3)).containsExactly(1, 1, 0);
    visited(name, plan, county.upper);
    visited(name, plan, county.street);
    assertThat(told(path, "")).extracting(row -> row.get(3)).containsExactly(1, 1, 1);
  }

  @Test
  void whoVisitsAPartOfAPlanRecordsTheVisitsInIt() {
    var plan = county.plan();
    var leader = Drawing.person("VIEWER", county.county);
    made(
        County.PLANS + "/" + plan + "/visitors",
        Map.of("name", "王某", "account", leader.account(), "unit", county.north));

    send(leader.asks(), county.visitBody(plan, county.upper, today())).statusCode(201);
    send(leader.asks(), county.visitBody(plan, county.street, today())).statusCode(403);
    send(leader.asks(), county.visitBody(county.upper, today())).statusCode(403);
    send(leader.asks(), county.visitBody(county.plan(), county.upper, today())).statusCode(403);
  }

  private String visited(String visitor, String plan, String unit) {
    var body = county.visitBody(plan, unit, today());
    body.put("visitor", visitor);
    return made(County.VISITS, body);
  }

  /** Expected, done, missing and own, of each visitor. */
  private static List<List<Integer>> told(String path, String query) {
    var rows = supervisor().get(path + query).then().statusCode(200).extract().jsonPath();
    return IntStream.range(0, rows.getList("items").size())
        .mapToObj(
            row ->
                Stream.of("expected", "done", "missing", "own")
                    .map(name -> rows.getInt("items[" + row + "]." + name))
                    .toList())
        .toList();
  }

  @Test
  void unitsThatAreEnrolledLaterAreVisitedToo() {
    var batch = World.batch(county.campaign);
    World.enrol("/api/v1/batches/" + batch, county.upper);
    var body = county.planBody(today().minusDays(10), today().plusDays(10));
    body.put("batch", batch);
    var plan = made(County.PLANS, body);
    made(County.VISITS, county.visitBody(plan, county.lower, today()));
    assertThat(coverage(plan, "")).containsExactly(1, 0, 0, 1);

    World.enrol("/api/v1/batches/" + batch, county.lower);

    assertThat(coverage(plan, "")).containsExactly(2, 1, 0, 1);
  }

  @Test
  void aVisitNamesWhoMadeItAndOnlyProblemsOfItsUnit() {
    var body = county.visitBody(county.upper, today());
    body.put("problems", List.of(UUID.randomUUID().toString()));
    send(supervisor(), body).statusCode(422);
    body.remove("problems");
    body.put("visitedOn", today().plusDays(1).toString());
    send(supervisor(), body).statusCode(422);
    body.put("visitedOn", today().toString());

    var visit = send(supervisor(), body).statusCode(201).extract().jsonPath();

    assertThat(visit.getString("visitor")).isEqualTo("督导");
    assertThat(visit.getString("account")).isNotNull();
    var named = new HashMap<>(body);
    named.put("visitor", "王某");
    named.put("office", "县委书记");
    var other = send(supervisor(), named).statusCode(201).extract().jsonPath();
    assertThat(other.getString("account")).isNull();
    assertThat(other.getString("office")).isEqualTo("县委书记");
  }

  @Test
  void visitsAreListedTheLatestFirstPageByPage() {
    for (int i = 0; i < 3; i++) {
      made(County.VISITS, county.visitBody(county.upper, today().minusDays(i)));
    }
    var list = County.VISITS + "?limit=2&campaign=" + county.campaign;

    var first = supervisor().get(list).then().statusCode(200).extract().jsonPath();
    var second = supervisor().get(first.getString("next")).then().statusCode(200).extract();

    assertThat(first.getList("items.visitedOn"))
        .containsExactly(today().toString(), today().minusDays(1).toString());
    assertThat(second.<List<String>>path("items.visitedOn"))
        .containsExactly(today().minusDays(2).toString());
  }

  @Test
  void whereAPartMergesItsSuccessorIsVisited() {
    var body = county.planBody(today().minusDays(10), today().plusDays(10));
    body.put("rule", Map.of("kinds", List.of("VILLAGE"), "unit", county.north));
    var plan = made(County.PLANS, body);
    var path = County.PLANS + "/" + plan + "/visitors";
    made(path, Map.of("name", "王某", "unit", county.north));
    made(path, Map.of("name", "李某", "unit", county.north));
    made(path, Map.of("name", "李某", "unit", county.south));

    World.merge(county.north, county.south);
    planned.followAll();

    assertThat(units(plan, "")).containsExactlyInAnyOrder(county.upper, county.lower);
    var rows = supervisor().get(path).then().statusCode(200).extract().jsonPath();
    assertThat(rows.getList("items.name")).containsExactly("王某", "李某");
    assertThat(rows.getList("items.unit.id")).containsOnly(county.south);
    assertThat(rows.getList("items.missing")).containsExactly(2, 2);
  }

  @Test
  void theLeadersOfAClosedUnitVisitNobody() {
    World.close(county.street);
    var body = county.planBody(today(), today().plusDays(10));
    body.put("base", county.street);

    supervisor().body(body).post(County.PLANS).then().statusCode(409);
  }
}
