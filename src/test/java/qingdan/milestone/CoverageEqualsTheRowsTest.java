package qingdan.milestone;

import static org.assertj.core.api.Assertions.assertThat;
import static qingdan.World.admin;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;
import static qingdan.milestone.Town.path;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.TimePasses;
import qingdan.World;

/**
 * Whatever is reported, confirmed, returned, enrolled, withdrawn, moved and closed, and whenever it
 * is folded: coverage equals a recount of the rows, of every day as the rows were at its end.
 */
@QuarkusTest
class CoverageEqualsTheRowsTest extends ApiTest {

  private static final int DAYS = Integer.getInteger("qingdan.days", 4);
  private static final int STEPS = Integer.getInteger("qingdan.steps", 40);
  private static final long SEED = Long.getLong("qingdan.seed", System.nanoTime());
  private static final List<String> SECTORS = List.of("RURAL", "HEALTH");

  /** What is owed at the end of a day, and by whom, where it stands that day. */
  private record Owed(
      String unit,
      String path,
      String kind,
      String tier,
      String sector,
      boolean done,
      boolean onTime,
      boolean reported,
      long amount,
      long doneAmount) {

    long onTimeAmount() {
      return onTime ? doneAmount : 0;
    }
  }

  private record Place(String id, String path, String parent) {}

  private record Evening(List<Place> places, Map<String, List<Owed>> owed) {}

  @Inject Books books;
  @Inject Clock clock;
  @Inject MilestoneCohorts cohorts;

  private final Map<LocalDate, Evening> evenings = new LinkedHashMap<>();
  private final List<String> leaves = new ArrayList<>();
  private final List<String> milestones = new ArrayList<>();
  private Town town;
  private List<String> homes;
  private Random random;
  private int probes;

  /** Nothing of it is followed any more once time has gone back. */
  @AfterEach
  void comeBack() {
    become("OPEN", "campaigns/" + town.campaign);
    become("OPEN", "batches/" + town.batch);
    become("CLOSED", "batches/" + town.batch);
    become("CLOSED", "campaigns/" + town.campaign);
    TimePasses.back();
  }

  private static void become(String status, String path) {
    supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", supervisor().get("/api/v1/" + path).header("ETag"))
        .body(Map.of("status", status))
        .patch("/api/v1/" + path)
        .then()
        .statusCode(200);
  }

  @Test
  void onEveryDay() {
    random = new Random(SEED);
    build();
    for (int day = 0; day < DAYS; day++) {
      for (int step = 0; step < STEPS; step++) {
        step();
      }
      // or the schedule does it while the rows are compared
      cohorts.followAll();
      remember();
      check(today());
      TimePasses.days(1);
    }
    evenings.keySet().forEach(this::check);
    books.fold();
    evenings.keySet().forEach(this::check);
    assertThat(probes).isGreaterThan(1000);
  }

  private void build() {
    town = new Town();
    homes = List.of(town.town, town.east, town.west, town.city);
    leaves.add(town.bureau);
    for (int i = 0; i < 5; i++) {
      leaves.add(World.unit(any(homes), "村" + i, i % 2 == 0 ? "VILLAGE" : "BRANCH"));
    }
    town.enrol(town.east, town.town, leaves.get(1), leaves.get(2));
    milestones.add(town.ofBatch(today().plusDays(1)));
    var figures = Town.body("学习" + World.code(), today());
    figures.put("measure", "LEADING_TEAMS");
    figures.put("confirmed", true);
    milestones.add(town.milestone(figures));
    var later = Town.body("规定动作" + World.code(), today().plusDays(3));
    later.put("owedFrom", today().plusDays(1).toString());
    later.put("rule", Map.of("kinds", List.of("VILLAGE", "BRANCH", "TOWNSHIP")));
    milestones.add(town.milestone(later));
  }

  private void step() {
    var milestone = any(milestones);
    var unit = random.nextInt(3) == 0 ? any(homes) : any(leaves);
    switch (random.nextInt(13)) {
      case 0, 1, 2 -> report(milestone, unit);
      case 3 -> withdraw(milestone, unit);
      case 4, 5 -> judge(milestone, "confirmations", Map.of("unit", unit));
      case 6 -> judge(milestone, "returns", Map.of("unit", unit, "reason", "佐证不足"));
      case 7 ->
          accepted(
              supervisor()
                  .body(Map.of("units", List.of(unit)))
                  .post("/api/v1/batches/" + town.batch + "/enrolments"));
      case 8 ->
          accepted(supervisor().delete("/api/v1/batches/" + town.batch + "/enrolments/" + unit));
      case 9 -> move();
      case 10 -> books.fold();
      case 11 -> retype(any(leaves));
      default -> seldom(milestone, unit);
    }
  }

  private void seldom(String milestone, String unit) {
    switch (random.nextInt(4)) {
      case 0 ->
          admin()
              .body(Map.of("value", random.nextInt(30)))
              .put(
                  "/api/v1/units/"
                      + unit
                      + "/figures/LEADING_TEAMS/"
                      + today().minusDays(random.nextInt(3)));
      case 1 -> cohorts.followAll();
      case 2 -> becomeDue(milestone);
      default -> replace();
    }
  }

  private void report(String milestone, String unit) {
    var body = new HashMap<String, Object>(Map.of("unit", unit));
    body.put("doneOn", today().minusDays(random.nextInt(2)).toString());
    if (random.nextBoolean()) {
      body.put("amount", random.nextInt(30));
    }
    accepted(reporter().body(body).post(path(milestone) + "/reports"));
  }

  private static void withdraw(String milestone, String unit) {
    if (reporter().get(path(milestone) + "/obligations/" + unit).statusCode() == 200) {
      Town.withdrawReport(milestone, unit);
    }
  }

  private static void judge(String milestone, String what, Map<String, ?> body) {
    accepted(supervisor().body(body).post(path(milestone) + "/" + what));
  }

  private void move() {
    accepted(
        admin()
            .body(Map.of("type", "MOVE", "unit", any(leaves), "parent", any(homes)))
            .post("/api/v1/unit-changes"));
  }

  private void retype(String unit) {
    var tag = admin().get("/api/v1/units/" + unit).header("ETag");
    accepted(
        admin()
            .contentType("application/merge-patch+json")
            .header("If-Match", tag)
            .body(Map.of("sector", any(SECTORS)))
            .patch("/api/v1/units/" + unit));
  }

  private void becomeDue(String milestone) {
    var tag = supervisor().get(path(milestone)).header("ETag");
    accepted(
        supervisor()
            .contentType("application/merge-patch+json")
            .header("If-Match", tag)
            .body(Map.of("dueOn", today().plusDays(random.nextInt(3) - 1).toString()))
            .patch(path(milestone)));
  }

  /** A unit closes: into another one, or with none. */
  private void replace() {
    var closing = leaves.remove(1 + random.nextInt(leaves.size() - 1));
    var body = new HashMap<>(Map.of("type", "CLOSE", "unit", closing));
    var fresh = World.unit(any(homes), "新村", "VILLAGE");
    leaves.add(fresh);
    if (random.nextBoolean()) {
      body.put("successor", fresh);
    }
    var closed = admin().body(body).post("/api/v1/unit-changes");
    assertThat(closed.statusCode()).as(closed.asString()).isEqualTo(201);
  }

  private static void accepted(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201, 204, 404, 409, 412, 422);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private void remember() {
    var places =
        books
            .rows(
                """
                select u.id, u.path, u.parent_id from unit t join unit u on starts_with(u.path, t.path)
                where t.id = ? and u.closed_at is null order by u.path
                """,
                town.city)
            .stream()
            .map(row -> new Place(row.get(0), row.get(1), row.get(2)))
            .toList();
    var owed = new HashMap<String, List<Owed>>();
    for (var milestone : milestones) {
      owed.put(
          milestone,
          books
              .rows(
                  """
                  select u.id, u.path, u.kind, u.tier, u.sector, o.state, o.done_on <= o.due_on, o.amount is not null,
                      coalesce(o.amount, 0),
                      case when o.amount is null then 0 else least(o.done_amount, o.amount) end
                  from obligation o join unit u on u.id = o.unit_id
                  where o.subject_id = ? and o.released_at is null and o.owed_from <= '%s'
                  """
                      .formatted(today()),
                  milestone)
              .stream()
              .map(CoverageEqualsTheRowsTest::owed)
              .toList());
    }
    evenings.put(today(), new Evening(places, owed));
  }

  private static Owed owed(List<String> row) {
    var done = row.get(5).equals("DONE");
    return new Owed(
        row.get(0),
        row.get(1),
        row.get(2),
        row.get(3),
        row.get(4),
        done,
        done && row.get(6).equals("t"),
        row.get(7).equals("t"),
        Long.parseLong(row.get(8)),
        done ? Long.parseLong(row.get(9)) : 0);
  }

  private void check(LocalDate day) {
    var evening = evenings.get(day);
    evening
        .owed()
        .forEach(
            (milestone, owed) -> {
              for (var place : evening.places()) {
                check(milestone, day, evening, place, owed);
              }
            });
  }

  private void check(
      String milestone, LocalDate day, Evening evening, Place place, List<Owed> all) {
    var here = all.stream().filter(below(place)).toList();
    var children = coverage(milestone, day, place, "child");
    equal(children.path("total"), here, "all", milestone, place, day);
    List<Map<String, Object>> parts = children.path("items");
    equal(
        counts(parts.get(0)),
        here.stream().filter(it -> it.unit().equals(place.id())).toList(),
        "alone",
        milestone,
        place,
        day);
    var below = evening.places().stream().filter(it -> place.id().equals(it.parent())).toList();
    assertThat(parts).hasSize(below.size() + 1);
    for (int i = 0; i < below.size(); i++) {
      equal(
          counts(parts.get(i + 1)),
          all.stream().filter(below(below.get(i))).toList(),
          "child " + below.get(i),
          milestone,
          place,
          day);
    }
    assertThat(missing(milestone, day, place))
        .containsExactlyElementsOf(
            here.stream()
                .filter(it -> !it.done())
                .sorted(Comparator.comparing(Owed::path))
                .map(Owed::unit)
                .toList());
    checkBy("kind", Owed::kind, milestone, day, place, here);
    checkBy("tier", Owed::tier, milestone, day, place, here);
    checkBy("sector", Owed::sector, milestone, day, place, here);
  }

  private void checkBy(
      String by,
      Function<Owed, String> value,
      String milestone,
      LocalDate day,
      Place place,
      List<Owed> here) {
    List<Map<String, Object>> parts = coverage(milestone, day, place, by).path("items");
    assertThat(parts).hasSize((int) here.stream().map(value).distinct().count());
    for (var part : parts) {
      equal(
          counts(part),
          here.stream().filter(it -> Objects.equals(value.apply(it), part.get("value"))).toList(),
          by + " " + part.get("value"),
          milestone,
          place,
          day);
    }
  }

  private static Predicate<Owed> below(Place place) {
    return it -> it.path().startsWith(place.path());
  }

  private List<String> missing(String milestone, LocalDate day, Place place) {
    return asked(day, place)
        .get(path(milestone) + "/coverage/missing")
        .then()
        .statusCode(200)
        .extract()
        .path("items.id");
  }

  private RequestSpecification asked(LocalDate day, Place place) {
    var request = supervisor().queryParam("unit", place.id()).queryParam("limit", 200);
    return day.equals(today()) ? request : request.queryParam("asOf", day.toString());
  }

  private Response coverage(String milestone, LocalDate day, Place place, String by) {
    return asked(day, place)
        .queryParam("by", by)
        .get(path(milestone) + "/coverage")
        .then()
        .statusCode(200)
        .extract()
        .response();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> counts(Map<String, Object> part) {
    return (Map<String, Object>) part.get("counts");
  }

  private void equal(
      Map<String, Object> told,
      List<Owed> rows,
      String what,
      String milestone,
      Place place,
      LocalDate day) {
    var recounted = new HashMap<String, Long>();
    recounted.put("expected", (long) rows.size());
    recounted.put("done", rows.stream().filter(Owed::done).count());
    recounted.put("onTime", rows.stream().filter(Owed::onTime).count());
    recounted.put("late", rows.stream().filter(it -> it.done() && !it.onTime()).count());
    recounted.put("missing", rows.stream().filter(it -> !it.done()).count());
    if (told.containsKey("unreported")) {
      amounts(rows, recounted);
    }
    var numbers = new HashMap<String, Long>();
    told.forEach(
        (name, number) -> {
          if (number instanceof Number counted) {
            numbers.put(name, counted.longValue());
          }
        });
    assertThat(numbers)
        .as(
            "seed %d: %s of %s, milestone %d, %s",
            SEED, what, place, milestones.indexOf(milestone), day)
        .isEqualTo(recounted);
    probes++;
  }

  private static void amounts(List<Owed> rows, Map<String, Long> recounted) {
    var unreported = rows.stream().filter(it -> !it.reported()).count();
    recounted.put("unreported", unreported);
    if (rows.isEmpty() || unreported < rows.size()) {
      var expected = rows.stream().mapToLong(Owed::amount).sum();
      var done = rows.stream().mapToLong(Owed::doneAmount).sum();
      var onTime = rows.stream().mapToLong(Owed::onTimeAmount).sum();
      recounted.put("expectedAmount", expected);
      recounted.put("doneAmount", done);
      recounted.put("onTimeAmount", onTime);
      recounted.put("lateAmount", done - onTime);
      recounted.put("missingAmount", expected - done);
    }
  }
}
