package qingdan.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static qingdan.World.admin;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;
import static qingdan.problem.Drive.move;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;
import qingdan.inspection.Drawing;
import qingdan.problem.Drive;

/** What migrations make of rows as they stood before them; nothing of it is kept. */
@QuarkusTest
class RowsOfOlderReleasesAreMadeWholeTest extends ApiTest {

  private static final String TODAY = LocalDate.now().toString();

  @Inject DataSource database;

  private interface Work {
    void on(Statement statement) throws SQLException, IOException;
  }

  private void undone(Work work) throws SQLException, IOException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        work.on(statement);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static String migration(String name) throws IOException {
    try (var text =
        RowsOfOlderReleasesAreMadeWholeTest.class.getResourceAsStream("/db/migration/" + name)) {
      return new String(text.readAllBytes(), UTF_8);
    }
  }

  private static String one(Statement statement, String query) throws SQLException {
    try (var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
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

  private static String column(Statement statement, String table, String column, String id)
      throws SQLException {
    return one(statement, "select %s from %s where id = '%s'".formatted(column, table, id));
  }

  private static void close(Statement statement, String unit, String successor)
      throws SQLException {
    statement.execute(
        "update unit set closed_at = now(), successor_id = '%s' where id = '%s'"
            .formatted(successor, unit));
  }

  @Test
  void rulesAndDrawingOfficesOfClosedUnitsNameWhoeverGoesOnForThem()
      throws SQLException, IOException {
    var drawing = new Drawing();
    var closed = drawing.districts.get(0);
    var closedToo = drawing.districts.get(1);
    var heir = drawing.districts.get(2);
    var other = drawing.districts.get(3);
    World.unit(other, "镇", "TOWNSHIP");
    var milestone = made("campaigns/" + drawing.campaign + "/milestones", milestone(closed));
    var over = World.campaign(drawing.province);
    var kept = made("campaigns/" + over + "/milestones", milestone(closed));
    var plan =
        made(
            "visit-plans",
            ruled(
                drawing,
                closed,
                Map.of("name", "遍访" + World.code(), "startsOn", TODAY, "dueOn", TODAY)));
    var note =
        made(
            "guidance-notes",
            ruled(drawing, closed, Map.of("title", "指导意见", "text", "请对照检查。", "dueOn", TODAY)));
    var group =
        made(
            "guidance-groups",
            ruled(drawing, closed, Map.of("name", "督导组" + World.code(), "level", "ROVING")));
    var prepared = round(drawing, closed);
    var waiting = round(drawing, closed, "commitment");
    var second = round(drawing, other, "commitment");

    undone(
        statement -> {
          close(statement, closed, closedToo);
          close(statement, closedToo, heir);
          close(statement, other, heir);
          statement.execute("update campaign set status = 'CLOSED' where id = '" + over + "'");

          statement.execute(migration("V71__Let_rules_name_the_successors_of_closed_units.sql"));

          assertThat(column(statement, "milestone", "part_id", milestone)).isEqualTo(heir);
          assertThat(column(statement, "milestone", "part_id", kept)).isEqualTo(closed);
          assertThat(column(statement, "visit_plan", "part_id", plan)).isEqualTo(heir);
          assertThat(column(statement, "guidance_note", "part_id", note)).isEqualTo(heir);
          assertThat(column(statement, "guidance_group", "part_id", group)).isEqualTo(heir);
          assertThat(column(statement, "inspection_round", "part_id", prepared)).isEqualTo(heir);
          assertThat(column(statement, "inspection_round", "office_id", prepared)).isEqualTo(heir);
          assertThat(column(statement, "inspection_round", "part_id", waiting)).isEqualTo(closed);
          assertThat(column(statement, "inspection_round", "office_id", waiting))
              .as("two would wait at one office")
              .isEqualTo(closed);
          assertThat(column(statement, "inspection_round", "office_id", second)).isEqualTo(other);
        });
    undone(
        statement -> {
          close(statement, closed, heir);

          statement.execute(migration("V71__Let_rules_name_the_successors_of_closed_units.sql"));

          assertThat(column(statement, "inspection_round", "office_id", waiting)).isEqualTo(heir);
        });
  }

  private static Map<String, Object> milestone(String part) {
    return Map.of("name", "动员会", "kind", "KICK_OFF", "dueOn", TODAY, "rule", Map.of("unit", part));
  }

  private static Map<String, Object> ruled(Drawing drawing, String part, Map<String, String> more) {
    var body = new HashMap<String, Object>();
    body.put("campaign", drawing.campaign);
    body.put("base", drawing.city);
    body.put("rule", Map.of("unit", part));
    body.putAll(more);
    return body;
  }

  /** The id of a round that the office draws from its own part, and that has come so far. */
  private static String round(Drawing drawing, String office, String... moves) {
    var body = drawing.body();
    body.put("office", office);
    body.put("rule", Map.of("unit", office));
    body.remove("numbers");
    var inspector = Drawing.person("INSPECTOR", office);
    String round =
        inspector
            .asks()
            .body(body)
            .post(Drawing.ROUNDS)
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    for (var move : moves) {
      inspector.asks().post(Drawing.ROUNDS + "/" + round + "/" + move).then().statusCode(200);
    }
    return round;
  }

  @Test
  void linksThatWereCountedAtTheHolderAreCountedWhereSymptomAndRootMeet()
      throws SQLException, IOException {
    var drive = new Drive();
    var town = World.unit(World.unit(drive.city, "邻区", "COUNTY"), "邻镇", "TOWNSHIP");
    var symptom = drive.confirmed();
    move(supervisor(), symptom, "claim", Map.of("unit", drive.district)).statusCode(200);
    World.admin()
        .body(Map.of("type", "MOVE", "unit", drive.village, "parent", town))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);
    var text = migration("V80__Count_links_where_symptom_and_root_meet.sql");
    var moves = text.substring(text.indexOf("-- What was counted at the holder"));
    var linked =
        """
        select string_agg(unit_id || ' ' || linked, ',' order by unit_id) from (
            select unit_id, sum(linked) as linked from (
                select e.unit_id, c.campaign_id, e.linked from ledger_entry e join ledger_cell c on c.cell = e.cell
                union all
                select unit_id, campaign_id, linked from (select * from ledger_posting union all select * from ledger_later) p
            ) b
            where campaign_id = '%s' group by 1 having sum(linked) <> 0
        ) sums
        """
            .formatted(drive.campaign);

    undone(
        statement -> {
          assertThat(one(statement, linked)).isEqualTo(drive.city + " 1");
          stayedBehind(statement, symptom, drive.town);
          assertThat(one(statement, linked)).isEqualTo(drive.town + " 1");

          statement.execute(moves);

          assertThat(one(statement, linked)).isEqualTo(drive.city + " 1");
          assertThat(column(statement, "problem", "holder_id", symptom)).isEqualTo(drive.district);
        });
  }

  /** The holder is where the root lay once, and the link is counted there. */
  private static void stayedBehind(Statement statement, String symptom, String holder)
      throws SQLException {
    statement.execute(
        "update problem set holder_id = '%s' where id = '%s'".formatted(holder, symptom));
    statement.execute(
        """
        insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, task_id, category, linked)
        select l.unit_id, current_date, ledger_cell(p.campaign_id, p.batch_id, p.task_id, p.category, null), p.campaign_id,
            p.batch_id, p.task_id, p.category, l.n
        from problem p cross join lateral (values (1, p.holder_id), (-1, common_unit(p.unit_id, p.holder_id))) as l (n, unit_id)
        where p.id = '%s'
        """
            .formatted(symptom));
  }

  @Test
  void whatLeadersPlanIsCountedByCampaignAndNotByContact() throws SQLException, IOException {
    var drive = new Drive();
    var contact =
        made(
            "contacts",
            Map.of(
                "campaign",
                drive.campaign,
                "base",
                drive.city,
                "unit",
                drive.town,
                "leader",
                "王某"));
    var today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    var days = List.of(today.toString(), today.plusDays(9).toString());
    supervisor()
        .body(Map.of("days", days))
        .post("/api/v1/contacts/" + contact + "/planned-visits")
        .then()
        .statusCode(200);
    var text = migration("V101__Count_what_leaders_plan_together.sql");
    var moves = text.substring(text.indexOf("-- What was counted by contact"));
    var counted =
        """
        select string_agg(subject_id || ' ' || day || ' ' || expected, ',' order by subject_id, day) from (
            select subject_id, day, sum(expected) as expected from (
                select c.subject_id, e.day, e.expected from ledger_entry e join ledger_cell c on c.cell = e.cell
                union all
                select subject_id, day, expected from (select * from ledger_posting union all select * from ledger_later) p
            ) b
            where subject_id in ('%s', '%s') group by 1, 2 having sum(expected) <> 0
        ) sums
        """
            .formatted(drive.campaign, contact);
    undone(
        statement -> {
          var now = one(statement, counted);
          assertThat(now).contains(drive.campaign).doesNotContain(contact);
          statement.execute(moves.replace("(1, o.campaign_id), (-1", "(-1, o.campaign_id), (1"));
          assertThat(one(statement, counted)).isEqualTo(now.replace(drive.campaign, contact));

          statement.execute(moves);

          assertThat(one(statement, counted)).isEqualTo(now);
        });
  }

  @Test
  void whoHasReportedWhatAMilestoneIsCountedInAndWhatWasOnTimeIsToldFromToday()
      throws SQLException, IOException {
    var drive = new Drive();
    admin()
        .body(Map.of("value", 4))
        .put("/api/v1/units/" + drive.town + "/figures/LEADING_TEAMS/2019-01-01");
    var milestone =
        made(
            "campaigns/" + drive.campaign + "/milestones",
            Map.of(
                "name",
                "学习",
                "kind",
                "KICK_OFF",
                "dueOn",
                "2199-12-31",
                "measure",
                "LEADING_TEAMS",
                "rule",
                Map.of("kinds", List.of("TOWNSHIP"))));
    reporter()
        .body(Map.of("unit", drive.town, "amount", 3))
        .post("/api/v1/milestones/" + milestone + "/reports")
        .then()
        .statusCode(201);
    var text = migration("V102__Count_in_figures_what_is_reported.sql");
    var tells = text.substring(text.indexOf("-- What is there is counted so"));
    var counted =
        """
        select string_agg(concat_ws(' ', expected, done_amount), ',' order by all_of desc) from (
            select s.id = '%1$s' as all_of, sum(expected) as expected, sum(done_amount) as done_amount
            from (values (uuid '%1$s'), (reported_subject('%1$s'))) as s (id)
            join (
                select c.subject_id, e.expected, e.done_amount from ledger_entry e join ledger_cell c on c.cell = e.cell
                union all
                select subject_id, expected, done_amount from ledger_posting
            ) b on b.subject_id = s.id
            group by 1
        ) sums
        """
            .formatted(milestone);
    undone(
        statement -> {
          assertThat(one(statement, counted)).isEqualTo("1 3,1 3");
          statement.execute(
              "update obligation set done_amount = 9 where subject_id = '%s'".formatted(milestone));
          statement.execute(
              "delete from ledger_posting where subject_id = reported_subject('%s')"
                  .formatted(milestone));
          statement.execute(
              "delete from ledger_entry where cell in (select cell from ledger_cell where subject_id = reported_subject('%s'))"
                  .formatted(milestone));
          // more could be booked as done than there is
          statement.execute(
              "insert into ledger_posting (unit_id, day, cell, campaign_id, subject_id, done_amount) values ('%s', current_date, ledger_cell('%s', null, null, null, '%s'), '%2$s', '%3$s', 5)"
                  .formatted(drive.town, drive.campaign, milestone));
          assertThat(one(statement, counted)).isEqualTo("1 9");

          statement.execute(tells);

          assertThat(one(statement, counted)).isEqualTo("1 4,1 4");
        });
  }
}
