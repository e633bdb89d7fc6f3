package qingdan.authorisation;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.specification.RequestSpecification;

import qingdan.World;
import qingdan.authorisation.Operations.Operation;
import qingdan.authorisation.Scene.Things;
import qingdan.inspection.Drawing;

/** How each operation on inspections is sent: of the unit that the office at a place has drawn. */
final class FindingOperations {

  private static final String API = "/api/v1";
  private static final String CHECKLISTS = API + "/checklists";

  static final Map<String, Operation> ALL =
      Map.ofEntries(
          entry(
              "listChecklists",
              (as, at, scene) -> furnished(as, scene).get(CHECKLISTS + "?limit=200")),
          entry(
              "countChecklists",
              (as, at, scene) -> furnished(as, scene).get(CHECKLISTS + "/count")),
          entry("createChecklist", (as, at, scene) -> as.body(checklistBody(at)).post(CHECKLISTS)),
          entry("getChecklist", (as, at, scene) -> as.get(CHECKLISTS + "/" + checklist(at))),
          entry("listInspections", (as, at, scene) -> as.get(API + "/inspections")),
          entry("countInspections", (as, at, scene) -> as.get(API + "/inspections/count")),
          entry("getInspection", (as, at, scene) -> as.get(API + "/inspections/" + inspection(at))),
          entry(
              "recordInspection",
              (as, at, scene) -> as.body(body(at)).post(round(at) + "/inspections")),
          entry(
              "withdrawInspection",
              (as, at, scene) -> as.delete(API + "/inspections/" + recorded(at))),
          entry("listFindings", (as, at, scene) -> as.get(API + "/findings")),
          entry("countFindings", (as, at, scene) -> as.get(API + "/findings/count")),
          entry("getFinding", (as, at, scene) -> as.get(finding(at))),
          entry(
              "acceptFinding",
              (as, at, scene) ->
                  as.body(Map.of("batch", batch(at))).post(finding(at) + "/acceptance")),
          entry(
              "rejectFinding",
              (as, at, scene) ->
                  as.body(Map.of("reason", "不属该单位职责")).post(finding(at) + "/rejection")),
          entry("listDrawnUnits", (as, at, scene) -> as.get(drawn(at, ""))),
          entry("countDrawnUnits", (as, at, scene) -> as.get(drawn(at, "/count"))),
          entry("getDrawnCoverage", (as, at, scene) -> as.get(drawn(at, "/coverage"))));

  private static final Map<String, String> KEPT_CHECKLISTS = new HashMap<>();
  private static final Map<String, String> KEPT_INSPECTIONS = new HashMap<>();
  private static final Map<String, String> ROUNDS = new HashMap<>();
  private static final Map<String, String> BATCHES = new HashMap<>();

  private FindingOperations() {}

  static String checklist(Things at) {
    return KEPT_CHECKLISTS.computeIfAbsent(
        at.unit(), unit -> created(World.supervisor(), CHECKLISTS, checklistBody(at)));
  }

  /** The address of a round of the office that has drawn a unit of its own, and could no other. */
  private static String round(Things at) {
    if (!ROUNDS.containsKey(at.unit())) {
      var drawn = World.unit(at.unit(), "抽中村", "VILLAGE");
      ROUNDS.put(at.unit(), RoundOperations.started(at, Map.of("unit", drawn)));
    }
    return ROUNDS.get(at.unit());
  }

  private static String inspection(Things at) {
    if (!KEPT_INSPECTIONS.containsKey(at.unit())) {
      KEPT_INSPECTIONS.put(at.unit(), recorded(at));
    }
    return KEPT_INSPECTIONS.get(at.unit());
  }

  private static String recorded(Things at) {
    return created(RoundOperations.office(at), round(at) + "/inspections", body(at));
  }

  /** The address of a finding that waits. */
  static String finding(Things at) {
    String id =
        World.supervisor()
            .get(API + "/findings?inspection=" + recorded(at))
            .then()
            .statusCode(200)
            .extract()
            .path("items[0].id");
    return API + "/findings/" + id;
  }

  private static String created(RequestSpecification as, String path, Map<String, ?> body) {
    return as.body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private static Map<String, Object> checklistBody(Things at) {
    return Map.of(
        "campaign",
        at.campaign(),
        "office",
        at.unit(),
        "name",
        "检查表" + World.code(),
        "items",
        List.of(Map.of("code", "1", "question", "清单是否公示")));
  }

  private static Map<String, Object> body(Things at) {
    return Map.of(
        "unit",
        drawnUnit(at),
        "inspectedOn",
        Drawing.today(),
        "findings",
        List.of(Map.of("title", "问题清单未公示")));
  }

  private static String drawnUnit(Things at) {
    return RoundOperations.office(at)
        .get(round(at) + "/draw/population?drawn=true")
        .then()
        .statusCode(200)
        .extract()
        .path("items[0].unit.id");
  }

  /** An open batch of the campaign of the round. */
  private static String batch(Things at) {
    return BATCHES.computeIfAbsent(
        at.unit(),
        unit -> {
          String campaign = World.supervisor().get(round(at)).then().extract().path("campaign");
          return Work.openBatchOf(campaign);
        });
  }

  private static String drawn(Things at, String what) {
    return API + "/campaigns/" + at.campaign() + "/drawn-units" + what + "?unit=" + at.unit();
  }

  private static RequestSpecification furnished(RequestSpecification as, Scene scene) {
    for (var spot : Spot.values()) {
      checklist(scene.at(spot));
    }
    return as;
  }
}
