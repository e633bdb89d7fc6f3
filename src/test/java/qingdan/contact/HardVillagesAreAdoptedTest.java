package qingdan.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;
import static qingdan.contact.Circle.CONTACTS;
import static qingdan.contact.Circle.made;
import static qingdan.contact.Circle.send;
import static qingdan.contact.Circle.today;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.TimePasses;
import qingdan.World;
import qingdan.milestone.Books;

@QuarkusTest
class HardVillagesAreAdoptedTest extends ApiTest {

  @Inject Books log;

  private Circle circle;
  private String contact;
  private String list;

  @BeforeEach
  void build() {
    circle = new Circle();
    open("/api/v1/campaigns/" + circle.campaign);
    open("/api/v1/batches/" + circle.batch);
    contact = made(CONTACTS, circle.with(circle.east));
    list = listOf(circle.east);
  }

  @AfterEach
  void back() {
    TimePasses.back();
  }

  private static void open(String path) {
    supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", supervisor().get(path).header("ETag"))
        .body(Map.of("status", "OPEN"))
        .patch(path)
        .then()
        .statusCode(200);
  }

  private String listOf(String unit) {
    return reporter()
        .body(Map.of("batch", circle.batch, "unit", unit, "statement", "经自查未发现此类问题"))
        .post("/api/v1/problem-lists")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static void close(String list) {
    var path = "/api/v1/problem-lists/" + list;
    reporter().post(path + "/submission").then().statusCode(200);
    for (var move : new String[] {"/approval", "/closure"}) {
      supervisor()
          .header("If-Match", supervisor().get(path).header("ETag"))
          .post(path + move)
          .then()
          .statusCode(200);
    }
  }

  private Map<String, Object> adoption(String list) {
    return Map.of("list", list, "deadline", today().plusDays(10).toString());
  }

  private static String path(String contact) {
    return CONTACTS + "/" + contact + "/adoption";
  }

  @Test
  void aLeaderTakesOnAUnitWithOnePlanByADeadline() {
    var adopted = send(path(contact), adoption(list)).statusCode(200).extract().jsonPath();

    assertThat(adopted.getString("adoption.list")).isEqualTo(list);
    supervisor().get("/api/v1/problem-lists/" + list).then().statusCode(200);
    assertThat(circle.contacts("&adopted=true")).containsExactly(contact);
    assertThat(circle.contacts("&adopted=false")).isEmpty();
    assertThat(circle.contacts("&overdue=true")).isEmpty();
    TimePasses.days(11);
    assertThat(circle.contacts("&overdue=true")).containsExactly(contact);
  }

  @Test
  void thePlanIsAListOfThatUnit() {
    send(path(contact), adoption(listOf(circle.west))).statusCode(422);
    var sector = made(CONTACTS, circle.withSector("UNIVERSITY"));
    send(path(sector), adoption(list)).statusCode(422);
    send(path(contact), Map.of("list", list, "deadline", today().minusDays(1).toString()))
        .statusCode(422);
  }

  @Test
  void aUnitIsTakenOnByOneLeader() {
    var other = made(CONTACTS, circle.with(circle.east));
    send(path(contact), adoption(list)).statusCode(200);

    send(path(other), adoption(list)).statusCode(409);

    supervisor()
        .header("If-Match", supervisor().get(CONTACTS + "/" + contact).header("ETag"))
        .delete(path(contact))
        .then()
        .statusCode(204);
    send(path(other), adoption(list)).statusCode(200);
    assertThat(circle.contacts("&adopted=true")).containsExactly(other);
  }

  @Test
  void theSuccessorsPlanTakesThePlaceOfThePlanOfAUnitThatCloses() {
    send(path(contact), adoption(list)).statusCode(200);
    var heirs = listOf(circle.west);

    World.admin()
        .body(Map.of("type", "CLOSE", "unit", circle.county))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);
    World.admin()
        .body(Map.of("type", "CLOSE", "unit", circle.east, "successor", circle.west))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);

    var after = supervisor().get(CONTACTS + "/" + contact).jsonPath();
    assertThat(after.getString("unit.id")).isEqualTo(circle.west);
    assertThat(after.getString("adoption.list")).isEqualTo(heirs);
    assertThat(written(contact))
        .containsExactly(
            "contact.created", "contact.adopted", "contact.handed-over", "contact.adopted");
    assertThat(after.getInt("version")).isEqualTo(4);
  }

  @Test
  void theLeaderOfTheSuccessorStays() {
    var other = made(CONTACTS, circle.with(circle.west));
    send(path(contact), adoption(list)).statusCode(200);
    send(path(other), adoption(listOf(circle.west))).statusCode(200);

    World.admin()
        .body(Map.of("type", "CLOSE", "unit", circle.county))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);
    World.admin()
        .body(Map.of("type", "CLOSE", "unit", circle.east, "successor", circle.west))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);

    assertThat(circle.contacts("&adopted=true")).containsExactly(other);
    assertThat(circle.contacts("&running=true")).containsExactlyInAnyOrder(contact, other);
    assertThat(written(contact)).endsWith("contact.released", "contact.handed-over");
  }

  /** What the log says of a contact. */
  private List<String> written(String contact) {
    return log.rows("select type from change where entity_id = ? order by id", contact).stream()
        .map(row -> row.get(0))
        .toList();
  }

  @Test
  void whoseContactEndsLeavesTheUnitToTheNext() {
    var next = made(CONTACTS, circle.with(circle.east));
    send(path(contact), adoption(list)).statusCode(200);

    send(CONTACTS + "/" + contact + "/end", Map.of()).statusCode(200);

    assertThat(circle.contacts("&adopted=true")).isEmpty();
    send(path(next), adoption(list)).statusCode(200);
    assertThat(circle.contacts("&adopted=true")).containsExactly(next);
  }

  @Test
  void whoseTermRunsOutLeavesTheUnitToTheNext() {
    var next = made(CONTACTS, circle.with(circle.east));
    send(path(contact), adoption(list)).statusCode(200);
    send(CONTACTS + "/" + contact + "/end", Map.of("lastDay", today().plusDays(2).toString()))
        .statusCode(200);
    send(path(next), adoption(list)).statusCode(409);

    TimePasses.days(3);

    send(path(next), adoption(list)).statusCode(200);
    assertThat(circle.contacts("&adopted=true")).containsExactly(next);
  }

  @Test
  void aLeaderWhoseUnitClosesHasTakenOnNothing() {
    send(path(contact), adoption(list)).statusCode(200);
    close(list);

    World.close(circle.county);
    World.close(circle.east);

    assertThat(circle.contacts("&adopted=true")).isEmpty();
  }

  @Test
  void onlyAContactThatHoldsTakesOnAndOnlyByAnOpenList() {
    var over = circle.with(circle.east);
    over.put("endsOn", today().minusDays(1).toString());
    send(path(made(CONTACTS, over)), adoption(list)).statusCode(422);
    close(list);

    send(path(contact), adoption(list)).statusCode(422);
  }
}
