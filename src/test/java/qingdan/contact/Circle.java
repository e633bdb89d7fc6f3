package qingdan.contact;

import static qingdan.World.supervisor;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.restassured.response.ValidatableResponse;

import qingdan.World;

/** A province with two cities and a university; a campaign with a batch of all three. */
final class Circle {

  static final String CONTACTS = "/api/v1/contacts";
  static final String COVERAGE = "/api/v1/contact-coverage";
  static final String VISITS = "/api/v1/visits";

  final String province = World.unit(null, "省", "PROVINCE");
  final String east = World.unit(province, "东市", "CITY");
  final String west = World.unit(province, "西市", "CITY");
  final String county = World.unit(east, "县", "COUNTY");
  final String university = university(province);
  final String campaign = World.campaign(province);
  final String batch = World.batch(campaign);

  Circle() {
    World.enrol("/api/v1/batches/" + batch, east, west, university);
  }

  private static String university(String parent) {
    return World.admin()
        .body(
            Map.of(
                "code",
                World.code(),
                "name",
                "大学",
                "kind",
                "UNIVERSITY",
                "sector",
                "UNIVERSITY",
                "parent",
                parent))
        .post("/api/v1/units")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Shanghai"));
  }

  Map<String, Object> body(String leader) {
    var body = new HashMap<String, Object>();
    body.put("campaign", campaign);
    body.put("base", province);
    body.put("leader", leader);
    body.put("office", "省委常委");
    body.put("startsOn", today().minusDays(40).toString());
    return body;
  }

  Map<String, Object> with(String unit) {
    var body = body("王某");
    body.put("unit", unit);
    return body;
  }

  Map<String, Object> withSector(String sector) {
    var body = body("李某");
    body.put("sector", sector);
    return body;
  }

  static String made(String path, Map<String, ?> body) {
    return send(path, body).statusCode(201).extract().path("id");
  }

  static ValidatableResponse send(String path, Map<String, ?> body) {
    return supervisor().body(body).post(path).then();
  }

  Map<String, Object> visitBody(String contact, String unit, LocalDate day) {
    return new HashMap<>(
        Map.of(
            "campaign",
            campaign,
            "unit",
            unit,
            "contact",
            contact,
            "visitedOn",
            day.toString(),
            "purpose",
            "调研"));
  }

  List<String> contacts(String query) {
    return supervisor()
        .get(CONTACTS + "?campaign=" + campaign + query)
        .then()
        .statusCode(200)
        .extract()
        .path("items.id");
  }

  List<String> units(String query) {
    return supervisor()
        .get(COVERAGE + "/units?batch=" + batch + query)
        .then()
        .statusCode(200)
        .extract()
        .path("items.unit.id");
  }

  static String plan(String contact) {
    return CONTACTS + "/" + contact + "/planned-visits";
  }

  static void planned(String contact, LocalDate... days) {
    send(plan(contact), Map.of("days", Stream.of(days).map(LocalDate::toString).toList()))
        .statusCode(200);
  }

  static List<String> planned(String contact, String query) {
    return supervisor()
        .get(plan(contact) + query)
        .then()
        .statusCode(200)
        .extract()
        .path("items.day");
  }

  /** Expected, covered, missing. */
  List<Integer> coverage(String query) {
    var body =
        supervisor()
            .get(COVERAGE + "?batch=" + batch + query)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    return List.of("expected", "covered", "missing").stream()
        .map(name -> body.getInt("total." + name))
        .toList();
  }
}
