package qingdan.problem;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.problem.Drive.DEADLINE;
import static qingdan.problem.Drive.EVIDENCE;
import static qingdan.problem.Drive.get;
import static qingdan.problem.Drive.lists;
import static qingdan.problem.Drive.move;
import static qingdan.problem.Drive.person;
import static qingdan.problem.Drive.plan;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class AProblemIsRectifiedItemByItemTest extends ApiTest {

  private Drive drive;
  private String reporter;
  private String supervisor;

  @BeforeEach
  void openACampaign() {
    drive = new Drive();
    reporter = Drive.token("REPORTER", drive.village);
    supervisor = Drive.token("SUPERVISOR", drive.town);
  }

  private RequestSpecification reporter() {
    return World.as(reporter);
  }

  private RequestSpecification supervisor() {
    return World.as(supervisor);
  }

  @Test
  void nothingIsPlannedBeforeTheListIsApproved() {
    var list = drive.list(drive.village);
    var problem = drive.report(reporter(), list);

    plan(reporter(), problem, drive.village)
        .statusCode(409)
        .body("code", equalTo("list-not-approved"));
    drive.approve(list, drive.village, drive.town);
    plan(reporter(), problem, drive.village)
        .statusCode(200)
        .body("status", equalTo("PLANNED"))
        .body("firstDeadline", equalTo(DEADLINE));
  }

  @Test
  void aPlanNamesAllThatLacksAtOnce() {
    move(reporter(), drive.confirmed(), "plan", Map.of())
        .statusCode(422)
        .body("code", equalTo("plan-incomplete"))
        .body("errors.pointer", hasItems("/responsibleUnit", "/deadline", "/measures"));
  }

  @Test
  void aProblemIsResolvedWhenEveryMeasureIsDoneAndClosedFromAbove() {
    var problem = drive.inProgress();
    var evidence = Map.of("text", "好了", "evidence", List.of(EVIDENCE));

    move(reporter(), problem, "resolution", evidence)
        .statusCode(409)
        .body("code", equalTo("measures-open"));
    Drive.finish(reporter(), problem);
    move(reporter(), problem, "closure").statusCode(403);
    move(supervisor(), problem, "closure")
        .statusCode(200)
        .body("status", equalTo("CLOSED"))
        .body("closedAt", notNullValue());
  }

  @Test
  void whatIsReturnedIsWorkedOnAgain() {
    var problem = drive.resolved();

    move(supervisor(), problem, "return", Map.of("reason", "照片不清"))
        .statusCode(200)
        .body("status", equalTo("IN_PROGRESS"))
        .body("resolvedAt", nullValue());
  }

  @Test
  void aSupervisorOfTheOwningUnitAloneDoesNotSuperviseIt() {
    var problem = drive.resolved();

    move(person("SUPERVISOR", drive.village), problem, "closure").statusCode(403);
  }

  @Test
  void theSupervisingUnitIsTheNextOneAboveThatDoesNotAnswerForIt() {
    var problem = drive.confirmed();
    plan(reporter(), problem, drive.town).statusCode(200);
    var town = person("REPORTER", drive.town);
    move(town, problem, "start").statusCode(200);
    Drive.finish(person("REPORTER", drive.town), problem);

    move(supervisor(), problem, "closure").statusCode(403);
    move(person("SUPERVISOR", drive.district), problem, "closure").statusCode(200);
  }

  @Test
  void aResponsibleUnitElsewhereSeesTheProblemAndNothingElse() {
    var problem = drive.confirmed();
    var bureau = Drive.token("REPORTER", drive.bureau);
    get(World.as(bureau), problem).then().statusCode(404);

    plan(reporter(), problem, drive.bureau).statusCode(200);

    String list = get(World.as(bureau), problem).then().statusCode(200).extract().path("list.id");
    World.as(bureau).get(lists(list)).then().statusCode(404);
    World.as(bureau)
        .get("/api/v1/problems?responsibleUnit=" + drive.bureau)
        .then()
        .body("items.id", equalTo(List.of(problem)));
    World.as(bureau).get("/api/v1/problems").then().body("items", equalTo(List.of()));
    move(World.as(bureau), problem, "start").statusCode(200);
  }

  @Test
  void laterDeadlinesAreAskedForBelowAndApprovedAbove() {
    var problem = drive.planned();
    move(reporter(), problem, "extension", Map.of("deadline", DEADLINE, "reason", "汛期"))
        .statusCode(422);
    move(reporter(), problem, "extension", Map.of("deadline", "2200-03-01", "reason", "汛期"))
        .statusCode(200)
        .body("deadline", equalTo(DEADLINE))
        .body("extension.deadline", equalTo("2200-03-01"));
    move(reporter(), problem, "extension-approval").statusCode(403);

    move(supervisor(), problem, "extension-approval")
        .statusCode(200)
        .body("deadline", equalTo("2200-03-01"))
        .body("firstDeadline", equalTo(DEADLINE))
        .body("extension", nullValue());
  }

  @Test
  void whatHasComeBackIsANewProblemThatPointsAtTheOld() {
    var problem = drive.resolved();
    move(supervisor(), problem, "closure").statusCode(200);

    move(reporter(), problem, "recurrence", Map.of("manifestation", "又积水"))
        .statusCode(201)
        .body("status", equalTo("REPORTED"))
        .body("recurrenceOf", equalTo(problem));
    move(reporter(), problem, "start").statusCode(409);
  }

  @Test
  void whoeverReviewedAnOlderListDoesNotApproveTheNewerOne() {
    var list = drive.list(drive.village);
    drive.report(reporter(), list);
    reporter().post(lists(list) + "/submission").then().statusCode(200);
    var reviewed = supervisor().get(lists(list)).then().extract().header("ETag");
    drive.report(reporter(), list);

    supervisor()
        .header("If-Match", reviewed)
        .post(lists(list) + "/approval")
        .then()
        .statusCode(412);
    supervisor().post(lists(list) + "/approval").then().statusCode(428);
  }

  @Test
  void anEmptyListIsSubmittedWithAStatementOnly() {
    var list = drive.list(drive.village);

    reporter()
        .post(lists(list) + "/submission")
        .then()
        .statusCode(409)
        .body("code", equalTo("list-empty"));
  }

  @Test
  void aListWithProblemsIsSubmittedWithThePlanForThem() {
    var list = unplanned(Map.of("statement", "经自查未发现此类问题"));
    drive.report(reporter(), list);

    reporter()
        .post(lists(list) + "/submission")
        .then()
        .statusCode(409)
        .body("code", equalTo("list-plan-incomplete"))
        .body("errors.pointer", equalTo(List.of("/aims", "/steps", "/leadPerson")))
        .body("errors.code", equalTo(List.of("required", "required", "required")));
    changePlan(list, Map.of("aims", "年底前解决", "leadPerson", "李某"));
    reporter()
        .header("Accept-Language", "zh-CN")
        .post(lists(list) + "/submission")
        .then()
        .statusCode(409)
        .body("title", equalTo("整治方案不完整"))
        .body("errors.pointer", equalTo(List.of("/steps")));
    changePlan(list, Map.of("steps", "逐条制定措施，按期销号"));
    reporter()
        .post(lists(list) + "/submission")
        .then()
        .statusCode(200)
        .body("status", equalTo("SUBMITTED"));
  }

  @Test
  void aListThatSaysWhyItIsEmptyNeedsNoPlan() {
    reporter()
        .post(lists(unplanned(Map.of("statement", "经自查未发现此类问题"))) + "/submission")
        .then()
        .statusCode(200);
  }

  private String unplanned(Map<String, Object> said) {
    var body = new HashMap<String, Object>(Map.of("batch", drive.batch, "unit", drive.village));
    body.putAll(said);
    return reporter()
        .body(body)
        .post("/api/v1/problem-lists")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void aFieldOfTheCategoryIsChangedWithoutTheOthers() {
    var body = Drive.problem(drive.list(drive.village));
    body.put("category", "SAFETY_HAZARD");
    body.put("fields", Map.of("place", "桥头", "level", "一般"));
    String problem =
        reporter().body(body).post("/api/v1/problems").then().statusCode(201).extract().path("id");

    change(problem, Map.of("level", "重大"))
        .statusCode(200)
        .body("fields", equalTo(Map.of("place", "桥头", "level", "重大")));
    change(problem, Collections.singletonMap("place", null))
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/fields/place")));
  }

  private ValidatableResponse change(String problem, Map<String, String> fields) {
    return reporter()
        .contentType("application/merge-patch+json")
        .header("If-Match", "*")
        .body(Map.of("fields", fields))
        .patch(Drive.problems(problem))
        .then();
  }

  private void changePlan(String list, Map<String, Object> plan) {
    reporter()
        .contentType("application/merge-patch+json")
        .header("If-Match", "*")
        .body(plan)
        .patch(lists(list))
        .then()
        .statusCode(200);
  }

  @Test
  void aUnitHasOneListForABatchAndTask() {
    drive.list(drive.village);

    reporter()
        .body(Map.of("batch", drive.batch, "unit", drive.village))
        .post("/api/v1/problem-lists")
        .then()
        .statusCode(409)
        .body("code", equalTo("list-exists"));
  }
}
