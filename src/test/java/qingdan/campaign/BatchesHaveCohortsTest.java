package qingdan.campaign;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.campaign;
import static qingdan.World.supervisor;
import static qingdan.World.unit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class BatchesHaveCohortsTest extends ApiTest {

  private String province;
  private String county;
  private String township;
  private String school;
  private String outside;
  private String campaign;
  private String batch;

  @BeforeEach
  void aBatchOfACampaign() {
    province = unit(null, "省", "PROVINCE");
    county = unit(province, "县", "COUNTY");
    township = unit(county, "乡", "TOWNSHIP");
    school = unit(province, "校", "UNIVERSITY");
    outside = unit(null, "外省", "PROVINCE");
    campaign = "/api/v1/campaigns/" + campaign(province);
    batch = "/api/v1/batches/" + World.batch(campaign.substring(18));
  }

  private static ValidatableResponse change(String path, int version, Map<String, ?> patch) {
    return supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", "\"" + version + "\"")
        .body(patch)
        .patch(path)
        .then();
  }

  private ValidatableResponse enrol(Map<String, ?> body) {
    return supervisor().body(body).post(batch + "/enrolments").then();
  }

  private ValidatableResponse cohort(String filters) {
    return supervisor().get(batch + "/enrolments" + filters).then().statusCode(200);
  }

  private void open() {
    change(campaign, 1, Map.of("status", "OPEN")).statusCode(200);
    change(batch, 1, Map.of("status", "OPEN")).statusCode(200);
  }

  @Test
  void batchesAreListedByTheirFirstDay() {
    var first = batch.substring(16);
    var earlier =
        supervisor()
            .body(Map.of("name", "第一批", "startsOn", "2019-06-01", "endsOn", "2019-08-31"))
            .post(campaign + "/batches")
            .then()
            .statusCode(201)
            .header("ETag", "\"1\"")
            .extract()
            .path("id");

    supervisor()
        .get(campaign + "/batches")
        .then()
        .body("items.id", contains(earlier, first), "items[0].status", equalTo("PLANNED"));
    supervisor().get(campaign + "/batches/count").then().body("count", equalTo(2));
    supervisor()
        .body(Map.of("name", "倒", "startsOn", "2019-06-01", "endsOn", "2019-05-31"))
        .post(campaign + "/batches")
        .then()
        .statusCode(422);
  }

  @Test
  void aBatchOpensInAnOpenCampaignWhichClosesAfterIt() {
    change(batch, 1, Map.of("status", "OPEN"))
        .statusCode(409)
        .body("code", equalTo("campaign-not-open"));
    open();
    change(campaign, 2, Map.of("status", "CLOSED"))
        .statusCode(409)
        .body("code", equalTo("batches-open"));
    change(batch, 2, Map.of("status", "PLANNED"))
        .statusCode(409)
        .body("code", equalTo("transition-refused"));
    change(batch, 2, Map.of("status", "CLOSED")).statusCode(200);
    change(batch, 3, Map.of("name", "新名")).statusCode(409).body("code", equalTo("batch-closed"));
    enrol(Map.of("units", List.of(county))).statusCode(409);
    change(campaign, 2, Map.of("status", "CLOSED")).statusCode(200);
    supervisor()
        .body(Map.of("name", "迟", "startsOn", "2019-06-01"))
        .post(campaign + "/batches")
        .then()
        .statusCode(409)
        .body("code", equalTo("campaign-closed"));
  }

  @Test
  void aDryRunTellsWhatARuleWouldEnrol() {
    enrol(Map.of("units", List.of(county))).statusCode(200).body("added", equalTo(1));

    enrol(Map.of("rule", Map.of(), "dryRun", true))
        .statusCode(200)
        .body("dryRun", equalTo(true), "added", equalTo(3), "unchanged", equalTo(1))
        .body("kinds.kind", contains("COUNTY", "PROVINCE", "TOWNSHIP", "UNIVERSITY"))
        .body("kinds.added", contains(0, 1, 1, 1), "kinds.unchanged", contains(1, 0, 0, 0));
    supervisor().get(batch + "/enrolments/count").then().body("count", equalTo(1));
  }

  @Test
  void aRuleEnrolsByKindTierSubtreeAndSet() {
    enrol(
            Map.of(
                "rule", Map.of("kinds", List.of("COUNTY", "UNIVERSITY"), "tiers", List.of("CITY"))))
        .body("added", equalTo(1));
    cohort("").body("items.unit.id", contains(school));

    enrol(Map.of("rule", Map.of("unit", county))).body("added", equalTo(2));
    cohort("?unit=" + county).body("items.unit.id", contains(county, township));
    cohort("?unit=" + county + "&depth=children").body("items.unit.id", contains(township));
    cohort("?unit=" + county + "&depth=self").body("items.unit.id", contains(county));
    cohort("?kind=UNIVERSITY").body("items.unit.id", contains(school));
    cohort("?unit=" + outside).body("items", empty());
    supervisor().get(batch + "/enrolments?depth=self").then().statusCode(400);
    String next = cohort("?limit=2").extract().path("next");
    supervisor().get(next).then().body("items.size()", equalTo(1));

    String set =
        World.admin()
            .body(Map.of("name", "集", "grouping", "分组", "owner", province))
            .post("/api/v1/unit-sets")
            .then()
            .extract()
            .path("id");
    World.admin()
        .body(Map.of("units", List.of(province)))
        .post("/api/v1/unit-sets/" + set + "/members")
        .then()
        .statusCode(200);
    enrol(Map.of("rule", Map.of("set", set)))
        .body("added", equalTo(1), "kinds.kind", contains("PROVINCE"));
  }

  @Test
  void whatCannotBeEnrolledIsPointedAt() {
    enrol(Map.of("units", List.of(county, outside)))
        .statusCode(422)
        .body("errors.pointer", contains("/units/1"), "errors.code", contains("outside-campaign"));
    enrol(Map.of("rule", Map.of("unit", outside)))
        .statusCode(422)
        .body("errors.pointer", contains("/rule/unit"));
    enrol(Map.of("rule", Map.of("set", java.util.UUID.randomUUID())))
        .statusCode(422)
        .body("errors.pointer", contains("/rule/set"));
    enrol(Map.of()).statusCode(422).body("errors.code", contains("one-of-two"));
    enrol(Map.of("units", List.of(county), "rule", Map.of())).statusCode(422);
    enrol(Map.of("rule", Map.of("kinds", List.of("CASTLE")))).statusCode(400);
  }

  @Test
  void onceTheBatchIsOpenAChangeOfTheCohortNeedsAReason() {
    open();
    var units = new HashMap<String, Object>(Map.of("units", List.of(county)));

    enrol(units).statusCode(422).body("errors.pointer", contains("/reason"));
    units.put("reason", "漏报");
    enrol(units).statusCode(200);
    cohort("").body("items.reason", contains("漏报"));

    var enrolment = batch + "/enrolments/" + county;
    supervisor().delete(enrolment).then().statusCode(400);
    supervisor().queryParam("reason", "撤销").delete(enrolment).then().statusCode(204);
    supervisor().queryParam("reason", "撤销").delete(enrolment).then().statusCode(404);
    cohort("").body("items", empty());
    enrol(units).body("added", equalTo(1));
  }

  @Test
  void aCohortIsReadAsOfADay() {
    enrol(Map.of("units", List.of(county))).statusCode(200);

    cohort("?asOf=2019-09-09").body("items", empty());
    cohort("?asOf=2199-01-01").body("items.unit.id", contains(county));
    supervisor().delete(batch + "/enrolments/" + county).then().statusCode(204);
    cohort("?asOf=2199-01-01").body("items", empty());
  }
}
