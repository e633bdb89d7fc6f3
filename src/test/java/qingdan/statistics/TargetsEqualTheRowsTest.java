package qingdan.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static qingdan.World.admin;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.TimePasses;
import qingdan.World;
import qingdan.milestone.Books;
import qingdan.problem.Drive;

/**
 * Whatever targets are set, changed and reported at once, units moved, closed and sorted elsewhere,
 * and whenever it is folded: their sums equal a recount of the rows, of every day as the rows were
 * at its end.
 */
@QuarkusTest
class TargetsEqualTheRowsTest extends ApiTest {

  private static final Logger LOG = Logger.getLogger(TargetsEqualTheRowsTest.class);
  private static final int DAYS = Integer.getInteger("qingdan.days", 3);
  private static final int STEPS = Integer.getInteger("qingdan.steps", 120);
  private static final long SEED = Long.getLong("qingdan.seed", System.nanoTime());
  private static final List<String> MEASURES = List.of("化解信访积案", "办成民生实事");
  private static final List<String> SECTORS = List.of("RURAL", "HEALTH");

  private record Place(String id, String path, String parent) {}

  private record Target(
      String path,
      String kind,
      String sector,
      String task,
      String batch,
      String category,
      String measure,
      long number,
      LocalDate dueOn,
      Long done) {

    boolean isReached() {
      return done != null && done >= number;
    }
  }

  private record Evening(List<Place> places, List<Target> targets) {}

  @Inject Books books;
  @Inject Clock clock;

  private final Map<LocalDate, Evening> evenings = new LinkedHashMap<>();
  private final List<String> targets = Collections.synchronizedList(new ArrayList<>());
  private final List<String> leaves = Collections.synchronizedList(new ArrayList<>());
  private Drive drive;
  private List<String> homes;
  private List<String> tasks;
  private long probes;

  @AfterEach
  void comeBack() {
    TimePasses.back();
  }

  @Test
  void onEveryDay() throws Exception {
    var random = new Random(SEED);
    build();
    var threads = Executors.newFixedThreadPool(4);
    try {
      for (int day = 0; day < DAYS; day++) {
        burst(random, threads);
        replace(random);
        remember();
        check(today());
        TimePasses.days(1);
      }
    } finally {
      threads.shutdown();
    }
    books.fold();
    evenings.keySet().forEach(this::check);
    LOG.infof("seed %d: %d sums of %d days compared", SEED, probes, evenings.size());
    assertThat(probes).isGreaterThan(1000);
  }

  private void build() {
    drive = new Drive();
    var other = World.unit(drive.city, "他区", "COUNTY");
    homes = List.of(drive.town, drive.district, other);
    leaves.add(drive.village);
    for (int i = 0; i < 5; i++) {
      leaves.add(World.unit(homes.get(i % 3), "村" + i, i % 2 == 0 ? "VILLAGE" : "BRANCH"));
    }
    String local =
        supervisor()
            .body(Map.of("name", "自选任务" + World.code(), "owner", drive.district))
            .post("/api/v1/campaigns/" + drive.campaign + "/tasks")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    tasks = List.of(World.task(drive.campaign), World.task(drive.campaign), local);
  }

  private void burst(Random random, ExecutorService threads) throws Exception {
    var drivers = new ArrayList<Callable<Void>>();
    for (int i = 0; i < 4; i++) {
      var own = new Random(random.nextLong());
      drivers.add(
          () -> {
            for (int step = 0; step < STEPS / 4; step++) {
              step(own);
            }
            return null;
          });
    }
    for (var done : threads.invokeAll(drivers)) {
      done.get();
    }
  }

  private void step(Random random) {
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> set(random);
      case 4, 5, 6 -> report(random);
      case 7 -> correct(random);
      case 8 -> change(random);
      case 9 -> move(random);
      case 10 -> retype(random);
      default -> books.fold();
    }
  }

  private void set(Random random) {
    var body = new HashMap<String, Object>();
    body.put("unit", any(random.nextInt(3) == 0 ? homes : leaves, random));
    body.put("measure", any(MEASURES, random));
    body.put("unitOfMeasure", "件");
    body.put("number", random.nextInt(10));
    body.put("category", any(List.of("OTHER", "AFFILIATION"), random));
    if (random.nextBoolean()) {
      body.put("batch", drive.batch);
    }
    if (random.nextBoolean()) {
      body.put("dueOn", today().plusDays(random.nextInt(4) - 2).toString());
    }
    var set = supervisor().body(body).post("/api/v1/tasks/" + any(tasks, random) + "/targets");
    if (accepted(set).statusCode() == 201) {
      targets.add(set.path("id"));
    }
  }

  private void report(Random random) {
    if (!targets.isEmpty()) {
      accepted(
          reporter()
              .body(
                  Map.of(
                      "day",
                      today().minusDays(random.nextInt(3)).toString(),
                      "value",
                      random.nextInt(12)))
              .post("/api/v1/targets/" + any(targets, random) + "/progress"));
    }
  }

  private void correct(Random random) {
    if (!targets.isEmpty()) {
      var report = "/api/v1/targets/" + any(targets, random) + "/progress/" + today();
      patch(report, Map.of("value", random.nextInt(12)), true);
    }
  }

  private void change(Random random) {
    if (!targets.isEmpty()) {
      var fields = new HashMap<String, Object>();
      switch (random.nextInt(4)) {
        case 0 -> fields.put("number", random.nextInt(10));
        case 1 -> fields.put("dueOn", today().plusDays(random.nextInt(3) - 1).toString());
        case 2 -> fields.put("category", any(List.of("OTHER", "AFFILIATION"), random));
        default -> fields.put("measure", any(MEASURES, random));
      }
      patch("/api/v1/targets/" + any(targets, random), fields, false);
    }
  }

  private void patch(String address, Map<String, ?> fields, boolean asReporter) {
    var found = supervisor().get(address);
    if (found.statusCode() == 200) {
      accepted(
          (asReporter ? reporter() : supervisor())
              .contentType("application/merge-patch+json")
              .header("If-Match", found.header("ETag"))
              .body(fields)
              .patch(address));
    }
  }

  /** A leaf, or the township with all below it from one district to another. */
  private void move(Random random) {
    var town = random.nextInt(3) == 0;
    accepted(
        admin()
            .body(
                Map.of(
                    "type",
                    "MOVE",
                    "unit",
                    town ? drive.town : any(leaves, random),
                    "parent",
                    any(town ? homes.subList(1, 3) : homes, random)))
            .post("/api/v1/unit-changes"));
  }

  private void retype(Random random) {
    var unit = "/api/v1/units/" + any(leaves, random);
    accepted(
        admin()
            .contentType("application/merge-patch+json")
            .header("If-Match", admin().get(unit).header("ETag"))
            .body(Map.of("sector", any(SECTORS, random)))
            .patch(unit));
  }

  /** A unit closes, and its successor has its targets. */
  private void replace(Random random) {
    var closing = leaves.remove(random.nextInt(leaves.size()));
    var fresh = World.unit(any(homes, random), "新村", "VILLAGE");
    leaves.add(fresh);
    admin()
        .body(Map.of("type", "CLOSE", "unit", closing, "successor", fresh))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);
  }

  private static Response accepted(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201, 409, 412, 422, 503);
    return answer;
  }

  private static <T> T any(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
  }

  private void remember() {
    var places =
        books
            .rows(
                """
                select u.id, u.path, u.parent_id from unit t join unit u on starts_with(u.path, t.path)
                where t.id = ? order by u.path
                """,
                drive.city)
            .stream()
            .map(row -> new Place(row.get(0), row.get(1), row.get(2)))
            .toList();
    var rows =
        books
            .rows(
                """
                select u.path, u.kind, u.sector, g.task_id, g.batch_id, g.category, g.measure, g.number, g.due_on,
                    (select value from target_progress p where p.target_id = g.id order by p.day desc limit 1)
                from task_target g join unit u on u.id = g.unit_id where g.campaign_id = ?
                """,
                drive.campaign)
            .stream()
            .map(TargetsEqualTheRowsTest::target)
            .toList();
    evenings.put(today(), new Evening(places, rows));
  }

  private static Target target(List<String> row) {
    return new Target(
        row.get(0),
        row.get(1),
        row.get(2),
        row.get(3),
        row.get(4),
        row.get(5),
        row.get(6),
        Long.parseLong(row.get(7)),
        row.get(8) == null ? null : LocalDate.parse(row.get(8)),
        row.get(9) == null ? null : Long.valueOf(row.get(9)));
  }

  private void check(LocalDate day) {
    var evening = evenings.get(day);
    for (var place : evening.places()) {
      var here = evening.targets().stream().filter(below(place)).toList();
      checkChildren(evening, place, day, here);
      checkBy("task", "id", Target::task, place, day, here);
      checkBy("batch", "id", Target::batch, place, day, here);
      checkBy("category", "value", Target::category, place, day, here);
      checkBy("kind", "value", Target::kind, place, day, here);
      checkBy("sector", "value", Target::sector, place, day, here);
      equal(
          statistic(place, day, "batch", drive.batch).path("total"),
          here.stream().filter(it -> drive.batch.equals(it.batch())).toList(),
          "of the batch in " + place,
          day);
    }
  }

  private void checkChildren(Evening evening, Place place, LocalDate day, List<Target> here) {
    var answer = statistic(place, day, "by", "child");
    equal(answer.path("total"), here, "all of " + place, day);
    List<Map<String, Object>> groups = answer.path("groups");
    equal(
        sums(groups.get(0)),
        here.stream().filter(it -> it.path().equals(place.path())).toList(),
        "alone " + place,
        day);
    for (var child : evening.places()) {
      if (place.id().equals(child.parent())) {
        var told =
            groups.stream()
                .filter(group -> child.id().equals(((Map<?, ?>) group.get("unit")).get("id")))
                .findFirst();
        equal(
            told.map(TargetsEqualTheRowsTest::sums).orElse(List.of()),
            evening.targets().stream().filter(below(child)).toList(),
            "child " + child,
            day);
      }
    }
  }

  private void checkBy(
      String by,
      String key,
      Function<Target, String> value,
      Place place,
      LocalDate day,
      List<Target> here) {
    List<Map<String, Object>> groups = statistic(place, day, "by", by).path("groups");
    var told = new HashMap<String, List<Map<String, Object>>>();
    groups.forEach(group -> told.put((String) group.get(key), sums(group)));
    for (var one : here.stream().map(value).distinct().toList()) {
      equal(
          told.remove(one),
          here.stream().filter(it -> Objects.equals(value.apply(it), one)).toList(),
          by + " " + one + " of " + place,
          day);
    }
    assertThat(told.values())
        .as("seed %d: %s of %s on %s", SEED, by, place, day)
        .allMatch(List::isEmpty);
  }

  private static Predicate<Target> below(Place place) {
    return it -> it.path().startsWith(place.path());
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> sums(Map<String, Object> group) {
    return (List<Map<String, Object>>) group.get("sums");
  }

  private Response statistic(Place place, LocalDate day, String name, String value) {
    var request =
        supervisor().queryParam("unit", place.id()).queryParam("campaign", drive.campaign);
    if (!day.equals(today())) {
      request.queryParam("asOf", day.toString());
    }
    return request
        .queryParam(name, value)
        .queryParam("limit", 200)
        .get("/api/v1/statistics/targets")
        .then()
        .statusCode(200)
        .extract()
        .response();
  }

  private void equal(
      List<Map<String, Object>> told, List<Target> rows, String what, LocalDate day) {
    var recounted =
        rows.stream().collect(Collectors.groupingBy(Target::measure)).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, of -> recounted(of.getValue(), day)));
    var numbers = new HashMap<String, Map<String, Long>>();
    for (var sum : told) {
      var of = new HashMap<String, Long>();
      recountedNames()
          .forEach(
              name -> {
                var number = (Number) sum.get(name);
                of.put(name, number == null ? null : (Long) number.longValue());
              });
      numbers.put((String) sum.get("measure"), of);
    }
    assertThat(numbers).as("seed %d: %s on %s", SEED, what, day).isEqualTo(recounted);
    probes += 1 + 8L * rows.stream().map(Target::measure).distinct().count();
  }

  private static List<String> recountedNames() {
    return List.of(
        "targets",
        "reported",
        "reached",
        "overdue",
        "committed",
        "done",
        "remaining",
        "unreported");
  }

  private static Map<String, Long> recounted(List<Target> rows, LocalDate day) {
    var told = rows.stream().filter(it -> it.done() != null).toList();
    var sums = new HashMap<String, Long>();
    sums.put("targets", (long) rows.size());
    sums.put("reported", (long) told.size());
    sums.put("reached", rows.stream().filter(Target::isReached).count());
    sums.put(
        "overdue",
        rows.stream()
            .filter(it -> it.dueOn() != null && it.dueOn().isBefore(day) && !it.isReached())
            .count());
    sums.put("committed", rows.stream().mapToLong(Target::number).sum());
    sums.put("done", told.isEmpty() ? null : (Long) told.stream().mapToLong(Target::done).sum());
    sums.put(
        "remaining",
        told.isEmpty()
            ? null
            : (Long) told.stream().mapToLong(it -> Math.max(it.number() - it.done(), 0)).sum());
    sums.put(
        "unreported",
        rows.stream().filter(it -> it.done() == null).mapToLong(Target::number).sum());
    return sums;
  }
}
