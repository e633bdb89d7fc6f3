package qingdan.authorisation;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import qingdan.World;
import qingdan.authorisation.Operations.Operation;
import qingdan.authorisation.Scene.Things;

/** How each operation on guidance notes is sent: each is of the place, to all units below it. */
final class NoteOperations {

  private static final String NOTES = "/api/v1/guidance-notes";

  static final Map<String, Operation> ALL =
      Map.ofEntries(
          entry(
              "listGuidanceNotes",
              (as, at, scene) -> furnished(as, scene).get(NOTES + "?limit=200")),
          entry(
              "countGuidanceNotes", (as, at, scene) -> furnished(as, scene).get(NOTES + "/count")),
          entry("createGuidanceNote", (as, at, scene) -> as.body(body(at)).post(NOTES)),
          entry("getGuidanceNote", (as, at, scene) -> as.get(path(note(at)))),
          entry("changeGuidanceNote", NoteOperations::change),
          entry(
              "listNoteReceipts",
              (as, at, scene) -> as.get(path(note(at)) + "/receipts?unit=" + at.unit())),
          entry(
              "countNoteReceipts",
              (as, at, scene) -> as.get(path(note(at)) + "/receipts/count?unit=" + at.unit())),
          entry(
              "acknowledgeGuidanceNote",
              (as, at, scene) ->
                  as.body(Map.of("unit", at.unit())).post(path(note(at)) + "/receipts")),
          entry(
              "getNoteCoverage",
              (as, at, scene) -> as.get(path(note(at)) + "/coverage?unit=" + at.unit())));

  private static final Map<String, String> KEPT = new HashMap<>();

  private NoteOperations() {}

  static String note(Things at) {
    return KEPT.computeIfAbsent(at.unit(), unit -> created(at));
  }

  private static String created(Things at) {
    return World.supervisor()
        .body(body(at))
        .post(NOTES)
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
        "title",
        "指导意见",
        "text",
        "请对照检查。",
        "dueOn",
        "2199-12-31");
  }

  private static String path(String note) {
    return NOTES + "/" + note;
  }

  private static RequestSpecification furnished(RequestSpecification as, Scene scene) {
    for (var spot : Spot.values()) {
      note(scene.at(spot));
    }
    return as;
  }

  private static Response change(RequestSpecification as, Things at, Scene scene) {
    var path = path(created(at));
    return as.contentType("application/merge-patch+json")
        .header("If-Match", Work.etag(path))
        .body(Map.of("title", "补充意见"))
        .patch(path);
  }
}
