package qingdan.obligation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.TimePasses;
import qingdan.World;
import qingdan.problem.Drive;

@QuarkusTest
class MeetingsAndBulletinsAreOwedTest extends ApiTest {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
  private static final String MIGRATION =
      "/db/migration/V28__List_meetings_and_bulletins_among_what_units_owe.sql";

  @Inject DataSource database;

  private String county;
  private String village;
  private String campaign;

  @BeforeEach
  void build() {
    county = World.unit(null, "县", "COUNTY");
    village = World.unit(county, "村", "VILLAGE");
    campaign = World.campaign(county);
    Drive.open("/api/v1/campaigns/" + campaign);
  }

  @AfterEach
  void back() {
    TimePasses.back();
  }

  private static String made(String path, Map<String, ?> body) {
    return supervisor()
        .body(body)
        .post("/api/v1/" + path)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private String bulletin(LocalDate answerDueOn) {
    var body = new HashMap<String, Object>();
    body.put("campaign", campaign);
    body.put("office", county);
    body.put("title", "关于清单公示的通报");
    body.put("text", "请对照整改");
    body.put("units", List.of(village));
    body.put("answerDueOn", answerDueOn == null ? null : answerDueOn.toString());
    return made("bulletins", body);
  }

  /** Of every week, the last two slots before today and the next ones. */
  private String series() {
    return made(
        "meeting-series",
        Map.of(
            "campaign",
            campaign,
            "office",
            county,
            "name",
            "例会" + World.code(),
            "cadence",
            "WEEKLY",
            "weekday",
            TODAY.getDayOfWeek().getValue(),
            "startsOn",
            TODAY.minusDays(13).toString()));
  }

  private <T> List<T> owed(String unit, String query, String field) {
    return supervisor()
        .get("/api/v1/obligations?depth=self&unit=" + unit + query)
        .then()
        .statusCode(200)
        .extract()
        .path("items." + field);
  }

  private List<String> kinds(String unit, String query) {
    return owed(unit, query, "kind");
  }

  private int summarised(String unit) {
    return supervisor()
        .get("/api/v1/units/" + unit + "/summary")
        .then()
        .statusCode(200)
        .extract()
        .path("campaigns[0].owed");
  }

  @Test
  void aBulletinIsOwedAsReceivedAndAsAnswered() {
    var bulletin = bulletin(TODAY.plusDays(5));

    assertThat(kinds(village, "&state=missing")).containsExactly("BULLETIN", "ANSWER");
    assertThat(this.<String>owed(village, "", "subject.id")).containsOnly(bulletin);
    assertThat(this.<String>owed(village, "", "subject.name")).containsOnly("关于清单公示的通报");
    assertThat(this.<String>owed(village, "", "dueOn"))
        .containsExactly(TODAY.plusDays(1).toString(), TODAY.plusDays(5).toString());
    String address = this.<String>owed(village, "", "subject.address").get(0);
    supervisor().get(address).then().statusCode(200);
    assertThat(kinds(county, "")).isEmpty();
  }

  @Test
  void aReceiptDisappearsOnceTheBulletinIsReceived() {
    var bulletin = bulletin(TODAY.plusDays(5));

    reporter()
        .post("/api/v1/bulletins/" + bulletin + "/recipients/" + village + "/receipt")
        .then()
        .statusCode(200);

    assertThat(kinds(village, "")).containsExactly("ANSWER");
    assertThat(kinds(village, "&state=done")).containsExactly("BULLETIN");
  }

  @Test
  void anAnswerDisappearsOnceItIsGivenAndTheReceiptWithIt() {
    var bulletin = bulletin(TODAY);
    TimePasses.days(1);
    assertThat(summaryOf(county, "ANSWER")).isEqualTo(1);

    reporter()
        .body(Map.of("text", "已公示"))
        .post("/api/v1/bulletins/" + bulletin + "/recipients/" + village + "/answer")
        .then()
        .statusCode(200);

    assertThat(kinds(village, "")).isEmpty();
    assertThat(kinds(village, "&state=late")).containsExactly("ANSWER");
    assertThat(summaryOf(county, "ANSWER")).isZero();
  }

  private static int summaryOf(String unit, String kind) {
    return supervisor()
        .get("/api/v1/obligations/count?unit=" + unit + "&kind=" + kind)
        .path("count");
  }

  @Test
  void whoHasNotAnsweredABulletinInTimeIsAskedBelowAUnit() {
    bulletin(TODAY);
    var bulletin = bulletin(TODAY);
    TimePasses.days(1);
    var query = "/api/v1/obligations?state=overdue&unit=" + county + "&subject=" + bulletin;

    var late = supervisor().get(query).then().statusCode(200).extract();

    assertThat(late.<List<String>>path("items.kind")).containsExactly("ANSWER");
    assertThat(late.<List<String>>path("items.unit.id")).containsExactly(village);
    assertThat(supervisor().get(query + "&kind=BULLETIN").<List<?>>path("items")).isEmpty();
  }

  @Test
  void whereNoAnswerIsAskedForNoneIsOwed() {
    bulletin(null);

    assertThat(kinds(village, "")).containsExactly("BULLETIN");
  }

  @Test
  void aSuccessorReceivesWhatTheUnitHasNot() {
    bulletin(TODAY.plusDays(5));
    var successor = World.unit(county, "新村", "VILLAGE");

    World.admin()
        .body(Map.of("type", "CLOSE", "unit", village, "successor", successor))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);

    assertThat(kinds(successor, "")).containsExactly("BULLETIN", "ANSWER");
    assertThat(summaryOf(county, "ANSWER")).isEqualTo(1);
  }

  @Test
  void theOfficeOwesEachDayOfItsSeriesUntilTheMeetingIsHeld() {
    var series = series();
    List<String> slots = slots(series);
    assertThat(kinds(county, "")).hasSizeGreaterThan(1).containsOnly("MEETING");
    assertThat(this.<String>owed(county, "", "subject.id")).containsOnly(series);
    assertThat(summarised(county)).isEqualTo(kinds(county, "").size());
    int before = summarised(county);

    var meeting = meeting(series, slots.get(0));
    supervisor()
        .body(Map.of("heldOn", TODAY.toString()))
        .post("/api/v1/meetings/" + meeting + "/holding")
        .then()
        .statusCode(200);

    assertThat(summarised(county)).isEqualTo(before - 1);
    assertThat(kinds(county, "&state=done")).containsExactly("MEETING");
    assertThat(this.<String>owed(county, "&state=done", "doneOn"))
        .containsExactly(TODAY.toString());
  }

  @Test
  void aCancelledDayDisappearsUntilAnotherMeetingIsPlannedForIt() {
    var series = series();
    var slot = slots(series).get(0);
    int before = summarised(county);

    var meeting = meeting(series, slot);
    supervisor()
        .body(Map.of("reason", "防汛紧急响应"))
        .post("/api/v1/meetings/" + meeting + "/cancellation")
        .then()
        .statusCode(200);
    assertThat(summarised(county)).isEqualTo(before - 1);

    meeting(series, slot);
    assertThat(summarised(county)).isEqualTo(before);
  }

  @Test
  void aMovedMeetingIsDueOnTheDayItIsPlannedFor() {
    var series = series();
    var meeting = meeting(series, slots(series).get(0));
    var moved = TODAY.plusDays(9).toString();
    var path = "/api/v1/meetings/" + meeting;

    supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", supervisor().get(path).header("ETag"))
        .body(Map.of("plannedOn", moved))
        .patch(path)
        .then()
        .statusCode(200);

    assertThat(this.<String>owed(county, "", "dueOn")).contains(moved);
  }

  @Test
  void aSeriesThatEndsOwesNothingAfterItsLastDay() {
    var series = series();
    var path = "/api/v1/meeting-series/" + series;
    var last = slots(series).get(0);

    supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", supervisor().get(path).header("ETag"))
        .body(Map.of("endsOn", last))
        .patch(path)
        .then()
        .statusCode(200);

    assertThat(kinds(county, "")).containsExactly("MEETING");
  }

  private static List<String> slots(String series) {
    return supervisor()
        .get("/api/v1/meeting-series/" + series + "/dates")
        .then()
        .statusCode(200)
        .extract()
        .path("items.slot");
  }

  private static String meeting(String series, String slot) {
    return made("meetings", Map.of("series", series, "slot", slot));
  }

  /** What the migration makes of bulletins that were sent before it; nothing of it is kept. */
  @Test
  void bulletinsThatWereSentBeforeAreOwedAsIfTheyWereSentNow() throws SQLException, IOException {
    bulletin(TODAY.plusDays(5));
    var received = bulletin(TODAY.plusDays(5));
    reporter()
        .post("/api/v1/bulletins/" + received + "/recipients/" + village + "/receipt")
        .then()
        .statusCode(200);
    String inserts;
    try (var migration = getClass().getResourceAsStream(MIGRATION)) {
      var text = new String(migration.readAllBytes(), UTF_8);
      inserts = text.substring(text.indexOf("insert into"));
    }
    var told =
        """
        select string_agg(concat_ws(' ', kind, subject_id, unit_id, owed_from, due_on, state, done_on), ','
            order by kind, subject_id)
        from obligation where campaign_id = '%s' and released_at is null
        """
            .formatted(campaign);
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        var now = one(statement, told);
        statement.execute("delete from obligation where kind in ('BULLETIN', 'ANSWER')");
        statement.execute(inserts);
        assertThat(one(statement, told)).isEqualTo(now).contains("DONE");
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static String one(Statement statement, String query) throws SQLException {
    try (var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private Map<String, Integer> missingBelow(String unit) {
    List<Map<String, Object>> kinds =
        supervisor()
            .get("/api/v1/units/" + unit + "/summary")
            .then()
            .statusCode(200)
            .extract()
            .path("campaigns[0].owedBelow");
    return kinds.stream()
        .collect(
            Collectors.toMap(
                kind -> (String) kind.get("kind"), kind -> (Integer) kind.get("missing")));
  }

  @Test
  void aSummaryTellsOfAllBelowTheUnitWhatIsMissingByKind() {
    var bulletin = bulletin(TODAY.plusDays(5));
    bulletin(null);
    made(
        "campaigns/" + campaign + "/milestones",
        Map.of("name", "动员会" + World.code(), "kind", "KICK_OFF", "dueOn", TODAY.toString()));

    assertThat(missingBelow(county)).isEqualTo(Map.of("MILESTONE", 2, "BULLETIN", 2, "ANSWER", 1));
    assertThat(missingBelow(village)).isEqualTo(Map.of("MILESTONE", 1, "BULLETIN", 2, "ANSWER", 1));

    reporter()
        .post("/api/v1/bulletins/" + bulletin + "/recipients/" + village + "/receipt")
        .then()
        .statusCode(200);
    assertThat(missingBelow(county)).isEqualTo(Map.of("MILESTONE", 2, "BULLETIN", 1, "ANSWER", 1));

    reporter()
        .body(Map.of("text", "已组织自查"))
        .post("/api/v1/bulletins/" + bulletin + "/recipients/" + village + "/answer")
        .then()
        .statusCode(200);
    assertThat(missingBelow(county)).isEqualTo(Map.of("MILESTONE", 2, "BULLETIN", 1, "ANSWER", 0));
    assertThat(missingBelow(county).values().stream().mapToInt(n -> n).sum())
        .isEqualTo(
            supervisor()
                .get("/api/v1/obligations/count?state=missing&unit=" + county)
                .then()
                .extract()
                .<Integer>path("count"));
  }
}
