package qingdan.milestone;

import static qingdan.World.admin;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import qingdan.World;

/**
 * A city with two districts, a town in one of them, a bureau; a campaign and a batch of districts.
 */
final class Town {

  static final List<Map<String, String>> EVIDENCE =
      List.of(Map.of("type", "RECORD", "date", "2019-09-12", "reference", "会议纪要第 3 号"));

  final String city = World.unit(null, "市", "CITY");
  final String east = World.unit(city, "东区", "COUNTY");
  final String west = World.unit(city, "西区", "COUNTY");
  final String town = World.unit(east, "镇", "TOWNSHIP");
  final String bureau = World.unit(city, "水务局", "BUREAU");
  final String campaign = World.campaign(city);
  final String batch = World.batch(campaign);

  static Map<String, Object> body(String name, LocalDate dueOn) {
    return new HashMap<>(Map.of("name", name, "kind", "KICK_OFF", "dueOn", dueOn.toString()));
  }

  /** The id of a new milestone. */
  String milestone(Map<String, Object> body) {
    return supervisor()
        .body(body)
        .post("/api/v1/campaigns/" + campaign + "/milestones")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  String ofBatch(LocalDate dueOn) {
    var body = body("动员部署会" + World.code(), dueOn);
    body.put("batch", batch);
    return milestone(body);
  }

  void enrol(String... units) {
    World.enrol("/api/v1/batches/" + batch, units);
  }

  void withdraw(String unit) {
    supervisor().delete("/api/v1/batches/" + batch + "/enrolments/" + unit).then().statusCode(204);
  }

  static ValidatableResponse report(String milestone, String unit, LocalDate doneOn) {
    return report(milestone, Map.of("unit", unit, "doneOn", doneOn.toString()));
  }

  static ValidatableResponse report(String milestone, Map<String, ?> body) {
    return reporter().body(body).post(path(milestone) + "/reports").then();
  }

  static ValidatableResponse judge(
      RequestSpecification as, String milestone, String what, Map<String, ?> body) {
    return as.body(body).post(path(milestone) + "/" + what).then();
  }

  static ValidatableResponse withdrawReport(String milestone, String unit) {
    var tag =
        reporter().get(path(milestone) + "/obligations/" + unit).then().extract().header("ETag");
    return reporter().header("If-Match", tag).delete(path(milestone) + "/reports/" + unit).then();
  }

  /** Expected, on time, late, missing. */
  static List<Integer> coverage(String milestone, String query) {
    return counts(supervisor().get(path(milestone) + "/coverage" + query).then(), "total");
  }

  static List<Integer> counts(ValidatableResponse answer, String at) {
    var body = answer.statusCode(200).extract().jsonPath();
    return List.of("expected", "onTime", "late", "missing").stream()
        .map(name -> body.getInt(at + "." + name))
        .toList();
  }

  static String path(String milestone) {
    return "/api/v1/milestones/" + milestone;
  }

  /** Requests of a new account with one role at one unit. */
  static RequestSpecification person(String role, String unit) {
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
    return World.as(World.logIn(username, World.PASSWORD));
  }
}
