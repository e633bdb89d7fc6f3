package qingdan.campaign;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.World.admin;
import static qingdan.World.campaign;
import static qingdan.World.supervisor;
import static qingdan.World.target;
import static qingdan.World.task;
import static qingdan.World.unit;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;

@QuarkusTest
class CampaignsRunThroughASubtreeTest extends ApiTest {

  private static final String CAMPAIGNS = "/api/v1/campaigns/";

  private String province;
  private String county;

  @BeforeEach
  void aProvince() {
    province = unit(null, "省", "PROVINCE");
    county = unit(province, "县", "COUNTY");
  }

  private ValidatableResponse create(Map<String, Object> more) {
    var body = new HashMap<String, Object>();
    body.put("name", "主题教育");
    body.put("topUnit", province);
    body.put("startsOn", "2019-09-09");
    body.putAll(more);
    return supervisor().body(body).post("/api/v1/campaigns").then();
  }

  private static ValidatableResponse change(String campaign, int version, Map<String, ?> patch) {
    return supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", "\"" + version + "\"")
        .body(patch)
        .patch(CAMPAIGNS + campaign)
        .then();
  }

  @Test
  void aCampaignBeginsPlannedInTheDaysOfItsZone() {
    create(Map.of())
        .statusCode(201)
        .header("ETag", "\"1\"")
        .body("status", equalTo("PLANNED"), "timeZone", equalTo("Asia/Shanghai"))
        .body("endsOn", nullValue(), "topUnit.id", equalTo(province))
        .body("topUnit.name", equalTo("省"));
    create(Map.of("timeZone", "Europe/Berlin", "endsOn", "2019-12-31"))
        .statusCode(201)
        .body("timeZone", equalTo("Europe/Berlin"), "endsOn", equalTo("2019-12-31"));
  }

  @Test
  void whatMakesNoSenseIsPointedAt() {
    create(Map.of("timeZone", "Mars/Olympus"))
        .statusCode(422)
        .body("errors.pointer", contains("/timeZone"), "errors.code", contains("time-zone"));
    create(Map.of("endsOn", "2019-09-08"))
        .statusCode(422)
        .body("errors.pointer", contains("/endsOn"), "errors.code", contains("not-before"));
    create(Map.of("topUnit", "code:none"))
        .statusCode(422)
        .body("errors.pointer", contains("/topUnit"));
    create(Map.of("name", " ")).statusCode(400).body("errors.pointer", contains("/name"));
  }

  @Test
  void itsStatusGoesForwardByOneStep() {
    var campaign = campaign(province);

    change(campaign, 1, Map.of("status", "CLOSED"))
        .statusCode(409)
        .body("code", equalTo("transition-refused"));
    change(campaign, 1, Map.of("status", "OPEN")).statusCode(200).body("version", equalTo(2));
    change(campaign, 2, Map.of("status", "PLANNED")).statusCode(409);
    change(campaign, 1, Map.of("status", "CLOSED")).statusCode(412);
    change(campaign, 2, Map.of("status", "CLOSED")).statusCode(200);
    change(campaign, 3, Map.of("status", "CLOSED")).statusCode(200).body("version", equalTo(3));
    change(campaign, 3, Map.of("name", "新名"))
        .statusCode(409)
        .body("code", equalTo("campaign-closed"));
    change(campaign, 3, Map.of("status", "OPEN"))
        .statusCode(409)
        .body("code", equalTo("transition-refused"));
  }

  @Test
  void itsDaysAreSettledWhenItOpens() {
    var campaign = campaign(province);

    change(campaign, 1, Map.of("timeZone", "Asia/Urumqi")).statusCode(200);
    change(campaign, 2, Map.of("status", "OPEN")).statusCode(200);
    change(campaign, 3, Map.of("timeZone", "Asia/Shanghai"))
        .statusCode(422)
        .body("errors.pointer", contains("/timeZone"))
        .body("errors.code", contains("only-while-planned"));
    change(campaign, 3, Map.of("timeZone", "Asia/Urumqi", "name", "新名")).statusCode(200);
  }

  @Test
  void itsDaysAreSettledOnceAnythingIsCountedByThem() {
    var campaign = campaign(province);
    target(task(campaign), province);

    change(campaign, 1, Map.of("timeZone", "Asia/Urumqi"))
        .statusCode(422)
        .body("errors.code", contains("only-while-planned"));
    change(campaign, 1, Map.of("name", "新名")).statusCode(200);
  }

  @Test
  void absentFieldsStayAndNullTakesAway() {
    var campaign = campaign(province);
    change(campaign, 1, Map.of("endsOn", "2019-12-31", "description", "说明")).statusCode(200);

    var patch = new HashMap<String, Object>();
    patch.put("endsOn", null);
    change(campaign, 2, patch)
        .statusCode(200)
        .body("endsOn", nullValue(), "description", equalTo("说明"));
    change(campaign, 3, Map.of("topUnit", county)).statusCode(400);
  }

  @Test
  void campaignsAreListedByTheirFirstDay() {
    var later = create(Map.of("startsOn", "2020-01-01")).extract().path("id");
    var earlier = create(Map.of("name", "安全 Check")).extract().path("id");
    var below = campaign(county);
    change(below, 1, Map.of("status", "OPEN")).statusCode(200);

    list("", "items.id", contains(earlier, below, later));
    list("&q=check", "items.id", contains(earlier));
    list("&status=OPEN", "items.id", contains(below));
    supervisor()
        .get("/api/v1/campaigns/count?unit=" + county)
        .then()
        .body("count", equalTo(1), "exact", equalTo(true));
    String next =
        supervisor()
            .get("/api/v1/campaigns?limit=2&unit=" + province)
            .then()
            .body("items", hasSize(2))
            .extract()
            .path("next");
    supervisor().get(next).then().body("items.id", contains(later));
    admin().get("/api/v1/campaigns?status=GONE").then().statusCode(400);
  }

  private void list(String filters, String path, org.hamcrest.Matcher<?> matcher) {
    supervisor()
        .get("/api/v1/campaigns?unit=" + province + filters)
        .then()
        .statusCode(200)
        .body(path, matcher);
  }
}
