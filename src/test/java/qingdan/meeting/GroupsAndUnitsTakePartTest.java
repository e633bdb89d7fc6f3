package qingdan.meeting;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.admin;
import static qingdan.World.supervisor;
import static qingdan.meeting.Office.MEETINGS;
import static qingdan.meeting.Office.SERIES;
import static qingdan.meeting.Office.created;
import static qingdan.meeting.Office.hold;
import static qingdan.meeting.Office.path;
import static qingdan.meeting.Office.today;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class GroupsAndUnitsTakePartTest extends ApiTest {

  private Office office;

  @BeforeEach
  void build() {
    office = new Office();
  }

  private String meeting(String slot, List<Map<String, String>> participants) {
    var body = office.meetingBody(slot);
    body.put("participants", participants);
    return created(MEETINGS, body);
  }

  /** A new account that is in the group for a term, and its requests. */
  private static RequestSpecification member(String group, Map<String, String> term) {
    var username = World.code();
    String account =
        admin()
            .body(Map.of("username", username, "displayName", "组员", "password", World.PASSWORD))
            .post("/api/v1/accounts")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    var body = new HashMap<String, Object>(term);
    body.put("account", account);
    supervisor()
        .body(body)
        .post("/api/v1/guidance-groups/" + group + "/members")
        .then()
        .statusCode(201);
    return World.as(World.logIn(username, World.PASSWORD));
  }

  @Test
  void whoIsInAGroupTodaySeesItsMeetings() {
    var group =
        created(
            "/api/v1/guidance-groups",
            Map.of(
                "campaign",
                office.drive.campaign,
                "base",
                office.drive.city,
                "name",
                "督导组" + World.code(),
                "level",
                "ROVING",
                "startsOn",
                today().minusDays(9).toString()));
    var meeting = meeting("2019-09-16", List.of(Map.of("group", group)));

    var present = member(group, Map.of());
    var former = member(group, Map.of("endsOn", today().minusDays(1).toString()));
    var future = member(group, Map.of("startsOn", today().plusDays(1).toString()));

    present.get(path(meeting)).then().statusCode(200);
    former.get(path(meeting)).then().statusCode(404);
    future.get(path(meeting)).then().statusCode(404);
  }

  private String seriesOf(String... units) {
    var body = office.seriesBody("HALF_MONTHLY");
    body.put("participants", Stream.of(units).map(unit -> Map.of("unit", unit)).toList());
    return created(SERIES, body);
  }

  private static String meetingOf(String series, String slot) {
    return created(MEETINGS, Map.of("series", series, "slot", slot));
  }

  @Test
  void whoStandsInASeriesTakesPartInEachOfItsMeetings() {
    var series = seriesOf(office.drive.bureau);

    var meeting = meetingOf(series, "2019-09-16");
    var own =
        created(
            MEETINGS,
            Map.of(
                "series",
                series,
                "slot",
                "2019-10-01",
                "participants",
                List.of(Map.of("unit", office.drive.district))));

    takePart(meeting, office.drive.bureau);
    takePart(own, office.drive.district);
    change(path(meeting), office.drive.town)
        .body("participants.unit.id", contains(office.drive.town));
    supervisor()
        .get(SERIES + "/" + series)
        .then()
        .body("participants.unit.id", contains(office.drive.bureau));
  }

  @Test
  void whatElseIsChangedDoesNotAskWhetherTheyStillMay() {
    var series = seriesOf(office.drive.bureau);
    var meeting = meetingOf(series, "2019-09-16");
    admin()
        .body(Map.of("type", "MOVE", "unit", office.drive.bureau, "root", true))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);

    change(path(meeting), Map.of("plannedOn", "2019-09-17"));
    change(SERIES + "/" + series, Map.of("name", "例会" + World.code()));

    takePart(meeting, office.drive.bureau);
  }

  private static ValidatableResponse change(String path, String unit) {
    return change(path, Map.of("participants", List.of(Map.of("unit", unit))));
  }

  private static ValidatableResponse change(String path, Map<String, ?> fields) {
    return supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", supervisor().get(path).header("ETag"))
        .body(fields)
        .patch(path)
        .then()
        .statusCode(200);
  }

  @Test
  void whoComesIntoASeriesTakesPartInWhatIsPlannedFromThenOn() {
    var series = seriesOf(office.drive.bureau);
    var before = meetingOf(series, "2019-09-16");

    change(SERIES + "/" + series, office.drive.district);

    takePart(before, office.drive.bureau);
    takePart(meetingOf(series, "2019-10-01"), office.drive.district);
  }

  @Test
  void aSuccessorStandsInTheSeries() {
    var series = seriesOf(office.drive.bureau);
    var heir = World.unit(office.drive.city, "水利局", "BUREAU");

    World.merge(office.drive.bureau, heir);

    takePart(meetingOf(series, "2019-09-16"), heir);
  }

  @Test
  void aSuccessorTakesPartInWhatIsPlanned() {
    var bureau = office.drive.bureau;
    var heir = World.unit(office.drive.city, "水利局", "BUREAU");
    var planned = meeting("2019-09-16", List.of(Map.of("unit", bureau)));
    var both = meeting("2019-10-01", List.of(Map.of("unit", heir), Map.of("unit", bureau)));
    var held = meeting("2019-10-16", List.of(Map.of("unit", bureau)));
    hold(held, "2019-10-16").statusCode(200);

    World.merge(bureau, heir);

    takePart(planned, heir);
    takePart(both, heir);
    takePart(held, bureau);
    supervisor().get(path(planned)).then().body("version", equalTo(2));
  }

  private static void takePart(String meeting, String... units) {
    supervisor().get(path(meeting)).then().body("participants.unit.id", contains(units));
  }
}
