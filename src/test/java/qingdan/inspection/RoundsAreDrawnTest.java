package qingdan.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.World.admin;
import static qingdan.World.supervisor;
import static qingdan.inspection.Drawing.ROUNDS;
import static qingdan.inspection.Drawing.person;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;
import qingdan.inspection.Drawing.Person;

@QuarkusTest
class RoundsAreDrawnTest extends ApiTest {

  private Drawing drawing;

  @BeforeEach
  void build() {
    drawing = new Drawing();
  }

  @Test
  void theSecretIsReadByNobodyBeforeTheDrawAndByAllAfterTheStart() {
    var round = drawing.round();
    inspects("/" + round + "/draw").statusCode(404);

    drawing
        .move(round, "commitment")
        .statusCode(200)
        .body("population", equalTo(6), "secret", nullValue(), "seed", nullValue())
        .body("strata.stratum", contains("BUREAU", "COUNTY", "TOWNSHIP"))
        .body("strata.units", contains(1, 4, 1), "strata.number", contains(1, 2, 1));
    inspects("/" + round + "/draw").body("secret", nullValue(), "commitment", notNullValue());
    inspects("/" + round + "/draw/verification").statusCode(404);

    drawing.move(round, "draw").statusCode(200).body("drawn", equalTo(4));
    drawing.move(round, "start").statusCode(200).body("number", equalTo(1));
    person("VIEWER", drawing.town)
        .asks()
        .get(ROUNDS + "/" + round + "/draw")
        .then()
        .statusCode(200)
        .body("secret", notNullValue(), "suppliedBy", equalTo("李某，市监委"));
  }

  @Test
  void aRoundIsGivenUpUntilItIsCommittedTo() {
    var member = person(null, drawing.bureau);
    var body = drawing.body();
    body.put("team", List.of(member.account()));
    var round = drawing.prepared(body);
    var kept = drawing.round("commitment");
    delete(person("SUPERVISOR", drawing.province), round).statusCode(404);
    delete(member, round).statusCode(403);
    delete(drawing.inspector, kept).statusCode(409);

    delete(drawing.inspector, round).statusCode(204);

    drawing.inspector.asks().get(ROUNDS + "/" + round).then().statusCode(404);
    drawing
        .inspector
        .asks()
        .get(ROUNDS + "?campaign=" + drawing.campaign)
        .then()
        .body("items.id", contains(kept));
    member.asks().get(ROUNDS).then().body("items.size()", equalTo(0));
  }

  private static ValidatableResponse delete(Person by, String round) {
    return by.asks().header("If-Match", "*").delete(ROUNDS + "/" + round).then();
  }

  @Test
  void whoeverSeesTheCampaignCanDrawAgain() throws GeneralSecurityException {
    var round = drawing.round("commitment", "draw", "start");
    var viewer = person("VIEWER", drawing.town);

    var draw = viewer.asks().get(ROUNDS + "/" + round + "/draw").then().extract().jsonPath();
    var lines = viewer.asks().get(ROUNDS + "/" + round + "/draw/population/lines").asString();
    var hash = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
    assertThat(HexFormat.of().formatHex(hash)).isEqualTo(draw.getString("populationHash"));
    var members =
        lines
            .lines()
            .map(line -> line.split("\t"))
            .map(it -> new RandomDraw.Member(UUID.fromString(it[0]), it[2], it[1]))
            .toList();
    var seed =
        RandomDraw.seed(
            draw.getString("populationHash"),
            draw.getString("secret"),
            draw.getString("contribution"));
    var numbers = new java.util.TreeMap<>(Map.of("BUREAU", 1, "COUNTY", 2, "TOWNSHIP", 1));
    var expected =
        RandomDraw.draw(seed, members, numbers).stream()
            .map(it -> it.member().unit().toString())
            .toList();

    List<String> shown =
        viewer
            .asks()
            .get(ROUNDS + "/" + round + "/draw/population?drawn=true")
            .then()
            .extract()
            .path("items.unit.id");
    assertThat(shown).containsExactlyInAnyOrderElementsOf(expected).hasSize(4);
    viewer
        .asks()
        .get(ROUNDS + "/" + round + "/draw/population/count?drawn=false&stratum=COUNTY")
        .then()
        .body("count", equalTo(2));
    viewer
        .asks()
        .get(ROUNDS + "/" + round + "/draw/verification")
        .then()
        .statusCode(200)
        .body("agrees", equalTo(true), "checks", hasSize(5))
        .body("checks.agrees", everyItem(equalTo(true)));
  }

  @Test
  void stepsAreTakenOnceAndInTheirOrder() {
    var round = drawing.round();
    drawing.move(round, "draw").statusCode(409).body("code", equalTo("move-refused"));
    drawing.move(round, "start").statusCode(409);
    drawing.move(round, "commitment").statusCode(200);
    drawing.move(round, "commitment").statusCode(409);
    drawing.move(round, "draw").statusCode(200);
    drawing.move(round, "draw").statusCode(409);
    drawing.move(round, "closure").statusCode(409);
    drawing.move(round, "start").statusCode(200);
    drawing.move(round, "start").statusCode(409);
    drawing.move(round, "closure").statusCode(200).body("status", equalTo("CLOSED"));
  }

  @Test
  void nobodyDrawsAgainForAnotherResult() {
    var first = drawing.round("commitment", "draw");
    var second = drawing.prepared();
    drawing.move(second, "commitment").statusCode(409).body("code", equalTo("draw-waiting"));
    drawing.move(first, "start").statusCode(200).body("number", equalTo(1));
    drawing.move(second, "commitment").statusCode(200);
    drawing.move(second, "draw").statusCode(200);
    drawing.move(second, "start").statusCode(200).body("number", equalTo(2));
  }

  @Test
  void whatWasCommittedToStays() {
    var round = drawing.round("commitment");
    patch(round, Map.of("perStratum", 2)).statusCode(409).body("code", equalTo("round-fixed"));
    patch(round, Map.of("rule", Map.of("kinds", List.of("BUREAU")))).statusCode(409);
    patch(round, Map.of("endsOn", "2019-10-20", "team", List.of(drawing.inspector.account())))
        .statusCode(200)
        .body("team.account", contains(drawing.inspector.account()));

    World.unit(drawing.city, "新区", "COUNTY");
    drawing.move(round, "draw").statusCode(200).body("population", equalTo(6));
  }

  @Test
  void thePopulationFollowsTheRuleAndStaysBelowTheOffice() {
    World.unit(drawing.province, "邻市", "CITY");
    var body = drawing.body();
    body.put("rule", Map.of("kinds", List.of("COUNTY", "TOWNSHIP")));
    body.put("stratifiedBy", "PARENT");
    body.put("numbers", List.of());
    var round = drawing.prepared(body);
    patch(round, Map.of("rule", Map.of("unit", drawing.city, "tiers", List.of("COUNTY"))))
        .statusCode(200)
        .body("rule.unit", equalTo(drawing.city), "rule.kinds", nullValue());
    drawing
        .move(round, "commitment")
        .statusCode(200)
        .body("strata.stratum", contains(drawing.city), "strata.number", contains(1));
    inspects("/" + round + "/draw/population?limit=2")
        .body(
            "items", hasSize(2), "items.drawn", everyItem(equalTo(false)), "next", notNullValue());
  }

  @Test
  void aMistakeInTheNumbersIsNamed() {
    var body = drawing.body();
    body.put("numbers", List.of(Map.of("stratum", "COUNTRY", "number", 2)));
    drawing
        .move(drawing.prepared(body), "commitment")
        .statusCode(409)
        .body("errors[0].pointer", equalTo("/numbers/0/stratum"));
    body.put("rule", Map.of("kinds", List.of("HOSPITAL")));
    body.put("numbers", List.of());
    drawing.move(drawing.prepared(body), "commitment").statusCode(409);
    body.put("endsOn", "2019-10-07");
    create(body).statusCode(422).body("errors[0].pointer", equalTo("/endsOn"));
    body.put("endsOn", "2019-10-08");
    body.put("team", List.of(person("INSPECTOR", drawing.province).account()));
    create(body).statusCode(422).body("errors[0].pointer", equalTo("/team/0"));
    body.remove("team");
    body.put("batch", World.batch(World.campaign(drawing.province)));
    create(body).statusCode(422).body("errors[0].pointer", equalTo("/batch"));
    body.remove("batch");
    body.put("campaign", World.campaign(drawing.districts.get(0)));
    create(body).statusCode(201);
  }

  @Test
  void aBatchGivesItsEnrolledUnits() {
    var batch = World.batch(drawing.campaign);
    World.enrol("/api/v1/batches/" + batch, drawing.bureau, drawing.districts.get(1));
    var body = drawing.body();
    body.put("batch", batch);
    body.put("stratifiedBy", "NONE");
    body.put("numbers", List.of());
    var round = drawing.prepared(body);
    drawing
        .move(round, "commitment")
        .statusCode(200)
        .body("population", equalTo(2), "strata.stratum", contains("ALL"));
  }

  @Test
  void roundsAreListedByTheirDays() {
    var first = drawing.round("commitment", "draw", "start");
    var body = drawing.body();
    body.put("startsOn", "2019-10-01");
    var second = drawing.prepared(body);

    inspects("?campaign=" + drawing.campaign).body("items.id", contains(second, first));
    inspects("?campaign=" + drawing.campaign + "&limit=1&status=STARTED")
        .body("items.id", contains(first), "next", nullValue());
    var page = inspects("?office=" + drawing.city + "&limit=1").body("items.id", contains(second));
    drawing
        .inspector
        .asks()
        .get(page.extract().<String>path("next"))
        .then()
        .body("items.id", contains(first));
    inspects("/count?campaign=" + drawing.campaign).body("count", equalTo(2));
    supervisor()
        .get(ROUNDS + "/count?campaign=" + drawing.campaign)
        .then()
        .body("count", equalTo(1));
  }

  @Test
  void leadingTeamsAreDrawnAndInspectedLikeAnyUnit() {
    for (var district : drawing.districts) {
      World.unit(district, "领导班子", "LEADING_TEAM");
    }
    var body = drawing.body();
    body.put("rule", Map.of("kinds", List.of("LEADING_TEAM")));
    body.put("numbers", List.of(Map.of("stratum", "LEADING_TEAM", "number", 3)));
    var round = drawing.prepared(body);
    for (var move : List.of("commitment", "draw", "start")) {
      drawing.move(round, move).statusCode(200);
    }

    List<String> teams =
        inspects("/" + round + "/draw/population?drawn=true")
            .body("items.unit.kind", contains("LEADING_TEAM", "LEADING_TEAM", "LEADING_TEAM"))
            .extract()
            .path("items.unit.id");
    drawing
        .inspector
        .asks()
        .body(
            Map.of(
                "unit",
                teams.get(0),
                "inspectedOn",
                Drawing.today(),
                "findings",
                List.of(Map.of("title", "集中学习研讨记录不全"))))
        .post(ROUNDS + "/" + round + "/inspections")
        .then()
        .statusCode(201)
        .body("unit.kind", equalTo("LEADING_TEAM"));
  }

  @Test
  void aRoundOutlivesItsUnits() {
    var round = drawing.round("commitment", "draw");
    for (var unit : List.of(drawing.town, drawing.bureau)) {
      admin()
          .body(Map.of("type", "CLOSE", "unit", unit))
          .post("/api/v1/unit-changes")
          .then()
          .statusCode(201);
    }
    drawing.move(round, "start").statusCode(200);
    inspects("/" + round + "/draw/verification").body("agrees", equalTo(true));
    inspects("/" + round + "/draw/population/lines").body(not(equalTo("")));
  }

  private io.restassured.response.ValidatableResponse inspects(String path) {
    return drawing.inspector.asks().get(ROUNDS + path).then();
  }

  private io.restassured.response.ValidatableResponse create(Map<String, Object> body) {
    return drawing.inspector.asks().body(body).post(ROUNDS).then();
  }

  private io.restassured.response.ValidatableResponse patch(String round, Map<String, ?> body) {
    var tag = inspects("/" + round).extract().header("ETag");
    return drawing
        .inspector
        .asks()
        .contentType("application/merge-patch+json")
        .header("If-Match", tag)
        .body(body)
        .patch(ROUNDS + "/" + round)
        .then();
  }
}
