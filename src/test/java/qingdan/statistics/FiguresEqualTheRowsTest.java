package qingdan.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static qingdan.World.admin;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.Ended;
import qingdan.TimePasses;
import qingdan.World;
import qingdan.problem.Drive;

/**
 * Whatever is done at once to problems and units, and whenever postings are folded: every figure
 * equals a recount of the rows and their history, now and as of every day that has passed.
 */
@QuarkusTest
class FiguresEqualTheRowsTest extends ApiTest {

  private static final Logger LOG = Logger.getLogger(FiguresEqualTheRowsTest.class);
  private static final int DAYS = Integer.getInteger("qingdan.days", 4);
  private static final int STEPS = Integer.getInteger("qingdan.steps", 120);
  private static final long SEED = Long.getLong("qingdan.seed", System.nanoTime());
  private static final List<String> CATEGORIES = List.of("OTHER", "AFFILIATION");
  private static final List<String> SECTORS = List.of("RURAL", "HEALTH");

  @Inject AgroalDataSource database;
  @Inject Clock clock;

  private Drive drive;
  private final List<String> units = new ArrayList<>();
  private final List<String> towns = new ArrayList<>();
  private final List<String> claimants = new ArrayList<>();
  private final Map<String, String> statuses = new ConcurrentHashMap<>();
  private final List<String> lists = Collections.synchronizedList(new ArrayList<>());
  private String common;
  private String local;
  private volatile String batch;
  private long probes;

  @BeforeEach
  void growATree() {
    drive = new Drive();
    batch = drive.batch;
    common = World.task(drive.campaign);
    local =
        supervisor()
            .body(Map.of("name", "自选任务" + World.code(), "owner", drive.district))
            .post("/api/v1/campaigns/" + drive.campaign + "/tasks")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    var other = World.unit(drive.city, "他区", "COUNTY");
    towns.addAll(List.of(drive.town, World.unit(other, "他镇", "TOWNSHIP")));
    claimants.addAll(towns);
    claimants.addAll(List.of(drive.city, drive.district, other));
    units.addAll(List.of(drive.village, drive.bureau, drive.town));
    for (int i = 0; i < 3; i++) {
      units.add(World.unit(towns.get(i % 2), "村" + i, "VILLAGE"));
    }
  }

  @AfterEach
  void comeBack() {
    TimePasses.back();
  }

  @Test
  void afterEveryBurstAndForEveryDay() throws Exception {
    var random = new Random(SEED);
    var days = new ArrayList<LocalDate>();
    var threads = Executors.newFixedThreadPool(4);
    try {
      for (int day = 0; day < DAYS; day++) {
        days.add(today());
        burst(random, threads);
        check(List.of(today()));
        if (day == DAYS / 2) {
          carryOver();
          check(List.of(today()));
        }
        TimePasses.days(1);
      }
    } finally {
      threads.shutdown();
    }
    days.add(today());
    check(days);
    verify();
    LOG.infof("seed %d: %d numbers of %d days compared", SEED, probes, days.size());
    assertThat(probes).isGreaterThan(10_000);
    assertThat(kept())
        .as("read, after entries alone, from sums by month and from sums by day")
        .contains("months", "days");
  }

  /** The service finds the same. */
  private static void verify() {
    // behind the days that other tests have let pass
    TimePasses.days(20);
    String job =
        admin()
            .body(Map.of())
            .post("/api/v1/ledger/verifications")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    assertThat(Ended.job(job).getString("status")).as("seed %d", SEED).isEqualTo("SUCCEEDED");
  }

  private Set<String> kept() throws SQLException {
    var kinds = new HashSet<String>();
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                """
                select distinct case when daily then 'days' when summed then 'months' else 'entries' end
                from ledger_unit l join unit u on u.id = l.unit_id
                where u.path like (select path || '%' from unit where id = ?)
                """)) {
      statement.setObject(1, UUID.fromString(drive.city));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          kinds.add(rows.getString(1));
        }
      }
    }
    return kinds;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
  }

  private void burst(Random random, ExecutorService threads) throws Exception {
    for (int i = 0; i < 4; i++) {
      newList(random);
    }
    var drivers = new ArrayList<Callable<Void>>();
    for (int i = 0; i < 4; i++) {
      var own = new Random(random.nextLong());
      var first = i == 0;
      drivers.add(
          () -> {
            for (int step = 0; step < STEPS / 4; step++) {
              if (first && step % 6 == 0) {
                changeTheTree(own);
              } else {
                step(own);
              }
            }
            return null;
          });
    }
    for (var done : threads.invokeAll(drivers)) {
      done.get();
    }
  }

  /** A list that is approved with the problems on it. */
  private void newList(Random random) {
    var body = new HashMap<String, Object>();
    var unit = any(units, random);
    body.put("batch", batch);
    body.put("unit", unit);
    body.put("aims", "年底前解决");
    body.put("steps", "先查后改");
    body.put("leadPerson", "王某");
    var task = random.nextInt(3);
    if (task < 2) {
      body.put("task", task == 0 ? common : local);
    }
    var made = reporter().body(body).post("/api/v1/problem-lists");
    if (made.statusCode() != 201) {
      return;
    }
    String list = made.path("id");
    for (int i = 0; i < 3; i++) {
      report(list, random);
    }
    if (random.nextInt(4) > 0) {
      reporter().post(Drive.lists(list) + "/submission").then().statusCode(200);
      var tag = supervisor().get(Drive.lists(list)).header("ETag");
      supervisor()
          .header("If-Match", tag)
          .post(Drive.lists(list) + "/approval")
          .then()
          .statusCode(200);
    }
    lists.add(list);
  }

  private void report(String list, Random random) {
    var body = Drive.problem(list);
    body.put("category", any(CATEGORIES, random));
    if (body.get("category").equals("AFFILIATION")) {
      body.put("fields", Map.of("membersConcerned", 3));
    }
    accepted(reporter().body(body).post("/api/v1/problems"));
  }

  private void accepted(Response response) {
    assertThat(response.statusCode()).as(response.asString()).isIn(200, 201, 403, 409, 412, 422);
    if (response.statusCode() < 300) {
      statuses.put(response.path("id"), response.path("status"));
    }
  }

  private void step(Random random) {
    if (random.nextInt(8) == 0 || statuses.isEmpty()) {
      report(any(lists, random), random);
      return;
    }
    var problem = any(List.copyOf(statuses.keySet()), random);
    var move = any(moves(problem, random), random);
    var as = move.reporter() ? reporter() : supervisor();
    accepted(
        (move.body() == null ? as : as.body(move.body()))
            .post(Drive.problems(problem) + "/" + move.path()));
    var now = supervisor().get(Drive.problems(problem));
    statuses.put(problem, now.path("status"));
  }

  private record Step(String path, boolean reporter, Map<String, ?> body) {}

  private List<Step> moves(String problem, Random random) {
    var measure = UUID.nameUUIDFromBytes(problem.getBytes()).toString();
    var escalate =
        new Step(
            "escalation",
            true,
            Map.of("to", drive.city, "ground", "BEYOND_OWN_MEANS", "reason", "管网归市管"));
    var claim =
        new Step(
            "claim",
            false,
            Map.of("newRoot", UUID.randomUUID().toString(), "unit", any(claimants, random)));
    var plan =
        new Step(
            "plan",
            true,
            Map.of(
                "responsibleUnit",
                any(units, random),
                "deadline",
                today().plusDays(random.nextInt(3)).toString(),
                "measures",
                List.of(Map.of("id", measure, "title", "疏通排水沟"))));
    var extend =
        new Step(
            "extension",
            true,
            Map.of("deadline", today().plusDays(3 + random.nextInt(3)).toString(), "reason", "汛期"));
    var approve = new Step("extension-approval", false, null);
    var dismiss =
        random.nextBoolean()
            ? new Step("dismissal", false, Map.of("reason", "OUT_OF_SCOPE"))
            : new Step(
                "dismissal",
                false,
                Map.of(
                    "reason",
                    "DUPLICATE",
                    "duplicateOf",
                    any(List.copyOf(statuses.keySet()), random)));
    var giveBack = new Step("return", false, Map.of("reason", "佐证不足"));
    return switch (statuses.get(problem)) {
      case "REPORTED" ->
          List.of(
              new Step("confirmation", false, null),
              new Step("confirmation", false, null),
              dismiss);
      case "CONFIRMED" -> List.of(plan, plan, plan, escalate, claim);
      case "PLANNED" -> List.of(new Step("start", true, null), plan, extend, approve, escalate);
      case "IN_PROGRESS" ->
          List.of(done(measure), done(measure), resolve(), resolve(), extend, approve, claim);
      case "ESCALATED" ->
          List.of(
              claim,
              claim,
              new Step("withdrawal", true, null),
              new Step("decline", false, Map.of("reason", "可自行解决")));
      case "CLAIMED" ->
          List.of(new Step("release", false, Map.of("reason", "已分办")), extend, approve);
      case "RESOLVED" ->
          List.of(
              new Step("closure", false, null),
              new Step("closure", false, null),
              giveBack,
              extend,
              approve);
      default -> List.of(new Step("recurrence", true, Map.of("manifestation", "又积水")));
    };
  }

  private static Step done(String measure) {
    return new Step("progress", true, Map.of("text", "已疏通", "measure", measure, "state", "DONE"));
  }

  private static Step resolve() {
    return new Step("resolution", true, Map.of("text", "无积水", "evidence", List.of(Drive.EVIDENCE)));
  }

  private void changeTheTree(Random random) {
    var unit = units.get(3 + random.nextInt(3));
    if (random.nextInt(3) > 0) {
      var status =
          admin()
              .body(Map.of("type", "MOVE", "unit", unit, "parent", any(towns, random)))
              .post("/api/v1/unit-changes")
              .statusCode();
      assertThat(status).isIn(201, 409, 422, 503);
      return;
    }
    var tag = admin().get("/api/v1/units/" + unit).header("ETag");
    var status =
        admin()
            .contentType("application/merge-patch+json")
            .header("If-Match", tag)
            .body(Map.of("sector", any(SECTORS, random)))
            .patch("/api/v1/units/" + unit)
            .statusCode();
    assertThat(status).isIn(200, 412);
  }

  private void carryOver() {
    var next = World.batch(drive.campaign);
    String job =
        supervisor()
            .body(Map.of("next", next))
            .post("/api/v1/batches/" + batch + "/carry-over")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    assertThat(Ended.job(supervisor(), job).getString("status")).isEqualTo("SUCCEEDED");
    batch = next;
  }

  private static <T> T any(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  /** Every unit, every part, every number. */
  private void check(List<LocalDate> days) throws SQLException {
    Recount recount;
    try (var connection = database.getConnection()) {
      recount = new Recount(connection, drive.campaign, drive.city);
    }
    for (var day : days) {
      var standing = recount.standing(day);
      for (var id : recount.unitIds()) {
        var unit = recount.unit(id, day);
        if (unit != null) {
          checkUnit(recount, standing, unit, day);
        }
      }
    }
  }

  private void checkUnit(
      Recount recount, List<Recount.Standing> standing, Recount.Unit unit, LocalDate day) {
    Predicate<Recount.Standing> within = it -> it.unit().path().startsWith(unit.path());
    var here = standing.stream().filter(within).toList();
    var children = statistic(unit.id(), day, "by", "child");
    equal(
        Recount.counts(standing, within, null, day, unit.path()),
        children.path("total"),
        "all of " + unit + " on " + day);
    List<Map<String, Object>> groups = children.path("groups");
    assertThat(groups.get(0).get("alone")).isEqualTo(true);
    assertThat(counts(groups.get(0))).containsEntry("matters", null);
    equal(
        Recount.counts(here, it -> it.unit().id().equals(unit.id()), null, day, null),
        counts(groups.get(0)),
        "alone " + unit + " on " + day);
    var below = recount.children(unit.id(), day);
    assertThat(groups).hasSize(below.size() + 1);
    for (int i = 0; i < below.size(); i++) {
      var child = below.get(i);
      equal(
          Recount.counts(
              standing, it -> it.unit().path().startsWith(child.path()), null, day, child.path()),
          counts(groups.get(i + 1)),
          "child " + child + " on " + day);
    }
    checkBy(unit, day, "kind", "value", here, it -> it.unit().kind());
    checkBy(unit, day, "sector", "value", here, it -> it.unit().sector());
    checkBy(unit, day, "category", "value", here, it -> it.fields().get("category"));
    checkBy(unit, day, "task", "id", here, it -> it.fields().get("task"));
    for (var one : List.of(drive.batch, batch)) {
      equal(
          Recount.counts(here, it -> it.batches().contains(one), one, day, null),
          statistic(unit.id(), day, "batch", one).path("total"),
          "batch " + one + " of " + unit + " on " + day);
    }
  }

  private void checkBy(
      Recount.Unit unit,
      LocalDate day,
      String by,
      String key,
      List<Recount.Standing> here,
      Function<Recount.Standing, String> value) {
    List<Map<String, Object>> groups = statistic(unit.id(), day, "by", by).path("groups");
    var told = new HashMap<String, Map<String, Object>>();
    groups.forEach(group -> told.put((String) group.get(key), counts(group)));
    for (var one : here.stream().map(value).distinct().toList()) {
      equal(
          Recount.counts(here, it -> Objects.equals(value.apply(it), one), null, day, null),
          told.remove(one),
          by + " " + one + " of " + unit + " on " + day);
    }
    told.values()
        .forEach(
            counts -> assertThat(counts).containsEntry("found", 0).containsEntry("duplicates", 0));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> counts(Map<String, Object> group) {
    return (Map<String, Object>) group.get("counts");
  }

  private Response statistic(String unit, LocalDate day, String name, String value) {
    var request = supervisor().queryParam("unit", unit).queryParam("campaign", drive.campaign);
    if (!day.equals(today())) {
      request.queryParam("asOf", day.toString());
    }
    return request
        .queryParam(name, value)
        .get("/api/v1/statistics/problems")
        .then()
        .statusCode(200)
        .extract()
        .response();
  }

  private void equal(Map<String, Object> recounted, Map<String, Object> told, String what) {
    assertThat(told).as("seed %d: %s", SEED, what).isNotNull();
    for (var number : recounted.entrySet()) {
      var is = told.get(number.getKey());
      if (number.getValue() instanceof Long count) {
        assertThat(((Number) is).longValue())
            .as("seed %d: %s of %s", SEED, number.getKey(), what)
            .isEqualTo(count);
      } else if (number.getValue() == null) {
        assertThat(is).as("seed %d: %s of %s", SEED, number.getKey(), what).isNull();
      } else {
        // the JSON reader of the tests makes floats of fractions
        assertThat(((Number) is).floatValue())
            .as("seed %d: %s of %s", SEED, number.getKey(), what)
            .isEqualTo(((Double) number.getValue()).floatValue());
      }
      probes++;
    }
  }
}
