package qingdan.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class ManyProblemsMoveAtOnceTest extends ApiTest {

  private Drive drive;
  private String reporter;
  private String list;

  @BeforeEach
  void openACampaign() {
    drive = new Drive();
    reporter = Drive.token("REPORTER", drive.village);
    list = drive.list(drive.village);
  }

  private Map<String, Object> report(String title) {
    var problem = Drive.problem(list);
    problem.put("title", title);
    return Map.of("move", "REPORT", "body", problem);
  }

  private ValidatableResponse batch(String key, boolean atomic, List<?> items) {
    return World.as(reporter)
        .header("Idempotency-Key", key)
        .body(Map.of("atomic", atomic, "items", items))
        .post("/api/v1/problems/batch")
        .then();
  }

  @Test
  void eachItemIsAnsweredAsIfItCameByItself() {
    batch(
            World.code(),
            false,
            List.of(
                report("一"),
                report(" "),
                Map.of("move", "REPORT", "body", Map.of("surplus", 1)),
                Map.of("move", "START", "problem", World.unit(null, "外", "CITY"))))
        .statusCode(207)
        .body("items.status", equalTo(List.of(201, 400, 400, 404)))
        .body("items[0].problem.title", equalTo("一"))
        .body("items[1].error.errors.pointer", hasItem("/title"));

    World.as(reporter).get("/api/v1/problems/count?list=" + list).then().body("count", equalTo(1));
  }

  @Test
  void whatIsSentAgainIsNotDoneAgain() {
    var key = World.code();
    var items = List.of(report("一"), report("二"));
    List<String> first = batch(key, false, items).extract().path("items.problem.id");

    batch(key, false, items)
        .statusCode(207)
        .body("items.replayed", everyItem(equalTo(true)))
        .body("items.problem.id", equalTo(first));
  }

  @Test
  void allOfThemAreDoneOrNone() {
    batch(World.code(), true, List.of(report("一"), report(" ")))
        .statusCode(400)
        .body("errors.pointer", hasItem("/items/1/body/title"));
    World.as(reporter).get("/api/v1/problems/count?list=" + list).then().body("count", equalTo(0));

    batch(World.code(), true, List.of(report("一"), report("二"))).statusCode(200);
    World.as(reporter).get("/api/v1/problems/count?list=" + list).then().body("count", equalTo(2));
  }

  @Test
  void aVersionThatWasNotSeenIsNotMoved() {
    List<String> ids =
        batch(World.code(), false, List.of(report("一"))).extract().path("items.problem.id");
    drive.approve(list, drive.village, drive.town);

    var plan =
        Map.of(
            "responsibleUnit",
            drive.village,
            "deadline",
            Drive.DEADLINE,
            "measures",
            List.of(Map.of("title", "疏通")));
    batch(
            World.code(),
            false,
            List.of(
                Map.of("move", "PLAN", "problem", ids.get(0), "version", 1, "body", plan),
                Map.of("move", "PLAN", "problem", ids.get(0), "version", 2, "body", plan)))
        .body("items.status", equalTo(List.of(412, 200)));
    assertThat(Drive.status(ids.get(0))).isEqualTo("PLANNED");
  }
}
