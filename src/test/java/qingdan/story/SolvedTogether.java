package qingdan.story;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static qingdan.story.Paperwork.created;
import static qingdan.story.Tianjin.BIAOKOU;
import static qingdan.story.Tianjin.CITY;
import static qingdan.story.Tianjin.HEPING;
import static qingdan.story.Tianjin.NEIGHBOUR;
import static qingdan.story.Tianjin.NINGHE;
import static qingdan.story.Tianjin.VILLAGE;
import static qingdan.story.Tianjin.WATER;
import static qingdan.story.Tianjin.XIAOBAILOU;

import java.util.List;
import java.util.Map;

import io.restassured.response.ValidatableResponse;

/** What shows in a village and is rooted above is solved by all tiers. */
final class SolvedTogether extends Chapter {

  String problem;
  String root;
  String hidden;
  String neighbours;

  SolvedTogether(Story story) {
    super(story);
  }

  void aVillageFindsBeforeItRectifies() {
    var list = papers.list(VILLAGE, story.second, story.local);
    problem =
        created(
            papers.report(
                VILLAGE,
                list,
                "雨后主路积水三日不退",
                "LIVELIHOOD",
                Map.of("beneficiaries", 320, "commitment", "年底前不再积水")));

    papers
        .plan(VILLAGE, problem, VILLAGE, "自行疏通")
        .statusCode(409)
        .body("code", equalTo("list-not-approved"));
    papers.submit(VILLAGE, list);
    tianjin
        .as("SUPERVISOR", VILLAGE)
        .header("If-Match", "\"3\"")
        .post("/api/v1/problem-lists/" + list + "/approval")
        .then()
        .statusCode(403);
    papers.approve(BIAOKOU, list);
    seen(problem).body("status", equalTo("CONFIRMED"));

    neighbours =
        listed(
            NEIGHBOUR,
            BIAOKOU,
            story.second,
            story.local,
            "村口涵洞排水不畅",
            "LIVELIHOOD",
            Map.of("beneficiaries", 150, "commitment", "汛期前疏通"));
  }

  void theVillageAsksTheCityWhichClaims() {
    papers
        .move(
            "REPORTER",
            VILLAGE,
            problem,
            "escalation",
            Map.of(
                "to",
                tianjin.at(CITY),
                "ground",
                "ROOTED_ABOVE",
                "tier",
                "PROVINCE",
                "reason",
                "主管网由市级部门管理"))
        .statusCode(200)
        .body("status", equalTo("ESCALATED"), "batch", equalTo(story.second));
    problems("?escalatedTo=" + tianjin.at(CITY)).body("items.id", contains(problem));

    root =
        papers
            .move("SUPERVISOR", CITY, problem, "claim", Map.of("title", "宁河区排水主管网能力不足"))
            .statusCode(200)
            .body("holder.name", equalTo("天津市"))
            .extract()
            .path("root");
    papers
        .move("SUPERVISOR", NINGHE, problem, "claim", Map.of())
        .statusCode(409)
        .body("code", equalTo("already-claimed"));
    papers
        .move("SUPERVISOR", CITY, root, "symptoms", Map.of("problems", List.of(neighbours)))
        .statusCode(200);
    problems("?root=" + root).body("items.id", containsInAnyOrder(problem, neighbours));
  }

  void allTiersSolveItTogether() {
    var all = List.of(WATER, NINGHE, BIAOKOU, VILLAGE);
    papers
        .move(
            "REPORTER",
            CITY,
            root,
            "plan",
            Map.of(
                "responsibleUnit",
                tianjin.at(WATER),
                "jointUnits",
                all.stream().skip(1).map(tianjin::at).toList(),
                "deadline",
                Paperwork.DEADLINE,
                "measures",
                List.of(
                    measure("改造排水主管网", WATER),
                    measure("落实配套资金", NINGHE),
                    measure("协调施工用地", BIAOKOU),
                    measure("清理村内支沟", VILLAGE))))
        .statusCode(200);
    // who answers for it was of the first batch only
    enrolled(story.second, WATER).body("count", equalTo(0));
    enrolled(story.first, WATER).body("count", equalTo(1));
    seen(root).body("batch", equalTo(story.second));

    papers.move("REPORTER", WATER, root, "start", null).statusCode(200);
    papers
        .resolve(WATER, root)
        .statusCode(409)
        .body("code", equalTo("measures-open"), "errors", hasSize(4));
    String ofTheBureau = seen(root).extract().path("measures.find { it.title == '改造排水主管网' }.id");
    papers
        .move(
            "REPORTER",
            VILLAGE,
            root,
            "progress",
            Map.of("text", "代报", "measure", ofTheBureau, "state", "DONE"))
        .statusCode(403);
    all.forEach(unit -> papers.finishMeasures(unit, root));
    tianjin
        .as("VIEWER", CITY)
        .get("/api/v1/problems/" + root + "/linkage")
        .then()
        .statusCode(200)
        .body("roots.id", contains(root))
        .body("symptoms.id", containsInAnyOrder(problem, neighbours))
        .body("measures.tier", contains("CITY", "COUNTY", "TOWNSHIP", "GRASSROOTS"))
        .body("measures.done", everyItem(equalTo(1)))
        .body(
            "measures.collectMany { it.measures.unit.name }",
            contains("市级部门1（演示）", "宁河区", "俵口镇", "村1（演示）"));

    papers.resolve(WATER, root).statusCode(200);
    papers.move("SUPERVISOR", WATER, root, "closure", null).statusCode(403);
    papers.move("SUPERVISOR", CITY, root, "closure", null).statusCode(200);
  }

  void theTownshipClosesWhatItsVillageHad() {
    for (var symptom : List.of(problem, neighbours)) {
      seen(symptom).body("status", equalTo("RESOLVED"));
    }
    papers.move("REPORTER", VILLAGE, problem, "closure", null).statusCode(403);
    papers
        .move("SUPERVISOR", BIAOKOU, problem, "closure", null)
        .statusCode(200)
        .body("status", equalTo("CLOSED"));
    papers
        .move("SUPERVISOR", BIAOKOU, neighbours, "return", Map.of("reason", "涵洞仍未疏通"))
        .statusCode(200)
        .body("status", equalTo("CONFIRMED"));

    tianjin
        .as("VIEWER", VILLAGE)
        .get("/api/v1/problems/" + problem + "/history")
        .then()
        .body(
            "items.type",
            contains(
                "problem.reported",
                "problem.confirmed",
                "problem.escalated",
                "problem.claimed",
                "problem.root-closed",
                "problem.closed"))
        .body(
            "items.by",
            contains(
                "REPORTER village-1",
                "SUPERVISOR " + BIAOKOU,
                "REPORTER village-1",
                "SUPERVISOR " + CITY,
                "SUPERVISOR " + CITY,
                "SUPERVISOR " + BIAOKOU))
        .body("items[2].after.reason", equalTo("主管网由市级部门管理"))
        .body("items[3].after.asked", equalTo(true));
  }

  void aDistrictClaimsUnaskedWhatWasHidden() {
    hidden =
        listed(
            XIAOBAILOU,
            HEPING,
            story.second,
            story.tasks.get(8),
            "老旧小区电梯停运",
            "SAFETY_HAZARD",
            Map.of("place", "某小区 3 号楼", "level", "较大"));

    papers
        .move("SUPERVISOR", HEPING, hidden, "claim", Map.of())
        .statusCode(200)
        .body("status", equalTo("CLAIMED"), "holder.name", equalTo("和平区"));

    tianjin
        .as("VIEWER", HEPING)
        .get("/api/v1/problems/" + hidden + "/history")
        .then()
        .body("items.type", not(hasItem("problem.escalated")))
        .body("items[-1].type", equalTo("problem.claimed"))
        .body("items[-1].after.asked", equalTo(false));
  }

  private Map<String, String> measure(String title, String unit) {
    return Map.of("title", title, "unit", tianjin.at(unit));
  }

  private ValidatableResponse enrolled(String batch, String unit) {
    return read("/api/v1/batches/" + batch + "/enrolments/count?unit=" + tianjin.at(unit));
  }
}
