package qingdan.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.supervisor;
import static qingdan.inspection.Drawing.ROUNDS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;
import qingdan.inspection.Drawing;
import qingdan.problem.Drive;

@QuarkusTest
class TheTeamReadsWhatItInspectsTest extends ApiTest {

  private static final String PROBLEMS = "/api/v1/problems";

  private Drawing drawing;
  private Drawing.Person member;
  private String round;

  /** The problem of each district. */
  private final Map<String, String> problems = new HashMap<>();

  @BeforeEach
  void aRoundThatIsDrawn() {
    drawing = new Drawing();
    Drive.open("/api/v1/campaigns/" + drawing.campaign);
    var batch = World.batch(drawing.campaign);
    Drive.open("/api/v1/batches/" + batch);
    for (var district : drawing.districts) {
      var body = Drive.problem("");
      body.remove("list");
      body.put("finding", Map.of("batch", batch, "unit", district));
      problems.put(
          district,
          supervisor().body(body).post(PROBLEMS).then().statusCode(201).extract().path("id"));
    }
    member = Drawing.person(null, drawing.city);
    var body = drawing.body();
    body.put("team", List.of(member.account()));
    round = drawing.prepared(body);
    drawing.move(round, "commitment").statusCode(200);
    drawing.move(round, "draw").statusCode(200);
  }

  private List<String> districts(boolean drawn) {
    List<String> units =
        member
            .asks()
            .get(ROUNDS + "/" + round + "/draw/population?stratum=COUNTY&drawn=" + drawn)
            .then()
            .statusCode(200)
            .extract()
            .path("items.unit.id");
    assertThat(units).hasSize(2);
    return units;
  }

  private void reads(List<String> districts) {
    for (var district : drawing.districts) {
      member
          .asks()
          .get(PROBLEMS + "/" + problems.get(district))
          .then()
          .statusCode(districts.contains(district) ? 200 : 404);
    }
    List<String> listed =
        member.asks().get(PROBLEMS).then().statusCode(200).extract().path("items.id");
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(districts.stream().map(problems::get).toList());
  }

  @Test
  void fromTheStartOfTheRoundToItsEndAndNothingElse() {
    reads(List.of());

    drawing.move(round, "start").statusCode(200);
    reads(districts(true));
    supervisor().get(PROBLEMS + "/" + problems.get(districts(false).get(0))).then().statusCode(200);
    assertThat(Drawing.person(null, drawing.city).asks().get(PROBLEMS).<List<?>>path("items"))
        .isEmpty();

    drawing.move(round, "closure").statusCode(200);
    reads(List.of());
  }

  @Test
  void whoLeavesTheTeamReadsNoMore() {
    drawing.move(round, "start").statusCode(200);
    reads(districts(true));
    var path = ROUNDS + "/" + round;

    drawing
        .inspector
        .asks()
        .contentType("application/merge-patch+json")
        .header("If-Match", drawing.inspector.asks().get(path).header("ETag"))
        .body(Map.of("team", List.of()))
        .patch(path)
        .then()
        .statusCode(200);

    reads(List.of());
  }

  @Test
  void itIsNotOfTheOfficeOfAUnitThatItInspects() {
    drawing.move(round, "start").statusCode(200);
    for (var district : districts(true)) {
      World.unit(district, "村", "VILLAGE");
      var body = drawing.body();
      body.put("office", district);
      body.remove("numbers");
      String theirs =
          Drawing.person("INSPECTOR", district)
              .asks()
              .body(body)
              .post(ROUNDS)
              .then()
              .statusCode(201)
              .extract()
              .path("id");

      member.asks().get(ROUNDS + "/" + theirs).then().statusCode(404);
      member
          .asks()
          .body(body)
          .post(ROUNDS)
          .then()
          .statusCode(403)
          .body("code", equalTo("not-of-the-office"));
    }
    assertThat(member.asks().get(ROUNDS).<List<String>>path("items.id")).containsExactly(round);
  }
}
