package qingdan.meeting;

import static qingdan.World.supervisor;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

import io.restassured.response.ValidatableResponse;

import qingdan.World;
import qingdan.problem.Drive;

/** The office of a city that meets every half month in a campaign of its own. */
final class Office {

  static final String SERIES = "/api/v1/meeting-series";
  static final String MEETINGS = "/api/v1/meetings";

  final Drive drive = new Drive();
  final String series = created(SERIES, seriesBody("HALF_MONTHLY"));

  static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Shanghai"));
  }

  static String created(String path, Map<String, ?> body) {
    return supervisor().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  Map<String, Object> seriesBody(String cadence) {
    var body = new HashMap<String, Object>();
    body.put("campaign", drive.campaign);
    body.put("office", drive.city);
    body.put("name", "例会" + World.code());
    body.put("cadence", cadence);
    body.put("startsOn", "2019-09-09");
    return body;
  }

  Map<String, Object> meetingBody(String slot) {
    var body = new HashMap<String, Object>();
    body.put("series", series);
    body.put("slot", slot);
    return body;
  }

  /** The id of a meeting for a day of the series that was held on a day. */
  String held(String slot, String day) {
    var meeting = created(MEETINGS, meetingBody(slot));
    hold(meeting, day).statusCode(200);
    return meeting;
  }

  /** The id of a meeting beside the cadence that was held today. */
  String heldToday() {
    var meeting = created(MEETINGS, Map.of("series", series, "plannedOn", today().toString()));
    hold(meeting, today().toString()).statusCode(200);
    return meeting;
  }

  static ValidatableResponse hold(String meeting, String day) {
    return supervisor().body(Map.of("heldOn", day)).post(path(meeting) + "/holding").then();
  }

  static ValidatableResponse cancel(String meeting) {
    return supervisor()
        .body(Map.of("reason", "防汛紧急响应"))
        .post(path(meeting) + "/cancellation")
        .then();
  }

  Map<String, Object> decision(String unit) {
    var body = new HashMap<String, Object>();
    body.put("title", "十日内完成主路排水沟疏通");
    body.put("unit", unit);
    body.put("batch", drive.batch);
    body.put("dueOn", today().plusDays(10).toString());
    return body;
  }

  static ValidatableResponse decide(String meeting, Map<String, ?> body) {
    return supervisor().body(body).post(path(meeting) + "/decisions").then();
  }

  static String path(String meeting) {
    return MEETINGS + "/" + meeting;
  }
}
