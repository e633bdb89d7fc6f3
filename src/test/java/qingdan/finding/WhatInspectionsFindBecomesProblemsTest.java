package qingdan.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.World.supervisor;
import static qingdan.inspection.Drawing.ROUNDS;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
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
class WhatInspectionsFindBecomesProblemsTest extends ApiTest {

  private static final String CHECKLISTS = "/api/v1/checklists";
  private static final List<Map<String, String>> ANSWERS =
      List.of(Map.of("item", "1", "answer", "NO"), Map.of("item", "2", "answer", "YES"));

  private Drawing drawing;
  private String batch;

  @BeforeEach
  void build() {
    drawing = new Drawing();
    Drive.open("/api/v1/campaigns/" + drawing.campaign);
    batch = World.batch(drawing.campaign);
    for (var unit : drawing.districts) {
      World.enrol("/api/v1/batches/" + batch, unit);
    }
    World.enrol("/api/v1/batches/" + batch, drawing.bureau);
    Drive.open("/api/v1/batches/" + batch);
  }

  @AfterEach
  void back() {
    TimePasses.back();
  }

  private String started(Drawing.Person... team) {
    var body = drawing.body();
    body.put("team", Stream.of(team).map(Drawing.Person::account).toList());
    body.put("batch", batch);
    var round = drawing.prepared(body);
    for (var move : List.of("commitment", "draw", "start")) {
      drawing.move(round, move).statusCode(200);
    }
    return round;
  }

  private static List<String> units(String round, boolean drawn) {
    return supervisor()
        .get(ROUNDS + "/" + round + "/draw/population?drawn=" + drawn)
        .then()
        .statusCode(200)
        .extract()
        .path("items.unit.id");
  }

  @Test
  void leadingTeamsAreDrawnAndTheirStudySessionsInspected() {
    var team = World.unit(drawing.bureau, "局党组", "LEADING_TEAM");
    World.unit(drawing.districts.get(0), "区委常委会", "LEADING_TEAM");
    var body = drawing.body();
    body.put("rule", Map.of("kinds", List.of("LEADING_TEAM")));
    body.put("numbers", List.of(Map.of("stratum", "LEADING_TEAM", "number", 2)));
    var round = drawing.prepared(body);
    for (var move : List.of("commitment", "draw", "start")) {
      drawing.move(round, move).statusCode(200);
    }
    assertThat(units(round, true)).hasSize(2).contains(team);
    supervisor()
        .get(ROUNDS + "/" + round + "/draw/verification")
        .then()
        .statusCode(200)
        .body("agrees", is(true));

    var session = inspection(team);
    session.put("occasion", "STUDY_SESSION");
    inspect(drawing.inspector.asks(), round, session)
        .statusCode(201)
        .body("occasion", equalTo("STUDY_SESSION"));
    inspect(drawing.inspector.asks(), round, inspection(team))
        .statusCode(201)
        .body("occasion", equalTo("ON_SITE"));

    drawing
        .inspector
        .asks()
        .get("/api/v1/inspections?occasion=STUDY_SESSION&round=" + round)
        .then()
        .statusCode(200)
        .body("items.inspectedOn", equalTo(List.of(Drawing.today())));
  }

  @Test
  void studySessionsAreOfLeadingTeams() {
    var round = started();
    var session = inspection(units(round, true).get(0));
    session.put("occasion", "STUDY_SESSION");

    inspect(drawing.inspector.asks(), round, session)
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/occasion")));
  }

  private String checklist() {
    return drawing
        .inspector
        .asks()
        .body(
            Map.of(
                "campaign",
                drawing.campaign,
                "office",
                drawing.city,
                "name",
                "暗访检查表",
                "items",
                List.of(
                    Map.of("code", "1", "question", "清单是否公示"),
                    Map.of("code", "2", "question", "责任人是否到位"))))
        .post(CHECKLISTS)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static Map<String, Object> inspection(String unit) {
    var body = new HashMap<String, Object>();
    body.put("unit", unit);
    body.put("inspectedOn", Drawing.today());
    body.put("findings", List.of(Map.of("title", "问题清单未公示", "severity", "MAJOR")));
    return body;
  }

  private static ValidatableResponse inspect(
      RequestSpecification as, String round, Map<String, ?> body) {
    return as.body(body).post(ROUNDS + "/" + round + "/inspections").then();
  }

  /** The address of the one finding of a new inspection. */
  private String found(String round) {
    String inspection =
        inspect(drawing.inspector.asks(), round, inspection(units(round, true).get(0)))
            .statusCode(201)
            .extract()
            .path("id");
    String id =
        drawing
            .inspector
            .asks()
            .get("/api/v1/findings?inspection=" + inspection)
            .then()
            .statusCode(200)
            .body("items.size()", is(1))
            .extract()
            .path("items[0].id");
    return "/api/v1/findings/" + id;
  }

  @Test
  void anEditionOfAChecklistStaysWhenTheNextIsMade() {
    var first = checklist();
    var second = checklist();

    supervisor().get(CHECKLISTS + "/" + first).then().body("edition", is(1));
    supervisor().get(CHECKLISTS + "/" + second).then().body("edition", is(2));
  }

  @Test
  void everyQuestionIsAnsweredAndNoOther() {
    var round = started();
    var body = inspection(units(round, true).get(0));
    body.put("checklist", checklist());
    body.put(
        "answers",
        List.of(Map.of("item", "1", "answer", "NO"), Map.of("item", "9", "answer", "YES")));

    inspect(drawing.inspector.asks(), round, body)
        .statusCode(422)
        .body("errors.size()", is(2))
        .body("errors[0].pointer", equalTo("/answers/1/item"));
    body.put("answers", ANSWERS);
    inspect(drawing.inspector.asks(), round, body)
        .statusCode(201)
        .body("answers.answer", is(List.of("NO", "YES")))
        .body("findings", is(1));
  }

  @Test
  void whoIsInTheTeamWithoutAnyGrantInspectsByTheChecklistOfTheOffice() {
    var member = Drawing.person(null, drawing.bureau);
    var checklist = checklist();
    member.asks().get(CHECKLISTS + "/" + checklist).then().statusCode(404);
    var round = started(member);
    var body = inspection(units(round, true).get(0));
    body.put("checklist", checklist);
    body.put("answers", ANSWERS);

    member
        .asks()
        .get(CHECKLISTS)
        .then()
        .statusCode(200)
        .body("items.id", equalTo(List.of(checklist)));
    member.asks().get(CHECKLISTS + "/count").then().body("count", is(1));
    inspect(member.asks(), round, body).statusCode(201).body("checklist", is(checklist));
  }

  @Test
  void nothingIsInspectedOnADayBeforeTheDraw() {
    var round = started();
    var body = inspection(units(round, true).get(0));
    body.put("inspectedOn", LocalDate.parse(Drawing.today()).minusDays(1).toString());

    inspect(drawing.inspector.asks(), round, body)
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/inspectedOn")))
        .body("errors[0].message", containsString(Drawing.today()));
  }

  @Test
  void anInspectionThatAPhoneSendsTwiceIsOne() {
    var round = started();
    var body = inspection(units(round, true).get(0));
    body.put("id", UUID.randomUUID().toString());
    body.put("checklist", checklist());
    body.put("answers", ANSWERS);
    inspect(drawing.inspector.asks(), round, body).statusCode(201);
    supervisor()
        .body(Map.of("reason", "不属职责"))
        .post("/api/v1/findings/" + waiting(round).get(0) + "/rejection")
        .then()
        .statusCode(200);
    drawing.move(round, "closure").statusCode(200);

    inspect(drawing.inspector.asks(), round, body)
        .statusCode(201)
        .body("id", equalTo(body.get("id")))
        .body("findings", is(1));

    supervisor().get("/api/v1/inspections/count?round=" + round).then().body("count", is(1));
    var other = Drawing.person("INSPECTOR", drawing.city);
    inspect(other.asks(), round, body).statusCode(409).body("code", equalTo("id-taken"));
    for (var change :
        List.<Map.Entry<String, ?>>of(
            Map.entry("note", "再查"),
            Map.entry("findings", List.of()),
            Map.entry("unit", units(round, true).get(1)))) {
      var changed = new HashMap<>(body);
      changed.put(change.getKey(), change.getValue());
      inspect(drawing.inspector.asks(), round, changed)
          .statusCode(409)
          .body("code", equalTo("id-taken"));
    }
  }

  private List<String> waiting(String round) {
    return supervisor()
        .get("/api/v1/findings?status=WAITING&round=" + round)
        .then()
        .statusCode(200)
        .extract()
        .path("items.id");
  }

  @Test
  void anInspectionIsWithdrawnWhileAllItsFindingsWait() {
    var round = started();
    var body = inspection(units(round, true).get(0));
    body.put("id", UUID.randomUUID().toString());
    String mistaken =
        inspect(drawing.inspector.asks(), round, body).statusCode(201).extract().path("id");
    var finding = found(round);
    String decided = supervisor().get(finding).path("inspection");
    supervisor().body(Map.of()).post(finding + "/acceptance").then().statusCode(200);
    supervisor().delete("/api/v1/inspections/" + mistaken).then().statusCode(403);

    drawing.inspector.asks().delete("/api/v1/inspections/" + mistaken).then().statusCode(204);

    drawing.inspector.asks().get("/api/v1/inspections/" + mistaken).then().statusCode(404);
    drawing.inspector.asks().delete("/api/v1/inspections/" + mistaken).then().statusCode(404);
    assertThat(waiting(round)).isEmpty();
    assertThat(coverage().get(4)).as("inspected").isEqualTo(1);
    inspect(drawing.inspector.asks(), round, body).statusCode(409);
    drawing
        .inspector
        .asks()
        .delete("/api/v1/inspections/" + decided)
        .then()
        .statusCode(409)
        .body("code", equalTo("move-refused"));
  }

  @Test
  void onlyTheTeamInspectsAndOnlyWhatWasDrawn() {
    var round = started();
    var drawn = units(round, true).get(0);
    var member = Drawing.person(null, drawing.bureau);

    inspect(supervisor(), round, inspection(drawn)).statusCode(403);
    inspect(member.asks(), round, inspection(drawn)).statusCode(404);
    inspect(drawing.inspector.asks(), round, inspection(units(round, false).get(0)))
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/unit"));
    drawing.move(round, "closure").statusCode(200);
    inspect(drawing.inspector.asks(), round, inspection(drawn)).statusCode(409);
  }

  @Test
  void nothingIsInspectedBeforeTheRoundStarts() {
    var round = drawing.round("commitment", "draw");
    inspect(drawing.inspector.asks(), round, inspection(drawing.bureau)).statusCode(409);
    inspect(supervisor(), round, inspection(drawing.bureau)).statusCode(404);
  }

  @Test
  void whatTheSupervisingUnitAcceptsIsAProblemOfTheUnit() {
    var finding = found(started());
    drawing.inspector.asks().body(Map.of()).post(finding + "/acceptance").then().statusCode(403);

    String problem =
        Drive.person("SUPERVISOR", drawing.city)
            .body(Map.of())
            .post(finding + "/acceptance")
            .then()
            .statusCode(200)
            .body("status", is("ACCEPTED"))
            .extract()
            .path("problem");

    String unit = supervisor().get(finding).path("unit.id");
    supervisor()
        .get("/api/v1/problems/" + problem)
        .then()
        .statusCode(200)
        .body("status", is("CONFIRMED"))
        .body("source", is("INSPECTION"))
        .body("severity", is("MAJOR"))
        .body("unit.id", is(unit));
    supervisor().body(Map.of()).post(finding + "/acceptance").then().statusCode(409);
    supervisor().body(Map.of("reason", "不属职责")).post(finding + "/rejection").then().statusCode(409);
  }

  @Test
  void theUnitItselfRejectsNothing() {
    var finding = found(started());
    String unit = supervisor().get(finding).path("unit.id");

    var own = Drive.person("SUPERVISOR", unit);
    own.get(finding).then().statusCode(200).body("status", is("WAITING"));
    own.body(Map.of("reason", "不属职责")).post(finding + "/rejection").then().statusCode(403);
    supervisor()
        .body(Map.of("reason", "不属职责"))
        .post(finding + "/rejection")
        .then()
        .statusCode(200)
        .body("status", is("REJECTED"))
        .body("reason", is("不属职责"))
        .body("problem", nullValue());
    var stranger = Drive.person("VIEWER", drawing.town);
    stranger.get(finding).then().statusCode(404);
    assertThat((int) stranger.get("/api/v1/findings/count").path("count")).isZero();
  }

  @Test
  void theCoverageOverRoundsNamesWhomNoneHasDrawn() {
    var first = started();
    inspect(drawing.inspector.asks(), first, inspection(units(first, true).get(0))).statusCode(201);
    assertThat(coverage()).containsExactly(5, 2, 3, 0, 1);

    started();

    var coverage = coverage();
    assertThat(coverage.get(1) + coverage.get(2) + coverage.get(3)).isEqualTo(5);
    assertThat(coverage.get(3)).as("the bureau is drawn each time").isPositive();
    for (var times : List.of("never", "once", "more")) {
      var address = "/api/v1/campaigns/" + drawing.campaign + "/drawn-units%s?unit=" + drawing.city;
      List<?> rows =
          supervisor()
              .get(address.formatted("") + "&times=" + times)
              .then()
              .statusCode(200)
              .extract()
              .path("items");
      int count = supervisor().get(address.formatted("/count") + "&times=" + times).path("count");
      assertThat(rows).hasSize(count);
      assertThat(count)
          .isEqualTo(coverage.get(List.of("never", "once", "more").indexOf(times) + 1));
    }
  }

  @Test
  void theCoverageOverRoundsIsThatOfABatchAndOfADay() {
    var next = World.batch(drawing.campaign);
    World.enrol("/api/v1/batches/" + next, drawing.districts.get(0), drawing.town);
    inspect(drawing.inspector.asks(), started(), inspection(drawing.bureau)).statusCode(201);
    var today = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    assertThat(coverage("")).startsWith(6, 3, 3);
    assertThat(coverage("&batch=" + batch)).containsExactly(5, 2, 3, 0, 1);
    assertThat(coverage("&batch=" + next)).containsExactly(2, 2, 0, 0, 0);
    supervisor()
        .get(
            "/api/v1/campaigns/"
                + drawing.campaign
                + "/drawn-units?times=never&unit="
                + drawing.city
                + "&batch="
                + next)
        .then()
        .statusCode(200)
        .body("items.unit.id", equalTo(List.of(drawing.districts.get(0), drawing.town)));

    TimePasses.days(1);
    supervisor()
        .body(Map.of("units", List.of(drawing.town), "reason", "补录"))
        .post("/api/v1/batches/" + batch + "/enrolments")
        .then()
        .statusCode(200);
    assertThat(coverage("&batch=" + batch)).containsExactly(6, 3, 3, 0, 1);
    assertThat(coverage("&batch=" + batch + "&asOf=" + today)).containsExactly(5, 2, 3, 0, 1);
    assertThat(coverage("&asOf=" + today.minusDays(1))).containsExactly(0, 0, 0, 0, 0);
    supervisor()
        .get(
            "/api/v1/campaigns/"
                + drawing.campaign
                + "/drawn-units/count?unit="
                + drawing.city
                + "&asOf="
                + today.plusDays(2))
        .then()
        .statusCode(400);
  }

  /** Units, never, once, more, inspected. */
  private List<Integer> coverage() {
    return coverage("");
  }

  private List<Integer> coverage(String query) {
    var body =
        supervisor()
            .get(
                "/api/v1/campaigns/"
                    + drawing.campaign
                    + "/drawn-units/coverage?unit="
                    + drawing.city
                    + query)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    return List.of("units", "never", "once", "more", "inspected").stream()
        .map(body::getInt)
        .toList();
  }

  @Test
  void whatWasFoundAtAUnitThatHasMergedIsAProblemOfItsSuccessor() {
    var finding = found(started());
    String unit = supervisor().get(finding).path("unit.id");
    var between = World.unit(drawing.city, "新区", "COUNTY");
    var heir = World.unit(drawing.city, "大区", "COUNTY");
    World.merge(unit, between);
    World.merge(between, heir);

    String problem =
        supervisor()
            .body(Map.of())
            .post(finding + "/acceptance")
            .then()
            .statusCode(200)
            .extract()
            .path("problem");

    supervisor().get("/api/v1/problems/" + problem).then().body("unit.id", is(heir));
  }

  @Test
  void theOfficeOfAChecklistIsOpen() {
    World.close(drawing.bureau);
    var body =
        Map.of(
            "campaign",
            drawing.campaign,
            "office",
            drawing.bureau,
            "name",
            "检查表",
            "items",
            List.of(Map.of("code", "1", "question", "清单是否公示")));

    supervisor().body(body).post(CHECKLISTS).then().statusCode(409);
  }
}
