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

/** How each operation on guidance groups is sent: each belongs to the place and guides it. */
final class GuidanceOperations {

  private static final String GROUPS = "/api/v1/guidance-groups";
  private static final String COVERAGE = "/api/v1/guidance-coverage";

  static final Map<String, Operation> ALL =
      Map.ofEntries(
          entry(
              "listGuidanceGroups",
              (as, at, scene) -> furnished(as, scene).get(GROUPS + "?limit=200")),
          entry(
              "countGuidanceGroups",
              (as, at, scene) -> furnished(as, scene).get(GROUPS + "/count")),
          entry("createGuidanceGroup", (as, at, scene) -> as.body(body(at)).post(GROUPS)),
          entry("getGuidanceGroup", (as, at, scene) -> as.get(path(group(at)))),
          entry("changeGuidanceGroup", GuidanceOperations::change),
          entry("listGuidedUnits", (as, at, scene) -> as.get(path(group(at)) + "/units")),
          entry("countGuidedUnits", (as, at, scene) -> as.get(path(group(at)) + "/units/count")),
          entry(
              "assignUnits",
              (as, at, scene) ->
                  as.body(Map.of("units", List.of(at.unit()))).post(path(group(at)) + "/units")),
          entry(
              "withdrawGuidedUnit",
              (as, at, scene) -> as.delete(path(made(at)) + "/units/" + at.unit())),
          entry("listGuidanceMembers", (as, at, scene) -> as.get(path(group(at)) + "/members")),
          entry(
              "countGuidanceMembers",
              (as, at, scene) -> as.get(path(group(at)) + "/members/count")),
          entry(
              "addGuidanceMember",
              (as, at, scene) -> as.body(member(at)).post(path(made(at)) + "/members")),
          entry("removeGuidanceMember", GuidanceOperations::remove),
          entry("getGroupCoverage", (as, at, scene) -> as.get(path(group(at)) + "/coverage")),
          entry(
              "getGuidanceCoverage",
              (as, at, scene) -> as.get(COVERAGE + "?batch=" + at.batch() + "&unit=" + at.unit())),
          entry(
              "listUnitsByGuidance",
              (as, at, scene) ->
                  as.get(COVERAGE + "/units?batch=" + at.batch() + "&unit=" + at.unit())),
          entry(
              "countUnitsByGuidance",
              (as, at, scene) ->
                  as.get(COVERAGE + "/units/count?batch=" + at.batch() + "&unit=" + at.unit())));

  private static final Map<String, String> KEPT = new HashMap<>();

  private GuidanceOperations() {}

  /** The group of a place that lists and reads show. */
  static String group(Things at) {
    return KEPT.computeIfAbsent(at.unit(), unit -> made(at));
  }

  static String made(Things at) {
    return World.supervisor()
        .body(body(at))
        .post(GROUPS)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static Map<String, Object> body(Things at) {
    return Map.of(
        "campaign",
        at.campaign(),
        "base",
        at.unit(),
        "name",
        "督导组" + World.code(),
        "level",
        "ROVING",
        "units",
        List.of(at.unit()));
  }

  private static Map<String, Object> member(Things at) {
    return Map.of("account", at.account(), "role", "LEADER");
  }

  private static String path(String group) {
    return GROUPS + "/" + group;
  }

  private static RequestSpecification furnished(RequestSpecification as, Scene scene) {
    for (var spot : Spot.values()) {
      group(scene.at(spot));
    }
    return as;
  }

  private static Response change(RequestSpecification as, Things at, Scene scene) {
    var path = path(made(at));
    return as.contentType("application/merge-patch+json")
        .header("If-Match", Work.etag(path))
        .body(Map.of("level", "STANDING"))
        .patch(path);
  }

  private static Response remove(RequestSpecification as, Things at, Scene scene) {
    var path = path(made(at)) + "/members";
    World.supervisor().body(member(at)).post(path).then().statusCode(201);
    return as.delete(path + "/" + at.account());
  }
}
