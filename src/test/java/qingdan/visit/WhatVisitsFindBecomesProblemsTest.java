package qingdan.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.World.supervisor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;
import qingdan.inspection.Drawing;
import qingdan.inspection.Drawing.Person;
import qingdan.problem.Drive;

@QuarkusTest
class WhatVisitsFindBecomesProblemsTest extends ApiTest {

  private static final String FINDINGS = "/api/v1/findings";
  private static final Map<String, String> REASON = Map.of("reason", "不属该村职责");

  private Drive drive;
  private Person inspector;

  @BeforeEach
  void openACampaign() {
    drive = new Drive();
    inspector = Drawing.person("INSPECTOR", drive.district);
  }

  /** Of the village, with one finding. */
  private Map<String, Object> body() {
    var body = new HashMap<String, Object>();
    body.put("campaign", drive.campaign);
    body.put("unit", drive.village);
    body.put("visitedOn", County.today().toString());
    body.put("purpose", "听取群众意见");
    body.put("findings", List.of(Map.of("title", "村内排水不畅", "severity", "MAJOR")));
    return body;
  }

  private static String recorded(Person by, Map<String, ?> body) {
    return County.send(by.asks(), body)
        .statusCode(201)
        .body("findings", is(1))
        .extract()
        .path("id");
  }

  /** The address of the one finding of a visit. */
  private static String found(String visit) {
    String id =
        supervisor()
            .get(FINDINGS + "?visit=" + visit)
            .then()
            .statusCode(200)
            .body("items.size()", is(1))
            .body("items[0].visit", equalTo(visit))
            .body("items[0].inspection", nullValue())
            .body("items[0].round", nullValue())
            .extract()
            .path("items[0].id");
    return FINDINGS + "/" + id;
  }

  private ValidatableResponse accept(String finding) {
    return Drawing.person("SUPERVISOR", drive.town)
        .asks()
        .body(Map.of("batch", drive.batch))
        .post(finding + "/acceptance")
        .then();
  }

  private String member(String unit) {
    var group =
        County.made(
            "/api/v1/guidance-groups",
            Map.of(
                "campaign",
                drive.campaign,
                "base",
                drive.city,
                "name",
                "组" + World.code(),
                "level",
                "ROVING",
                "units",
                List.of(unit)));
    supervisor()
        .body(Map.of("account", inspector.account()))
        .post("/api/v1/guidance-groups/" + group + "/members")
        .then()
        .statusCode(201);
    return group;
  }

  @Test
  void whatTheSupervisingUnitAcceptsIsAProblemThatNamesTheVisit() {
    var visit = recorded(inspector, body());
    var finding = found(visit);
    inspector
        .asks()
        .body(Map.of("batch", drive.batch))
        .post(finding + "/acceptance")
        .then()
        .statusCode(403);

    String problem =
        accept(finding).statusCode(200).body("status", is("ACCEPTED")).extract().path("problem");

    Drive.get(supervisor(), problem)
        .then()
        .statusCode(200)
        .body("status", is("CONFIRMED"))
        .body("source", is("INSPECTION"))
        .body("severity", is("MAJOR"))
        .body("unit.id", is(drive.village))
        .body("visit", is(visit));
    inspector
        .asks()
        .get(County.VISITS + "/" + visit)
        .then()
        .body("problems", equalTo(List.of(problem)));
    accept(finding).statusCode(409);
  }

  @Test
  void aGroupWithoutAnyGrantFindsWhatIsAcceptedAsOfGuidance() {
    inspector = Drawing.person(null, drive.bureau);
    var body = body();
    body.put("group", member(drive.village));
    var finding = found(recorded(inspector, body));

    inspector
        .asks()
        .get(FINDINGS)
        .then()
        .statusCode(200)
        .body("items.status", equalTo(List.of("WAITING")));
    String problem = accept(finding).statusCode(200).extract().path("problem");

    Drive.get(supervisor(), problem).then().body("source", is("GUIDANCE"));
  }

  @Test
  void whatIsRejectedIsSoForAReason() {
    var finding = found(recorded(inspector, body()));
    var own = Drawing.person("SUPERVISOR", drive.village);
    own.asks().body(REASON).post(finding + "/rejection").then().statusCode(403);

    Drawing.person("SUPERVISOR", drive.town)
        .asks()
        .body(REASON)
        .post(finding + "/rejection")
        .then()
        .statusCode(200);

    own.asks()
        .get(finding)
        .then()
        .statusCode(200)
        .body("status", is("REJECTED"))
        .body("reason", is("不属该村职责"))
        .body("problem", nullValue());
  }

  @Test
  void theBatchOfThePlanIsTheOneWhereNoneIsNamed() {
    supervisor()
        .body(Map.of("units", List.of(drive.village), "reason", "补报"))
        .post("/api/v1/batches/" + drive.batch + "/enrolments")
        .then()
        .statusCode(200);
    var body = body();
    var plain = found(recorded(inspector, body));
    body.put(
        "plan",
        County.made(
            County.PLANS,
            Map.of(
                "campaign",
                drive.campaign,
                "batch",
                drive.batch,
                "base",
                drive.city,
                "name",
                "遍访" + World.code(),
                "startsOn",
                County.today().toString(),
                "dueOn",
                County.today().plusDays(9).toString())));
    var planned = found(recorded(inspector, body));

    supervisor()
        .body(Map.of())
        .post(plain + "/acceptance")
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/batch")));
    supervisor().body(Map.of()).post(planned + "/acceptance").then().statusCode(200);
  }

  @Test
  void onlyWhoReadsTheWorkOfTheUnitReadsThem() {
    var visit = recorded(inspector, body());
    var finding = found(visit);

    for (var reader :
        List.of(
            Drawing.person("VIEWER", drive.village),
            Drawing.person("REPORTER", drive.town),
            Drawing.person("SUPERVISOR", drive.city))) {
      reader.asks().get(finding).then().statusCode(200);
      assertThat(waiting(reader, "")).isEqualTo(1);
      assertThat(waiting(reader, "&visit=" + visit)).isEqualTo(1);
      assertThat(waiting(reader, "&unit=" + drive.village)).isEqualTo(1);
      assertThat(waiting(reader, "&visit=" + UUID.randomUUID())).isZero();
    }
    for (var stranger :
        List.of(Drawing.person("VIEWER", drive.bureau), Drawing.person("ADMIN", drive.city))) {
      stranger.asks().get(finding).then().statusCode(404);
      assertThat(waiting(stranger, "")).isZero();
    }
  }

  private static int waiting(Person reader, String query) {
    return reader
        .asks()
        .get(FINDINGS + "/count?status=WAITING" + query)
        .then()
        .statusCode(200)
        .extract()
        .path("count");
  }

  @Test
  void theSameVisitSentAgainFindsNothingTwice() {
    var body = body();
    body.put("id", UUID.randomUUID().toString());
    var finding = found(recorded(inspector, body));
    accept(finding).statusCode(200);

    recorded(inspector, body);

    found((String) body.get("id"));
    body.put("findings", List.of(Map.of("title", "村内排水不畅")));
    County.send(inspector.asks(), body).statusCode(409).body("code", equalTo("id-taken"));
    body.remove("findings");
    County.send(inspector.asks(), body).statusCode(409);
  }

  @Test
  void aVisitIsWithdrawnWithItsFindingsWhileTheyWait() {
    var mistaken = recorded(inspector, body());
    var gone = found(mistaken);
    var decided = recorded(inspector, body());
    accept(found(decided)).statusCode(200);

    County.withdraw(mistaken);

    supervisor().get(gone).then().statusCode(404);
    accept(gone).statusCode(404);
    assertThat(waiting(inspector, "")).isZero();
    inspector
        .asks()
        .header("If-Match", "*")
        .delete(County.VISITS + "/" + decided)
        .then()
        .statusCode(409)
        .body("code", equalTo("move-refused"));
  }

  @Test
  void aBulletinOfItGoesOutAtOnceFromWhereTheVisitorsBelong() {
    var free = found(recorded(inspector, body()));
    var member = Drawing.person(null, drive.bureau);
    inspector = member;
    var body = body();
    body.put("group", member(drive.village));
    var ofTheGroup = found(recorded(member, body));

    bulletin(Drawing.person("VIEWER", drive.city), free).statusCode(403);
    recipients(
        bulletin(Drawing.person("INSPECTOR", drive.district), free).statusCode(201),
        drive.district,
        List.of(drive.town, drive.village));
    bulletin(Drawing.person("SUPERVISOR", drive.town), ofTheGroup).statusCode(403);
    recipients(
        bulletin(member, ofTheGroup).statusCode(201),
        drive.city,
        List.of(drive.district, drive.town, drive.village));
  }

  private static ValidatableResponse bulletin(Person by, String finding) {
    return by.asks().body(Map.of()).post(finding + "/bulletins").then();
  }

  private static void recipients(ValidatableResponse sent, String office, List<String> units) {
    String bulletin =
        sent.body("office.id", is(office))
            .body("round", nullValue())
            .body("title", is("村内排水不畅"))
            .extract()
            .path("id");
    List<String> told =
        supervisor()
            .get("/api/v1/bulletins/" + bulletin + "/recipients")
            .then()
            .statusCode(200)
            .extract()
            .path("items.unit.id");
    assertThat(told).containsExactlyInAnyOrderElementsOf(units);
  }
}
