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

/**
 * How each operation on milestones is sent. What units owe is aimed at a campaign that runs above
 * every place.
 */
final class MilestoneOperations {

  private static final String DUE = "2199-12-31";

  static final Map<String, Operation> ALL =
      Map.ofEntries(
          entry("listMilestones", (as, at, scene) -> as.get(milestones(at))),
          entry("countMilestones", (as, at, scene) -> as.get(milestones(at) + "/count")),
          entry(
              "foreseeCohort",
              (as, at, scene) -> as.body(Map.of()).post(milestones(at) + "/cohort")),
          entry("createMilestone", (as, at, scene) -> as.body(body(false)).post(milestones(at))),
          entry("getMilestone", (as, at, scene) -> as.get(path(made(at.campaign(), false)))),
          entry("changeMilestone", MilestoneOperations::change),
          entry(
              "listObligations",
              (as, at, scene) -> as.get(owed(scene) + "/obligations?unit=" + at.unit())),
          entry(
              "countObligations",
              (as, at, scene) -> as.get(owed(scene) + "/obligations/count?unit=" + at.unit())),
          entry(
              "getObligation",
              (as, at, scene) -> as.get(owed(scene) + "/obligations/" + at.unit())),
          entry(
              "getCoverage",
              (as, at, scene) -> as.get(owed(scene) + "/coverage?by=child&unit=" + at.unit())),
          entry(
              "listMissing",
              (as, at, scene) -> as.get(owed(scene) + "/coverage/missing?unit=" + at.unit())),
          entry(
              "countMissing",
              (as, at, scene) -> as.get(owed(scene) + "/coverage/missing/count?unit=" + at.unit())),
          entry(
              "reportMilestone",
              (as, at, scene) ->
                  as.body(unit(at)).post(path(made(scene.work.campaign, false)) + "/reports")),
          entry("withdrawMilestoneReport", MilestoneOperations::withdraw),
          entry(
              "confirmMilestone",
              (as, at, scene) -> as.body(unit(at)).post(reported(at, scene) + "/confirmations")),
          entry(
              "returnMilestone",
              (as, at, scene) ->
                  as.body(Map.of("unit", at.unit(), "reason", "佐证不足"))
                      .post(reported(at, scene) + "/returns")));

  private static String standing;

  private MilestoneOperations() {}

  private static String milestones(Things at) {
    return "/api/v1/campaigns/" + at.campaign() + "/milestones";
  }

  private static String path(String milestone) {
    return "/api/v1/milestones/" + milestone;
  }

  private static Map<String, String> unit(Things at) {
    return Map.of("unit", at.unit());
  }

  private static Map<String, Object> body(boolean confirmed) {
    var body = new HashMap<String, Object>();
    body.put("name", World.code());
    body.put("kind", "KICK_OFF");
    body.put("dueOn", DUE);
    body.put("confirmed", confirmed);
    body.put("rule", Map.of("kinds", List.of("CITY", "COUNTY", "TOWNSHIP")));
    return body;
  }

  private static String made(String campaign, boolean confirmed) {
    return World.supervisor()
        .body(body(confirmed))
        .post("/api/v1/campaigns/" + campaign + "/milestones")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** One that nobody has reported. */
  private static String owed(Scene scene) {
    if (standing == null) {
      standing = made(scene.work.campaign, false);
    }
    return path(standing);
  }

  /** A fresh one, reported by the unit and not confirmed. */
  private static String reported(Things at, Scene scene) {
    var path = path(made(scene.work.campaign, true));
    World.reporter().body(unit(at)).post(path + "/reports").then().statusCode(201);
    return path;
  }

  private static Response withdraw(RequestSpecification as, Things at, Scene scene) {
    var path = reported(at, scene);
    return as.header("If-Match", Work.etag(path + "/obligations/" + at.unit()))
        .delete(path + "/reports/" + at.unit());
  }

  private static Response change(RequestSpecification as, Things at, Scene scene) {
    var path = path(made(at.campaign(), false));
    return as.contentType("application/merge-patch+json")
        .header("If-Match", Work.etag(path))
        .body(Map.of("description", World.code()))
        .patch(path);
  }
}
