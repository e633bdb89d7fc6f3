package qingdan.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.World.admin;
import static qingdan.World.supervisor;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.Ended;
import qingdan.TimePasses;
import qingdan.World;

/** A batch ends today; who guides, keeps in touch and meets does so with the next. */
@QuarkusTest
class GroupsContactsAndMeetingsGoOnTest extends ApiTest {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
  private static final String LAST = TODAY.toString();
  private static final String NEXT_LAST = TODAY.plusDays(90).toString();

  @Inject DataSource database;

  private Drive drive;
  private String next;
  private String guide;
  private String guideName;
  private String group;
  private String contact;
  private String series;

  @BeforeEach
  void guideAndMeetUntilTheBatchEnds() {
    drive = new Drive();
    patch("/api/v1/batches/" + drive.batch, Map.of("endsOn", LAST));
    next = World.batch(drive.campaign);
    patch("/api/v1/batches/" + next, Map.of("endsOn", NEXT_LAST));
    guideName = World.code();
    guide =
        admin()
            .body(Map.of("username", guideName, "displayName", "某人", "password", World.PASSWORD))
            .post("/api/v1/accounts")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    group = made("guidance-groups", group(LAST));
    join(group, LAST);
    contact = made("contacts", contact(LAST));
    series = made("meeting-series", series(LAST));
  }

  @AfterEach
  void back() {
    TimePasses.back();
  }

  @Test
  void idsStayAndTermsGoOnWithTheNextBatch() {
    assertThat(carryOver(true))
        .containsEntry("guidanceGroups", 1)
        .containsEntry("guidanceGroups.prolonged", 1)
        .containsEntry("guidanceMembers", 1)
        .containsEntry("guidanceMembers.prolonged", 1)
        .containsEntry("contacts.prolonged", 1)
        .containsEntry("meetingSeries.prolonged", 1);
    ends("guidance-groups/" + group, LAST);

    assertThat(carryOver(false))
        .containsEntry("guidanceGroups.prolonged", 1)
        .containsEntry("guidanceMembers.prolonged", 1)
        .containsEntry("contacts.prolonged", 1)
        .containsEntry("meetingSeries.prolonged", 1);

    ends("guidance-groups/" + group, NEXT_LAST);
    ends("contacts/" + contact, NEXT_LAST);
    ends("meeting-series/" + series, NEXT_LAST);
    get("guidance-groups/" + group + "/members")
        .body("items.account", equalTo(List.of(guide)))
        .body("items[0].endsOn", equalTo(NEXT_LAST));
    get("guidance-groups/" + group + "/units").body("items.unit.id", hasItem(drive.village));
  }

  @Test
  void whoGuidesStillInspectsInTheNextBatch() {
    carryOver(false);

    TimePasses.days(2);

    var asks = World.as(World.logIn(guideName, World.PASSWORD));
    asks.get("/api/v1/units/" + drive.village).then().statusCode(200);
    var visit =
        Map.of(
            "campaign",
            drive.campaign,
            "unit",
            drive.village,
            "group",
            group,
            "visitedOn",
            TODAY.plusDays(1).toString(),
            "purpose",
            "回访");
    asks.body(visit).post("/api/v1/visits").then().statusCode(201).body("group", equalTo(group));
  }

  @Test
  void withoutAnotherBatchWhoGuidesInspectsNoMore() {
    TimePasses.days(2);

    World.as(World.logIn(guideName, World.PASSWORD))
        .get("/api/v1/units/" + drive.village)
        .then()
        .statusCode(404);
  }

  @Test
  void theSeriesMeetsOnInTheNextBatch() {
    var later = "meeting-series/" + series + "/dates?from=" + TODAY.plusDays(1);
    get(later).body("items.size()", equalTo(0));

    carryOver(false);

    List<String> slots = get(later).extract().path("items.slot");
    assertThat(slots).isNotEmpty();
    var meeting = made("meetings", Map.of("series", series, "slot", slots.get(0)));
    get("meetings/" + meeting).body("series", equalTo(series));
  }

  @Test
  void aTermThatHasEndedBeforeStaysOverAndOneThatEndsLaterStaysAsItIs() {
    var over = made("guidance-groups", group(TODAY.minusDays(1).toString()));
    var later = made("contacts", contact(TODAY.plusDays(5).toString()));
    var endless = made("meeting-series", series(null));

    assertThat(carryOver(false))
        .containsEntry("guidanceGroups", 1)
        .containsEntry("contacts", 2)
        .containsEntry("contacts.prolonged", 1)
        .containsEntry("meetingSeries", 2)
        .containsEntry("meetingSeries.prolonged", 1);

    ends("guidance-groups/" + over, TODAY.minusDays(1).toString());
    ends("contacts/" + later, TODAY.plusDays(5).toString());
    get("meeting-series/" + endless).body("endsOn", nullValue());
  }

  @Test
  void whereTheNextBatchHasNoLastDayTheTermIsWithoutAnEnd() {
    next = World.batch(drive.campaign);

    carryOver(false);

    get("guidance-groups/" + group).body("endsOn", nullValue());
  }

  @Test
  void theChangeLogTellsOfEachLongerTerm() throws SQLException {
    carryOver(false);

    assertThat(told(group)).contains("guidance-group.prolonged", "guidance-group.member-prolonged");
    assertThat(told(contact)).contains("contact.prolonged");
    assertThat(told(series)).contains("meeting-series.prolonged");
  }

  private List<String> told(String entity) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "select type from change where entity_id = cast(? as uuid) and after ->> 'endsOn' = ?")) {
      statement.setString(1, entity);
      statement.setString(2, NEXT_LAST);
      var told = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          told.add(rows.getString(1));
        }
      }
      return told;
    }
  }

  private Map<String, Object> group(String endsOn) {
    var body = new HashMap<String, Object>();
    body.put("campaign", drive.campaign);
    body.put("base", drive.city);
    body.put("name", "督导组" + World.code());
    body.put("level", "ROVING");
    body.put("startsOn", TODAY.minusDays(9).toString());
    body.put("endsOn", endsOn);
    body.put("units", List.of(drive.village));
    return body;
  }

  private void join(String group, String endsOn) {
    var body =
        Map.of("account", guide, "startsOn", TODAY.minusDays(9).toString(), "endsOn", endsOn);
    supervisor()
        .body(body)
        .post("/api/v1/guidance-groups/" + group + "/members")
        .then()
        .statusCode(201);
  }

  private Map<String, Object> contact(String endsOn) {
    return Map.of(
        "campaign",
        drive.campaign,
        "base",
        drive.city,
        "leader",
        "王某",
        "unit",
        drive.village,
        "startsOn",
        TODAY.minusDays(9).toString(),
        "endsOn",
        endsOn);
  }

  private Map<String, Object> series(String endsOn) {
    var body = new HashMap<String, Object>();
    body.put("campaign", drive.campaign);
    body.put("office", drive.city);
    body.put("name", "例会" + World.code());
    body.put("cadence", "HALF_MONTHLY");
    body.put("startsOn", TODAY.minusDays(40).toString());
    body.put("endsOn", endsOn);
    return body;
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

  private static ValidatableResponse get(String path) {
    return supervisor().get("/api/v1/" + path).then().statusCode(200);
  }

  private static void ends(String path, String day) {
    get(path).body("endsOn", equalTo(day));
  }

  private static void patch(String path, Map<String, ?> body) {
    supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", supervisor().get(path).header("ETag"))
        .body(body)
        .patch(path)
        .then()
        .statusCode(200);
  }

  private Map<String, Integer> carryOver(boolean dryRun) {
    String job =
        supervisor()
            .body(Map.of("next", next, "dryRun", dryRun))
            .post("/api/v1/batches/" + drive.batch + "/carry-over")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    return Ended.job(supervisor(), job).getMap("result");
  }
}
