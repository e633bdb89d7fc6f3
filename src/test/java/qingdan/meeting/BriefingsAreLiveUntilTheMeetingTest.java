package qingdan.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;
import static qingdan.meeting.Office.MEETINGS;
import static qingdan.meeting.Office.created;
import static qingdan.meeting.Office.decide;
import static qingdan.meeting.Office.hold;
import static qingdan.meeting.Office.path;
import static qingdan.meeting.Office.today;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.TimePasses;
import qingdan.World;
import qingdan.problem.Drive;

@QuarkusTest
class BriefingsAreLiveUntilTheMeetingTest extends ApiTest {

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
    return created(
        MEETINGS, Map.of("series", office.series, "plannedOn", today().plusDays(20).toString()));
  }

  private void plannedByTheTown() {
    office.drive.planned(office.drive.list(office.drive.town), office.drive.town);
  }

  private static JsonPath briefing(String meeting) {
    return supervisor()
        .get(path(meeting) + "/briefing")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static Integer ofStatus(JsonPath briefing, String status, String when) {
    return briefing.get("statuses.find { it.status == '" + status + "' }." + when);
  }

  @Test
  void itTellsWhatMovedSinceTheLastMeeting() {
    office.drive.planned();
    office.heldToday();
    TimePasses.days(3);
    plannedByTheTown();
    var meeting = meeting();

    var briefing = briefing(meeting);

    assertThat(briefing.getString("since")).isEqualTo(today().toString());
    assertThat(briefing.getString("asOf")).isEqualTo(today().plusDays(3).toString());
    assertThat(ofStatus(briefing, "PLANNED", "before")).isEqualTo(1);
    assertThat(ofStatus(briefing, "PLANNED", "now")).isEqualTo(2);
    assertThat(briefing.getList("tasks.open.now")).containsExactly(2);
    assertThat(briefing.getList("tasks.open.before")).containsExactly(1);
  }

  @Test
  void theFirstHasNothingToCompareWith() {
    office.drive.planned();

    var briefing = briefing(meeting());

    assertThat(briefing.getString("since")).isNull();
    assertThat(ofStatus(briefing, "PLANNED", "before")).isNull();
    assertThat(ofStatus(briefing, "PLANNED", "now")).isEqualTo(1);
  }

  @Test
  void itNamesWhatIsOverdueByLeadUnitAndWhatWaits() {
    var task = taskLedBy(office.drive.bureau);
    var held = office.heldToday();
    var decision = office.decision(office.drive.village);
    decision.put("task", task);
    String problem = decide(held, decision).statusCode(201).extract().path("problem");
    var asked = office.drive.confirmed();
    escalate(asked);
    TimePasses.days(11);

    var briefing = briefing(meeting());

    assertThat(briefing.getList("leads.unit.id")).containsExactly(office.drive.bureau);
    assertThat(briefing.getList("leads.overdue.now")).containsExactly(1);
    assertThat(briefing.getList("leads.overdue.before")).containsExactly(0);
    assertThat(briefing.getInt("escalations.waiting")).isEqualTo(1);
    assertThat(briefing.getList("escalations.oldest.problem")).containsExactly(asked);
    assertThat(briefing.getList("decisions.items.problem")).containsExactly(problem);
    assertThat(briefing.getList("decisions.items.overdue")).containsExactly(true);
  }

  /** Sections that count the same, while that goes to and fro. */
  @Test
  void whatIsFrozenIsOfOneMoment() throws Exception {
    var asked = office.drive.confirmed();
    var done = new AtomicBoolean();
    var toAndFro =
        CompletableFuture.runAsync(
            () -> {
              while (!done.get()) {
                escalate(asked);
                Drive.move(reporter(), asked, "withdrawal").statusCode(200);
              }
            });
    try {
      for (int i = 0; i < 20; i++) {
        var briefing = briefing(office.heldToday());
        assertThat(briefing.getInt("escalations.waiting"))
            .isEqualTo(ofStatus(briefing, "ESCALATED", "now"));
      }
    } finally {
      done.set(true);
    }
    toAndFro.get();
  }

  private void escalate(String problem) {
    Drive.move(
            reporter(),
            problem,
            "escalation",
            Map.of("to", office.drive.city, "ground", "BEYOND_OWN_MEANS", "reason", "管网归市管"))
        .statusCode(200);
  }

  private String taskLedBy(String unit) {
    return created(
        "/api/v1/campaigns/" + office.drive.campaign + "/tasks",
        Map.of("name", "整治" + World.code(), "leadUnit", unit));
  }

  @Test
  void itNamesWhomGroupsAndMilestonesMiss() {
    supervisor()
        .body(Map.of("units", List.of(office.drive.town, office.drive.bureau), "reason", "补录"))
        .post("/api/v1/batches/" + office.drive.batch + "/enrolments")
        .then()
        .statusCode(200);
    created(
        "/api/v1/guidance-groups",
        Map.of(
            "campaign",
            office.drive.campaign,
            "base",
            office.drive.city,
            "name",
            "第一组" + World.code(),
            "level",
            "ROVING",
            "startsOn",
            "2019-09-09",
            "units",
            List.of(office.drive.district)));
    created(
        "/api/v1/campaigns/" + office.drive.campaign + "/milestones",
        Map.of(
            "batch",
            office.drive.batch,
            "name",
            "动员会" + World.code(),
            "kind",
            "PRESCRIBED_ACTION",
            "dueOn",
            today().toString()));
    office.heldToday();

    var briefing = briefing(meeting());

    assertThat(briefing.getInt("guidance.enrolled")).isEqualTo(2);
    assertThat(briefing.getInt("guidance.withoutGroup")).isEqualTo(1);
    assertThat(briefing.getList("guidance.unitsWithout.id")).containsExactly(office.drive.bureau);
    assertThat(briefing.getInt("guidance.groups")).isEqualTo(1);
    assertThat(briefing.getInt("guidance.withoutVisit")).isEqualTo(1);
    assertThat(briefing.getList("milestones.missing")).containsExactly(2);
    assertThat(briefing.getList("milestones.kind")).containsExactly("PRESCRIBED_ACTION");
  }

  @Test
  void onceHeldItStaysToTheLetter() throws NoSuchAlgorithmException {
    office.drive.planned();
    var meeting = meeting();
    supervisor().get(path(meeting)).then().body("briefingDigest", nullValue());
    hold(meeting, today().toString()).statusCode(200);
    var bytes = supervisor().get(path(meeting) + "/briefing").asByteArray();
    String digest = supervisor().get(path(meeting)).path("briefingDigest");

    plannedByTheTown();
    TimePasses.days(2);

    assertThat(supervisor().get(path(meeting) + "/briefing").asByteArray()).isEqualTo(bytes);
    supervisor().get(path(meeting)).then().body("briefingDigest", is(digest));
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
        .isEqualTo(digest);
    assertThat(ofStatus(briefing(meeting), "PLANNED", "now")).isEqualTo(1);
    assertThat(ofStatus(briefing(meeting()), "PLANNED", "now")).isEqualTo(2);
  }

  @Test
  void nobodyReadsOfARoundThatHasNotStarted() {
    var account = Drive.token("SUPERVISOR", office.drive.city);
    var round = new HashMap<String, Object>();
    round.put("campaign", office.drive.campaign);
    round.put("office", office.drive.city);
    round.put("name", "暗访");
    round.put("startsOn", "2019-10-08");
    round.put("endsOn", "2019-10-18");
    round.put("stratifiedBy", "NONE");
    round.put("perStratum", 1);
    World.as(account).body(round).post("/api/v1/rounds").then().statusCode(201);
    var meeting = meeting();

    World.as(account).get(path(meeting) + "/briefing").then().body("rounds.size()", is(1));
    supervisor().get(path(meeting) + "/briefing").then().body("rounds.size()", is(0));
    World.as(account)
        .body(Map.of("heldOn", today().toString()))
        .post(path(meeting) + "/holding")
        .then()
        .statusCode(200);
    World.as(account).get(path(meeting) + "/briefing").then().body("rounds.size()", is(0));
  }

  @Test
  void onPagesAndSheetsNothingThatIsWrittenRuns() {
    var held = office.heldToday();
    var decision = office.decision(office.drive.village);
    decision.put("title", "=1+1<img src=x onerror=alert(1)>");
    decide(held, decision).statusCode(201);
    var meeting = meeting();

    var page =
        supervisor()
            .header("Accept-Language", "zh-CN")
            .get(path(meeting) + "/briefing/page")
            .then()
            .statusCode(200)
            .contentType("text/html;charset=UTF-8")
            .extract()
            .asString();
    assertThat(page)
        .contains("<svg", "问题状态变化", "&lt;img src=x onerror=alert(1)&gt;")
        .doesNotContain("<img");
    var sheet =
        supervisor()
            .get(path(meeting) + "/briefing/spreadsheet")
            .then()
            .statusCode(200)
            .contentType("text/csv;charset=UTF-8")
            .extract()
            .asString();
    assertThat(sheet).startsWith("\uFEFF").contains("Open decisions", "'=1+1<img");
  }

  @Test
  void timesArePrintedAsTheClocksOfTheCampaignTellThem() {
    var asked = office.drive.confirmed();
    escalate(asked);
    var meeting = meeting();
    var since = briefing(meeting).getString("escalations.oldest[0].since");
    var local =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm")
            .format(Instant.parse(since).atZone(ZoneId.of("Asia/Shanghai")));

    assertThat(printed(meeting, "page", "zh-CN")).contains("<td>" + local + "</td>");
    assertThat(printed(meeting, "page", "en")).contains("<td>" + local + "</td>");
    assertThat(printed(meeting, "spreadsheet", "zh-CN"))
        .contains("," + local)
        .doesNotContain(since);
    hold(meeting, today().toString()).statusCode(200);
    assertThat(printed(meeting, "spreadsheet", "en")).contains("," + local).doesNotContain(since);
    assertThat(briefing(meeting).getString("escalations.oldest[0].since")).isEqualTo(since);
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
  void itNamesWhomContactsAndVisitsMiss() {
    supervisor()
        .body(
            Map.of(
                "units",
                List.of(office.drive.district, office.drive.town, office.drive.bureau),
                "reason",
                "补录"))
        .post("/api/v1/batches/" + office.drive.batch + "/enrolments")
        .then()
        .statusCode(200);
    var contact = contactWith(office.drive.district);
    var plan =
        created(
            "/api/v1/visit-plans",
            Map.of(
                "campaign",
                office.drive.campaign,
                "base",
                office.drive.city,
                "name",
                "遍访" + World.code(),
                "startsOn",
                today().toString(),
                "dueOn",
                today().plusDays(30).toString(),
                "rule",
                Map.of("kinds", List.of("TOWNSHIP", "VILLAGE"))));
    office.heldToday();
    TimePasses.days(1);
    var meeting = meeting();

    var live = briefing(meeting);

    assertThat(live.getInt("contacts.enrolled")).isEqualTo(3);
    assertThat(live.getInt("contacts.withoutContact")).isEqualTo(2);
    assertThat(live.getList("contacts.unitsWithout.id"))
        .containsExactlyInAnyOrder(office.drive.town, office.drive.bureau);
    assertThat(live.getInt("contacts.contacts")).isEqualTo(1);
    assertThat(live.getInt("contacts.withoutVisit")).isEqualTo(1);
    assertThat(live.getList("contacts.silent.id")).containsExactly(contact);
    assertThat(live.getList("visits.id")).containsExactly(plan);
    var toVisit = live.getInt("visits[0].missing");
    assertThat(live.getInt("visits[0].expected")).isEqualTo(toVisit);
    assertThat(live.getList("visits[0].units.id")).contains(office.drive.town);

    hold(meeting, today().plusDays(1).toString()).statusCode(200);
    visited(Map.of("contact", contact, "unit", office.drive.district));
    visited(Map.of("plan", plan, "unit", office.drive.town));

    var kept = briefing(meeting);
    assertThat(kept.getInt("contacts.withoutVisit")).isEqualTo(1);
    assertThat(kept.getInt("visits[0].missing")).isEqualTo(toVisit);
    assertThat(printed(meeting, "page", "zh-CN"))
        .contains("联系点覆盖", "无联系领导的单位", "<td>王某</td>", "尚未走访的单位");
    assertThat(printed(meeting, "spreadsheet", "en"))
        .contains(
            "Units without a contact", "Visits still to make", "Contacts without a visit since");
    var next = briefing(meeting());
    assertThat(next.getInt("contacts.withoutVisit")).isZero();
    assertThat(next.getList("contacts.silent")).isEmpty();
    assertThat(next.getInt("visits[0].missing")).isEqualTo(toVisit - 1);
  }

  private String contactWith(String unit) {
    return created(
        "/api/v1/contacts",
        Map.of(
            "campaign",
            office.drive.campaign,
            "base",
            office.drive.city,
            "leader",
            "王某",
            "unit",
            unit,
            "startsOn",
            today().toString()));
  }

  private void visited(Map<String, String> what) {
    var body = new HashMap<String, Object>(what);
    body.put("campaign", office.drive.campaign);
    body.put("visitedOn", today().plusDays(1).toString());
    body.put("purpose", "听取群众意见");
    created("/api/v1/visits", body);
  }
}
