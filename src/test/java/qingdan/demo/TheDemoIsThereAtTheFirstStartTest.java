package qingdan.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import qingdan.EmptyDatabase;
import qingdan.Ended;
import qingdan.World;
import qingdan.contract.ContractFilter;

@QuarkusTest
@TestProfile(TheDemoIsThereAtTheFirstStartTest.FirstStart.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TheDemoIsThereAtTheFirstStartTest {

  private static final Map<String, String> TOKENS = new HashMap<>();

  public static class FirstStart implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("qingdan.demo.enabled", "true");
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(EmptyDatabase.class));
    }
  }

  @BeforeAll
  static void holdAnswersAgainstTheDocument() {
    RestAssured.replaceFiltersWith(new ContractFilter());
  }

  private static RequestSpecification as(String username) {
    return World.as(TOKENS.computeIfAbsent(username, name -> World.logIn(name, Demo.PASSWORD)));
  }

  private static ValidatableResponse read(String path) {
    return as("viewer").get("/api/v1" + path).then().statusCode(200);
  }

  private static int count(String path) {
    return read(path).extract().path("count");
  }

  private static String campaign() {
    return read("/campaigns?q=演示").body("items", hasSize(1)).extract().path("items[0].id");
  }

  private static String batch(int n) {
    return read("/campaigns/" + campaign() + "/batches").extract().path("items[" + n + "].id");
  }

  @Test
  void everyDemoAccountSeesItsPartOfTianjin() {
    as("heping")
        .get("/api/v1/units?limit=1")
        .then()
        .statusCode(200)
        .body("items[0].name", equalTo("和平区"))
        .body("items[0].children", equalTo(7));

    read("/units?unit=code:120000000000&kind=COUNTY&limit=200").body("items", hasSize(16));
    for (var other : List.of("quanyechang", "ninghe", "biaokou", "water", "university")) {
      as(other).get("/api/v1/units/code:120000000000").then().statusCode(404);
    }
    as("tianjin-reporter").get("/api/v1/units/code:120000000000").then().statusCode(200);
    as("inspector").get("/api/v1/units/code:120000000000").then().statusCode(200);
  }

  @Test
  void whatTheDivisionsLackIsMadeUpAndSaysSo() {
    var madeUp =
        Map.of(
            "BUREAU",
            23,
            "UNIVERSITY",
            20,
            "HOSPITAL",
            3,
            "LEADING_TEAM",
            16,
            "VILLAGE",
            6,
            "BRANCH",
            6);
    madeUp.forEach(
        (kind, number) ->
            read("/units?limit=200&kind=" + kind)
                .body("items", hasSize(number))
                .body("items.name", everyItem(endsWith("（演示）"))));
  }

  @Test
  void theFirstBatchHasBeenClosedIntoTheSecond() {
    read("/campaigns/" + campaign() + "/batches").body("items.status", contains("CLOSED", "OPEN"));
    assertThat(count("/batches/" + batch(0) + "/enrolments/count")).isEqualTo(23);
    for (var kind : Map.of("COUNTY", 16, "UNIVERSITY", 20, "HOSPITAL", 3).entrySet()) {
      assertThat(count("/batches/" + batch(1) + "/enrolments/count?kind=" + kind.getKey()))
          .isEqualTo(kind.getValue());
    }
    read("/problems?batch=" + batch(0))
        .body("items.title", hasItems("涉水审批办理超时", "热线回访率低"))
        .body("items.source.findAll { it == 'INSPECTION' }", hasSize(4))
        .body("items", hasSize(6));
    read("/problems?status=OPEN&batch=" + batch(0)).body("items.title", contains("涉水审批办理超时"));
    read("/problems?status=OPEN&q=涉水审批").body("items.batch", contains(batch(1)));
  }

  @Test
  void tasksAndTargetsHaveTheirSums() {
    var tasks = "/campaigns/" + campaign() + "/tasks/count?origin=";
    assertThat(count(tasks + "COMMON")).isEqualTo(10);
    assertThat(count(tasks + "LOCAL")).isEqualTo(2);
    read("/campaigns/" + campaign() + "/targets/summary?by=category")
        .body("items.category", contains("LIVELIHOOD", "PETITION_BACKLOG", "SAFETY_HAZARD"))
        .body("items.committed", contains(296, 232, 456))
        .body("items.done", contains(160, 90, 320))
        .body("items.unitsMissing", contains(0, 1, 0));
  }

  @Test
  void itsCategoriesAreThoseThatACampaignBeginsWith() {
    String fresh =
        as("tianjin")
            .body(Map.of("name", "新", "topUnit", "code:120000000000", "startsOn", "2019-09-09"))
            .post("/api/v1/campaigns")
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    assertThat(categories(campaign())).hasSize(6).isEqualTo(categories(fresh));
  }

  private static List<Map<String, Object>> categories(String campaign) {
    return read("/campaigns/" + campaign + "/categories").extract().path("items");
  }

  @Test
  void problemsAndListsStandInEveryState() {
    var problems =
        Map.of(
            "REPORTED",
            23,
            "CONFIRMED",
            17,
            "PLANNED",
            20,
            "IN_PROGRESS",
            25,
            "ESCALATED",
            1,
            "CLAIMED",
            4,
            "RESOLVED",
            8,
            "CLOSED",
            19,
            "DISMISSED",
            8);
    problems.forEach(
        (status, number) ->
            assertThat(count("/problems/count?status=" + status)).as(status).isEqualTo(number));
    assertThat(count("/problems/count")).isEqualTo(125);
    assertThat(count("/problems/count?overdue=true")).isEqualTo(9);
    assertThat(count("/problems/count?category=WEAK_ORGANISATION&status=PLANNED")).isEqualTo(4);
    var lists = Map.of("DRAFT", 4, "SUBMITTED", 1, "RETURNED", 1, "APPROVED", 43, "CLOSED", 5);
    lists.forEach(
        (status, number) ->
            assertThat(count("/problem-lists/count?status=" + status))
                .as(status)
                .isEqualTo(number));
  }

  @Test
  void theBooksTellItsPastToo() {
    String job =
        World.as(World.logIn(World.ADMIN, World.PASSWORD))
            .body(Map.of("asOf", LocalDate.now().minusDays(30).toString()))
            .post("/api/v1/ledger/verifications")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    var verified = Ended.job(World.as(World.logIn(World.ADMIN, World.PASSWORD)), job);
    assertThat(verified.getString("status")).as(verified.prettify()).isEqualTo("SUCCEEDED");

    var statistic = "/statistics/problems?unit=code:120000000000&campaign=" + campaign();
    read(statistic)
        .body("total.found", equalTo(125))
        .body("total.closed", equalTo(19))
        .body("total.overdue", equalTo(9));
    int before =
        read(statistic + "&asOf=" + LocalDate.now().minusDays(70)).extract().path("total.found");
    assertThat(before).isBetween(1, 124);
    read("/units/code:120000000000/summary")
        .body("campaigns[0].problems.found", equalTo(125))
        .body("campaigns[0].weekAgo.found", lessThanOrEqualTo(125))
        .body("campaigns[0].toClaim", equalTo(1))
        .body("campaigns[0].children[0].alone", equalTo(true));
  }

  @Test
  void everyProblemHasAHistoryAndAnswersWhatMayBeDone() {
    List<Map<String, Object>> problems =
        read("/problems?limit=200").body("items", hasSize(125)).extract().path("items");
    for (var problem : problems) {
      var path = "/problems/" + problem.get("id");
      var told =
          read(path + "/history?limit=200").extract().<List<Map<String, Object>>>path("items");
      assertThat(told).hasSize((int) problem.get("version"));
      var last =
          told.stream()
              .map(change -> (Map<?, ?>) change.get("after"))
              .filter(after -> after.containsKey("status"))
              .reduce((one, next) -> next)
              .orElseThrow();
      assertThat(last.get("status")).isEqualTo(problem.get("status"));
      read(path + "/actions").body("problemVersion", equalTo(problem.get("version")));
      read(path + "/reports");
    }
  }

  @Test
  void theClaimedOneIsSeenAcrossTheTiers() {
    String claimed =
        read("/problems?q=村内主路排水不畅")
            .body("items.status", contains("CLAIMED"), "items[0].holder.name", equalTo("天津市"))
            .extract()
            .path("items[0].id");

    read("/problems/" + claimed + "/linkage")
        .body("roots.unit.name", contains("第一村（演示）", "天津市"))
        .body("measures.tier", contains("CITY", "COUNTY", "TOWNSHIP", "GRASSROOTS"))
        .body("measures.done", contains(0, 1, 1, 0));
    String root = read("/problems/" + claimed).extract().path("root");
    read("/problems/" + root + "/linkage").body("symptomCount", equalTo(3));
  }

  /** After those that count. */
  @Test
  @Order(Integer.MAX_VALUE)
  void whatWaitsIsGoneOnWith() {
    String confirmed =
        as("quanyechang")
            .get("/api/v1/problems?status=CONFIRMED")
            .then()
            .body("items.title", contains("楼道缺少扶手"))
            .extract()
            .path("items[0].id");
    as("quanyechang")
        .body(
            Map.of(
                "responsibleUnit", "code:120101001000",
                "deadline", "2199-12-31",
                "measures", List.of(Map.of("title", "加装扶手 40 处"))))
        .post("/api/v1/problems/" + confirmed + "/plan")
        .then()
        .statusCode(200)
        .body("status", equalTo("PLANNED"));
    as("quanyechang").post("/api/v1/problems/" + confirmed + "/start").then().statusCode(200);

    String asked = read("/problems?status=ESCALATED").extract().path("items[0].id");
    as("tianjin")
        .body(Map.of("reason", "请先由区级核实", "instead", "code:120117000000"))
        .post("/api/v1/problems/" + asked + "/decline")
        .then()
        .statusCode(200)
        .body("status", equalTo("CONFIRMED"));
  }
}
