package qingdan.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.admin;
import static qingdan.World.supervisor;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class WhatASuccessorTakesIsWrittenDownTest extends ApiTest {

  private static final String TODAY = LocalDate.now().toString();

  @Inject DataSource database;

  private String city;
  private String unit;
  private String heir;
  private String campaign;

  @BeforeEach
  void build() {
    city = World.unit(null, "市", "CITY");
    unit = World.unit(city, "东区", "COUNTY");
    heir = World.unit(city, "西区", "COUNTY");
    campaign = World.campaign(city);
  }

  private Map<String, Object> body(Map<String, ?> more) {
    var body = new HashMap<String, Object>(more);
    body.put("campaign", campaign);
    return body;
  }

  private String made(String path, Map<String, ?> body) {
    return supervisor()
        .body(body)
        .post("/api/v1/" + path)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private Map<String, Object> based(String name, String text) {
    return basedAt(unit, name, text);
  }

  private Map<String, Object> basedAt(String unit, String name, String text) {
    return body(
        Map.of(
            name,
            text,
            "base",
            unit,
            "startsOn",
            TODAY,
            "dueOn",
            TODAY,
            "rule",
            Map.of("unit", unit)));
  }

  private List<String> written(String id) throws SQLException {
    return types(
        """
        select type || ' ' || (select max(key) from jsonb_object_keys(before) as key) from change
        where entity_id = cast(? as uuid) and before::text like ? and after::text like ? and actor_id is not null
            and request_id is not null and paths = array(select path from unit where id = cast(? as uuid))
        order by id
        """,
        id,
        "%" + unit + "%",
        "%" + heir + "%",
        heir);
  }

  private List<String> types(String query, String... parameters) throws SQLException {
    var types = new ArrayList<String>();
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          types.add(rows.getString(1));
        }
      }
    }
    return types;
  }

  @Test
  void ofEachThingThatTheUnitHadAPartIn() throws SQLException {
    var task =
        made(
            "campaigns/" + campaign + "/tasks",
            Map.of("name", "整治" + World.code(), "leadUnit", unit));
    var milestone =
        made(
            "campaigns/" + campaign + "/milestones",
            Map.of(
                "name", "动员会", "kind", "KICK_OFF", "dueOn", TODAY, "rule", Map.of("unit", unit)));
    var plan = made("visit-plans", based("name", "遍访" + World.code()));
    supervisor()
        .body(Map.of("name", "王某", "unit", unit))
        .post("/api/v1/visit-plans/" + plan + "/visitors")
        .then()
        .statusCode(201);
    var note = based("title", "指导意见");
    note.put("text", "请对照检查。");
    note.remove("startsOn");
    var noteId = made("guidance-notes", note);
    var group =
        made(
            "guidance-groups",
            body(
                Map.of(
                    "base",
                    unit,
                    "name",
                    "督导组" + World.code(),
                    "level",
                    "ROVING",
                    "startsOn",
                    TODAY,
                    "units",
                    List.of(unit))));
    var contact = made("contacts", body(Map.of("base", unit, "leader", "王某", "unit", unit)));
    var series =
        made(
            "meeting-series",
            body(
                Map.of(
                    "office",
                    unit,
                    "name",
                    "例会" + World.code(),
                    "cadence",
                    "HALF_MONTHLY",
                    "startsOn",
                    "2019-09-09",
                    "participants",
                    List.of(Map.of("unit", unit)))));
    var meeting = made("meetings", Map.of("series", series, "slot", "2019-09-16"));
    var bulletin =
        made(
            "bulletins",
            body(Map.of("office", city, "title", "通报", "text", "请对照整改", "units", List.of(unit))));

    World.merge(unit, heir);

    assertThat(written(task)).containsExactly("task.handed-over leadUnit");
    assertThat(written(milestone)).containsExactly("milestone.rule-handed-over rule.unit");
    assertThat(written(plan))
        .containsExactlyInAnyOrder(
            "visit-plan.rule-handed-over rule.unit",
            "visit-plan.handed-over base",
            "visit-plan.visitor-handed-over unit");
    assertThat(written(noteId))
        .containsExactlyInAnyOrder(
            "guidance-note.rule-handed-over rule.unit", "guidance-note.handed-over base");
    assertThat(written(group))
        .containsExactlyInAnyOrder(
            "guidance-group.handed-over base", "guidance-group.unit-handed-over unit");
    assertThat(written(contact))
        .containsExactlyInAnyOrder("contact.handed-over base", "contact.handed-over unit");
    assertThat(written(series))
        .containsExactlyInAnyOrder(
            "meeting-series.handed-over office",
            "meeting-series.participant-handed-over participant");
    assertThat(written(meeting)).containsExactly("meeting.participant-handed-over participant");
    assertThat(written(bulletin)).containsExactly("bulletin.handed-over unit");
  }

  @Test
  void noneOfItLeavesTheTreeOfItsCampaign() {
    var outside = World.unit(null, "外市", "CITY");
    var tasks = "campaigns/" + campaign + "/tasks";
    for (Consumer<String> given :
        List.<Consumer<String>>of(
            to -> made(tasks, Map.of("name", "整治" + World.code(), "leadUnit", to)),
            to -> made(tasks, Map.of("name", "整治" + World.code(), "owner", to)),
            to -> World.target(World.task(campaign), to),
            to -> World.enrol("/api/v1/batches/" + World.batch(campaign), to),
            to -> made("visit-plans", basedAt(to, "name", World.code())),
            to -> made("contacts", body(Map.of("base", to, "leader", "王某", "unit", to))),
            to -> {
              var group = basedAt(to, "name", World.code());
              group.remove("dueOn");
              group.put("level", "ROVING");
              made("guidance-groups", group);
            })) {
      var ending = World.unit(city, "南区", "COUNTY");
      given.accept(ending);

      close(ending, outside).statusCode(409).body("code", equalTo("successor-outside-campaign"));
      close(ending, heir).statusCode(201);
    }
  }

  private static ValidatableResponse close(String unit, String successor) {
    return admin()
        .body(Map.of("type", "CLOSE", "unit", unit, "successor", successor))
        .post("/api/v1/unit-changes")
        .then();
  }

  @Test
  void andWhatEndsWithAUnitWithoutOne() throws SQLException {
    var batch = World.batch(campaign);
    World.enrol("/api/v1/batches/" + batch, unit);
    var group =
        made(
            "guidance-groups",
            body(
                Map.of(
                    "base",
                    city,
                    "name",
                    "督导组" + World.code(),
                    "level",
                    "ROVING",
                    "startsOn",
                    TODAY,
                    "units",
                    List.of(unit))));
    var contact = made("contacts", body(Map.of("base", city, "leader", "王某", "unit", unit)));

    World.close(unit);

    assertThat(ended(batch)).containsExactly("enrolment.withdrawn");
    assertThat(ended(group)).containsExactly("guidance-group.unit-withdrawn");
    assertThat(ended(contact)).containsExactly("contact.ended");
  }

  private List<String> ended(String id) throws SQLException {
    return types(
        """
        select type from change
        where entity_id = cast(? as uuid) and before ->> 'unit' = ? and (after ->> 'unit' is null or after ->> 'endsOn' = ?)
            and actor_id is not null and request_id is not null
            and (select path from unit where id = cast(? as uuid)) = any(paths)
        order by id
        """,
        id,
        unit,
        LocalDate.now(ZoneId.of("Asia/Shanghai")).toString(),
        unit);
  }
}
