package qingdan.guidance;

import static qingdan.World.admin;
import static qingdan.World.supervisor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.specification.RequestSpecification;

import qingdan.World;

/** A city with two districts, a town and two villages in one of them; a campaign and a batch. */
final class Circuit {

  static final String GROUPS = "/api/v1/guidance-groups";

  final String city = World.unit(null, "市", "CITY");
  final String east = World.unit(city, "东区", "COUNTY");
  final String west = World.unit(city, "西区", "COUNTY");
  final String town = World.unit(east, "镇", "TOWNSHIP");
  final String upper = World.unit(town, "上村", "VILLAGE");
  final String lower = World.unit(town, "下村", "VILLAGE");
  final String campaign = World.campaign(city);
  final String batch = World.batch(campaign);

  /** An account without any grant, and its requests, all with one token. */
  record Person(String account, String token) {
    RequestSpecification asks() {
      return World.as(token);
    }
  }

  Person person() {
    var username = World.code();
    String account =
        admin()
            .body(
                Map.of(
                    "username",
                    username,
                    "displayName",
                    "某人",
                    "unit",
                    city,
                    "password",
                    World.PASSWORD))
            .post("/api/v1/accounts")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    return new Person(account, World.logIn(username, World.PASSWORD));
  }

  Map<String, Object> body(String... units) {
    var body = new HashMap<String, Object>();
    body.put("campaign", campaign);
    body.put("base", city);
    body.put("name", "督导组" + World.code());
    body.put("level", "ROVING");
    if (units.length > 0) {
      body.put("units", List.of(units));
    }
    return body;
  }

  /** The address of a new group. */
  String group(Map<String, Object> body) {
    String id = supervisor().body(body).post(GROUPS).then().statusCode(201).extract().path("id");
    return GROUPS + "/" + id;
  }

  static void join(String group, Person person, Map<String, Object> term) {
    var body = new HashMap<>(term);
    body.put("account", person.account());
    supervisor().body(body).post(group + "/members").then().statusCode(201);
  }

  static int sees(Person person, String unit) {
    return person.asks().get("/api/v1/units/" + unit).statusCode();
  }

  static void patch(String path, Map<String, ?> body) {
    supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", supervisor().get(path).header("ETag"))
        .body(body)
        .patch(path)
        .then()
        .statusCode(200);
  }
}
