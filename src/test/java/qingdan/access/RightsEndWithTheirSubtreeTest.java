package qingdan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.admin;
import static qingdan.World.as;
import static qingdan.World.unit;

import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class RightsEndWithTheirSubtreeTest extends ApiTest {

  private String province;
  private String own;
  private String below;
  private String sibling;

  @BeforeEach
  void aProvinceWithTwoCounties() {
    province = unit(null, "省", "PROVINCE");
    own = unit(province, "甲县", "COUNTY");
    below = unit(own, "甲乡", "TOWNSHIP");
    sibling = unit(province, "乙县", "COUNTY");
  }

  private record Person(String account, String token, String grant) {}

  private Person person(String role) {
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
                    own,
                    "password",
                    World.PASSWORD))
            .post("/api/v1/accounts")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    String grant =
        admin()
            .body(Map.of("account", account, "role", role, "unit", own))
            .post("/api/v1/grants")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    return new Person(account, World.logIn(username, World.PASSWORD), grant);
  }

  @Test
  void onlyTheOwnSubtreeIsThere() {
    var viewer = person("VIEWER").token();

    as(viewer).get("/api/v1/units").then().statusCode(200).body("items.id", contains(own, below));
    as(viewer).get("/api/v1/units/count").then().body("count", equalTo(2));
    as(viewer).get("/api/v1/units/" + below).then().statusCode(200);
    as(viewer)
        .get("/api/v1/units/" + below + "/ancestors")
        .then()
        .body("id", contains(province, own));
    for (var hidden : new String[] {sibling, province}) {
      var answer = as(viewer).get("/api/v1/units/" + hidden).then().statusCode(404).extract();
      var random = as(viewer).get("/api/v1/units/" + UUID.randomUUID()).then().extract();
      assertThat(answer.<String>path("detail")).isEqualTo(random.path("detail"));
      as(viewer).get("/api/v1/units?unit=" + hidden).then().statusCode(404);
    }
  }

  @Test
  void whatIsSeenButNotAllowedNamesTheMissingRole() {
    var viewer = person("VIEWER").token();
    var body = Map.of("code", World.code(), "name", "新乡", "kind", "TOWNSHIP", "parent", own);

    as(viewer)
        .body(body)
        .post("/api/v1/units")
        .then()
        .statusCode(403)
        .body("detail", containsString("ADMIN"));
  }

  @Test
  void anIdInABodyThatIsNotSeenIsPointedAt() {
    var county = person("ADMIN").token();
    var body = Map.of("code", World.code(), "name", "新乡", "kind", "TOWNSHIP", "parent", sibling);

    as(county)
        .body(body)
        .post("/api/v1/units")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/parent"));
    as(county)
        .body(Map.of("type", "MOVE", "unit", below, "parent", sibling))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(422);
  }

  @Test
  void aRevokedGrantIsGoneInTheNextRequestWithTheSameToken() {
    var viewer = person("VIEWER");
    as(viewer.token()).get("/api/v1/units/" + own).then().statusCode(200);

    admin().delete("/api/v1/grants/" + viewer.grant()).then().statusCode(428);
    admin()
        .header("If-Match", "\"1\"")
        .delete("/api/v1/grants/" + viewer.grant())
        .then()
        .statusCode(204);

    as(viewer.token()).get("/api/v1/units/" + own).then().statusCode(404);
    as(viewer.token()).get("/api/v1/units").then().body("items.size()", equalTo(0));
  }

  @Test
  void anAdministratorGivesNothingBeyondItsOwnSubtree() {
    var county = person("ADMIN");
    var to = county.account();

    as(county.token())
        .body(Map.of("account", to, "role", "VIEWER", "unit", sibling))
        .post("/api/v1/grants")
        .then()
        .statusCode(422);
    as(county.token())
        .body(Map.of("account", to, "role", "ADMIN"))
        .post("/api/v1/grants")
        .then()
        .statusCode(403);
    as(county.token())
        .body(Map.of("account", to, "role", "REPORTER", "unit", below))
        .post("/api/v1/grants")
        .then()
        .statusCode(201);
  }

  @Test
  void aUnitWithGrantsClosesOnlyWithASuccessor() {
    person("VIEWER");
    var close = Map.of("type", "CLOSE", "unit", below);
    admin().body(close).post("/api/v1/unit-changes").then().statusCode(201);

    admin()
        .body(Map.of("type", "CLOSE", "unit", own))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(409)
        .body("code", equalTo("unit-has-grants"));
    admin()
        .body(Map.of("type", "CLOSE", "unit", own, "successor", sibling))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201)
        .body("grantsMoved", equalTo(1))
        .body("accountsMoved", equalTo(1));
  }
}
