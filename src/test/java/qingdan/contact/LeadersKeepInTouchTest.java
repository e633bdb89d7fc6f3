package qingdan.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static qingdan.World.supervisor;
import static qingdan.contact.Circle.CONTACTS;
import static qingdan.contact.Circle.VISITS;
import static qingdan.contact.Circle.made;
import static qingdan.contact.Circle.send;
import static qingdan.contact.Circle.today;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.TimePasses;
import qingdan.World;

@QuarkusTest
class LeadersKeepInTouchTest extends ApiTest {

  private Circle circle;

  @BeforeEach
  void build() {
    circle = new Circle();
  }

  @AfterEach
  void back() {
    TimePasses.back();
  }

  @Test
  void unitsWithoutAContactAreNamed() {
    made(CONTACTS, circle.with(circle.east));
    assertThat(circle.coverage("")).containsExactly(3, 1, 2);
    assertThat(circle.units("&state=missing"))
        .containsExactlyInAnyOrder(circle.west, circle.university);

    made(CONTACTS, circle.withSector("UNIVERSITY"));

    assertThat(circle.coverage("")).containsExactly(3, 2, 1);
    assertThat(circle.units("&state=missing")).containsExactly(circle.west);
    assertThat(circle.units("&state=covered"))
        .containsExactlyInAnyOrder(circle.east, circle.university);
    assertThat(circle.coverage("&kind=CITY")).containsExactly(2, 1, 1);
    assertThat(circle.coverage("&unit=" + circle.west)).containsExactly(1, 0, 1);
    int count =
        supervisor()
            .get(Circle.COVERAGE + "/units/count?state=missing&batch=" + circle.batch)
            .path("count");
    assertThat(count).isEqualTo(1);
  }

  @Test
  void aContactCoversItsUnitOnDaysOfItsTermAlone() {
    var contact = made(CONTACTS, circle.with(circle.east));
    TimePasses.days(1);

    supervisor()
        .body(Map.of("lastDay", today().toString()))
        .post(CONTACTS + "/" + contact + "/end")
        .then()
        .statusCode(200);

    assertThat(circle.coverage("&asOf=" + today())).containsExactly(3, 1, 2);
    assertThat(circle.coverage("")).containsExactly(3, 0, 3);
    assertThat(circle.contacts("&running=true")).isEmpty();
    assertThat(circle.contacts("&running=true&asOf=" + today())).containsExactly(contact);
  }

  @Test
  void contactsWithoutAVisitForLongAreNamed() {
    var east = made(CONTACTS, circle.with(circle.east));
    var west = made(CONTACTS, circle.with(circle.west));
    assertThat(circle.contacts("&silentFor=30")).containsExactlyInAnyOrder(east, west);

    made(VISITS, circle.visitBody(east, circle.county, today().minusDays(20)));

    assertThat(circle.contacts("&silentFor=30")).containsExactly(west);
    assertThat(circle.contacts("&silentFor=20")).containsExactlyInAnyOrder(east, west);
    assertThat(circle.contacts("&silentFor=21&unit=" + circle.east)).isEmpty();
    assertThat(circle.contacts("&silentFor=15&asOf=" + today().minusDays(21)))
        .containsExactlyInAnyOrder(east, west);
    int visits = supervisor().get(VISITS + "/count?contact=" + east).path("count");
    assertThat(visits).isEqualTo(1);
  }

  @Test
  void aVisitByAContactIsTheLeadersUnlessItSaysOtherwise() {
    var contact = made(CONTACTS, circle.with(circle.east));
    var body = circle.visitBody(contact, circle.east, today());
    body.put("id", UUID.randomUUID().toString());

    var visit = send(VISITS, body).statusCode(201).extract().jsonPath();

    assertThat(visit.getString("visitor")).isEqualTo("王某");
    assertThat(visit.getString("office")).isEqualTo("省委常委");
    assertThat(visit.getString("contact")).isEqualTo(contact);
    send(VISITS, body).statusCode(201);
    body.remove("contact");
    send(VISITS, body).statusCode(409);
  }

  @Test
  void aVisitElsewhereOrOutsideTheTermIsNotOfTheContact() {
    var east = made(CONTACTS, circle.with(circle.east));
    var sector = made(CONTACTS, circle.withSector("UNIVERSITY"));

    send(VISITS, circle.visitBody(east, circle.west, today())).statusCode(422);
    send(VISITS, circle.visitBody(sector, circle.west, today())).statusCode(422);
    send(VISITS, circle.visitBody(east, circle.east, today().minusDays(41))).statusCode(422);
    made(VISITS, circle.visitBody(sector, circle.university, today()));
  }

  @Test
  void aContactIsWithAUnitOfTheBaseOrASector() {
    var both = circle.with(circle.east);
    both.put("sector", "UNIVERSITY");
    send(CONTACTS, both).statusCode(422);
    send(CONTACTS, circle.body("王某")).statusCode(422);
    var upwards = circle.with(circle.province);
    upwards.put("base", circle.east);
    send(CONTACTS, upwards).statusCode(422);
    var backwards = circle.with(circle.east);
    backwards.put("endsOn", today().minusDays(41).toString());
    send(CONTACTS, backwards).statusCode(422);
  }

  @Test
  void aContactIsChangedByWhoHasSeenIt() {
    var path = CONTACTS + "/" + made(CONTACTS, circle.with(circle.east));
    var tag = supervisor().get(path).header("ETag");
    var patch = Map.of("leader", "赵某", "endsOn", today().plusDays(5).toString());

    supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", tag)
        .body(patch)
        .patch(path)
        .then()
        .statusCode(200);

    supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", tag)
        .body(Map.of("leader", "钱某"))
        .patch(path)
        .then()
        .statusCode(412);
    assertThat(supervisor().get(path).<String>path("leader")).isEqualTo("赵某");
  }

  @Test
  void theContactWithAUnitThatClosesIsItsSuccessors() {
    var contact = made(CONTACTS, circle.with(circle.west));

    World.admin()
        .body(Map.of("type", "CLOSE", "unit", circle.west, "successor", circle.east))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);

    assertThat(supervisor().get(CONTACTS + "/" + contact).<String>path("unit.id"))
        .isEqualTo(circle.east);
    assertThat(circle.units("&state=covered")).isEqualTo(List.of(circle.east));
  }

  @Test
  void theContactWithAUnitThatClosesWithoutASuccessorIsOver() {
    var contact = made(CONTACTS, circle.with(circle.county));

    World.admin()
        .body(Map.of("type", "CLOSE", "unit", circle.county))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);

    assertThat(supervisor().get(CONTACTS + "/" + contact).<String>path("endsOn"))
        .isEqualTo(today().toString());
  }
}
