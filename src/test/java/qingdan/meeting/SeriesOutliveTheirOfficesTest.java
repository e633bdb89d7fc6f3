package qingdan.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.admin;
import static qingdan.World.supervisor;
import static qingdan.meeting.Office.SERIES;
import static qingdan.meeting.Office.created;
import static qingdan.meeting.Office.hold;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class SeriesOutliveTheirOfficesTest extends ApiTest {

  private Office office;
  private String series;

  @BeforeEach
  void build() {
    office = new Office();
    var body = office.seriesBody("WEEKLY");
    body.put("office", office.drive.bureau);
    body.put("weekday", 1);
    body.put("startsOn", Office.today().minusDays(21).toString());
    series = created(SERIES, body);
  }

  private static void end(Map<String, ?> change) {
    admin().body(change).post("/api/v1/unit-changes").then().statusCode(201);
  }

  private static List<String> owed(String unit, String field) {
    return owed(unit, "missing", field);
  }

  private static List<String> owed(String unit, String state, String field) {
    return supervisor()
        .get("/api/v1/obligations?depth=self&kind=MEETING&state=" + state + "&unit=" + unit)
        .then()
        .statusCode(200)
        .extract()
        .path("items." + field);
  }

  @Test
  void theSuccessorOfAnOfficeThatClosesMeetsOn() {
    var owed = owed(office.drive.bureau, "dueOn");
    assertThat(owed).hasSizeGreaterThan(2);
    var successor = World.unit(office.drive.city, "水利局", "BUREAU");

    end(Map.of("type", "CLOSE", "unit", office.drive.bureau, "successor", successor));

    supervisor()
        .get(SERIES + "/" + series)
        .then()
        .body("office.id", equalTo(successor), "version", equalTo(2));
    assertThat(owed(successor, "dueOn")).isEqualTo(owed);
    assertThat(owed(successor, "subject.id")).containsOnly(series);
    goesOn(successor, owed.size());
  }

  @Test
  void theUnitIntoWhichAnOfficeMergesMeetsOn() {
    var owed = owed(office.drive.bureau, "dueOn");
    var other = World.unit(office.drive.city, "水利局", "BUREAU");

    end(Map.of("type", "MERGE", "unit", office.drive.bureau, "successor", other));

    assertThat(owed(other, "dueOn")).isEqualTo(owed);
    goesOn(other, owed.size());
  }

  @Test
  void whatWasHeldBeforeIsDoneByTheSuccessorToo() {
    holdTheFirst();
    assertThat(owed(office.drive.bureau, "done", "dueOn")).hasSize(1);
    var successor = World.unit(office.drive.city, "水利局", "BUREAU");

    end(Map.of("type", "CLOSE", "unit", office.drive.bureau, "successor", successor));

    assertThat(owed(successor, "done", "doneOn")).containsExactly(Office.today().toString());
    assertThat(owed(office.drive.bureau, "done", "dueOn")).isEmpty();
  }

  /** A meeting for the first of its days is held by whoever holds it now. */
  private void goesOn(String unit, int owed) {
    holdTheFirst();

    assertThat(owed(unit, "dueOn")).hasSize(owed - 1);
  }

  private void holdTheFirst() {
    List<String> slots = supervisor().get(SERIES + "/" + series + "/dates").path("items.slot");
    var meeting = created("/api/v1/meetings", Map.of("series", series, "slot", slots.get(0)));
    hold(meeting, Office.today().toString()).statusCode(200);
  }

  @Test
  void withoutASuccessorNobodyOwesTheMeetings() {
    end(Map.of("type", "CLOSE", "unit", office.drive.bureau));

    assertThat(owed(office.drive.bureau, "id")).isEmpty();
    rename();
    assertThat(owed(office.drive.bureau, "id")).isEmpty();
  }

  private void rename() {
    var path = SERIES + "/" + series;
    supervisor()
        .header("If-Match", supervisor().get(path).header("ETag"))
        .contentType("application/merge-patch+json")
        .body(Map.of("name", "例会" + World.code()))
        .patch(path)
        .then()
        .statusCode(200);
  }

  @Test
  void aClosedOfficeMeetsForNothingNew() {
    World.close(office.drive.bureau);
    var body = office.seriesBody("HALF_MONTHLY");
    body.put("office", office.drive.bureau);

    supervisor().body(body).post(SERIES).then().statusCode(409);
  }
}
