package qingdan.obligation;

import static org.assertj.core.api.Assertions.assertThat;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.TimePasses;
import qingdan.World;

@QuarkusTest
class OneListHoldsAllThatIsOwedTest extends ApiTest {

  private static final String OWED = "/api/v1/obligations";

  private String county;
  private String village;
  private String campaign;

  @BeforeEach
  void build() {
    county = World.unit(null, "县", "COUNTY");
    village = World.unit(county, "村", "VILLAGE");
    campaign = World.campaign(county);
    open("/api/v1/campaigns/" + campaign, "OPEN");
  }

  @AfterEach
  void back() {
    TimePasses.back();
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Shanghai"));
  }

  private static void open(String path, String status) {
    supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", supervisor().get(path).header("ETag"))
        .body(Map.of("status", status))
        .patch(path)
        .then()
        .statusCode(200);
  }

  private static String made(String path, Map<String, ?> body) {
    return supervisor().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private Map<String, Object> body(int dueIn) {
    var body = new HashMap<String, Object>();
    body.put("campaign", campaign);
    body.put("base", county);
    body.put("dueOn", today().plusDays(dueIn).toString());
    body.put("rule", Map.of("kinds", List.of("VILLAGE")));
    return body;
  }

  private String milestone() {
    return milestone("KICK_OFF");
  }

  private String milestone(String kind) {
    var body = body(3);
    body.remove("campaign");
    body.remove("base");
    body.put("name", kind.equals("KICK_OFF") ? "召开动员部署会" : "开展专题学习研讨");
    body.put("kind", kind);
    return made("/api/v1/campaigns/" + campaign + "/milestones", body);
  }

  private String plan() {
    var body = body(1);
    body.put("name", "遍访");
    body.put("startsOn", today().minusDays(1).toString());
    return made("/api/v1/visit-plans", body);
  }

  private String note() {
    var body = body(2);
    body.put("title", "指导意见");
    body.put("text", "请对照检查。");
    return made("/api/v1/guidance-notes", body);
  }

  private List<String> owed(String query) {
    return supervisor()
        .get(OWED + "?unit=" + village + query)
        .then()
        .statusCode(200)
        .extract()
        .path("items.subject.id");
  }

  private int summarised() {
    return supervisor()
        .get("/api/v1/units/" + village + "/summary")
        .then()
        .statusCode(200)
        .extract()
        .path("campaigns[0].owed");
  }

  @Test
  void eachKindAppearsTheFirstDueFirst() {
    var milestone = milestone();
    var plan = plan();
    var note = note();

    var list = supervisor().get(OWED + "?depth=self&unit=" + village).then().statusCode(200);

    assertThat(owed("&depth=self")).containsExactly(plan, note, milestone);
    assertThat(list.extract().<List<String>>path("items.kind"))
        .containsExactly("VISIT", "NOTE", "MILESTONE");
    assertThat(list.extract().<List<String>>path("items.subject.name"))
        .containsExactly("遍访", "指导意见", "召开动员部署会");
    for (String address : list.extract().<List<String>>path("items.subject.address")) {
      supervisor().get(address).then().statusCode(200);
    }
    assertThat(owed("&kind=NOTE")).containsExactly(note);
    int count = supervisor().get(OWED + "/count?unit=" + county + "&kind=VISIT").path("count");
    assertThat(count).isEqualTo(1);
    assertThat(summarised()).isEqualTo(3);
  }

  private void reportDone(String milestone) {
    reporter()
        .body(Map.of("unit", village))
        .post("/api/v1/milestones/" + milestone + "/reports")
        .then()
        .statusCode(201);
  }

  private Map<String, Integer> missingBelow() {
    var summary = supervisor().get("/api/v1/units/" + county + "/summary").then().statusCode(200);
    List<Map<String, Object>> kinds = summary.extract().path("campaigns[0].owedBelow");
    return kinds.stream()
        .collect(
            Collectors.toMap(
                kind -> (String) kind.get("kind"), kind -> (Integer) kind.get("missing")));
  }

  @Test
  void aPrescribedActionAppearsAndDisappearsOnceItIsReported() {
    var action = milestone("PRESCRIBED_ACTION");
    var milestone = milestone();

    assertThat(owed("&kind=PRESCRIBED_ACTION")).containsExactly(action);
    assertThat(owed("&kind=MILESTONE")).containsExactly(milestone);
    var list = supervisor().get(OWED + "?depth=self&unit=" + village).then().statusCode(200);
    assertThat(list.extract().<List<String>>path("items.kind"))
        .containsExactlyInAnyOrder("PRESCRIBED_ACTION", "MILESTONE");
    assertThat(list.extract().<List<String>>path("items.subject.name"))
        .containsExactlyInAnyOrder("开展专题学习研讨", "召开动员部署会");
    assertThat(missingBelow()).isEqualTo(Map.of("PRESCRIBED_ACTION", 1, "MILESTONE", 1));

    reportDone(action);

    assertThat(owed("&kind=PRESCRIBED_ACTION")).isEmpty();
    assertThat(owed("&kind=PRESCRIBED_ACTION&depth=self&state=done")).containsExactly(action);
    assertThat(missingBelow()).isEqualTo(Map.of("PRESCRIBED_ACTION", 0, "MILESTONE", 1));
  }

  @Test
  void aMilestoneThatTurnsOutToBeAPrescribedActionIsOwedAsOne() {
    var milestone = milestone();
    var path = "/api/v1/milestones/" + milestone;

    supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", supervisor().get(path).header("ETag"))
        .body(Map.of("kind", "PRESCRIBED_ACTION"))
        .patch(path)
        .then()
        .statusCode(200);

    assertThat(owed("&kind=PRESCRIBED_ACTION")).containsExactly(milestone);
    assertThat(owed("&kind=MILESTONE")).isEmpty();
    assertThat(missingBelow()).isEqualTo(Map.of("PRESCRIBED_ACTION", 1));
  }

  @Test
  void aMilestoneThatIsReportedDisappears() {
    var milestone = milestone();

    reportDone(milestone);

    assertThat(owed("")).isEmpty();
    assertThat(owed("&depth=self&state=done")).containsExactly(milestone);
    assertThat(summarised()).isZero();
  }

  @Test
  void aVisitThatIsReceivedDisappears() {
    var plan = plan();

    made(
        "/api/v1/visits",
        Map.of(
            "campaign", campaign,
            "unit", village,
            "plan", plan,
            "visitedOn", today().toString(),
            "purpose", "听取群众意见"));

    assertThat(owed("")).isEmpty();
  }

  @Test
  void aNoteThatIsReadDisappears() {
    var note = note();

    reporter()
        .body(Map.of("unit", village))
        .post("/api/v1/guidance-notes/" + note + "/receipts")
        .then()
        .statusCode(201);

    assertThat(owed("")).isEmpty();
  }

  @Test
  void whatAwaitsConfirmationIsStillOwed() {
    var body = body(3);
    body.remove("campaign");
    body.remove("base");
    body.put("name", "制定方案");
    body.put("kind", "PLAN");
    body.put("confirmed", true);
    var milestone = made("/api/v1/campaigns/" + campaign + "/milestones", body);
    assertThat(owed("&state=awaiting")).isEmpty();

    reporter()
        .body(Map.of("unit", village))
        .post("/api/v1/milestones/" + milestone + "/reports")
        .then()
        .statusCode(201);

    assertThat(owed("&state=awaiting")).containsExactly(milestone);
    assertThat(owed("")).containsExactly(milestone);
  }

  @Test
  void nothingIsOwedInACampaignThatIsOver() {
    milestone();

    open("/api/v1/campaigns/" + campaign, "CLOSED");

    assertThat(owed("")).isEmpty();
  }

  @Test
  void pagesGoOnWhereTheyEnded() {
    var milestone = milestone();
    var plan = plan();

    var first = supervisor().get(OWED + "?limit=1&unit=" + county).then().statusCode(200);
    var second = supervisor().get(first.extract().<String>path("next")).then().statusCode(200);

    assertThat(first.extract().<List<String>>path("items.subject.id")).containsExactly(plan);
    assertThat(second.extract().<List<String>>path("items.subject.id")).containsExactly(milestone);
  }

  @Test
  void whatIsPastItsDayIsToldApart() {
    milestone();
    var plan = plan();
    var note = note();
    assertThat(owed("&state=overdue")).isEmpty();

    TimePasses.days(2);

    assertThat(owed("&state=overdue")).containsExactly(plan);
    assertThat(
            supervisor()
                .get(OWED + "?unit=" + village)
                .then()
                .extract()
                .<List<Boolean>>path("items.overdue"))
        .containsExactly(true, false, false);
    assertThat(overdueOf("visit-plans/" + plan + "/units")).containsExactly(village);
    assertThat(overdueOf("guidance-notes/" + note + "/receipts")).isEmpty();
    TimePasses.days(1);
    assertThat(owed("&state=overdue")).containsExactly(plan, note);
    assertThat(overdueOf("guidance-notes/" + note + "/receipts")).containsExactly(village);
  }

  private static List<String> overdueOf(String list) {
    return supervisor()
        .get("/api/v1/" + list + "?state=overdue")
        .then()
        .statusCode(200)
        .extract()
        .path("items.unit.id");
  }

  @Test
  void whoOwesOneThingBelowAUnitIsAskedByItsId() {
    var other = World.unit(county, "邻村", "VILLAGE");
    var note = note();
    plan();

    assertThat(unitsThatOwe(note, county)).containsExactlyInAnyOrder(village, other);
    assertThat(unitsThatOwe(note, other)).containsExactly(other);
    int count = supervisor().get(OWED + "/count?subject=" + note).path("count");
    assertThat(count).isEqualTo(2);
    assertThat(unitsThatOwe(campaign, county)).isEmpty();
  }

  private static List<String> unitsThatOwe(String subject, String unit) {
    return supervisor()
        .get(OWED + "?subject=" + subject + "&unit=" + unit)
        .then()
        .statusCode(200)
        .extract()
        .path("items.unit.id");
  }

  @Test
  void whatIsDoneIsListedOfOneUnitAlone() {
    supervisor().get(OWED + "?state=done&unit=" + county).then().statusCode(400);
    supervisor().get(OWED + "?state=done&depth=self&unit=" + county).then().statusCode(200);
  }
}
