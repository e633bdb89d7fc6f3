package qingdan.inspection;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.admin;
import static qingdan.inspection.Drawing.ROUNDS;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class RoundsOutliveTheirOfficesTest extends ApiTest {

  private Drawing drawing;

  @BeforeEach
  void build() {
    drawing = new Drawing();
  }

  private static ValidatableResponse end(Map<String, ?> change) {
    return admin().body(change).post("/api/v1/unit-changes").then();
  }

  @Test
  void theSuccessorOfAnOfficeThatMergesDrawsAndInspectsOn() {
    var committed = drawing.round("commitment");
    var prepared = drawing.prepared();
    var heir = World.unit(drawing.province, "新市", "CITY");

    World.merge(drawing.city, heir);

    drawing.move(committed, "draw").statusCode(200);
    drawing.move(committed, "start").statusCode(200).body("office.id", equalTo(heir));
    drawing.move(prepared, "commitment").statusCode(200);
  }

  @Test
  void aRoundStaysInTheTreeOfItsCampaign() {
    drawing.prepared();
    var outside = World.unit(null, "外市", "CITY");

    end(Map.of("type", "MERGE", "unit", drawing.city, "successor", outside))
        .statusCode(409)
        .body("code", equalTo("successor-outside-campaign"));
  }

  @Test
  void aRoundDrawsBelowTheSuccessorOfThePartOfItsRule() {
    var body = drawing.body();
    body.put("rule", Map.of("unit", drawing.districts.get(0)));
    body.remove("numbers");
    var round = drawing.prepared(body);

    World.merge(drawing.districts.get(0), drawing.districts.get(1));

    drawing
        .inspector
        .asks()
        .get(ROUNDS + "/" + round)
        .then()
        .body("rule.unit", equalTo(drawing.districts.get(1)));
    drawing.move(round, "commitment").statusCode(200).body("population", equalTo(2));
  }

  @Test
  void anOfficeWithARoundThatHasStartedHasWork() {
    roundsOfTheBureau(List.of("commitment", "draw", "start"), List.of());

    end(Map.of("type", "CLOSE", "unit", drawing.bureau))
        .statusCode(409)
        .body("code", equalTo("unit-has-work"))
        .body("detail", containsString("1"));
  }

  @Test
  void whatHasNotStartedHoldsNoOfficeBack() {
    roundsOfTheBureau(List.of("commitment"), List.of());

    end(Map.of("type", "CLOSE", "unit", drawing.bureau)).statusCode(201);
  }

  /**
   * Rounds that have come so far, of people whose grants are gone by now, as is all below the
   * bureau.
   */
  @SafeVarargs
  private void roundsOfTheBureau(List<String>... moves) {
    var below = World.unit(drawing.bureau, "水管所", "BUREAU");
    String grant =
        admin()
            .body(
                Map.of(
                    "account",
                    drawing.inspector.account(),
                    "role",
                    "INSPECTOR",
                    "unit",
                    drawing.bureau))
            .post("/api/v1/grants")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    for (var taken : moves) {
      var body = drawing.body();
      body.put("office", drawing.bureau);
      body.remove("numbers");
      var round = drawing.prepared(body);
      taken.forEach(move -> drawing.move(round, move).statusCode(200));
    }
    admin().header("If-Match", "*").delete("/api/v1/grants/" + grant).then().statusCode(204);
    World.close(below);
  }

  @Test
  void ofTwoDrawsThatWaitNeitherIsLeftToTheOffice() {
    var heir = World.unit(drawing.province, "新市", "CITY");
    World.unit(heir, "新区", "COUNTY");
    var other = Drawing.person("INSPECTOR", heir);
    var body = drawing.body();
    body.put("office", heir);
    body.remove("numbers");
    String theirs =
        other.asks().body(body).post(ROUNDS).then().statusCode(201).extract().path("id");
    other.asks().post(ROUNDS + "/" + theirs + "/commitment").then().statusCode(200);
    var waiting = drawing.round("commitment");
    var merge = Map.of("type", "MERGE", "unit", drawing.city, "successor", heir);

    end(merge).statusCode(409).body("code", equalTo("unit-has-work"));

    drawing.move(waiting, "draw").statusCode(200);
    drawing.move(waiting, "start").statusCode(200);
    end(merge).statusCode(201);
  }
}
