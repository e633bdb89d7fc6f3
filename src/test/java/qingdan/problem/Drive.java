package qingdan.problem;

import static qingdan.World.admin;
import static qingdan.World.supervisor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import qingdan.World;

/** A campaign in a city of its own: a district, a township, a village, and people at each. */
public final class Drive {

  public static final String DEADLINE = "2199-12-31";
  public static final Map<String, Object> EVIDENCE =
      Map.of("type", "DOCUMENT", "date", "2026-11-20", "reference", "津环改〔2026〕12号");

  public final String city = World.unit(null, "市", "CITY");
  public final String district = World.unit(city, "区", "COUNTY");
  public final String town = World.unit(district, "镇", "TOWNSHIP");
  public final String village = World.unit(town, "村", "VILLAGE");
  public final String bureau = World.unit(city, "水务局", "BUREAU");
  public final String campaign = World.campaign(city);
  public final String batch = World.batch(campaign);

  public Drive() {
    open("/api/v1/campaigns/" + campaign);
    open("/api/v1/batches/" + batch);
  }

  public static void open(String path) {
    var tag = supervisor().get(path).then().extract().header("ETag");
    supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", tag)
        .body(Map.of("status", "OPEN"))
        .patch(path)
        .then()
        .statusCode(200);
  }

  /** Requests of a new account with one role at one unit. */
  public static RequestSpecification person(String role, String unit) {
    return World.as(token(role, unit));
  }

  public static String token(String role, String unit) {
    var username = World.code();
    String account =
        admin()
            .body(Map.of("username", username, "displayName", "某人", "password", World.PASSWORD))
            .post("/api/v1/accounts")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    admin()
        .body(Map.of("account", account, "role", role, "unit", unit))
        .post("/api/v1/grants")
        .then()
        .statusCode(201);
    return World.logIn(username, World.PASSWORD);
  }

  /** A list with the plan that it is submitted with. */
  public static Map<String, Object> planned(Map<String, Object> list) {
    var planned = new HashMap<>(list);
    planned.put("aims", "年底前解决");
    planned.put("steps", "先查摆，再逐条制定措施，按期销号");
    planned.put("leadPerson", "李某");
    return planned;
  }

  /** The id of a new list of the unit. */
  public String list(String unit) {
    return person("REPORTER", unit)
        .body(planned(Map.of("batch", batch, "unit", unit)))
        .post("/api/v1/problem-lists")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  public static Map<String, Object> problem(String list) {
    return new HashMap<>(
        Map.of("list", list, "title", "村内排水不畅", "category", "OTHER", "severity", "MAJOR"));
  }

  /** The id of a new problem of the list. */
  public String report(RequestSpecification as, String list) {
    return as.body(problem(list))
        .post("/api/v1/problems")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** Submitted by its unit and approved above. */
  public void approve(String list, String unit, String above) {
    person("REPORTER", unit).post(lists(list) + "/submission").then().statusCode(200);
    var supervisor = token("SUPERVISOR", above);
    var tag = World.as(supervisor).get(lists(list)).then().extract().header("ETag");
    World.as(supervisor)
        .header("If-Match", tag)
        .post(lists(list) + "/approval")
        .then()
        .statusCode(200);
  }

  /** The id of a problem of the village that its list's approval has confirmed. */
  public String confirmed() {
    var list = list(village);
    var problem = report(person("REPORTER", village), list);
    approve(list, village, town);
    return problem;
  }

  /** The same, planned by the village for itself. */
  public String planned() {
    var problem = confirmed();
    plan(person("REPORTER", village), problem, village).statusCode(200);
    return problem;
  }

  /** A problem of the list of a unit that plans it for itself. */
  public String planned(String list, String unit) {
    var problem = report(person("REPORTER", unit), list);
    approve(list, unit, city);
    plan(person("REPORTER", unit), problem, unit).statusCode(200);
    return problem;
  }

  public String inProgress() {
    var problem = planned();
    move(person("REPORTER", village), problem, "start").statusCode(200);
    return problem;
  }

  public String resolved() {
    var problem = inProgress();
    finish(person("REPORTER", village), problem);
    return problem;
  }

  public static ValidatableResponse plan(
      RequestSpecification as, String problem, String responsible) {
    return as.body(
            Map.of(
                "responsibleUnit",
                responsible,
                "deadline",
                DEADLINE,
                "measures",
                List.of(Map.of("title", "疏通排水沟"))))
        .post(problems(problem) + "/plan")
        .then();
  }

  /** Every measure done, and resolved on evidence. */
  public static void finish(RequestSpecification as, String problem) {
    List<String> measures =
        supervisor().get(problems(problem)).then().extract().path("measures.id");
    for (var measure : measures) {
      as.body(Map.of("text", "已疏通", "measure", measure, "state", "DONE"))
          .post(problems(problem) + "/progress")
          .then()
          .statusCode(200);
    }
    as.body(Map.of("text", "雨后无积水", "evidence", List.of(EVIDENCE)))
        .post(problems(problem) + "/resolution")
        .then()
        .statusCode(200);
  }

  public static ValidatableResponse move(RequestSpecification as, String problem, String move) {
    return as.post(problems(problem) + "/" + move).then();
  }

  public static ValidatableResponse move(
      RequestSpecification as, String problem, String move, Map<String, ?> body) {
    return as.body(body).post(problems(problem) + "/" + move).then();
  }

  public static Response get(RequestSpecification as, String problem) {
    return as.get(problems(problem));
  }

  public static String status(String problem) {
    return get(supervisor(), problem).path("status");
  }

  public static String problems(String problem) {
    return "/api/v1/problems/" + problem;
  }

  public static String lists(String list) {
    return "/api/v1/problem-lists/" + list;
  }
}
