package qingdan.authorisation;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import qingdan.World;
import qingdan.authorisation.Operations.Operation;
import qingdan.authorisation.Scene.Things;

/** How each operation on visits is sent: each plan and each visit is of the place. */
final class VisitOperations {

  private static final String PLANS = "/api/v1/visit-plans";
  private static final String VISITS = "/api/v1/visits";

  static final Map<String, Operation> ALL =
      Map.ofEntries(
          entry(
              "listVisitPlans", (as, at, scene) -> furnished(as, scene).get(PLANS + "?limit=200")),
          entry("countVisitPlans", (as, at, scene) -> furnished(as, scene).get(PLANS + "/count")),
          entry("createVisitPlan", (as, at, scene) -> as.body(planBody(at)).post(PLANS)),
          entry("getVisitPlan", (as, at, scene) -> as.get(path(plan(at)))),
          entry("changeVisitPlan", VisitOperations::changePlan),
          entry(
              "listPlannedUnits",
              (as, at, scene) -> as.get(path(plan(at)) + "/units?unit=" + at.unit())),
          entry(
              "countPlannedUnits",
              (as, at, scene) -> as.get(path(plan(at)) + "/units/count?unit=" + at.unit())),
          entry(
              "getVisitCoverage",
              (as, at, scene) -> as.get(path(plan(at)) + "/coverage?unit=" + at.unit())),
          entry("listPlanVisitors", (as, at, scene) -> as.get(path(plan(at)) + "/visitors")),
          entry("countPlanVisitors", (as, at, scene) -> as.get(path(plan(at)) + "/visitors/count")),
          entry(
              "addPlanVisitor",
              (as, at, scene) -> as.body(visitor(at)).post(path(plan(at)) + "/visitors")),
          entry("removePlanVisitor", VisitOperations::removeVisitor),
          entry("listVisits", (as, at, scene) -> furnished(as, scene).get(VISITS + "?limit=200")),
          entry("countVisits", (as, at, scene) -> furnished(as, scene).get(VISITS + "/count")),
          entry("recordVisit", (as, at, scene) -> as.body(visitBody(at)).post(VISITS)),
          entry("getVisit", (as, at, scene) -> as.get(VISITS + "/" + visit(at))),
          entry("withdrawVisit", VisitOperations::withdraw));

  private static final Map<String, String> KEPT_PLANS = new HashMap<>();
  private static final Map<String, String> KEPT_VISITS = new HashMap<>();

  private VisitOperations() {}

  static String plan(Things at) {
    return KEPT_PLANS.computeIfAbsent(at.unit(), unit -> created(PLANS, planBody(at)));
  }

  static String visit(Things at) {
    return KEPT_VISITS.computeIfAbsent(at.unit(), unit -> created(VISITS, visitBody(at)));
  }

  private static String created(String path, Map<String, ?> body) {
    return World.supervisor().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private static Map<String, Object> planBody(Things at) {
    return Map.of(
        "campaign",
        at.campaign(),
        "base",
        at.unit(),
        "name",
        "走访" + World.code(),
        "startsOn",
        "2019-09-09",
        "dueOn",
        "2199-12-31",
        "rule",
        Map.of("kinds", List.of("VILLAGE")));
  }

  private static Map<String, Object> visitBody(Things at) {
    return Map.of(
        "campaign",
        at.campaign(),
        "unit",
        at.unit(),
        "visitedOn",
        "2019-10-12",
        "purpose",
        "听取群众意见");
  }

  private static Map<String, Object> visitor(Things at) {
    return Map.of("name", "王" + World.code(), "office", "书记", "unit", at.unit());
  }

  private static String path(String plan) {
    return PLANS + "/" + plan;
  }

  private static RequestSpecification furnished(RequestSpecification as, Scene scene) {
    for (var spot : Spot.values()) {
      plan(scene.at(spot));
      visit(scene.at(spot));
    }
    return as;
  }

  private static Response changePlan(RequestSpecification as, Things at, Scene scene) {
    var path = path(created(PLANS, planBody(at)));
    return as.contentType("application/merge-patch+json")
        .header("If-Match", Work.etag(path))
        .body(Map.of("purpose", "了解民情"))
        .patch(path);
  }

  private static Response removeVisitor(RequestSpecification as, Things at, Scene scene) {
    var path = path(plan(at)) + "/visitors";
    return as.delete(path + "/" + created(path, visitor(at)));
  }

  private static Response withdraw(RequestSpecification as, Things at, Scene scene) {
    var path = VISITS + "/" + created(VISITS, visitBody(at));
    return as.header("If-Match", Work.etag(path)).delete(path);
  }
}
