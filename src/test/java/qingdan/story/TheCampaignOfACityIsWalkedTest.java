package qingdan.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.story.Paperwork.created;
import static qingdan.story.Tianjin.BIAOKOU;
import static qingdan.story.Tianjin.CITY;
import static qingdan.story.Tianjin.HEPING;
import static qingdan.story.Tianjin.HOUSING;
import static qingdan.story.Tianjin.NEIGHBOUR;
import static qingdan.story.Tianjin.NINGHE;
import static qingdan.story.Tianjin.VILLAGE;
import static qingdan.story.Tianjin.WATER;
import static qingdan.story.Tianjin.XIAOBAILOU;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.Ended;

@QuarkusTest
class TheCampaignOfACityIsWalkedTest extends ApiTest {

  private static final List<String> COMMON_TASKS =
      List.of(
          "整治贯彻落实不力",
          "整治干事创业精气神不够",
          "整治形式主义、官僚主义",
          "整治领导干部配偶等经商办企业",
          "整治侵害群众利益",
          "整治基层党组织软弱涣散",
          "整治黄赌毒和黑恶势力",
          "整治违规吃喝和收送礼金",
          "整治漠视群众疾苦",
          "整治扶贫领域腐败");

  private Tianjin tianjin;
  private Paperwork papers;
  private String campaign;
  private String first;
  private String second;
  private List<String> tasks;
  private String local;
  private String carried;
  private String finished;
  private String problem;
  private String neighbours;
  private String root;
  private String hidden;

  @Test
  void tianjinClosesOneBatchIntoTheNextAndSolvesWhatShowsInAVillage() {
    theOfficeOpensTheCampaignAndItsFirstBatch();
    tenCommonTasksAndOneOfADistrictAreSet();
    twoBureausWorkInTheFirstBatch();
    theFirstBatchClosesIntoTheSecond();
    aVillageFindsBeforeItRectifies();
    theVillageAsksTheCityWhichClaims();
    allTiersSolveItTogether();
    theTownshipClosesWhatItsVillageHad();
    aDistrictClaimsUnaskedWhatWasHidden();
    threeBatchesAreCommittedAndDone();
    weakOrganisationsStandInARegisterEachWithItsPlan();
    everyFigureAgreesWithWhatHappened();
  }

  private void theOfficeOpensTheCampaignAndItsFirstBatch() {
    tianjin = new Tianjin();
    campaign =
        created(
            office(
                    Map.of(
                        "name",
                        "主题教育",
                        "topUnit",
                        tianjin.at(CITY),
                        "startsOn",
                        "2019-06-03",
                        "endsOn",
                        "2019-12-31"))
                .post("/api/v1/campaigns")
                .then());
    papers = new Paperwork(tianjin, campaign);
    papers.open("/api/v1/campaigns/" + campaign);
    first = papers.batch("第一批", "2019-06-03", "2019-09-08");
    papers.enrol(first, false, "BUREAU").body("added", equalTo(23));
    papers.open("/api/v1/batches/" + first);
  }

  private void tenCommonTasksAndOneOfADistrictAreSet() {
    tasks = new ArrayList<>();
    for (int i = 0; i < COMMON_TASKS.size(); i++) {
      tasks.add(papers.task(COMMON_TASKS.get(i), CITY, "bureau-" + (i + 1)));
    }
    local = papers.task("整治农村坑塘沟渠", NINGHE, NINGHE);

    tasks("?origin=COMMON")
        .body("items.name", equalTo(COMMON_TASKS))
        .body("items.leadUnit.name", hasItem("市级部门1（演示）"));
    tasks("?origin=LOCAL").body("items.id", contains(local));
    tasks("/count?concerns=" + tianjin.at(VILLAGE)).body("count", equalTo(11));
    tasks("/count?concerns=" + tianjin.at(HEPING)).body("count", equalTo(10));
  }

  private void twoBureausWorkInTheFirstBatch() {
    carried = listed(WATER, CITY, first, tasks.get(0), "审批事项办理超时", "OTHER", Map.of());
    papers.plan(WATER, carried, WATER, "压缩审批时限").statusCode(200);
    papers.move("REPORTER", WATER, carried, "start", null).statusCode(200);

    finished = listed(HOUSING, CITY, first, tasks.get(1), "热线回访率低", "OTHER", Map.of());
    papers.plan(HOUSING, finished, HOUSING, "逐件回访").statusCode(200);
    papers.workOff(HOUSING, CITY, finished);
  }

  private void theFirstBatchClosesIntoTheSecond() {
    second = papers.batch("第二批", "2019-09-09", "2019-12-31");
    var kinds = new String[] {"COUNTY", "UNIVERSITY", "HOSPITAL"};
    for (var dryRun : List.of(true, false)) {
      papers
          .enrol(second, dryRun, kinds)
          .body("kinds.kind", contains("COUNTY", "HOSPITAL", "UNIVERSITY"))
          .body("kinds.added", contains(16, 3, 20));
    }

    var foreseen = carryOver(true);
    assertThat(foreseen).containsEntry("problems", 1).containsEntry("lists", 1);
    problems("?batch=" + second).body("items", hasSize(0));
    assertThat(carryOver(false)).isEqualTo(foreseen);

    batch(first).body("status", equalTo("CLOSED"));
    batch(second).body("status", equalTo("OPEN"), "startsOn", equalTo("2019-09-09"));
    for (var batch : List.of(first, second)) {
      problems("?status=OPEN&batch=" + batch).body("items.id", contains(carried));
    }
    problems("?batch=" + first).body("items.id", containsInAnyOrder(carried, finished));
  }

  private void aVillageFindsBeforeItRectifies() {
    var list = papers.list(VILLAGE, second, local);
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
            second,
            local,
            "村口涵洞排水不畅",
            "LIVELIHOOD",
            Map.of("beneficiaries", 150, "commitment", "汛期前疏通"));
  }

  private void theVillageAsksTheCityWhichClaims() {
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
        .body("status", equalTo("ESCALATED"), "batch", equalTo(second));
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

  private void allTiersSolveItTogether() {
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
    enrolled(second, WATER).body("count", equalTo(0));
    enrolled(first, WATER).body("count", equalTo(1));
    seen(root).body("batch", equalTo(second));

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

  private void theTownshipClosesWhatItsVillageHad() {
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

  private void aDistrictClaimsUnaskedWhatWasHidden() {
    hidden =
        listed(
            XIAOBAILOU,
            HEPING,
            second,
            tasks.get(8),
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

  private void threeBatchesAreCommittedAndDone() {
    var list = papers.list(HEPING, second, tasks.get(4));
    papers
        .report(HEPING, list, "重复信访三年未结", "PETITION_BACKLOG", Map.of("caseReference", "信〔2016〕7号"))
        .statusCode(422)
        .body("errors.pointer", contains("/fields/firstReceived"));
    Map.<String, Map<String, ?>>of(
            "LIVELIHOOD", Map.of("beneficiaries", 80, "commitment", "加装扶手"),
            "PETITION_BACKLOG", Map.of("caseReference", "信〔2016〕7号", "firstReceived", "2016-03-01"),
            "SAFETY_HAZARD", Map.of("place", "某市场", "level", "一般"))
        .forEach(
            (category, fields) ->
                papers.report(HEPING, list, "三个一批：" + category, category, fields).statusCode(201));

    var districts = districts();
    assertThat(districts).hasSize(16);
    for (int i = 0; i < districts.size(); i++) {
      target(districts.get(i), "LIVELIHOOD", "办成民生实事", 10 + i, 5 + i);
      target(districts.get(i), "PETITION_BACKLOG", "化解信访积案", 20, i == 15 ? null : 20);
      target(districts.get(i), "SAFETY_HAZARD", "消除安全隐患", 7, i % 2 == 0 ? 9 : 3);
    }

    summary("?by=category&batch=" + second)
        .body("items.category", contains("LIVELIHOOD", "PETITION_BACKLOG", "SAFETY_HAZARD"))
        .body("items.committed", contains(16 * 10 + 120, 16 * 20, 16 * 7))
        .body("items.done", contains(16 * 5 + 120, 15 * 20, 8 * 9 + 8 * 3))
        .body("items.remaining", contains(16 * 5, 0, 8 * 4))
        .body("items.unreported", contains(0, 20, 0))
        .body("items.unitsMissing", contains(0, 1, 0));
    summary("?by=child&measure=化解信访积案&limit=200&unit=" + tianjin.at(CITY))
        .body("items.findAll { it.unitsMissing == 1 }.unit.id", contains(districts.get(15)));
  }

  private void weakOrganisationsStandInARegisterEachWithItsPlan() {
    var list = papers.list(BIAOKOU, second, tasks.get(5));
    var register = new ArrayList<String>();
    for (var village : List.of("村2（演示）", "村3（演示）", "村4（演示）")) {
      register.add(
          created(
              papers.report(
                  BIAOKOU,
                  list,
                  village + "党支部软弱涣散",
                  "WEAK_ORGANISATION",
                  Map.of("organisation", village + "党支部", "kindOfWeakness", "班子配备不齐"))));
    }
    papers.submit(BIAOKOU, list);
    papers.approve(NINGHE, list);
    for (int i = 0; i < register.size(); i++) {
      papers.plan(BIAOKOU, register.get(i), "village-" + (i + 2), "选派第一书记，配齐班子").statusCode(200);
    }

    problems("?category=WEAK_ORGANISATION&unit=" + tianjin.at(NINGHE))
        .body("items.id", containsInAnyOrder(register.toArray(String[]::new)))
        .body("items.status", everyItem(equalTo("PLANNED")))
        .body("items.responsibleUnit.name", containsInAnyOrder("村2（演示）", "村3（演示）", "村4（演示）"));
    register.forEach(
        item ->
            seen(item)
                .body("measures.title", contains("选派第一书记，配齐班子"))
                .body("deadline", equalTo(Paperwork.DEADLINE)));
  }

  private void everyFigureAgreesWithWhatHappened() {
    // of the first batch: one went along, one was closed there
    assertThat(countAndList("?batch=" + first)).isEqualTo(2);
    assertThat(countAndList("?status=FINAL&batch=" + first)).isEqualTo(1);
    // carried over, the neighbours', hidden with its root, three in the register
    assertThat(countAndList("?status=OPEN&batch=" + second)).isEqualTo(7);
    // the village's and its root
    assertThat(countAndList("?status=FINAL&batch=" + second)).isEqualTo(2);
    // on a list of Heping that waits
    assertThat(countAndList("?status=REPORTED&batch=" + second)).isEqualTo(3);
    assertThat(countAndList("?campaign=" + campaign)).isEqualTo(13);
    assertThat(countAndList("?status=CLAIMED&campaign=" + campaign)).isEqualTo(1);
    assertThat(countAndList("?overdue=true&campaign=" + campaign)).isZero();
    assertThat(countAndList("?unit=" + tianjin.at(NINGHE))).isEqualTo(5);
    assertThat(countAndList("?unit=" + tianjin.at(HEPING))).isEqualTo(5);
    assertThat(countAndList("?responsibleUnit=" + tianjin.at(WATER))).isEqualTo(2);
    assertThat(countAndList("?jointUnit=" + tianjin.at(VILLAGE))).isEqualTo(1);
    seen(problem).body("root", equalTo(root), "recurrenceOf", nullValue());
    seen(hidden).body("holder.name", equalTo("和平区"));
  }

  /** A problem on a list of its own that was approved above. */
  private String listed(
      String unit,
      String above,
      String batch,
      String task,
      String title,
      String category,
      Map<String, ?> fields) {
    var list = papers.list(unit, batch, task);
    var listed = created(papers.report(unit, list, title, category, fields));
    papers.submit(unit, list);
    papers.approve(above, list);
    return listed;
  }

  private Map<String, String> measure(String title, String unit) {
    return Map.of("title", title, "unit", tianjin.at(unit));
  }

  private void target(String unit, String category, String measure, int number, Integer done) {
    var task = tasks.get(4);
    var target =
        created(
            office(
                    Map.of(
                        "unit", unit,
                        "batch", second,
                        "category", category,
                        "measure", measure,
                        "unitOfMeasure", "件",
                        "number", number))
                .post("/api/v1/tasks/" + task + "/targets")
                .then());
    if (done != null) {
      tianjin
          .as("REPORTER", CITY)
          .body(Map.of("day", "2019-11-30", "value", done))
          .post("/api/v1/targets/" + target + "/progress")
          .then()
          .statusCode(201);
    }
  }

  private List<String> districts() {
    return tianjin
        .as("VIEWER", CITY)
        .get("/api/v1/batches/" + second + "/enrolments?kind=COUNTY&limit=200")
        .then()
        .statusCode(200)
        .extract()
        .path("items.unit.id");
  }

  private Map<String, Integer> carryOver(boolean dryRun) {
    String job =
        office(Map.of("next", second, "dryRun", dryRun))
            .post("/api/v1/batches/" + first + "/carry-over")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    return Ended.job(tianjin.as("SUPERVISOR", CITY), job).getMap("result");
  }

  /** The number, which is that of the rows. */
  private int countAndList(String filters) {
    int count =
        tianjin
            .as("VIEWER", CITY)
            .get("/api/v1/problems/count" + filters)
            .then()
            .statusCode(200)
            .extract()
            .path("count");
    problems(filters).body("items", hasSize(count));
    return count;
  }

  private io.restassured.specification.RequestSpecification office(Map<String, ?> body) {
    return tianjin.as("SUPERVISOR", CITY).body(body);
  }

  private ValidatableResponse tasks(String filters) {
    return read("/api/v1/campaigns/" + campaign + "/tasks" + filters);
  }

  private ValidatableResponse summary(String filters) {
    return read("/api/v1/campaigns/" + campaign + "/targets/summary" + filters);
  }

  private ValidatableResponse batch(String id) {
    return read("/api/v1/batches/" + id);
  }

  private ValidatableResponse enrolled(String batch, String unit) {
    return read("/api/v1/batches/" + batch + "/enrolments/count?unit=" + tianjin.at(unit));
  }

  private ValidatableResponse problems(String filters) {
    return read("/api/v1/problems" + filters);
  }

  private ValidatableResponse seen(String id) {
    return read("/api/v1/problems/" + id);
  }

  private ValidatableResponse read(String path) {
    return tianjin.as("VIEWER", CITY).get(path).then().statusCode(200);
  }
}
