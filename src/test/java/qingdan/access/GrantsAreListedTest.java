package qingdan.access;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static qingdan.World.admin;
import static qingdan.World.unit;

import java.time.Instant;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;

@QuarkusTest
class GrantsAreListedTest extends ApiTest {

  private String province;
  private String county;
  private Person administrator;
  private Person reporter;
  private Person elsewhere;

  @BeforeEach
  void aCountyWithAnAdministratorAndAReporter() {
    province = unit(null, "省", "PROVINCE");
    county = unit(province, "甲县", "COUNTY");
    administrator = Person.of(county, "ADMIN");
    reporter = Person.of(unit(county, "甲乡", "TOWNSHIP"), "REPORTER");
    elsewhere = Person.of(unit(province, "乙县", "COUNTY"), "REPORTER");
  }

  @Test
  void onlyGrantsOfTheOwnSubtreesAreThere() {
    administrator
        .request()
        .get("/api/v1/grants")
        .then()
        .statusCode(200)
        .body("items.id", contains(administrator.grant(), reporter.grant()));
    administrator.request().get("/api/v1/grants/count").then().body("count", equalTo(2));
    reporter.request().get("/api/v1/grants").then().body("items", empty());
    admin()
        .get("/api/v1/grants?unit=" + province)
        .then()
        .body("items.id", hasItems(administrator.grant(), reporter.grant(), elsewhere.grant()));
  }

  @Test
  void filtersNarrowTheList() {
    administrator
        .request()
        .get("/api/v1/grants?role=REPORTER")
        .then()
        .body("items.id", contains(reporter.grant()));
    administrator
        .request()
        .get("/api/v1/grants?account=" + administrator.account())
        .then()
        .body("items.id", contains(administrator.grant()));
    administrator.request().get("/api/v1/grants?account=x").then().statusCode(400);
    administrator.request().get("/api/v1/grants?role=KING").then().statusCode(400);
    administrator.request().get("/api/v1/grants?status=ended").then().statusCode(400);
  }

  @Test
  void whatHasEndedIsToldFromWhatIsInForce() {
    admin()
        .header("If-Match", "*")
        .delete("/api/v1/grants/" + reporter.grant())
        .then()
        .statusCode(204);
    String later =
        admin()
            .body(
                Map.of(
                    "account",
                    reporter.account(),
                    "role",
                    "VIEWER",
                    "unit",
                    county,
                    "validFrom",
                    Instant.now().plusSeconds(3600).toString()))
            .post("/api/v1/grants")
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    var status = "/api/v1/grants?status=";
    administrator
        .request()
        .get(status + "ENDED")
        .then()
        .body("items.id", contains(reporter.grant()));
    administrator
        .request()
        .get(status + "IN_FORCE")
        .then()
        .body("items.id", contains(administrator.grant()));
    administrator.request().get(status + "UPCOMING").then().body("items.id", contains(later));
  }

  @Test
  void pagesFollowOneAnother() {
    var first = administrator.request().get("/api/v1/grants?limit=1").then().extract();
    administrator
        .request()
        .get(first.<String>path("next"))
        .then()
        .body("items.id", everyItem(equalTo(reporter.grant())));
  }
}
