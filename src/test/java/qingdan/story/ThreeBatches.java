package qingdan.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static qingdan.story.Paperwork.created;
import static qingdan.story.Tianjin.BIAOKOU;
import static qingdan.story.Tianjin.CITY;
import static qingdan.story.Tianjin.HEPING;
import static qingdan.story.Tianjin.NINGHE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.restassured.response.ValidatableResponse;

/** Livelihood, petitions and hazards have targets; weak organisations a register. */
final class ThreeBatches extends Chapter {

  ThreeBatches(Story story) {
    super(story);
  }

  void threeBatchesAreCommittedAndDone() {
    var list = papers.list(HEPING, story.second, story.tasks.get(4));
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

    summary("?by=category&batch=" + story.second)
        .body("items.category", contains("LIVELIHOOD", "PETITION_BACKLOG", "SAFETY_HAZARD"))
        .body("items.committed", contains(16 * 10 + 120, 16 * 20, 16 * 7))
        .body("items.done", contains(16 * 5 + 120, 15 * 20, 8 * 9 + 8 * 3))
        .body("items.remaining", contains(16 * 5, 0, 8 * 4))
        .body("items.unreported", contains(0, 20, 0))
        .body("items.unitsMissing", contains(0, 1, 0));
    summary("?by=child&measure=化解信访积案&limit=200&unit=" + tianjin.at(CITY))
        .body("items.findAll { it.unitsMissing == 1 }.unit.id", contains(districts.get(15)));
  }

  void weakOrganisationsStandInARegisterEachWithItsPlan() {
    var list = papers.list(BIAOKOU, story.second, story.tasks.get(5));
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

  private void target(String unit, String category, String measure, int number, Integer done) {
    var task = story.tasks.get(4);
    var target =
        created(
            office(
                    Map.of(
                        "unit", unit,
                        "batch", story.second,
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
        .get("/api/v1/batches/" + story.second + "/enrolments?kind=COUNTY&limit=200")
        .then()
        .statusCode(200)
        .extract()
        .path("items.unit.id");
  }

  private ValidatableResponse summary(String filters) {
    return read("/api/v1/campaigns/" + story.campaign + "/targets/summary" + filters);
  }
}
