package qingdan.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.admin;
import static qingdan.World.supervisor;
import static qingdan.contact.Circle.CONTACTS;
import static qingdan.contact.Circle.VISITS;
import static qingdan.contact.Circle.made;
import static qingdan.contact.Circle.plan;
import static qingdan.contact.Circle.planned;
import static qingdan.contact.Circle.send;
import static qingdan.contact.Circle.today;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.TimePasses;
import qingdan.World;
import qingdan.inspection.Drawing;
import qingdan.problem.Drive;

@QuarkusTest
class LeadersPlanTheirVisitsTest extends ApiTest {

  private Circle circle;
  private String contact;

  @BeforeEach
  void build() {
    circle = new Circle();
    Drive.open("/api/v1/campaigns/" + circle.campaign);
    contact = made(CONTACTS, circle.with(circle.east));
  }

  @AfterEach
  void back() {
    TimePasses.back();
  }

  private static String in(int days) {
    return today().plusDays(days).toString();
  }

  private String visitedAfter(int days) {
    return made(VISITS, circle.visitBody(contact, circle.east, today().plusDays(days)));
  }

  private <T> List<T> owed(String unit, String query, String field) {
    return supervisor()
        .get("/api/v1/obligations?depth=self&kind=VISIT&unit=" + unit + query)
        .then()
        .statusCode(200)
        .extract()
        .path("items." + field);
  }

  @Test
  void aPlannedVisitAppearsIsMadeAndDisappears() {
    planned(contact, today().plusDays(5));
    assertThat(this.<String>owed(circle.east, "", "dueOn")).containsExactly(in(5));
    assertThat(this.<String>owed(circle.east, "", "subject.id")).containsExactly(contact);
    assertThat(this.<String>owed(circle.east, "", "subject.name")).containsExactly("王某");
    var address = this.<String>owed(circle.east, "", "subject.address").get(0);
    supervisor().get(address).then().statusCode(200);
    assertThat(missingBelow()).isEqualTo(1);

    var visit = visitedAfter(0);

    assertThat(this.<String>owed(circle.east, "", "dueOn")).isEmpty();
    assertThat(this.<String>owed(circle.east, "&state=done", "doneOn")).containsExactly(in(0));
    assertThat(missingBelow()).isZero();

    withdraw(visit);
    assertThat(this.<String>owed(circle.east, "", "dueOn")).containsExactly(in(5));
  }

  private int missingBelow() {
    return supervisor()
        .get("/api/v1/units/" + circle.province + "/summary")
        .then()
        .statusCode(200)
        .extract()
        .path("campaigns[0].owedBelow.find { it.kind == 'VISIT' }.missing");
  }

  private static void withdraw(String visit) {
    var path = VISITS + "/" + visit;
    supervisor()
        .header("If-Match", supervisor().get(path).header("ETag"))
        .delete(path)
        .then()
        .statusCode(204);
  }

  @Test
  void leadersRecordTheVisitsOfTheirOwnContactsAndNoOthers() {
    var leader = Drawing.person("VIEWER", circle.province);
    var body = circle.with(circle.east);
    body.put("account", leader.account());
    var own = made(CONTACTS, body);

    recordedBy(leader, circle.visitBody(own, circle.county, today()))
        .statusCode(201)
        .body("account", equalTo(leader.account()));
    recordedBy(leader, circle.visitBody(own, circle.west, today()))
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/contact")));
    recordedBy(leader, circle.visitBody(own, circle.east, today().minusDays(50)))
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/visitedOn")));
    recordedBy(leader, circle.visitBody(contact, circle.east, today())).statusCode(403);
    var none = circle.visitBody(own, circle.east, today());
    none.remove("contact");
    recordedBy(leader, none).statusCode(403);
  }

  private static ValidatableResponse recordedBy(Drawing.Person leader, Map<String, ?> visit) {
    return leader.asks().body(visit).post(VISITS).then();
  }

  @Test
  void visitsArePlannedEachSoManyDaysOfTheTerm() {
    send(plan(contact), Map.of("everyDays", 30)).statusCode(422);

    List<String> planned =
        send(plan(contact), Map.of("everyDays", 30, "until", in(95)))
            .statusCode(200)
            .extract()
            .path("planned");

    assertThat(planned).containsExactly(in(30), in(60), in(90));
    assertThat(planned(contact, "")).isEqualTo(planned);
    List<String> again =
        send(plan(contact), Map.of("days", List.of(in(60), in(61))))
            .statusCode(200)
            .extract()
            .path("planned");
    assertThat(again).containsExactly(in(61));
    int count = supervisor().get(plan(contact) + "/count").path("count");
    assertThat(count).isEqualTo(4);
  }

  @Test
  void theVisitOfEachDayIsOwedFromTheDayAfterTheOneBefore() {
    planned(contact, today().plusDays(10), today().plusDays(20));
    assertThat(this.<String>owed(circle.east, "", "dueOn")).containsExactly(in(10));

    TimePasses.days(11);

    assertThat(this.<String>owed(circle.east, "", "dueOn")).containsExactly(in(10), in(20));
  }

  @Test
  void aLateVisitMakesUpForWhatWasMissedAndCountsOnce() {
    planned(contact, today().plusDays(10), today().plusDays(20));
    TimePasses.days(12);
    assertThat(planned(contact, "?state=overdue")).containsExactly(in(10));
    assertThat(circle.contacts("&visitOverdue=true")).containsExactly(contact);
    assertThat(supervisor().get(CONTACTS + "/" + contact).<String>path("nextVisitOn"))
        .isEqualTo(in(10));

    visitedAfter(12);

    assertThat(planned(contact, "?state=late")).containsExactly(in(10));
    assertThat(planned(contact, "?state=missing")).containsExactly(in(20));
    assertThat(circle.contacts("&visitOverdue=true")).isEmpty();
    assertThat(circle.contacts("&visitOverdue=false")).containsExactly(contact);
  }

  @Test
  void aVisitBeforeItWasPlannedIsNotTheOne() {
    visitedAfter(-3);

    planned(contact, today().plusDays(5));

    assertThat(planned(contact, "?state=missing")).containsExactly(in(5));
  }

  @Test
  void theLeadersOwnUnitOwesWhatIsPlannedWithASector() {
    var sector = made(CONTACTS, circle.withSector("UNIVERSITY"));
    planned(sector, today().plusDays(5));
    assertThat(this.<String>owed(circle.province, "", "subject.id")).containsExactly(sector);

    made(VISITS, circle.visitBody(sector, circle.university, today()));

    assertThat(this.<String>owed(circle.province, "", "subject.id")).isEmpty();
  }

  @Test
  void whatIsPlannedNoLongerIsNotOwed() {
    planned(contact, today().plusDays(5), today().plusDays(9));
    var path = plan(contact) + "/" + in(5);
    supervisor().delete(path).then().statusCode(428);

    supervisor()
        .header("If-Match", supervisor().get(path).header("ETag"))
        .delete(path)
        .then()
        .statusCode(204);

    supervisor().get(path).then().statusCode(404);
    assertThat(this.<String>owed(circle.east, "", "dueOn")).containsExactly(in(9));
    planned(contact, today().plusDays(5));
    assertThat(planned(contact, "")).containsExactly(in(5), in(9));
  }

  @Test
  void aContactThatEndsOwesNothingAfterItsLastDay() {
    planned(contact, today().plusDays(5), today().plusDays(9));

    send(CONTACTS + "/" + contact + "/end", Map.of("lastDay", in(6))).statusCode(200);

    assertThat(planned(contact, "")).containsExactly(in(5));
    send(plan(contact), Map.of("days", List.of(in(7)))).statusCode(422);
    send(plan(contact), Map.of("days", List.of(in(-1)))).statusCode(422);
  }

  @Test
  void theSuccessorOwesWhatWasPlannedWithTheUnit() {
    var west = made(CONTACTS, circle.with(circle.west));
    planned(west, today().plusDays(5), today().plusDays(9));
    made(VISITS, circle.visitBody(west, circle.west, today()));

    World.merge(circle.west, circle.east);
    TimePasses.days(6);

    assertThat(this.<String>owed(circle.east, "", "dueOn")).containsExactly(in(9));
    assertThat(this.<String>owed(circle.east, "&state=done", "dueOn")).containsExactly(in(5));
    assertThat(this.<String>owed(circle.east, "", "subject.id")).containsExactly(west);
  }

  @Test
  void aContactWithAUnitThatClosesOwesNothing() {
    var county = made(CONTACTS, circle.with(circle.county));
    planned(county, today().plusDays(5));

    World.close(circle.county);

    assertThat(planned(county, "")).isEmpty();
  }

  @Test
  void theLeaderPlansWithTheAccountOfTheContact() {
    var username = World.code();
    String account =
        admin()
            .body(Map.of("username", username, "displayName", "王某", "password", World.PASSWORD))
            .post("/api/v1/accounts")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    admin()
        .body(Map.of("account", account, "role", "VIEWER", "unit", circle.province))
        .post("/api/v1/grants")
        .then()
        .statusCode(201);
    var body = circle.with(circle.west);
    body.put("account", account);
    var own = made(CONTACTS, body);
    var leader = World.as(World.logIn(username, World.PASSWORD));

    leader.body(Map.of("days", List.of(in(5)))).post(plan(own)).then().statusCode(200);
    World.as(World.logIn(username, World.PASSWORD))
        .body(Map.of("days", List.of(in(5))))
        .post(plan(contact))
        .then()
        .statusCode(403);
  }
}
