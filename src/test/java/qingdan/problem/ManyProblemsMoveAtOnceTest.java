package qingdan.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;

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
  void twoThatMoveTheSameProblemsInOppositeOrdersBothDo() throws Exception {
    List<String> ids = reported(list, 8);
    drive.approve(list, drive.village, drive.town);

    race(
        round ->
            ids.stream()
                .map(id -> Map.of("move", "PLAN", "problem", id, "body", plan("措施" + round)))
                .toList(),
        statuses -> assertThat(statuses).containsOnly(200));
  }

  /** Of two lists and of problems at once: whoever comes second finds it done. */
  @Test
  void twoThatDismissTheSameProblemsInOppositeOrdersDoItOnce() throws Exception {
    var neighbour = World.unit(drive.town, "邻村", "VILLAGE");
    reporter = Drive.token("REPORTER", drive.town);
    var other = drive.list(neighbour);
    var dismissed = Map.of("reason", "OUT_OF_SCOPE");

    race(
        round ->
            Stream.concat(reported(list, 3).stream(), reported(other, 3).stream())
                .map(id -> Map.of("move", "DISMISS", "problem", id, "body", dismissed))
                .toList(),
        statuses -> assertThat(statuses).containsExactlyInAnyOrder(200, 409));
  }

  /** Twenty times the items and the same backwards, at once. */
  private void race(IntFunction<List<? extends Map<String, ?>>> items, Consumer<List<Integer>> held)
      throws Exception {
    var office = List.of(both(drive.city), both(drive.city));
    var threads = Executors.newFixedThreadPool(2);
    var overlaps = 0;
    try {
      for (int round = 0; round < 20; round++) {
        var forth = new ArrayList<Map<String, ?>>(items.apply(round));
        var back = new ArrayList<>(forth);
        Collections.reverse(back);
        var barrier = new CyclicBarrier(2);
        var one = threads.submit(() -> sent(barrier, office.get(0), forth));
        var two = threads.submit(() -> sent(barrier, office.get(1), back));
        var first = one.get(60, TimeUnit.SECONDS);
        var second = two.get(60, TimeUnit.SECONDS);
        held.accept(List.of(first.status(), second.status()));
        if (first.began() < second.ended() && second.began() < first.ended()) {
          overlaps++;
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(overlaps).as("rounds that were races").isPositive();
  }

  private record Answered(int status, long began, long ended) {}

  private static Answered sent(CyclicBarrier barrier, String token, List<?> items)
      throws Exception {
    var request = World.as(token).body(Map.of("atomic", true, "items", items));
    barrier.await(60, TimeUnit.SECONDS);
    var began = System.nanoTime();
    int status = request.post("/api/v1/problems/batch").statusCode();
    return new Answered(status, began, System.nanoTime());
  }

  /** An account that reports and supervises. */
  private static String both(String unit) {
    var token = Drive.token("REPORTER", unit);
    String account = World.as(token).get("/api/v1/me").path("id");
    World.admin()
        .body(Map.of("account", account, "role", "SUPERVISOR", "unit", unit))
        .post("/api/v1/grants")
        .then()
        .statusCode(201);
    return token;
  }

  private List<String> reported(String list, int number) {
    var problem = Map.of("move", "REPORT", "body", Drive.problem(list));
    return batch(World.code(), true, Collections.nCopies(number, problem))
        .statusCode(200)
        .extract()
        .path("items.problem.id");
  }

  private Map<String, Object> plan(String measure) {
    return Map.of(
        "responsibleUnit",
        drive.village,
        "deadline",
        Drive.DEADLINE,
        "measures",
        List.of(Map.of("title", measure)));
  }

  @Test
  void aVersionThatWasNotSeenIsNotMoved() {
    List<String> ids =
        batch(World.code(), false, List.of(report("一"))).extract().path("items.problem.id");
    drive.approve(list, drive.village, drive.town);

    var plan = plan("疏通");
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
