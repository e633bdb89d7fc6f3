package qingdan.campaign;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.campaign;
import static qingdan.World.supervisor;
import static qingdan.World.unit;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;

@QuarkusTest
class CampaignsHaveDaysAndCategoriesTest extends ApiTest {

  private static final Map<String, Object> DIKE =
      Map.of("code", "dike", "labelEn", "Dike", "labelZh", "堤", "type", "TEXT", "required", true);

  private String calendar;
  private String categories;

  @BeforeEach
  void aCampaign() {
    var campaign = "/api/v1/campaigns/" + campaign(unit(null, "省", "PROVINCE"));
    calendar = campaign + "/calendar";
    categories = campaign + "/categories";
  }

  private static RequestSpecification day(boolean working, String name) {
    return supervisor().body(Map.of("working", working, "name", name));
  }

  @Test
  void theCalendarNamesDaysInOrder() {
    day(false, "国庆节").put(calendar + "/2019-10-01").then().statusCode(201);
    day(true, "调休")
        .put(calendar + "/2019-09-29")
        .then()
        .statusCode(201)
        .header("ETag", "\"1\"")
        .header("Location", endsWith("/calendar/2019-09-29"))
        .body("working", equalTo(true));

    String next =
        supervisor()
            .get(calendar + "?limit=1")
            .then()
            .statusCode(200)
            .body("items.day", contains("2019-09-29"))
            .extract()
            .path("next");
    supervisor().get(next).then().body("items.day", contains("2019-10-01"));
    supervisor().get(calendar + "/count").then().body("count", equalTo(2));
  }

  @Test
  void aNamedDayIsChangedAndTakenAwayByItsVersion() {
    var holiday = calendar + "/2019-10-01";
    day(false, "国庆").put(holiday).then().statusCode(201);

    day(false, "国庆节").put(holiday).then().statusCode(428);
    day(false, "国庆节").header("If-Match", "\"1\"").put(holiday).then().statusCode(200);
    supervisor().header("If-Match", "\"1\"").delete(holiday).then().statusCode(412);
    supervisor().header("If-Match", "\"2\"").delete(holiday).then().statusCode(204);
    supervisor().get(holiday).then().statusCode(404);
    day(false, "国庆").put(calendar + "/2019-13-01").then().statusCode(400);
  }

  @Test
  void aCampaignBeginsWithSixCategories() {
    supervisor()
        .get(categories)
        .then()
        .statusCode(200)
        .body(
            "items.code",
            contains(
                "AFFILIATION",
                "LIVELIHOOD",
                "OTHER",
                "PETITION_BACKLOG",
                "SAFETY_HAZARD",
                "WEAK_ORGANISATION"));
    supervisor()
        .get(categories + "/PETITION_BACKLOG")
        .then()
        .body("fields.code", contains("caseReference", "firstReceived"))
        .body("fields.type", contains("TEXT", "DATE"), "labelZh", equalTo("信访积案"));
    supervisor().get(categories + "/count").then().body("count", equalTo(6));
  }

  @Test
  void categoriesAreAddedAndChanged() {
    var flood =
        Map.of("code", "FLOOD", "labelEn", "Flood", "labelZh", "防汛", "fields", List.of(DIKE));
    supervisor().body(flood).post(categories).then().statusCode(201).header("ETag", "\"1\"");
    supervisor().body(flood).post(categories).then().statusCode(409);

    change("FLOOD", Map.of("fields", List.of(DIKE, DIKE)))
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/fields/1/code"));
    change("FLOOD", Map.of("fields", List.of()))
        .then()
        .statusCode(200)
        .body("fields", empty(), "version", equalTo(2), "labelZh", equalTo("防汛"));
    change("FLOOD", Map.of("labelZh", "洪水")).then().statusCode(412);
    change("GONE", Map.of("labelZh", "洪水")).then().statusCode(404);
  }

  private io.restassured.response.Response change(String code, Map<String, ?> patch) {
    return supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", "\"1\"")
        .body(patch)
        .patch(categories + "/" + code);
  }
}
