package qingdan.authorisation;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import qingdan.World;
import qingdan.authorisation.Operations.Operation;
import qingdan.authorisation.Scene.Things;

/** How each operation on meetings is sent: at series and meetings of the office at a place. */
final class MeetingOperations {

  private static final String SERIES = "/api/v1/meeting-series";
  private static final String MEETINGS = "/api/v1/meetings";
  private static final Map<String, String> HELD = Map.of("heldOn", "2019-10-12");

  static final Map<String, Operation> ALL =
      Map.ofEntries(
          entry(
              "listMeetingSeries",
              (as, at, scene) -> furnished(as, scene).get(SERIES + "?limit=200")),
          entry(
              "countMeetingSeries", (as, at, scene) -> furnished(as, scene).get(SERIES + "/count")),
          entry("createMeetingSeries", (as, at, scene) -> as.body(seriesBody(at)).post(SERIES)),
          entry("getMeetingSeries", (as, at, scene) -> as.get(SERIES + "/" + series(at))),
          entry("changeMeetingSeries", MeetingOperations::changeSeries),
          entry(
              "listMeetingDates", (as, at, scene) -> as.get(SERIES + "/" + series(at) + "/dates")),
          entry(
              "countMeetingDates",
              (as, at, scene) -> as.get(SERIES + "/" + series(at) + "/dates/count")),
          entry(
              "getMeetingCoverage",
              (as, at, scene) -> as.get(SERIES + "/" + series(at) + "/coverage")),
          entry(
              "listMeetings", (as, at, scene) -> furnished(as, scene).get(MEETINGS + "?limit=200")),
          entry("countMeetings", (as, at, scene) -> furnished(as, scene).get(MEETINGS + "/count")),
          entry("createMeeting", (as, at, scene) -> as.body(meetingBody(at)).post(MEETINGS)),
          entry("getMeeting", (as, at, scene) -> as.get(path(meeting(at)))),
          entry("changeMeeting", MeetingOperations::changeMeeting),
          entry("holdMeeting", (as, at, scene) -> as.body(HELD).post(planned(at) + "/holding")),
          entry(
              "cancelMeeting",
              (as, at, scene) ->
                  as.body(Map.of("reason", "防汛")).post(planned(at) + "/cancellation")),
          entry("listDecisions", (as, at, scene) -> as.get(path(meeting(at)) + "/decisions")),
          entry(
              "countDecisions", (as, at, scene) -> as.get(path(meeting(at)) + "/decisions/count")),
          entry("getBriefing", (as, at, scene) -> as.get(path(meeting(at)) + "/briefing")),
          entry("getBriefingPage", (as, at, scene) -> as.get(path(meeting(at)) + "/briefing/page")),
          entry(
              "getBriefingSpreadsheet",
              (as, at, scene) -> as.get(path(meeting(at)) + "/briefing/spreadsheet")),
          entry(
              "decide",
              (as, at, scene) ->
                  as.body(decision(at, scene)).post(path(meeting(at)) + "/decisions")));

  private static final Map<String, String> KEPT_SERIES = new HashMap<>();
  private static final Map<String, String> KEPT_MEETINGS = new HashMap<>();
  private static final Map<String, String> BELOW = new HashMap<>();

  private MeetingOperations() {}

  static String series(Things at) {
    if (!KEPT_SERIES.containsKey(at.unit())) {
      KEPT_SERIES.put(at.unit(), created(SERIES, seriesBody(at)));
    }
    return KEPT_SERIES.get(at.unit());
  }

  /** One that was held. */
  static String meeting(Things at) {
    if (!KEPT_MEETINGS.containsKey(at.unit())) {
      var id = created(MEETINGS, meetingBody(at));
      World.supervisor().body(HELD).post(path(id) + "/holding").then().statusCode(200);
      KEPT_MEETINGS.put(at.unit(), id);
    }
    return KEPT_MEETINGS.get(at.unit());
  }

  private static String planned(Things at) {
    return path(created(MEETINGS, meetingBody(at)));
  }

  private static String created(String path, Map<String, ?> body) {
    return World.supervisor().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private static Map<String, Object> seriesBody(Things at) {
    return Map.of(
        "campaign",
        at.campaign(),
        "office",
        at.unit(),
        "name",
        "例会" + World.code(),
        "cadence",
        "HALF_MONTHLY",
        "startsOn",
        "2019-09-09");
  }

  private static Map<String, Object> meetingBody(Things at) {
    return Map.of("series", series(at), "plannedOn", "2019-10-12");
  }

  private static Map<String, Object> decision(Things at, Scene scene) {
    var unit = BELOW.computeIfAbsent(at.unit(), above -> World.unit(above, "村", "VILLAGE"));
    return Map.of(
        "title", "疏通排水沟", "unit", unit, "batch", scene.work.openBatch(at), "dueOn", "2199-12-31");
  }

  private static String path(String meeting) {
    return MEETINGS + "/" + meeting;
  }

  private static RequestSpecification furnished(RequestSpecification as, Scene scene) {
    for (var spot : Spot.values()) {
      series(scene.at(spot));
      meeting(scene.at(spot));
    }
    return as;
  }

  private static Response changeSeries(RequestSpecification as, Things at, Scene scene) {
    return patched(as, SERIES + "/" + created(SERIES, seriesBody(at)), "endsOn", "2199-12-31");
  }

  private static Response changeMeeting(RequestSpecification as, Things at, Scene scene) {
    return patched(as, planned(at), "plannedOn", "2019-10-14");
  }

  private static Response patched(
      RequestSpecification as, String path, String field, String value) {
    return as.contentType("application/merge-patch+json")
        .header("If-Match", Work.etag(path))
        .body(Map.of(field, value))
        .patch(path);
  }
}
