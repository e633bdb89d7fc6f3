package qingdan.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;
import static qingdan.inspection.Drawing.ROUNDS;
import static qingdan.meeting.Office.MEETINGS;
import static qingdan.meeting.Office.SERIES;
import static qingdan.meeting.Office.created;
import static qingdan.meeting.Office.hold;
import static qingdan.meeting.Office.path;
import static qingdan.meeting.Office.today;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.TimePasses;
import qingdan.World;
import qingdan.inspection.Drawing;
import qingdan.problem.Drive;

@QuarkusTest
class BriefingsTellWhatIsMissingTest extends ApiTest {

  @Inject DataSource database;
  @Inject ObjectMapper json;

  private Office office;

  @BeforeEach
  void build() {
    office = new Office();
  }

  @AfterEach
  void back() {
    TimePasses.back();
  }

  private String meeting() {
    return meeting(office.series);
  }

  private static String meeting(String series) {
    return created(
        MEETINGS, Map.of("series", series, "plannedOn", today().plusDays(20).toString()));
  }

  private static JsonPath briefing(String meeting) {
    return supervisor()
        .get(path(meeting) + "/briefing")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static String printed(String meeting, String as, String language) {
    return supervisor()
        .header("Accept-Language", language)
        .get(path(meeting) + "/briefing/" + as)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  @Test
  void aHeadingSaysHowManyThereAreWhereTheListBelowIsCut() {
    var list = office.drive.list(office.drive.village);
    var problems = new String[21];
    for (int i = 0; i < problems.length; i++) {
      problems[i] = office.drive.report(reporter(), list);
    }
    office.drive.approve(list, office.drive.village, office.drive.town);
    for (var problem : problems) {
      Drive.move(
              reporter(),
              problem,
              "escalation",
              Map.of("to", office.drive.city, "ground", "BEYOND_OWN_MEANS", "reason", "管网归市管"))
          .statusCode(200);
    }
    var meeting = meeting();

    assertThat(printed(meeting, "page", "zh-CN"))
        .contains("<h2>待认领的上提问题（共 21 项，列出前 20 项）</h2>", "<h2>未办结的议定事项（共 0 项）</h2>");
    assertThat(printed(meeting, "spreadsheet", "en"))
        .contains("Escalations waiting (21, of which the first 20)", "Open decisions (0)");
  }

  private void owe(String path, String name, Map<String, ?> more) {
    var body = new HashMap<String, Object>(more);
    body.put("campaign", office.drive.campaign);
    body.put(name, "应办" + World.code());
    created("/api/v1/" + path, body);
  }

  private void oweOfEachKind() {
    var villages = Map.of("kinds", List.of("VILLAGE"));
    var due = today().plusDays(3).toString();
    owe(
        "guidance-notes",
        "title",
        Map.of("base", office.drive.city, "text", "请对照检查。", "dueOn", due, "rule", villages));
    owe(
        "bulletins",
        "title",
        Map.of(
            "office",
            office.drive.city,
            "text",
            "请对照整改",
            "units",
            List.of(office.drive.village, office.drive.town),
            "answerDueOn",
            due));
    owe(
        "visit-plans",
        "name",
        Map.of(
            "base",
            office.drive.city,
            "startsOn",
            today().toString(),
            "dueOn",
            due,
            "rule",
            villages));
  }

  private static List<Object> owed(JsonPath briefing, String field) {
    return briefing.getList("owed.findAll { it.kind != 'MEETING' }." + field);
  }

  @Test
  void itTellsWhatIsUnreadUnreceivedUnansweredUnvisitedAndNotHeld() {
    oweOfEachKind();
    var meeting = meeting();

    var live = briefing(meeting);

    assertThat(owed(live, "kind")).containsExactly("VISIT", "NOTE", "BULLETIN", "ANSWER");
    assertThat(owed(live, "missing")).containsExactly(1, 1, 2, 2);
    assertThat(live.getInt("owed.find { it.kind == 'MEETING' }.missing")).isPositive();
    assertThat(live.getList("owed"))
        .isEqualTo(
            supervisor()
                .get("/api/v1/units/" + office.drive.city + "/summary")
                .then()
                .statusCode(200)
                .extract()
                .path("campaigns[0].owedBelow"));
    assertThat(printed(meeting, "page", "zh-CN")).contains("应办事项完成情况", "<td>通报答复</td>");
  }

  @Test
  void whatWasOwedStaysAsItWasWhenTheMeetingWasHeld() {
    oweOfEachKind();
    var held = office.heldToday();
    String note =
        supervisor()
            .get("/api/v1/guidance-notes?campaign=" + office.drive.campaign)
            .path("items[0].id");

    acknowledge("/api/v1/guidance-notes/" + note + "/receipts", office.drive.village);

    assertThat(owed(briefing(held), "done")).containsExactly(0, 0, 0, 0);
    assertThat(owed(briefing(meeting()), "done")).containsExactly(0, 1, 0, 0);
  }

  private static void acknowledge(String receipts, String unit) {
    reporter().body(Map.of("unit", unit)).post(receipts).then().statusCode(201);
  }

  @Test
  void adoptedUnitsPastTheirDeadlineAreCounted() {
    var contact =
        Office.created(
            "/api/v1/contacts",
            Map.of(
                "campaign",
                office.drive.campaign,
                "base",
                office.drive.city,
                "leader",
                "王某",
                "unit",
                office.drive.village,
                "startsOn",
                today().toString()));
    var path = "/api/v1/contacts/" + contact;
    supervisor()
        .header("If-Match", supervisor().get(path).header("ETag"))
        .body(
            Map.of(
                "list",
                office.drive.list(office.drive.village),
                "deadline",
                today().plusDays(1).toString()))
        .post(path + "/adoption")
        .then()
        .statusCode(200);
    var meeting = meeting();

    assertThat(briefing(meeting).getInt("contacts.adoptionsOverdue")).isZero();
    TimePasses.days(2);

    assertThat(briefing(meeting).getInt("contacts.adoptionsOverdue")).isEqualTo(1);
    var listed =
        "/api/v1/contacts/count?overdue=true&campaign="
            + office.drive.campaign
            + "&base="
            + office.drive.city;
    assertThat(supervisor().get(listed).<Integer>path("count")).isEqualTo(1);
  }

  @Test
  void findingsWaitUntilSomebodyDecides() {
    var drawing = new Drawing();
    var round = drawing.round("commitment", "draw", "start");
    String unit =
        supervisor()
            .get(ROUNDS + "/" + round + "/draw/population?drawn=true&stratum=TOWNSHIP")
            .path("items[0].unit.id");
    drawing
        .inspector
        .asks()
        .body(
            Map.of(
                "unit",
                unit,
                "inspectedOn",
                today().toString(),
                "findings",
                List.of(Map.of("title", "问题清单未公示"))))
        .post(ROUNDS + "/" + round + "/inspections")
        .then()
        .statusCode(201);
    var body = office.seriesBody("HALF_MONTHLY");
    body.put("campaign", drawing.campaign);
    body.put("office", drawing.city);
    var series = Office.created(SERIES, body);
    var meeting = meeting(series);

    var waiting = briefing(meeting);

    assertThat(waiting.getInt("findings.waiting")).isEqualTo(1);
    assertThat(waiting.getList("findings.oldest.title")).containsExactly("问题清单未公示");
    assertThat(waiting.getList("findings.oldest.unit")).containsExactly("镇");
    assertThat(printed(meeting, "page", "zh-CN"))
        .contains("待认定的检查发现（共 1 项）", "<td>" + today() + "</td>");
    hold(meeting, today().toString()).statusCode(200);
    supervisor()
        .body(Map.of("reason", "不属职责"))
        .post("/api/v1/findings/" + waiting.getString("findings.oldest[0].finding") + "/rejection")
        .then()
        .statusCode(200);
    assertThat(briefing(meeting).getInt("findings.waiting")).isEqualTo(1);
    assertThat(briefing(meeting(series)).getInt("findings.waiting")).isZero();
  }

  /** As the releases wrote them that told less. */
  @Test
  void whatWasKeptBeforeThereWasSoMuchToTellIsStillRead() throws Exception {
    var held = office.heldToday();
    var kept = (ObjectNode) json.readTree(supervisor().get(path(held) + "/briefing").asString());
    kept.remove(List.of("owed", "findings"));
    ((ObjectNode) kept.get("guidance")).remove("unitsWithout");
    ((ObjectNode) kept.get("contacts")).remove("adoptionsOverdue");
    keep(held, kept.toString());

    assertThat(supervisor().get(path(held) + "/briefing").asString()).isEqualTo(kept.toString());
    assertThat(printed(held, "page", "en"))
        .contains("<h2>Owed by units</h2><p>–</p>", "<h2>Findings waiting</h2><p>–</p>");
    assertThat(printed(held, "spreadsheet", "en")).contains("Units without a group");
    kept.remove(List.of("contacts", "visits"));
    keep(held, kept.toString());
    assertThat(printed(held, "page", "en")).contains("<h2>Contacts</h2><p>–</p>");
  }

  private void keep(String meeting, String text) throws SQLException {
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                "update meeting_briefing set content = ? where meeting_id = cast(? as uuid)")) {
      update.setString(1, text);
      update.setString(2, meeting);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }
}
