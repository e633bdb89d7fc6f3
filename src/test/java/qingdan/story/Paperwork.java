package qingdan.story;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** What goes up and down between units: lists, problems, plans, reports. */
final class Paperwork {

  static final String DEADLINE = "2199-12-31";
  private static final List<Map<String, String>> EVIDENCE =
      List.of(Map.of("type", "PHOTO", "date", "2019-10-20", "reference", "现场照片 3 张"));

  private final Tianjin tianjin;
  private final String campaign;

  Paperwork(Tianjin tianjin, String campaign) {
    this.tianjin = tianjin;
    this.campaign = campaign;
  }

  static String created(ValidatableResponse answer) {
    return answer.statusCode(201).extract().path("id");
  }

  /** The id of a new batch, named and dated. */
  String batch(String name, String firstDay, String lastDay) {
    return created(
        tianjin
            .as("SUPERVISOR", Tianjin.CITY)
            .body(Map.of("name", name, "startsOn", firstDay, "endsOn", lastDay))
            .post("/api/v1/campaigns/" + campaign + "/batches")
            .then());
  }

  /** The id of a new task. */
  String task(String name, String owner, String lead) {
    return created(
        tianjin
            .as("SUPERVISOR", owner)
            .body(Map.of("name", name, "owner", tianjin.at(owner), "leadUnit", tianjin.at(lead)))
            .post("/api/v1/campaigns/" + campaign + "/tasks")
            .then());
  }

  void open(String path) {
    var office = tianjin.as("SUPERVISOR", Tianjin.CITY);
    var seen = office.get(path).then().statusCode(200).extract().header("ETag");
    tianjin
        .as("SUPERVISOR", Tianjin.CITY)
        .contentType("application/merge-patch+json")
        .header("If-Match", seen)
        .body(Map.of("status", "OPEN"))
        .patch(path)
        .then()
        .statusCode(200);
  }

  ValidatableResponse enrol(String batch, boolean dryRun, String... kinds) {
    return tianjin
        .as("SUPERVISOR", Tianjin.CITY)
        .body(Map.of("rule", Map.of("kinds", List.of(kinds)), "dryRun", dryRun))
        .post("/api/v1/batches/" + batch + "/enrolments")
        .then()
        .statusCode(200);
  }

  /** The id of a new list of the unit, for a task or for none. */
  String list(String unit, String batch, String task) {
    var body = new HashMap<String, Object>(Map.of("unit", tianjin.at(unit), "batch", batch));
    body.put("aims", "年底前全部销号");
    body.put("steps", "先查摆，再逐条制定措施，按期销号");
    body.put("leadPerson", "主要负责人");
    if (task != null) {
      body.put("task", task);
    }
    return created(tianjin.as("REPORTER", unit).body(body).post("/api/v1/problem-lists").then());
  }

  ValidatableResponse report(
      String unit, String list, String title, String category, Map<String, ?> fields) {
    return tianjin
        .as("REPORTER", unit)
        .body(Map.of("list", list, "title", title, "category", category, "fields", fields))
        .post("/api/v1/problems")
        .then();
  }

  void submit(String unit, String list) {
    tianjin
        .as("REPORTER", unit)
        .post("/api/v1/problem-lists/" + list + "/submission")
        .then()
        .statusCode(200)
        .body("status", org.hamcrest.Matchers.equalTo("SUBMITTED"));
  }

  void approve(String above, String list) {
    var path = "/api/v1/problem-lists/" + list;
    var seen = tianjin.as("SUPERVISOR", above).get(path).then().extract().header("ETag");
    tianjin
        .as("SUPERVISOR", above)
        .header("If-Match", seen)
        .post(path + "/approval")
        .then()
        .statusCode(200)
        .body("status", org.hamcrest.Matchers.equalTo("APPROVED"));
  }

  ValidatableResponse plan(String by, String problem, String responsible, String measure) {
    return move(
        "REPORTER",
        by,
        problem,
        "plan",
        Map.of(
            "responsibleUnit",
            tianjin.at(responsible),
            "deadline",
            DEADLINE,
            "measures",
            List.of(Map.of("title", measure))));
  }

  ValidatableResponse move(
      String role, String unit, String problem, String move, Map<String, ?> body) {
    RequestSpecification request = tianjin.as(role, unit);
    return (body == null ? request : request.body(body))
        .post("/api/v1/problems/" + problem + "/" + move)
        .then();
  }

  /** The unit reports the measures done that are its own. */
  void finishMeasures(String unit, String problem) {
    var measures =
        tianjin
            .as("REPORTER", unit)
            .get("/api/v1/problems/" + problem)
            .then()
            .extract()
            .jsonPath()
            .<String>getList(
                "measures.findAll { 'code:' + it.unit.code == '%s' }.id"
                    .formatted(tianjin.at(unit)));
    measures.forEach(
        measure ->
            move(
                    "REPORTER",
                    unit,
                    problem,
                    "progress",
                    Map.of("text", "已完成", "measure", measure, "state", "DONE"))
                .statusCode(200));
  }

  ValidatableResponse resolve(String unit, String problem) {
    return move(
        "REPORTER", unit, problem, "resolution", Map.of("text", "已解决", "evidence", EVIDENCE));
  }

  /** From planned to closed, with nothing in the way. */
  void workOff(String unit, String above, String problem) {
    move("REPORTER", unit, problem, "start", null).statusCode(200);
    finishMeasures(unit, problem);
    resolve(unit, problem).statusCode(200);
    move("SUPERVISOR", above, problem, "closure", null).statusCode(200);
  }
}
