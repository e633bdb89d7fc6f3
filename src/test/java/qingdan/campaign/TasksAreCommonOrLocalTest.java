package qingdan.campaign;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.World.as;
import static qingdan.World.campaign;
import static qingdan.World.supervisor;
import static qingdan.World.unit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class TasksAreCommonOrLocalTest extends ApiTest {

  private String city;
  private String county;
  private String village;
  private String other;
  private String bureau;
  private String outside;
  private String campaign;

  @BeforeEach
  void aCampaignOfACity() {
    city = unit(null, "市", "CITY");
    county = unit(city, "县", "COUNTY");
    village = unit(county, "村", "VILLAGE");
    other = unit(city, "邻县", "COUNTY");
    bureau = unit(city, "局", "BUREAU");
    outside = unit(null, "外市", "CITY");
    campaign = "/api/v1/campaigns/" + campaign(city);
  }

  private ValidatableResponse set(String name, Object... more) {
    var body = new HashMap<String, Object>(Map.of("name", name));
    for (int i = 0; i < more.length; i += 2) {
      body.put((String) more[i], more[i + 1]);
    }
    return supervisor().body(body).post(campaign + "/tasks").then();
  }

  private String id(ValidatableResponse created) {
    return created.statusCode(201).extract().path("id");
  }

  private ValidatableResponse tasks(String token, String filters) {
    return (token == null ? supervisor() : as(token)).get(campaign + "/tasks" + filters).then();
  }

  private static ValidatableResponse change(
      String token, String task, int version, Map<String, ?> patch) {
    return (token == null ? supervisor() : as(token))
        .contentType("application/merge-patch+json")
        .header("If-Match", "\"" + version + "\"")
        .body(patch)
        .patch("/api/v1/tasks/" + task)
        .then();
  }

  @Test
  void whoeverSetsATaskMakesItCommonOrLocal() {
    set("整治形式主义", "leadUnit", bureau, "description", "为基层减负")
        .statusCode(201)
        .header("ETag", "\"1\"")
        .header("Location", containsString("/api/v1/tasks/"))
        .body("origin", equalTo("COMMON"), "owner.id", equalTo(city), "status", equalTo("OPEN"))
        .body("leadUnit.id", equalTo(bureau), "position", equalTo(1));
    set("村级债务", "owner", county)
        .statusCode(201)
        .body("origin", equalTo("LOCAL"), "owner.id", equalTo(county), "leadUnit", nullValue());
    set("另一项").body("position", equalTo(2));
  }

  @Test
  void tasksAreListedInTheirOrderOrByName() {
    set("丙", "position", 2);
    set("乙", "position", 3);
    set("甲", "position", 2);

    tasks(null, "").body("items.name", contains("丙", "甲", "乙"));
    tasks(null, "?sort=name").body("items.name", contains("丙", "乙", "甲"));
    String next = tasks(null, "?limit=2").extract().path("next");
    supervisor().urlEncodingEnabled(false).get(next).then().body("items.name", contains("乙"));
    tasks(null, "?sort=size").statusCode(400);
    tasks(null, "/count").body("count", equalTo(3));
  }

  @Test
  void filtersTellWhoSetATaskWhomItConcernsAndWhoLeadsIt() {
    set("统一", "leadUnit", bureau);
    set("县定", "owner", county);
    set("村定", "owner", village);
    set("邻县定", "owner", other);

    tasks(null, "?origin=COMMON").body("items.name", contains("统一"));
    tasks(null, "?origin=LOCAL&sort=name").body("items.name", contains("县定", "村定", "邻县定"));
    tasks(null, "?unit=" + county + "&sort=name").body("items.name", contains("县定", "村定"));
    tasks(null, "?unit=" + county + "&depth=self").body("items.name", contains("县定"));
    tasks(null, "?unit=" + city + "&depth=children&sort=name")
        .body("items.name", contains("县定", "邻县定"));
    tasks(null, "?concerns=" + village + "&sort=name")
        .body("items.name", contains("县定", "村定", "统一"));
    tasks(null, "?concerns=" + county + "&origin=LOCAL").body("items.name", contains("县定"));
    tasks(null, "?leadUnit=" + bureau).body("items.name", contains("统一"));
    tasks(null, "?q=" + "邻").body("items.name", contains("邻县定"));
    tasks(null, "?status=CLOSED").body("items", empty());
    tasks(null, "?depth=self").statusCode(400);
    tasks(null, "?leadUnit=" + UUID.randomUUID()).statusCode(404);
    tasks(null, "/count?concerns=" + village).body("count", equalTo(3));
  }

  @Test
  void aTaskIsSeenAboveAtAndBelowItsOwnerAndByWhoLeadsIt() {
    var common = id(set("统一"));
    var ofCounty = id(set("县定", "owner", county, "leadUnit", bureau));
    var ofVillage = id(set("村定", "owner", village));
    var ofOther = id(set("邻县定", "owner", other));
    var seen =
        Map.of(
            city, List.of(common, ofCounty, ofVillage, ofOther),
            county, List.of(common, ofCounty, ofVillage),
            village, List.of(common, ofCounty, ofVillage),
            other, List.of(common, ofOther),
            bureau, List.of(common, ofCounty));

    seen.forEach(
        (unit, tasks) -> {
          var viewer = Someone.with("VIEWER", unit);
          tasks(viewer, "")
              .statusCode(200)
              .body("items.id", containsInAnyOrder(tasks.toArray(String[]::new)));
          tasks(viewer, "/count").body("count", equalTo(tasks.size()));
          for (var task : List.of(common, ofCounty, ofVillage, ofOther)) {
            as(viewer)
                .get("/api/v1/tasks/" + task)
                .then()
                .statusCode(tasks.contains(task) ? 200 : 404);
          }
        });
    tasks(Someone.with("VIEWER", outside), "").statusCode(404);
  }

  @Test
  void onlyWhoSupervisesTheOwnerSetsAndChangesItsTasks() {
    var ofCounty = Someone.with("SUPERVISOR", county);
    var common = id(set("统一"));

    as(ofCounty)
        .body(Map.of("name", "越权"))
        .post(campaign + "/tasks")
        .then()
        .statusCode(403)
        .body("detail", containsString("SUPERVISOR"));
    as(ofCounty)
        .body(Map.of("name", "越权", "owner", other))
        .post(campaign + "/tasks")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/owner"));
    change(ofCounty, common, 1, Map.of("name", "改名"))
        .statusCode(403)
        .body("detail", containsString("SUPERVISOR"));
    String local =
        as(ofCounty)
            .body(Map.of("name", "县定", "owner", county, "leadUnit", bureau))
            .post(campaign + "/tasks")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    change(ofCounty, local, 1, Map.of("position", 7)).statusCode(200);
    as(Someone.with("REPORTER", county))
        .body(Map.of("name", "越权", "owner", county))
        .post(campaign + "/tasks")
        .then()
        .statusCode(403);
  }

  @Test
  void aChangeNamesTheVersionAndAClosedTaskTakesNone() {
    var task = id(set("统一", "leadUnit", bureau));

    change(null, task, 1, Map.of("leadUnit", county, "name", "改名"))
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("name", equalTo("改名"), "leadUnit.id", equalTo(county));
    change(null, task, 1, Map.of("name", "迟了")).statusCode(412);
    var nobody = new HashMap<String, Object>();
    nobody.put("leadUnit", null);
    change(null, task, 2, nobody).statusCode(200).body("leadUnit", nullValue());
    change(null, task, 3, Map.of()).statusCode(200).header("ETag", "\"3\"");
    change(null, task, 3, Map.of("status", "CLOSED")).statusCode(200);
    change(null, task, 4, Map.of("status", "OPEN"))
        .statusCode(409)
        .body("code", equalTo("transition-refused"));
    change(null, task, 4, Map.of("name", "又改"))
        .statusCode(409)
        .body("code", equalTo("task-closed"));
  }

  @Test
  void whatNoTaskCanBeIsRefused() {
    set("统一").statusCode(201);

    set("统一").statusCode(409).body("code", equalTo("name-taken"));
    set("统一", "owner", county).statusCode(201);
    set("外", "owner", outside)
        .statusCode(422)
        .body("errors.code", contains("outside-campaign"), "errors.pointer", contains("/owner"));
    set("外", "leadUnit", outside).statusCode(422).body("errors.pointer", contains("/leadUnit"));
    set("无", "leadUnit", UUID.randomUUID()).statusCode(422);
    set("大", "position", 10_000).statusCode(400);
    World.admin()
        .body(Map.of("type", "CLOSE", "unit", village))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);
    set("闭", "owner", village).statusCode(409).body("code", equalTo("unit-closed"));
    set("闭", "leadUnit", village).statusCode(409).body("code", equalTo("unit-closed"));
    supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", "\"1\"")
        .body(Map.of("status", "OPEN"))
        .patch(campaign)
        .then()
        .statusCode(200);
    supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", "\"2\"")
        .body(Map.of("status", "CLOSED"))
        .patch(campaign)
        .then()
        .statusCode(200);
    set("迟").statusCode(409).body("code", equalTo("campaign-closed"));
  }
}
