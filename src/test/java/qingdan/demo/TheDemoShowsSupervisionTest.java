package qingdan.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import qingdan.Ended;
import qingdan.World;
import qingdan.contract.ContractFilter;

@QuarkusTest
@TestProfile(TheDemoIsThereAtTheFirstStartTest.FirstStart.class)
class TheDemoShowsSupervisionTest {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
  private static final String CITY = "code:120000000000";
  private static final Map<String, String> TOKENS = new HashMap<>();

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

  private static String secondBatch() {
    return read("/campaigns/" + campaign() + "/batches").extract().path("items[1].id");
  }

  private static JsonPath named(String path, String title) {
    List<Map<String, Object>> items = read(path).extract().path("items");
    var found =
        items.stream().filter(item -> title.equals(item.getOrDefault("name", item.get("title"))));
    return read(path.replaceAll("[?].*", "") + "/" + found.findFirst().orElseThrow().get("id"))
        .extract()
        .jsonPath();
  }

  @Test
  void everyDrawVerifies() {
    List<String> rounds =
        read("/rounds?campaign=" + campaign())
            .body("items.number", contains(1, 2, 3, 4, 5, 6, 7, 8))
            .extract()
            .path("items.id");
    for (var round : rounds) {
      read("/rounds/" + round + "/draw/verification")
          .body("agrees", equalTo(true), "checks", hasSize(5));
      assertThat(count("/rounds/" + round + "/draw/population/count?drawn=true"))
          .isEqualTo(round.equals(rounds.get(6)) ? 6 : 4);
    }
    read("/rounds/" + rounds.get(6) + "/draw/population/count").body("count", equalTo(39));
    read("/rounds/" + rounds.get(6) + "/draw/population?drawn=true")
        .body(
            "items.unit.kind",
            containsInAnyOrder(
                "COUNTY", "COUNTY", "HOSPITAL", "HOSPITAL", "UNIVERSITY", "UNIVERSITY"));
  }

  @Test
  void ofTheRoundThatIsPreparedTheOfficeAloneKnows() {
    String prepared =
        as("inspector")
            .get("/api/v1/rounds?status=PREPARED")
            .then()
            .body("items.name", contains("第二批随机暗访"))
            .extract()
            .path("items[0].id");
    for (var other : List.of("viewer", "tianjin-reporter", "heping")) {
      as(other).get("/api/v1/rounds/" + prepared).then().statusCode(404);
    }
  }

  @Test
  void whatWasFoundBecameProblemsOrDidNot() {
    var findings = "/findings/count?status=";
    assertThat(count(findings + "ACCEPTED")).isEqualTo(6);
    assertThat(count(findings + "REJECTED")).isEqualTo(3);
    assertThat(count(findings + "WAITING")).isEqualTo(1);
    List<String> problems = read("/findings?status=ACCEPTED").extract().path("items.problem");
    assertThat(problems).doesNotHaveDuplicates();
    for (var problem : problems) {
      read("/problems/" + problem).body("source", equalTo("INSPECTION"));
    }
    read("/campaigns/" + campaign() + "/drawn-units/coverage?unit=" + CITY)
        .body("units", equalTo(62));
  }

  @Test
  void whoeverIsLeftOutIsNamed() {
    var asked = "?batch=" + secondBatch() + "&unit=" + CITY;
    read("/guidance-coverage" + asked)
        .body("total.expected", equalTo(39), "total.missing", equalTo(3));
    read("/guidance-coverage/units" + asked + "&state=missing")
        .body("items.unit.kind", everyItem(equalTo("HOSPITAL")));
    read("/contact-coverage" + asked)
        .body("total.expected", equalTo(39), "total.covered", equalTo(35));
    read("/contact-coverage/units" + asked + "&state=missing")
        .body("items.unit.name", hasItem("蓟州区"));
    var group = named("/guidance-groups", "第一巡回督导组").getString("id");
    read("/guidance-groups/" + group + "/coverage")
        .body("total.expected", equalTo(16), "total.visited", equalTo(12));
  }

  @Test
  void aMemberOfAGroupReadsWhatTheGroupGuides() {
    as("roving").get("/api/v1/units/code:120101000000/summary").then().statusCode(200);
    as("roving").get("/api/v1/units/code:DEMO-U01").then().statusCode(404);
  }

  @Test
  void everyVillageButOneWasVisited() {
    var plan = named("/visit-plans?campaign=" + campaign(), "区委班子遍访村").getString("id");
    coverage("/visit-plans/" + plan, null, 6, 4, 1);
    coverage("/visit-plans/" + plan, TODAY.minusDays(15), 6, 3, 0);
    read("/visit-plans/" + plan + "/units?state=missing")
        .body("items.unit.name", contains("第六村（演示）"));
    read("/visits?plan=" + plan).body("items", hasSize(5));
    read("/contacts?adopted=true").body("items.leader", contains("郭某"));
    read("/contacts?adopted=true").body("items[0].adoption.list", notNullValue());
  }

  @Test
  void whatTheLeadersPlanIsKeptLateOrMissed() {
    var contacts = "/contacts?campaign=" + campaign() + "&limit=200";
    read(contacts + "&visitOverdue=true").body("items", hasSize(5));
    List<String> leaders = read(contacts).extract().path("items.id");
    var states = Map.of("late", 6, "done", 11, "overdue", 5, "missing", 21);
    states.forEach(
        (state, number) ->
            assertThat(
                    leaders.stream()
                        .mapToInt(
                            leader ->
                                count(
                                    "/contacts/" + leader + "/planned-visits/count?state=" + state))
                        .sum())
                .as(state)
                .isEqualTo(number));
  }

  @Test
  void leadingTeamsWereDrawnAtTheirStudySessions() {
    read("/inspections?occasion=STUDY_SESSION")
        .body("items", hasSize(4), "items.unit.kind", everyItem(equalTo("LEADING_TEAM")));
  }

  @Test
  void notesAndBulletinsHaveTheirReceipts() {
    var note = named("/guidance-notes", "关于高校开展主题教育的指导意见").getString("id");
    coverage("/guidance-notes/" + note, null, 20, 14, 3);
    coverage("/guidance-notes/" + note, TODAY.minusDays(13), 20, 14, 0);
    var bulletin = named("/bulletins", "关于第二批抽查发现问题的通报").getString("id");
    read("/bulletins/" + bulletin + "/coverage")
        .body("recipients", equalTo(16), "received", equalTo(11), "onTime", equalTo(1));
  }

  private static void coverage(String of, LocalDate asOf, int expected, int onTime, int late) {
    read(of + "/coverage" + (asOf == null ? "" : "?asOf=" + asOf))
        .body("total.expected", equalTo(expected), "total.onTime", equalTo(onTime))
        .body("total.late", equalTo(late), "total.missing", equalTo(expected - onTime - late));
  }

  @Test
  void whatIsStillOwedIsListed() {
    var owed = "/obligations/count?campaign=" + campaign() + "&kind=";
    assertThat(count(owed + "NOTE")).isEqualTo(4);
    assertThat(count(owed + "BULLETIN")).isEqualTo(5);
    assertThat(count(owed + "ANSWER")).isEqualTo(16);
    assertThat(count(owed + "VISIT")).isEqualTo(28);
    assertThat(count(owed + "MEETING")).isPositive();
  }

  @Test
  void whatEachMeetingReadIsWhatTheBooksSayOfItsDay() throws Exception {
    var series = named("/meeting-series?campaign=" + campaign(), "巡回督导组组长例会").getString("id");
    read("/meeting-series/" + series).body("participants", hasSize(5));
    read("/meeting-series/" + series + "/coverage")
        .body("late", equalTo(1), "missing", equalTo(1), "cancelled", equalTo(0));
    var held = "/meetings?status=HELD&series=" + series;
    List<Map<String, Object>> meetings = read(held).extract().path("items");
    assertThat(meetings).hasSizeGreaterThanOrEqualTo(4);
    Object before = null;
    for (var meeting : meetings) {
      var briefing = "/meetings/" + meeting.get("id") + "/briefing";
      var text = read(briefing).body("since", equalTo(before)).extract().asString();
      assertThat(digest(text)).isEqualTo(meeting.get("briefingDigest"));
      var told = new JsonPath(text);
      assertThat(told.getString("asOf")).isEqualTo(meeting.get("heldOn"));
      var total =
          read("/statistics/problems?unit="
                  + CITY
                  + "&campaign="
                  + campaign()
                  + "&asOf="
                  + meeting.get("heldOn"))
              .extract()
              .jsonPath();
      assertThat(told.getInt("statuses.find { it.status == 'CLOSED' }.now"))
          .isEqualTo(total.getInt("total.closed"));
      assertThat(told.getInt("statuses.find { it.status == 'PLANNED' }.now"))
          .isEqualTo(total.getInt("total.planned"));
      before = meeting.get("heldOn");
    }
    var last = "/meetings/" + meetings.get(meetings.size() - 1).get("id");
    read(last + "/decisions").body("items.unit.name", contains("第二大学（演示）"));
    as("viewer")
        .header("Accept-Language", "zh-CN")
        .get("/api/v1" + last + "/briefing/page")
        .then()
        .statusCode(200)
        .body(containsString("巡回督导组组长例会"), containsString("已结束"));
  }

  private static String digest(String text) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }

  @Test
  void theBooksAgreeWithTheRows() {
    var admin = World.as(World.logIn(World.ADMIN, World.PASSWORD));
    String job =
        admin
            .body(Map.of("asOf", TODAY.minusDays(75).toString()))
            .post("/api/v1/ledger/verifications")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    var verified = Ended.job(World.as(World.logIn(World.ADMIN, World.PASSWORD)), job);
    assertThat(verified.getString("status")).as(verified.prettify()).isEqualTo("SUCCEEDED");
  }
}
