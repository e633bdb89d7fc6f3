package qingdan.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.as;
import static qingdan.World.campaign;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;
import static qingdan.World.unit;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TargetsAreSeenWhereTheirUnitsAreTest extends TaskOfACity {

  private ValidatableResponse targets(String filters) {
    return supervisor().get("/api/v1/tasks/" + task + "/targets" + filters).then();
  }

  @Test
  void targetsAreSeenWhereTheirUnitsAreAndByWhoLeadsTheTask() {
    var ofCounty = id(set(supervisor(), county));
    var ofOther = id(set(supervisor(), other));
    var ofVillage = id(set(supervisor(), village));
    var list = "/api/v1/tasks/" + task + "/targets";
    var seen =
        Map.of(
            city, List.of(ofCounty, ofOther, ofVillage),
            county, List.of(ofCounty, ofVillage),
            village, List.of(ofVillage),
            other, List.of(ofOther),
            bureau, List.of(ofCounty, ofOther, ofVillage));

    seen.forEach(
        (unit, targets) -> {
          var viewer = Someone.with("VIEWER", unit);
          List<String> shown = as(viewer).get(list).then().extract().path("items.id");
          assertThat(shown).containsExactlyInAnyOrderElementsOf(targets);
          as(viewer).get(list + "/count").then().body("count", equalTo(targets.size()));
          for (var target : List.of(ofCounty, ofOther, ofVillage)) {
            as(viewer)
                .get("/api/v1/targets/" + target)
                .then()
                .statusCode(targets.contains(target) ? 200 : 404);
          }
          int own = unit.equals(bureau) ? 0 : targets.size();
          as(viewer)
              .get("/api/v1/campaigns/" + campaign + "/targets/count")
              .then()
              .body("count", equalTo(own));
        });
    var leader = Someone.with("REPORTER", bureau);
    as(leader).get(list + "?unit=" + county).then().body("items.size()", equalTo(2));
    report(as(leader), ofCounty, "2019-10-15", 1).statusCode(403);
  }

  @Test
  void filtersFindTargetsByPlaceCategoryAndHowFarTheyAre() {
    set(supervisor(), city, "category", "OTHER").statusCode(201);
    var late = id(set(supervisor(), county, "dueOn", "2019-12-31"));
    var reached = id(set(supervisor(), village, "dueOn", "2019-12-31"));
    report(reporter(), reached, "2019-10-15", 10).statusCode(201);

    targets("?unit=" + county).body("items.id", contains(late, reached));
    targets("?unit=" + county + "&depth=self").body("items.id", contains(late));
    targets("?unit=" + county + "&depth=children").body("items.id", contains(reached));
    targets("?category=OTHER").body("items.unit.id", contains(city));
    targets("?category=LIVELIHOOD").body("items", empty());
    targets("?reported=true").body("items.id", contains(reached));
    targets("?overdue=true").body("items.id", contains(late));
    targets("?overdue=false").body("items.size()", equalTo(2));
    targets("?measure=化解信访积案").body("items.size()", equalTo(3));
    targets("?batch=none").statusCode(400);
    String next = targets("?limit=2").extract().path("next");
    supervisor().urlEncodingEnabled(false).get(next).then().body("items.id", contains(reached));
  }
}
