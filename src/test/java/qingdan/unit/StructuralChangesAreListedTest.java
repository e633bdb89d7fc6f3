package qingdan.unit;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.World.admin;
import static qingdan.World.as;
import static qingdan.World.unit;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;

@QuarkusTest
class StructuralChangesAreListedTest extends ApiTest {

  private static final String CHANGES = "/api/v1/unit-changes";

  private String province;
  private String county;
  private String renamed;
  private String moved;
  private String closed;

  @BeforeEach
  void threeChangesInAProvince() {
    province = unit(null, "省", "PROVINCE");
    county = unit(province, "甲县", "COUNTY");
    var other = unit(province, "乙县", "COUNTY");
    var township = unit(county, "乡", "TOWNSHIP");
    renamed = change(Map.of("type", "RENAME", "unit", county, "name", "新县"));
    moved = change(Map.of("type", "MOVE", "unit", township, "parent", other));
    closed = change(Map.of("type", "CLOSE", "unit", unit(county, "村", "VILLAGE")));
  }

  private static String change(Map<String, Object> body) {
    return admin().body(body).post(CHANGES).then().statusCode(201).extract().path("id");
  }

  @Test
  void theNewestComesFirst() {
    admin()
        .get(CHANGES + "?unit=" + province)
        .then()
        .statusCode(200)
        .body("items.id", contains(closed, moved, renamed))
        .body("items[2].name", equalTo("新县"));
    admin().get(CHANGES + "/count?unit=" + province).then().body("count", equalTo(3));
    String next =
        admin()
            .get(CHANGES + "?limit=2&unit=" + province)
            .then()
            .body("items", hasSize(2))
            .extract()
            .path("next");
    admin()
        .urlEncodingEnabled(false)
        .get(next)
        .then()
        .body("items.id", contains(renamed))
        .body("next", nullValue());
  }

  @Test
  void theyAreFoundByPlaceAndType() {
    admin().get(CHANGES + "?unit=" + county).then().body("items.id", contains(closed, renamed));
    admin()
        .get(CHANGES + "?depth=children&unit=" + county)
        .then()
        .body("items.id", contains(closed));
    admin().get(CHANGES + "?depth=self&unit=" + county).then().body("items.id", contains(renamed));
    admin().get(CHANGES + "?type=MOVE&unit=" + province).then().body("items.id", contains(moved));
    admin().get(CHANGES + "?type=SPLIT").then().statusCode(400);
    admin().get(CHANGES + "?depth=self").then().statusCode(400);
  }

  @Test
  void onlyThoseOfUnitsThatAreSeenAreThere() {
    var viewer = Someone.with("VIEWER", county);

    as(viewer).get(CHANGES).then().body("items.id", contains(closed, renamed));
    as(viewer).get(CHANGES + "/count").then().body("count", equalTo(2));
    as(viewer).get(CHANGES + "?unit=" + province).then().statusCode(404);
  }
}
