package qingdan.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.World.supervisor;
import static qingdan.problem.Drive.person;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;
import qingdan.problem.Drive;

@QuarkusTest
class ProblemsNameTheVisitThatFoundThemTest extends ApiTest {

  private static final String PROBLEMS = "/api/v1/problems";

  private Drive drive;
  private String list;

  @BeforeEach
  void openACampaign() {
    drive = new Drive();
    list = drive.list(drive.village);
  }

  @Test
  void aPhoneMakesTheVisitAndItsProblemsAndSendsThemLater() {
    var visit = UUID.randomUUID().toString();
    var problem = UUID.randomUUID().toString();
    var visited = visitBody(drive.campaign, drive.village);
    visited.put("id", visit);
    var found = Drive.problem(list);
    found.putAll(Map.of("id", problem, "visit", visit));

    supervisor().body(visited).post(County.VISITS).then().statusCode(201);
    report(World.reporter(), found).statusCode(201).body("visit", equalTo(visit));

    Drive.get(supervisor(), problem).then().body("visit", equalTo(visit));
    supervisor()
        .get(County.VISITS + "/" + visit)
        .then()
        .body("problems", equalTo(List.of(problem)));
    // the visit sent again is the same one still
    supervisor()
        .body(visited)
        .post(County.VISITS)
        .then()
        .statusCode(201)
        .body("id", equalTo(visit));
  }

  @Test
  void theProblemsOfAVisitAreListedAndCounted() {
    var before = drive.report(World.reporter(), list);
    var body = visitBody(drive.campaign, drive.village);
    body.put("problems", List.of(before));
    var visit = County.made(County.VISITS, body);
    String within = report(World.reporter(), within(visit)).statusCode(201).extract().path("id");
    drive.report(World.reporter(), list);

    assertThat(listed(visit, "")).containsExactlyInAnyOrder(before, within);
    assertThat(listed(visit, "&status=OPEN&sort=reported")).isEmpty();
    supervisor()
        .get(PROBLEMS + "/count?visit=" + visit)
        .then()
        .statusCode(200)
        .body("count", equalTo(2));
    assertThat(listed(UUID.randomUUID().toString(), "")).isEmpty();
  }

  @Test
  void whatTheSupervisorFindsOnAVisitIsConfirmedAndNamesIt() {
    var visit = visited(drive.town);
    var found = Drive.problem(list);
    found.remove("list");
    found.put("finding", Map.of("batch", drive.batch, "unit", drive.village));
    found.put("visit", visit);

    report(person("SUPERVISOR", drive.town), found)
        .statusCode(201)
        .body("status", equalTo("CONFIRMED"))
        .body("visit", equalTo(visit));
  }

  @Test
  void aVisitOfAGroupForAPlanLeadsToProblemsToo() {
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
                "startsOn",
                County.today().toString()));
    var plan =
        County.made(
            County.PLANS,
            Map.of(
                "campaign",
                drive.campaign,
                "base",
                drive.city,
                "name",
                "遍访" + World.code(),
                "startsOn",
                County.today().toString(),
                "dueOn",
                County.today().plusDays(9).toString(),
                "rule",
                Map.of("kinds", List.of("VILLAGE"))));
    var body = visitBody(drive.campaign, drive.village);
    body.putAll(Map.of("group", group, "plan", plan));
    var visit = County.made(County.VISITS, body);

    var problem =
        report(World.reporter(), within(visit))
            .statusCode(201)
            .body("visit", equalTo(visit))
            .extract()
            .<String>path("id");
    drive.report(World.reporter(), list);
    supervisor()
        .get(PROBLEMS + "?group=" + group)
        .then()
        .statusCode(200)
        .body("items.id", equalTo(List.of(problem)));
    supervisor()
        .get(PROBLEMS + "/count?status=REPORTED&group=" + group)
        .then()
        .statusCode(200)
        .body("count", equalTo(1));
    supervisor().get(PROBLEMS + "?contact=" + group).then().body("items", equalTo(List.of()));
  }

  @Test
  void aVisitElsewhereOrOfAnotherCampaignIsRefused() {
    refused(visited(drive.bureau), "a visit to another unit");
    var below = World.unit(drive.village, "支部", "BRANCH");
    refused(visited(below), "a visit to another unit");
    var other = World.campaign(drive.city);
    refused(County.made(County.VISITS, visitBody(other, drive.village)), "another campaign");
  }

  private void refused(String visit, String rule) {
    report(World.reporter(), within(visit))
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/visit"))
        .body("errors[0].message", containsString(rule));
  }

  @Test
  void aVisitThatTheCallerDoesNotReadIsUnknown() {
    var visit = visited(drive.town);

    var refusal = report(person("REPORTER", drive.village), within(visit)).statusCode(422);
    var unknown =
        report(person("REPORTER", drive.village), within(UUID.randomUUID().toString()))
            .statusCode(422);

    refusal.body("errors[0].pointer", equalTo("/visit"));
    assertThat(refusal.extract().jsonPath().getList("errors"))
        .isEqualTo(unknown.extract().jsonPath().getList("errors"));
  }

  @Test
  void aVisitIsNamedOnlyToWhomItIsThere() {
    var visit = visited(drive.town);
    String problem = report(World.reporter(), within(visit)).statusCode(201).extract().path("id");

    Drive.get(person("REPORTER", drive.village), problem).then().body("visit", nullValue());
    Drive.get(person("VIEWER", drive.town), problem).then().body("visit", equalTo(visit));
    County.withdraw(visit);
    Drive.get(supervisor(), problem).then().statusCode(200).body("visit", nullValue());
    assertThat(listed(visit, "")).isEmpty();
    report(World.reporter(), within(visit)).statusCode(422);
  }

  private static ValidatableResponse report(RequestSpecification as, Map<String, ?> body) {
    return as.body(body).post(PROBLEMS).then();
  }

  private Map<String, Object> within(String visit) {
    var body = Drive.problem(list);
    body.put("visit", visit);
    return body;
  }

  private String visited(String unit) {
    return County.made(County.VISITS, visitBody(drive.campaign, unit));
  }

  private static Map<String, Object> visitBody(String campaign, String unit) {
    var body = new HashMap<String, Object>();
    body.put("campaign", campaign);
    body.put("unit", unit);
    body.put("visitedOn", County.today().toString());
    body.put("purpose", "听取群众意见");
    return body;
  }

  private static List<String> listed(String visit, String more) {
    return supervisor()
        .get(PROBLEMS + "?visit=" + visit + more)
        .then()
        .statusCode(200)
        .extract()
        .path("items.id");
  }
}
