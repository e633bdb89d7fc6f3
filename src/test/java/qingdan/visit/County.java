package qingdan.visit;

import static qingdan.World.supervisor;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import qingdan.World;

/** A county with two towns, two villages and a community; a campaign of the county. */
final class County {

  static final String PLANS = "/api/v1/visit-plans";
  static final String VISITS = "/api/v1/visits";

  final String county = World.unit(null, "县", "COUNTY");
  final String north = World.unit(county, "北镇", "TOWNSHIP");
  final String south = World.unit(county, "南镇", "TOWNSHIP");
  final String upper = World.unit(north, "上村", "VILLAGE");
  final String lower = World.unit(north, "下村", "VILLAGE");
  final String street = World.unit(south, "社区", "COMMUNITY");
  final String campaign = World.campaign(county);

  static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Shanghai"));
  }

  Map<String, Object> planBody(LocalDate startsOn, LocalDate dueOn) {
    var body = new HashMap<String, Object>();
    body.put("campaign", campaign);
    body.put("base", county);
    body.put("name", "遍访" + World.code());
    body.put("startsOn", startsOn.toString());
    body.put("dueOn", dueOn.toString());
    body.put("rule", Map.of("kinds", List.of("VILLAGE", "COMMUNITY")));
    return body;
  }

  /** The id of a new plan: every village and community, from ten days ago to ten days ahead. */
  String plan() {
    return made(PLANS, planBody(today().minusDays(10), today().plusDays(10)));
  }

  static String made(String path, Map<String, ?> body) {
    return supervisor().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  Map<String, Object> visitBody(String unit, LocalDate day) {
    var body = new HashMap<String, Object>();
    body.put("campaign", campaign);
    body.put("unit", unit);
    body.put("visitedOn", day.toString());
    body.put("purpose", "听取群众意见");
    return body;
  }

  Map<String, Object> visitBody(String plan, String unit, LocalDate day) {
    var body = visitBody(unit, day);
    body.put("plan", plan);
    return body;
  }

  static ValidatableResponse send(RequestSpecification as, Map<String, ?> body) {
    return as.body(body).post(VISITS).then();
  }

  static void withdraw(String visit) {
    var path = VISITS + "/" + visit;
    supervisor()
        .header("If-Match", supervisor().get(path).header("ETag"))
        .delete(path)
        .then()
        .statusCode(204);
  }

  /** Expected, on time, late, missing. */
  static List<Integer> coverage(String plan, String query) {
    var body =
        supervisor()
            .get(PLANS + "/" + plan + "/coverage" + query)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    return List.of("expected", "onTime", "late", "missing").stream()
        .map(name -> body.getInt("total." + name))
        .toList();
  }

  static List<String> units(String plan, String query) {
    return supervisor()
        .get(PLANS + "/" + plan + "/units" + query)
        .then()
        .statusCode(200)
        .extract()
        .path("items.unit.id");
  }
}
