package qingdan.milestone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static qingdan.World.admin;
import static qingdan.World.supervisor;
import static qingdan.milestone.Town.path;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

/** Who comes, moves or changes owes what its new place and kind owe, without waiting for a look. */
@QuarkusTest
class CohortsFollowWhatChangesTest extends ApiTest {

  private static final String LATER = "2199-12-31";

  private Town town;
  private String village;

  @BeforeEach
  void aVillage() {
    town = new Town();
    village = World.unit(town.town, "村", "VILLAGE");
  }

  @Test
  void newUnitsOweWhatTheirKindOwes() {
    var milestone = town.milestone(ruled(Map.of("kinds", List.of("VILLAGE"))));
    owe(milestone, village);

    var second = World.unit(town.town, "二村", "VILLAGE");

    owe(milestone, village, second);
    change(second, Map.of("kind", "COMMUNITY"));
    owe(milestone, village);
  }

  @Test
  void whoMovesAwayTakesAllBelowAlong() {
    var here = town.milestone(ruled(Map.of("unit", town.east)));
    var there = town.milestone(ruled(Map.of("unit", town.west)));
    owe(here, town.east, town.town, village);

    admin()
        .body(Map.of("type", "MOVE", "unit", town.town, "parent", town.west))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);

    owe(there, town.west, town.town, village);
    owe(here, town.east);
  }

  @Test
  void membersOfASetOweWhatItOwes() {
    String set =
        admin()
            .body(Map.of("name", "薄弱村", "grouping", World.code(), "owner", town.city))
            .post("/api/v1/unit-sets")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    var milestone = town.milestone(ruled(Map.of("set", set)));
    owe(milestone);

    admin()
        .body(Map.of("units", List.of(village)))
        .post("/api/v1/unit-sets/" + set + "/members")
        .then()
        .statusCode(200);
    owe(milestone, village);

    admin().delete("/api/v1/unit-sets/" + set + "/members/" + village).then().statusCode(204);
    owe(milestone);
  }

  private Map<String, Object> ruled(Map<String, ?> rule) {
    var body = Town.body("动员" + World.code(), LocalDate.parse(LATER));
    body.put("rule", rule);
    return body;
  }

  private static void change(String unit, Map<String, ?> what) {
    admin()
        .contentType("application/merge-patch+json")
        .header("If-Match", admin().get("/api/v1/units/" + unit).header("ETag"))
        .body(what)
        .patch("/api/v1/units/" + unit)
        .then()
        .statusCode(200);
  }

  private static void owe(String milestone, String... units) {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        supervisor()
                            .get(path(milestone) + "/coverage/missing")
                            .then()
                            .extract()
                            .<List<String>>path("items.id"))
                    .containsExactlyInAnyOrder(units));
  }
}
