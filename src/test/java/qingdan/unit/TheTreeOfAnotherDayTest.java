package qingdan.unit;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.World.admin;
import static qingdan.World.as;
import static qingdan.World.unit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;

/** Twenty days ago the tree was made, ten days ago it changed. */
@QuarkusTest
class TheTreeOfAnotherDayTest extends ApiTest {

  @Inject Past past;

  private String province;
  private String from;
  private String to;
  private String county;
  private String township;

  @BeforeEach
  void aCountyInOneOfTwoCities() {
    province = unit(null, "省", "PROVINCE");
    from = unit(province, "甲市", "CITY");
    to = unit(province, "乙市", "CITY");
    county = unit(from, "县", "COUNTY");
    township = unit(county, "乡", "TOWNSHIP");
    age();
  }

  private void age() {
    past.age(10, province, from, to, county, township);
  }

  private void change(Map<String, Object> body) {
    admin().body(body).post("/api/v1/unit-changes").then().statusCode(201);
    age();
  }

  /** Before the change, after it, and now. */
  private static final int BEFORE = 15;

  private static final int AFTER = 5;

  private ValidatableResponse get(int daysAgo, String path, Map<String, String> query) {
    return admin()
        .queryParams(query)
        .queryParam("asOf", past.daysAgo(daysAgo))
        .get("/api/v1/" + path)
        .then();
  }

  private ValidatableResponse get(int daysAgo, String path) {
    return get(daysAgo, path, Map.of());
  }

  @Test
  void theUnitAndItsChildrenAnswerAsBeforeTheMove() {
    change(Map.of("type", "MOVE", "unit", county, "parent", to));

    get(BEFORE, "units/" + county).statusCode(200).body("parent", equalTo(from));
    get(AFTER, "units/" + county).body("parent", equalTo(to));
    get(BEFORE, "units/" + from + "/children").body("items.id", contains(county));
    get(AFTER, "units/" + from + "/children").body("items", hasSize(0));
    get(BEFORE, "units/" + to + "/children").body("items", hasSize(0));
    get(AFTER, "units/" + to + "/children").body("items.id", contains(county));
    get(BEFORE, "units/" + county + "/children").body("items.id", contains(township));
    get(AFTER, "units/" + county + "/children").body("items.id", contains(township));
  }

  @Test
  void theAncestorsOfAMovedUnitAreThoseOfTheDay() {
    change(Map.of("type", "MOVE", "unit", county, "parent", to));

    get(BEFORE, "units/" + township + "/ancestors").body("id", contains(province, from, county));
    get(AFTER, "units/" + township + "/ancestors").body("id", contains(province, to, county));
  }

  @Test
  void aListFindsTheSubtreeOfTheDay() {
    change(Map.of("type", "MOVE", "unit", county, "parent", to));
    change(Map.of("type", "MOVE", "unit", to, "parent", from));
    // Now the first change is 20 days old, the second 10.
    var made = 25;

    list(made, from, "subtree", from, county, township);
    list(BEFORE, from, "subtree", from);
    list(AFTER, from, "subtree", from, to, county, township);
    list(made, from, "children", county);
    list(BEFORE, from, "children");
    list(AFTER, from, "children", to);
    list(made, to, "subtree", to);
    list(BEFORE, to, "subtree", to, county, township);
    list(AFTER, county, "subtree", county, township);
    list(made, province, "subtree", province, from, to, county, township);
    list(made, county, "self", county);
    get(made, "units/count", Map.of("unit", from)).body("count", equalTo(3));
    get(BEFORE, "units/count", Map.of("unit", from)).body("count", equalTo(1));
  }

  private void list(int daysAgo, String unit, String depth, String... expected) {
    get(daysAgo, "units", Map.of("unit", unit, "depth", depth))
        .statusCode(200)
        .body("items.id", expected.length == 0 ? hasSize(0) : containsInAnyOrder(expected));
  }

  @Test
  void theCallersOwnSubtreeIsThatOfTheDay() {
    var viewer = Someone.with("VIEWER", county);
    var set =
        admin()
            .body(Map.of("name", "集合", "grouping", "分组", "owner", county))
            .post("/api/v1/unit-sets")
            .then()
            .extract()
            .<String>path("id");
    admin()
        .body(Map.of("units", List.of(township)))
        .post("/api/v1/unit-sets/" + set + "/members")
        .then()
        .statusCode(200);
    change(Map.of("type", "MOVE", "unit", county, "parent", to));

    for (var day : new int[] {BEFORE, AFTER}) {
      as(viewer)
          .get("/api/v1/units?asOf=" + past.daysAgo(day))
          .then()
          .statusCode(200)
          .body("items.id", contains(county, township));
      as(viewer)
          .get("/api/v1/units?set=" + set + "&asOf=" + past.daysAgo(day))
          .then()
          .body("items.id", contains(township));
    }
    as(viewer)
        .get("/api/v1/units/" + from + "?asOf=" + past.daysAgo(BEFORE))
        .then()
        .statusCode(404);
  }

  @Test
  void subtreesThatStoodInsideOneAnotherHoldEachUnitOnce() {
    change(Map.of("type", "MOVE", "unit", township, "parent", to));
    var viewer = Someone.with("VIEWER", county, township);

    for (var day : new int[] {BEFORE, AFTER}) {
      as(viewer)
          .get("/api/v1/units?asOf=" + past.daysAgo(day))
          .then()
          .body("items.id", containsInAnyOrder(county, township));
      as(viewer)
          .get("/api/v1/units/count?asOf=" + past.daysAgo(day))
          .then()
          .body("count", equalTo(2));
    }
  }

  @Test
  void aRenamedUnitHasItsOldNameBefore() {
    change(Map.of("type", "RENAME", "unit", county, "name", "新县"));

    get(BEFORE, "units/" + county).body("name", equalTo("县"));
    get(AFTER, "units/" + county).body("name", equalTo("新县"));
    get(BEFORE, "units", Map.of("unit", from, "q", "新县")).body("items", hasSize(0));
    get(BEFORE, "units", Map.of("unit", from, "q", "县")).body("items.id", contains(county));
    get(AFTER, "units", Map.of("unit", from, "q", "新县")).body("items.id", contains(county));
    get(BEFORE, "units/" + from + "/children").body("items.name", contains("县"));
    get(BEFORE, "units/" + township + "/ancestors").body("name[2]", equalTo("县"));
  }

  @Test
  void aClosedUnitWasOpenBefore() {
    change(Map.of("type", "CLOSE", "unit", township));

    get(BEFORE, "units/" + township).body("status", equalTo("OPEN")).body("closedAt", nullValue());
    get(AFTER, "units/" + township).body("status", equalTo("CLOSED"));
    get(BEFORE, "units/" + county + "/children").body("items.id", contains(township));
    get(AFTER, "units/" + county + "/children").body("items", hasSize(0));
    var open = new HashMap<>(Map.of("unit", county, "status", "OPEN"));
    get(BEFORE, "units", open).body("items.id", contains(county, township));
    get(AFTER, "units", open).body("items.id", contains(county));
    get(AFTER, "units/" + township + "/ancestors").body("id", contains(province, from, county));
  }

  @Test
  void beforeItWasMadeThereWasNoTree() {
    get(30, "units/" + county).statusCode(404);
    get(30, "units", Map.of("unit", from)).statusCode(404);
  }
}
