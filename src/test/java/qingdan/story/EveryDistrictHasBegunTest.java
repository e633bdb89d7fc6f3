package qingdan.story;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static qingdan.story.Paperwork.created;
import static qingdan.story.Tianjin.BIAOKOU;
import static qingdan.story.Tianjin.CITY;
import static qingdan.story.Tianjin.HEPING;
import static qingdan.story.Tianjin.NINGHE;
import static qingdan.story.Tianjin.WATER;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

/** By their day all 16 districts and 23 bureaus had held their kick-off meetings, but for one. */
@QuarkusTest
class EveryDistrictHasBegunTest extends ApiTest {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

  private Tianjin tianjin;
  private String kickOff;

  @Test
  void districtsAndBureausHoldTheirKickOffMeetings() {
    tianjin = new Tianjin();
    String campaign =
        created(
            tianjin
                .as("SUPERVISOR", CITY)
                .body(Map.of("name", "主题教育", "topUnit", tianjin.at(CITY), "startsOn", "2019-09-09"))
                .post("/api/v1/campaigns")
                .then());
    var papers = new Paperwork(tianjin, campaign);
    papers.open("/api/v1/campaigns/" + campaign);
    var batch = papers.batch("第二批", "2019-09-09", "2019-12-31");
    papers.enrol(batch, false, "COUNTY", "BUREAU").body("added", equalTo(39));
    var rule = Map.of("kinds", List.of("COUNTY", "BUREAU"));
    tianjin
        .as("SUPERVISOR", CITY)
        .body(Map.of("batch", batch, "rule", rule))
        .post("/api/v1/campaigns/" + campaign + "/milestones/cohort")
        .then()
        .body("kinds.kind", contains("BUREAU", "COUNTY"), "kinds.units", contains(23, 16));
    kickOff =
        created(
            tianjin
                .as("SUPERVISOR", CITY)
                .body(
                    Map.of(
                        "batch",
                        batch,
                        "name",
                        "召开动员部署会",
                        "kind",
                        "KICK_OFF",
                        "dueOn",
                        TODAY.minusDays(1).toString(),
                        "rule",
                        rule))
                .post("/api/v1/campaigns/" + campaign + "/milestones")
                .then());

    report(HEPING, TODAY.minusDays(1));
    report(WATER, TODAY.minusDays(2));
    report(NINGHE, TODAY);

    coverage("?by=kind")
        .body("items.value", contains("BUREAU", "COUNTY"))
        .body("items.counts.expected", contains(23, 16))
        .body("items.counts.missing", contains(22, 14))
        .body("total.onTime", equalTo(2), "total.late", equalTo(1), "total.missing", equalTo(36));
    List<String> missing =
        get("/obligations?state=missing&limit=200")
            .body("items", hasSize(36))
            .extract()
            .path("items.unit.id");
    missing.stream()
        .skip(1)
        .forEach(
            unit ->
                World.reporter()
                    .body(Map.of("unit", unit, "doneOn", TODAY.minusDays(1).toString()))
                    .post("/api/v1/milestones/" + kickOff + "/reports")
                    .then()
                    .statusCode(201));

    coverage("")
        .body("total.expected", equalTo(39), "total.done", equalTo(38))
        .body("total.onTime", equalTo(37), "total.late", equalTo(1), "total.missing", equalTo(1));
    get("/obligations?state=missing").body("items.unit.id", contains(missing.get(0)));
    coverage("?by=child&limit=200")
        .body("items.counts.late", everyItem(org.hamcrest.Matchers.lessThan(2)))
        .body("items.findAll { it.counts.late == 1 }.size()", equalTo(1))
        .body("items.findAll { it.counts.missing == 1 }.unit.id", contains(missing.get(0)));
    get("/obligations?state=late").body("items.unit.name", containsInAnyOrder("宁河区"));

    // a township has no part in it, and sees that it exists
    tianjin.as("REPORTER", BIAOKOU).get("/api/v1/milestones/" + kickOff).then().statusCode(200);
    tianjin
        .as("REPORTER", BIAOKOU)
        .get("/api/v1/milestones/" + kickOff + "/coverage?unit=" + tianjin.at(NINGHE))
        .then()
        .statusCode(404);
    tianjin
        .as("REPORTER", BIAOKOU)
        .body(Map.of("unit", tianjin.at(BIAOKOU)))
        .post("/api/v1/milestones/" + kickOff + "/reports")
        .then()
        .statusCode(409)
        .body("code", equalTo("not-owed"));
  }

  private void report(String unit, LocalDate doneOn) {
    tianjin
        .as("REPORTER", unit)
        .body(Map.of("unit", tianjin.at(unit), "doneOn", doneOn.toString(), "note", "全体班子成员参加"))
        .post("/api/v1/milestones/" + kickOff + "/reports")
        .then()
        .statusCode(201);
  }

  private ValidatableResponse coverage(String query) {
    return get("/coverage" + query);
  }

  private ValidatableResponse get(String rest) {
    return tianjin
        .as("SUPERVISOR", CITY)
        .get("/api/v1/milestones/" + kickOff + rest)
        .then()
        .statusCode(200);
  }
}
