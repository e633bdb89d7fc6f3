package qingdan.bulletin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static qingdan.World.supervisor;
import static qingdan.inspection.Drawing.ROUNDS;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.TimePasses;
import qingdan.World;
import qingdan.inspection.Drawing;
import qingdan.problem.Drive;

@QuarkusTest
class BulletinsReachUnitsTest extends ApiTest {

  private static final String BULLETINS = "/api/v1/bulletins";

  private Drawing drawing;

  @BeforeEach
  void build() {
    drawing = new Drawing();
  }

  @AfterEach
  void back() {
    TimePasses.back();
  }

  private static String today() {
    return LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
  }

  private Map<String, Object> body() {
    var body = new HashMap<String, Object>();
    body.put("campaign", drawing.campaign);
    body.put("office", drawing.city);
    body.put("title", "关于清单公示的通报");
    body.put("text", "请对照整改");
    body.put("rule", Map.of("kinds", List.of("COUNTY")));
    body.put("answerDueOn", today());
    return body;
  }

  private static String sent(RequestSpecification as, Map<String, ?> body) {
    String id = as.body(body).post(BULLETINS).then().statusCode(201).extract().path("id");
    return BULLETINS + "/" + id;
  }

  /** Recipients, received, due, on time, late, missing. */
  private static List<Integer> coverage(RequestSpecification as, String bulletin) {
    return coverage(as, bulletin, null);
  }

  private static List<Integer> coverage(RequestSpecification as, String bulletin, LocalDate asOf) {
    var day = asOf == null ? "" : "?asOf=" + asOf;
    var body = as.get(bulletin + "/coverage" + day).then().statusCode(200).extract().jsonPath();
    return Stream.of("recipients", "received", "due", "onTime", "late", "missing")
        .map(body::getInt)
        .toList();
  }

  private static void answer(String bulletin, String unit) {
    Drive.person("REPORTER", unit)
        .body(Map.of("text", "已公示"))
        .post(bulletin + "/recipients/" + unit + "/answer")
        .then()
        .statusCode(200)
        .body("state", is("ANSWERED"));
  }

  @Test
  void whatARuleNamesIsSentReceivedAndAnswered() {
    var bulletin = sent(supervisor(), body());
    var east = drawing.districts.get(0);
    var west = drawing.districts.get(1);

    assertThat(coverage(supervisor(), bulletin)).containsExactly(4, 0, 4, 0, 0, 4);
    Drive.person("REPORTER", east)
        .post(bulletin + "/recipients/" + east + "/receipt")
        .then()
        .statusCode(200)
        .body("state", is("RECEIVED"));
    assertThat(coverage(supervisor(), bulletin)).containsExactly(4, 1, 4, 0, 0, 4);
    answer(bulletin, east);
    TimePasses.days(1);
    answer(bulletin, west);

    assertThat(coverage(supervisor(), bulletin)).containsExactly(4, 2, 4, 1, 1, 2);
    var today = LocalDate.parse(today());
    assertThat(coverage(supervisor(), bulletin, today.minusDays(1)))
        .containsExactly(0, 0, 0, 0, 0, 0);
    assertThat(coverage(supervisor(), bulletin, today)).containsExactly(4, 1, 4, 1, 0, 3);
    assertThat(coverage(supervisor(), bulletin, today.plusDays(1)))
        .containsExactly(4, 2, 4, 1, 1, 2);
    supervisor().get(bulletin + "/coverage?asOf=" + today.plusDays(2)).then().statusCode(400);
    supervisor()
        .get(bulletin + "/recipients?state=UNREAD")
        .then()
        .body("items.unit.id.size()", is(2))
        .body("items.unit.id", hasItem(drawing.districts.get(3)));
    supervisor()
        .body(Map.of("text", "再答"))
        .post(bulletin + "/recipients/" + east + "/answer")
        .then()
        .statusCode(403);
    Drive.person("REPORTER", east)
        .body(Map.of("text", "再答"))
        .post(bulletin + "/recipients/" + east + "/answer")
        .then()
        .statusCode(409);
  }

  @Test
  void whoHasNotAnsweredIsListedOfAPartOfTheTree() {
    var bulletin = sent(supervisor(), body());
    var east = drawing.districts.get(0);
    answer(bulletin, drawing.districts.get(1));

    assertThat(recipients(bulletin, "?state=UNREAD&unit=" + east)).containsExactly(east);
    assertThat(recipients(bulletin, "?state=ANSWERED&unit=" + east)).isEmpty();
    assertThat(recipients(bulletin, "?depth=self&unit=" + drawing.city)).isEmpty();
    assertThat(recipients(bulletin, "?depth=children&unit=" + drawing.city)).hasSize(4);
    int unread =
        supervisor()
            .get(bulletin + "/recipients/count?state=UNREAD&unit=" + drawing.city)
            .path("count");
    assertThat(unread).isEqualTo(3);
    Drive.person("VIEWER", drawing.districts.get(1))
        .get(bulletin + "/recipients?unit=" + east)
        .then()
        .statusCode(404);
  }

  private static List<String> recipients(String bulletin, String query) {
    return supervisor()
        .get(bulletin + "/recipients" + query)
        .then()
        .statusCode(200)
        .extract()
        .path("items.unit.id");
  }

  @Test
  void noAnswerIsDueBeforeTheBulletinIsSent() {
    var body = body();
    var yesterday = LocalDate.parse(today()).minusDays(1).toString();
    body.put("answerDueOn", yesterday);
    var finding = finding(drawing.round("commitment", "draw", "start"));

    supervisor()
        .body(body)
        .post(BULLETINS)
        .then()
        .statusCode(422)
        .body("errors.pointer", is(List.of("/answerDueOn")));
    drawing
        .inspector
        .asks()
        .body(Map.of("answerDueOn", yesterday))
        .post("/api/v1/findings/" + finding + "/bulletins")
        .then()
        .statusCode(422);
    supervisor().get(BULLETINS + "/count?campaign=" + drawing.campaign).then().body("count", is(0));
  }

  @Test
  void aUnitReadsItsOwnBulletinAndNobodyElsesAnswer() {
    var bulletin = sent(supervisor(), body());
    var east = drawing.districts.get(0);
    answer(bulletin, drawing.districts.get(1));
    var reader = Drive.person("VIEWER", east);

    reader.get(bulletin).then().statusCode(200).body("text", is("请对照整改"));
    reader
        .get(bulletin + "/recipients")
        .then()
        .body("items.unit.id", is(List.of(east)))
        .body("items.state", is(List.of("UNREAD")));
    assertThat(coverage(reader, bulletin)).containsExactly(1, 0, 1, 0, 0, 1);
    reader.get(BULLETINS + "?unit=" + east).then().body("items.size()", is(1));
    assertThat((int) reader.get(BULLETINS + "/count").path("count")).isEqualTo(1);
    var bureau = Drive.person("VIEWER", drawing.bureau);
    bureau.get(bulletin).then().statusCode(404);
    bureau.get(BULLETINS).then().body("items.size()", is(0));
  }

  @Test
  void aRuleThatNamesNobodyAndAUnitElsewhereAreRefused() {
    var nobody = body();
    nobody.put("rule", Map.of("kinds", List.of("HOSPITAL")));
    supervisor().body(nobody).post(BULLETINS).then().statusCode(422);
    var elsewhere = body();
    elsewhere.remove("rule");
    elsewhere.put("units", List.of(drawing.province));
    supervisor()
        .body(elsewhere)
        .post(BULLETINS)
        .then()
        .statusCode(422)
        .body("errors[0].pointer", is("/units/0"));
    assertThat(
            (int) supervisor().get(BULLETINS + "/count?campaign=" + drawing.campaign).path("count"))
        .isZero();
  }

  private String finding(String round) {
    return finding(round, "TOWNSHIP");
  }

  private String finding(String round, String stratum) {
    String unit =
        supervisor()
            .get(ROUNDS + "/" + round + "/draw/population?drawn=true&stratum=" + stratum)
            .then()
            .statusCode(200)
            .extract()
            .path("items[0].unit.id");
    String inspection =
        drawing
            .inspector
            .asks()
            .body(
                Map.of(
                    "unit",
                    unit,
                    "inspectedOn",
                    Drawing.today(),
                    "findings",
                    List.of(Map.of("title", "问题清单未公示"))))
            .post(ROUNDS + "/" + round + "/inspections")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    return drawing
        .inspector
        .asks()
        .get("/api/v1/findings?inspection=" + inspection)
        .path("items[0].id");
  }

  @Test
  void aFindingIsMadeKnownAtOnceToTheUnitAndThoseAboveIt() {
    var round = drawing.round("commitment", "draw", "start");
    var finding = finding(round);
    var path = "/api/v1/findings/" + finding + "/bulletins";

    supervisor().body(Map.of()).post(path).then().statusCode(403);
    String id =
        drawing
            .inspector
            .asks()
            .body(Map.of("answerDueOn", today()))
            .post(path)
            .then()
            .statusCode(201)
            .body("finding", is(finding))
            .body("round", is(round))
            .body("title", is("问题清单未公示"))
            .extract()
            .path("id");

    supervisor()
        .get(BULLETINS + "/" + id + "/recipients")
        .then()
        .body("items.unit.id", is(List.of(drawing.districts.get(0), drawing.town)));
  }

  @Test
  void aRoundsFindingsMakeABulletinAndAnEmbargoedRoundNone() {
    var round = drawing.round("commitment", "draw", "start");
    finding(round);
    var body = body();
    body.remove("text");
    body.put("round", round);

    var bulletin = sent(drawing.inspector.asks(), body);

    drawing.inspector.asks().get(bulletin).then().body("text", containsString("镇：问题清单未公示"));
    body.put("round", drawing.prepared());
    drawing.inspector.asks().body(body).post(BULLETINS).then().statusCode(422);
  }

  @Test
  void whatWasRejectedIsNotMadeKnown() {
    var round = drawing.round("commitment", "draw", "start");
    finding(round, "BUREAU");
    supervisor()
        .body(Map.of("reason", "不属职责"))
        .post("/api/v1/findings/" + finding(round) + "/rejection")
        .then()
        .statusCode(200);
    var body = body();
    body.remove("text");
    body.put("round", round);

    var bulletin = sent(drawing.inspector.asks(), body);

    drawing.inspector.asks().get(bulletin).then().body("text", is("水务局：问题清单未公示"));
  }

  @Test
  void closedUnitsSendAndGetNothing() {
    var round = drawing.round("commitment", "draw", "start");
    var finding = finding(round, "BUREAU");
    World.close(drawing.bureau);
    var to = body();
    to.remove("rule");
    to.put("units", List.of(drawing.districts.get(0), drawing.bureau));
    var from = body();
    from.put("office", drawing.bureau);

    supervisor()
        .body(to)
        .post(BULLETINS)
        .then()
        .statusCode(409)
        .body("errors[0].pointer", is("/units/1"));
    supervisor().body(from).post(BULLETINS).then().statusCode(409);
    drawing
        .inspector
        .asks()
        .body(Map.of())
        .post("/api/v1/findings/" + finding + "/bulletins")
        .then()
        .statusCode(409);
  }
}
