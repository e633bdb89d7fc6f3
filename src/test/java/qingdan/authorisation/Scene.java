package qingdan.authorisation;

import static qingdan.World.admin;
import static qingdan.World.supervisor;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.specification.RequestSpecification;

import qingdan.World;

/**
 * A small tree around the unit of the grants, with something of every kind at each unit: what lists
 * and reads are aimed at, and what writes get fresh.
 */
final class Scene {

  static final String MEASURE = "CADRES";
  static final String DAY = "2019-09-09";

  /** What stands at a unit. */
  record Things(
      String unit,
      String parent,
      String code,
      String account,
      String grant,
      String set,
      String change,
      String campaign,
      String batch,
      String task,
      String target,
      String list,
      String problem) {}

  private final Map<Spot, Things> things = new EnumMap<>(Spot.class);
  private final Map<String, String> tokens = new HashMap<>();
  final String job;
  final Work work;
  private int days;

  Scene() {
    var top = World.unit(null, "省级", "PROVINCE");
    var above = World.unit(top, "上级", "CITY");
    var own = World.unit(above, "本级", "COUNTY");
    var below = World.unit(own, "下级", "TOWNSHIP");
    var sibling = World.unit(above, "同级", "COUNTY");
    for (var role : Row.ROLES) {
      var account = account(own);
      if (!role.equals(Row.NOBODY)) {
        grant(account, role, own);
      }
      tokens.put(role, logIn(account));
    }
    work = new Work(top);
    things.put(Spot.ABOVE, furnish(above, top));
    things.put(Spot.OWN, furnish(own, above));
    things.put(Spot.BELOW, furnish(below, own));
    things.put(Spot.SIBLING, furnish(sibling, above));
    job =
        admin()
            .contentType("text/csv")
            .queryParam("dryRun", true)
            .body("code,name,kind,parentCode\n".getBytes(StandardCharsets.UTF_8))
            .post("/api/v1/imports/units")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
  }

  RequestSpecification as(String role) {
    return World.as(tokens.get(role));
  }

  String token(String role) {
    return tokens.get(role);
  }

  Things at(Spot spot) {
    return things.get(spot);
  }

  private Things furnish(String unit, String parent) {
    String code = admin().get("/api/v1/units/" + unit).then().extract().path("code");
    var account = account(unit);
    var grant = grant(account, "VIEWER", unit);
    admin()
        .body(Map.of("value", 7))
        .put("/api/v1/units/" + unit + "/figures/" + MEASURE + "/" + DAY)
        .then()
        .statusCode(201);
    var campaign = campaign(unit);
    var task = World.task(campaign);
    var target = World.target(task, unit);
    World.reporter()
        .body(Map.of("day", DAY, "value", 3))
        .post("/api/v1/targets/" + target + "/progress")
        .then()
        .statusCode(201);
    var problem = work.found(unit, work.batch);
    return new Things(
        unit,
        parent,
        code,
        account,
        grant,
        set(unit),
        renamed(unit),
        campaign,
        World.batch(campaign),
        task,
        target,
        supervisor().get(Work.PROBLEMS + problem).path("list.id"),
        problem);
  }

  /** The campaign of a unit, with a holiday on the day of the scene. */
  private static String campaign(String unit) {
    var campaign = World.campaign(unit);
    holiday(campaign, DAY);
    return campaign;
  }

  private static void holiday(String campaign, String day) {
    World.supervisor()
        .body(Map.of("working", false, "name", "放假"))
        .put("/api/v1/campaigns/" + campaign + "/calendar/" + day)
        .then()
        .statusCode(201);
  }

  /** A fresh holiday of the campaign of a unit. */
  String holiday(Things at) {
    var day = freshDay();
    holiday(at.campaign(), day);
    return day;
  }

  /** A day on which nothing was reported yet. */
  String freshDay() {
    days++;
    return LocalDate.parse(DAY).plusDays(days).toString();
  }

  static String account(String unit) {
    return admin()
        .body(
            Map.of(
                "username",
                World.code(),
                "displayName",
                "某人",
                "unit",
                unit,
                "password",
                World.PASSWORD))
        .post("/api/v1/accounts")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  static String grant(String account, String role, String unit) {
    return admin()
        .body(Map.of("account", account, "role", role, "unit", unit))
        .post("/api/v1/grants")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  static String set(String owner) {
    return admin()
        .body(Map.of("name", World.code(), "grouping", "分组", "owner", owner))
        .post("/api/v1/unit-sets")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  static void join(String set, String unit) {
    admin()
        .body(Map.of("units", List.of(unit)))
        .post("/api/v1/unit-sets/" + set + "/members")
        .then()
        .statusCode(200);
  }

  /** The id of the change. */
  static String renamed(String unit) {
    return admin()
        .body(Map.of("type", "RENAME", "unit", unit, "name", "名" + World.code()))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  static String etag(String path) {
    return admin().get(path).then().statusCode(200).extract().header("ETag");
  }

  static Map<String, String> credentials(String account) {
    return Map.of("username", username(account), "password", World.PASSWORD);
  }

  static String logIn(String account) {
    return World.logIn(username(account), World.PASSWORD);
  }

  private static String username(String account) {
    return admin().get("/api/v1/accounts/" + account).then().extract().path("username");
  }
}
