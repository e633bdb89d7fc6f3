package qingdan.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static qingdan.story.Paperwork.created;
import static qingdan.story.Tianjin.CITY;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.specification.RequestSpecification;

/** Nobody knows who comes next: six rounds in the first batch, a spot check in the second. */
final class Inspections extends Chapter {

  private static final List<String> BUREAUS_OF_OTHERS = List.of("市级部门1（演示）", "市级部门2（演示）");
  String checklist;
  String spotCheck;
  String checkedUnit;
  String checkFound;

  Inspections(Story story) {
    super(story);
  }

  void sixRoundsComeUnannounced() {
    checklist =
        created(
            inspector(
                    Map.of(
                        "campaign",
                        story.campaign,
                        "office",
                        tianjin.at(CITY),
                        "name",
                        "暗访检查表",
                        "items",
                        List.of(
                            Map.of("code", "1", "question", "问题清单是否公示"),
                            Map.of("code", "2", "question", "责任人是否到位"))))
                .post("/api/v1/checklists")
                .then());
    for (int number = 1; number <= 6; number++) {
      var round = round("第" + number + "轮暗访", story.first, "NONE", 4);
      read("/api/v1/rounds/" + round).body("number", equalTo(number));
      var unit = drawn(round, "BUREAU", 4);
      var finding = find(round, unit);
      if (number <= 4) {
        story.found.add(accept(finding));
        story.inspected.add(unit);
      } else {
        reject(finding);
      }
      move(round, "closure", null);
    }
  }

  void noneWasKnownBeforeAndEachIsVerified() {
    List<String> rounds =
        read("/api/v1/rounds?campaign=" + story.campaign)
            .body("items.number", containsInAnyOrder(1, 2, 3, 4, 5, 6))
            .body("items.status", everyItem(equalTo("CLOSED")))
            .extract()
            .path("items.id");
    rounds.forEach(
        round ->
            read("/api/v1/rounds/" + round + "/draw/verification")
                .body("agrees", equalTo(true), "checks", hasSize(5)));

    read("/api/v1/findings/count?status=ACCEPTED&unit=" + tianjin.at(CITY))
        .body("count", equalTo(4));
    read("/api/v1/findings/count?status=REJECTED&unit=" + tianjin.at(CITY))
        .body("count", equalTo(2));
    var coverage =
        read("/api/v1/campaigns/"
                + story.campaign
                + "/drawn-units/coverage?unit="
                + tianjin.at(CITY))
            .body("units", equalTo(23))
            .extract()
            .jsonPath();
    assertThat(coverage.getInt("never") + coverage.getInt("once") + coverage.getInt("more"))
        .isEqualTo(23);
    story.found.forEach(
        problem ->
            seen(problem).body("status", equalTo("CONFIRMED"), "source", equalTo("INSPECTION")));
  }

  void theSecondBatchIsSpotChecked() {
    spotCheck = prepared("抽查", story.second, "KIND", 2);
    move(spotCheck, "commitment", null);
    for (var role : List.of("VIEWER", "REPORTER")) {
      tianjin.as(role, CITY).get("/api/v1/rounds/" + spotCheck).then().statusCode(404);
    }
    move(spotCheck, "draw", CONTRIBUTION);
    move(spotCheck, "start", null);

    read("/api/v1/rounds/" + spotCheck + "/draw/population/count").body("count", equalTo(39));
    checkedUnit = drawn(spotCheck, "UNIVERSITY", 6);
    checkFound = find(spotCheck, checkedUnit);
    itIsMadeKnownAtOnce();
    accept(checkFound);
    move(spotCheck, "closure", null);
  }

  private void itIsMadeKnownAtOnce() {
    var bulletin =
        created(
            inspector(Map.of("answerDueOn", Paperwork.DEADLINE))
                .post("/api/v1/findings/" + checkFound + "/bulletins")
                .then()
                .body("finding", equalTo(checkFound), "title", equalTo("问题清单未公示")));
    read("/api/v1/bulletins/" + bulletin + "/recipients")
        .body("items.unit.id", contains(checkedUnit), "items.state", contains("UNREAD"));
  }

  /** They are units like any other: drawn by rule, and looked at when they study. */
  void itsLeadingTeamsAreSpotChecked() {
    var round = prepared("抽查领导班子", null, "NONE", 2, "LEADING_TEAM");
    move(round, "commitment", null);
    move(round, "draw", CONTRIBUTION);
    move(round, "start", null);
    var team = drawn(round, "LEADING_TEAM", 2);
    created(
        inspector(Map.of("unit", team, "inspectedOn", today(), "occasion", "STUDY_SESSION"))
            .post("/api/v1/rounds/" + round + "/inspections")
            .then()
            .body("occasion", equalTo("STUDY_SESSION")));
    read("/api/v1/inspections?occasion=STUDY_SESSION&round=" + round).body("items", hasSize(1));
    move(round, "closure", null);
  }

  private String round(String name, String batch, String strata, int number) {
    var round = prepared(name, batch, strata, number);
    move(round, "commitment", null);
    move(round, "draw", CONTRIBUTION);
    move(round, "start", null);
    return round;
  }

  private String prepared(String name, String batch, String strata, int number, String... kinds) {
    var body = new HashMap<String, Object>();
    body.put("campaign", story.campaign);
    body.put("batch", batch);
    body.put("office", tianjin.at(CITY));
    body.put("name", name);
    body.put("startsOn", "2019-10-08");
    body.put("endsOn", "2019-10-18");
    body.put("stratifiedBy", strata);
    body.put("perStratum", number);
    if (kinds.length > 0) {
      body.put("rule", Map.of("kinds", List.of(kinds)));
    }
    return created(inspector(body).post("/api/v1/rounds").then());
  }

  private void move(String round, String move, Map<String, ?> body) {
    var request = tianjin.as("INSPECTOR", CITY);
    (body == null ? request : request.body(body))
        .post("/api/v1/rounds/" + round + "/" + move)
        .then()
        .statusCode(200);
  }

  /** One of those drawn, of the kind, that no other chapter is about. */
  private String drawn(String round, String kind, int all) {
    List<String> units =
        read("/api/v1/rounds/" + round + "/draw/population?drawn=true")
            .body("items", hasSize(all))
            .extract()
            .path(
                "items.unit.findAll { it.kind == '%s' && !('%s'.contains(it.name)) }.id"
                    .formatted(kind, String.join(" ", BUREAUS_OF_OTHERS)));
    return units.get(0);
  }

  /** The id of what was found. */
  private String find(String round, String unit) {
    var inspection =
        created(
            inspector(
                    Map.of(
                        "unit",
                        unit,
                        "inspectedOn",
                        today(),
                        "checklist",
                        checklist,
                        "answers",
                        List.of(
                            Map.of("item", "1", "answer", "NO", "note", "公示栏为空"),
                            Map.of("item", "2", "answer", "YES")),
                        "findings",
                        List.of(Map.of("title", "问题清单未公示", "severity", "MAJOR"))))
                .post("/api/v1/rounds/" + round + "/inspections")
                .then()
                .body("answers.answer", contains("NO", "YES")));
    return read("/api/v1/findings?inspection=" + inspection)
        .body("items", hasSize(1))
        .extract()
        .path("items[0].id");
  }

  /** The id of the problem that the finding is from now on. */
  private String accept(String finding) {
    return office(Map.of())
        .post("/api/v1/findings/" + finding + "/acceptance")
        .then()
        .statusCode(200)
        .body("status", equalTo("ACCEPTED"))
        .extract()
        .path("problem");
  }

  private void reject(String finding) {
    office(Map.of("reason", "检查当日已经公示"))
        .post("/api/v1/findings/" + finding + "/rejection")
        .then()
        .statusCode(200)
        .body("status", equalTo("REJECTED"));
  }

  private RequestSpecification inspector(Map<String, ?> body) {
    return tianjin.as("INSPECTOR", CITY).body(body);
  }

  private static final Map<String, String> CONTRIBUTION =
      Map.of("contribution", "双色球 2019117 期 03 06 11 14 23 29 + 08", "suppliedBy", "李某，市监督委员会");
}
