package qingdan.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;
import static qingdan.meeting.Office.MEETINGS;
import static qingdan.meeting.Office.SERIES;
import static qingdan.meeting.Office.cancel;
import static qingdan.meeting.Office.created;
import static qingdan.meeting.Office.decide;
import static qingdan.meeting.Office.hold;
import static qingdan.meeting.Office.path;
import static qingdan.meeting.Office.today;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.TimePasses;
import qingdan.problem.Drive;

@QuarkusTest
class MeetingsAreHeldAndFollowedTest extends ApiTest {

  private Office office;

  @BeforeEach
  void build() {
    office = new Office();
  }

  @AfterEach
  void back() {
    TimePasses.back();
  }

  private List<String> dates(String query, String field) {
    return supervisor()
        .get(SERIES + "/" + office.series + "/dates" + query)
        .then()
        .statusCode(200)
        .extract()
        .path("items." + field);
  }

  private void holiday(String day) {
    supervisor()
        .body(Map.of("working", false, "name", "国庆"))
        .put("/api/v1/campaigns/" + office.drive.campaign + "/calendar/" + day)
        .then()
        .statusCode(201);
  }

  /** Expected, on time, late, missing, cancelled. */
  private List<Integer> coverage(String day) {
    var body =
        supervisor()
            .get(SERIES + "/" + office.series + "/coverage?asOf=" + day)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    return Stream.of("expected", "onTime", "late", "missing", "cancelled")
        .map(body::getInt)
        .toList();
  }

  @Test
  void aSeriesMeetsOnWorkingDaysOfItsCampaign() {
    holiday("2199-10-01");
    holiday("2199-10-02");

    assertThat(dates("?from=2199-09-09&to=2199-11-16", "slot"))
        .containsExactly("2199-09-16", "2199-10-01", "2199-10-16", "2199-11-01", "2199-11-16");
    assertThat(dates("?from=2199-09-09&to=2199-11-16", "dueOn"))
        .containsExactly("2199-09-16", "2199-09-30", "2199-10-16", "2199-11-01", "2199-11-15");
    assertThat(dates("?from=2199-10-02&to=2199-11-16&limit=1", "slot"))
        .containsExactly("2199-10-16");
  }

  @Test
  void aCalendarThatChangesMovesNoDayThatIsPast() {
    office.held("2019-10-01", "2019-10-01");

    holiday("2019-10-01");
    holiday("2019-10-16");

    assertThat(dates("?to=2019-10-16", "dueOn"))
        .containsExactly("2019-09-16", "2019-10-01", "2019-10-16");
    assertThat(coverage("2019-10-16")).containsExactly(3, 1, 0, 2, 0);
    office.held("2019-10-16", "2019-10-16");
    assertThat(coverage("2019-10-16")).containsExactly(3, 2, 0, 1, 0);
  }

  @Test
  void datesArePagedToTheirEnd() {
    var address = SERIES + "/" + office.series + "/dates?from=2019-10-01&to=2019-12-31&limit=4";
    String next = supervisor().get(address).then().statusCode(200).extract().path("next");

    assertThat((List<String>) supervisor().get(next).path("items.slot"))
        .containsExactly("2019-12-01", "2019-12-16");
    int count =
        supervisor()
            .get(SERIES + "/" + office.series + "/dates/count?from=2019-10-01&to=2019-12-31")
            .path("count");
    assertThat(count).isEqualTo(6);
  }

  @Test
  void whatWasNotHeldShowsInTheCoverage() {
    office.held("2019-09-16", "2019-09-16");
    office.held("2019-10-01", "2019-10-09");
    cancel(created(MEETINGS, office.meetingBody("2019-10-16"))).statusCode(200);

    assertThat(coverage("2019-09-15")).containsExactly(0, 0, 0, 0, 0);
    assertThat(coverage("2019-10-08")).containsExactly(2, 1, 0, 1, 0);
    assertThat(coverage("2019-11-01")).containsExactly(4, 1, 1, 2, 0);
    assertThat(coverage(today().toString()).get(4)).isEqualTo(1);
    supervisor()
        .get(SERIES + "/" + office.series + "/coverage?asOf=" + today().plusDays(1))
        .then()
        .statusCode(400);
    assertThat(dates("?to=2019-11-01", "state"))
        .containsExactly("HELD", "HELD", "CANCELLED", "MISSED");
    assertThat(dates("?to=2019-11-01&state=CANCELLED", "reason")).containsExactly("防汛紧急响应");
    assertThat(dates("?from=2199-01-01&to=2199-01-15", "state")).containsExactly("COMING");
  }

  @Test
  void aDayHasOneMeetingUnlessThatIsCancelled() {
    var first = created(MEETINGS, office.meetingBody("2019-09-16"));

    supervisor()
        .body(office.meetingBody("2019-09-16"))
        .post(MEETINGS)
        .then()
        .statusCode(409)
        .body("code", equalTo("slot-taken"));
    cancel(first).statusCode(200);
    office.held("2019-09-16", "2019-09-18");

    assertThat(dates("?to=2019-09-16", "state")).containsExactly("HELD");
    cancel(first).statusCode(409);
  }

  @Test
  void aDayThatTheCadenceDoesNotHaveIsRefused() {
    supervisor()
        .body(office.meetingBody("2019-09-17"))
        .post(MEETINGS)
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/slot"));
    var weekly = office.seriesBody("WEEKLY");
    supervisor().body(weekly).post(SERIES).then().statusCode(422);
    weekly.put("weekday", 1);
    created(SERIES, weekly);
  }

  @Test
  void minutesComeWithTheMeetingAndItsAgendaStays() {
    var body = office.meetingBody("2019-09-16");
    body.put("agenda", List.of(Map.of("title", "听取整改进展")));
    var meeting = created(MEETINGS, body);

    patch(meeting, Map.of("minutes", "会议强调")).statusCode(422);
    hold(meeting, today().plusDays(1).toString()).statusCode(422);
    hold(meeting, "2019-09-08").statusCode(422).body("errors.pointer", is(List.of("/heldOn")));
    hold(meeting, "2019-09-16").statusCode(200);
    patch(meeting, Map.of("minutes", "会议强调")).statusCode(200).body("minutes", is("会议强调"));
    patch(meeting, Map.of("agenda", List.of())).statusCode(422);
    hold(meeting, "2019-09-16").statusCode(409);
  }

  private static io.restassured.response.ValidatableResponse patch(
      String meeting, Map<String, ?> body) {
    return supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", supervisor().get(path(meeting)).header("ETag"))
        .body(body)
        .patch(path(meeting))
        .then();
  }

  @Test
  void aDecisionIsAProblemLikeEveryOther() {
    var meeting = office.heldToday();
    var village = office.drive.village;

    String problem =
        decide(meeting, office.decision(village))
            .statusCode(201)
            .body("number", is(1))
            .body("status", is("PLANNED"))
            .body("unit.id", is(village))
            .extract()
            .path("problem");

    Drive.get(reporter(), problem)
        .then()
        .statusCode(200)
        .body("status", is("PLANNED"))
        .body("source", is("MEETING"))
        .body("unit.id", is(village))
        .body("responsibleUnit.id", is(village))
        .body("deadline", is(today().plusDays(10).toString()))
        .body("measures.title", is(List.of("十日内完成主路排水沟疏通")));
    assertThat(counted("planned")).isEqualTo(1);
    TimePasses.days(11);
    assertThat(counted("overdue")).isEqualTo(1);
    supervisor()
        .get(path(meeting) + "/decisions?open=true")
        .then()
        .body("items.overdue", is(List.of(true)));
    TimePasses.back();
    Drive.move(reporter(), problem, "start").statusCode(200);
    Drive.finish(reporter(), problem);
    Drive.move(supervisor(), problem, "closure").statusCode(200);
    supervisor()
        .get(path(meeting) + "/decisions?open=false")
        .then()
        .body("items.status", is(List.of("CLOSED")));
    assertThat((int) supervisor().get(path(meeting) + "/decisions/count?open=true").path("count"))
        .isZero();
  }

  private int counted(String what) {
    return supervisor()
        .get(
            "/api/v1/statistics/problems?unit="
                + office.drive.city
                + "&campaign="
                + office.drive.campaign)
        .then()
        .statusCode(200)
        .extract()
        .path("total." + what);
  }

  @Test
  void aDecisionAboutAKnownProblemCountsNothingTwice() {
    var meeting = office.heldToday();
    var problem = office.drive.planned();
    var before = counted("planned");

    decide(meeting, Map.of("title", "加快", "problem", problem))
        .statusCode(201)
        .body("problem", is(problem));

    assertThat(counted("planned")).isEqualTo(before);
    decide(meeting, Map.of("title", "加快", "problem", new Office().drive.planned())).statusCode(422);
  }

  @Test
  void nothingIsDecidedBeforeTheMeetingOrHalf() {
    var planned = created(MEETINGS, office.meetingBody("2019-09-16"));
    decide(planned, office.decision(office.drive.village)).statusCode(409);
    var held = office.heldToday();
    decide(held, Map.of("title", "加快")).statusCode(422);
    decide(held, Map.of("title", "加快", "unit", office.drive.village)).statusCode(422);
    var past = office.decision(office.drive.village);
    past.put("dueOn", today().minusDays(1).toString());
    decide(held, past).statusCode(422);
  }

  @Test
  void whoTakesPartSeesTheMeetingAndNotWhatItDecides() {
    var bureau = Drive.person("VIEWER", office.drive.bureau);
    var body = office.meetingBody("2019-09-16");
    body.put("participants", List.of(Map.of("unit", office.drive.bureau)));
    var meeting = created(MEETINGS, body);
    var other = created(MEETINGS, office.meetingBody("2019-10-01"));

    bureau.get(path(meeting)).then().statusCode(200).body("participants.size()", is(1));
    bureau.get(path(meeting) + "/decisions").then().statusCode(403);
    bureau.get(path(other)).then().statusCode(404);
    bureau
        .get(MEETINGS)
        .then()
        .body("items.id", hasItem(meeting))
        .body("items.id", not(hasItem(other)));
  }
}
