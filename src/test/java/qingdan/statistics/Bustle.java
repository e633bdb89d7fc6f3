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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;

import io.restassured.response.Response;

import qingdan.Ended;
import qingdan.World;
import qingdan.problem.Drive;

/** What many do at once to the problems, lists and units of a small tree, at random. */
final class Bustle {

  private static final int STEPS = Integer.getInteger("qingdan.steps", 120);
  static final List<String> CATEGORIES = List.of("OTHER", "AFFILIATION");
  private static final List<String> SECTORS = List.of("RURAL", "HEALTH");

  final Drive drive = new Drive();
  final String common = task(Map.of("name", "共性任务" + World.code(), "leadUnit", drive.bureau));
  final String local = task(Map.of("name", "自选任务" + World.code(), "owner", drive.district));

  /** That are open; villages merge into others. */
  final List<String> units = new CopyOnWriteArrayList<>();

  private final List<String> merging = new CopyOnWriteArrayList<>();
  private final Clock clock;
  private final List<String> districts;
  private final List<String> towns = new ArrayList<>();
  private final List<String> claimants = new ArrayList<>();
  private final Map<String, String> statuses = new ConcurrentHashMap<>();
  private final List<String> lists = Collections.synchronizedList(new ArrayList<>());
  private volatile String batch = drive.batch;

  Bustle(Clock clock) {
    this.clock = clock;
    var other = World.unit(drive.city, "他区", "COUNTY");
    districts = List.of(drive.district, other);
    towns.addAll(List.of(drive.town, World.unit(other, "他镇", "TOWNSHIP")));
    claimants.addAll(towns);
    claimants.addAll(List.of(drive.city, drive.district, other));
    units.addAll(List.of(drive.village, drive.bureau, drive.town));
    for (int i = 0; i < 3; i++) {
      units.add(World.unit(towns.get(i % 2), "村" + i, "VILLAGE"));
    }
    for (int i = 0; i < 4; i++) {
      merging.add(World.unit(towns.get(i % 2), "并村" + i, "VILLAGE"));
    }
    units.addAll(merging);
  }

  private String task(Map<String, ?> body) {
    return supervisor()
        .body(body)
        .post("/api/v1/campaigns/" + drive.campaign + "/tasks")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** The one that goes on. */
  String batch() {
    return batch;
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
  }

  /** Four at a time, perhaps while a batch hands over to the next; returns when all are done. */
  void burst(Random random, ExecutorService threads, boolean carryingOver) throws Exception {
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
    if (carryingOver) {
      drivers.add(
          () -> {
            carryOver();
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

  /** What a superior finds is confirmed at once. */
  private void find(Random random) {
    var body = Drive.problem(batch);
    body.remove("list");
    body.put("finding", Map.of("batch", batch, "task", common, "unit", any(units, random)));
    accepted(supervisor().body(body).post("/api/v1/problems"));
  }

  private void accepted(Response response) {
    assertThat(response.statusCode()).as(response.asString()).isIn(200, 201, 403, 409, 412, 422);
    if (response.statusCode() < 300) {
      statuses.put(response.path("id"), response.path("status"));
    }
  }

  private void step(Random random) {
    if (random.nextInt(8) == 0 || statuses.isEmpty()) {
      if (random.nextInt(3) == 0) {
        find(random);
      } else {
        report(any(lists, random), random);
      }
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
    var refuse = new Step("extension-refusal", false, Map.of("reason", "力量已够"));
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
    var link =
        new Step(
            "symptoms",
            false,
            Map.of("problems", List.of(any(List.copyOf(statuses.keySet()), random))));
    var giveBack = new Step("return", false, Map.of("reason", "佐证不足"));
    return switch (statuses.get(problem)) {
      case "REPORTED" ->
          List.of(
              new Step("confirmation", false, null),
              new Step("confirmation", false, null),
              dismiss);
      case "CONFIRMED" -> List.of(plan, plan, plan, escalate, claim, link, dismiss);
      case "PLANNED" -> {
        var start = new Step("start", true, null);
        yield List.of(start, start, plan, extend, approve, escalate, claim, dismiss);
      }
      case "IN_PROGRESS" ->
          List.of(
              done(measure), done(measure), resolve(), resolve(), extend, approve, claim, escalate);
      case "ESCALATED" ->
          List.of(
              claim,
              claim,
              link,
              new Step("withdrawal", true, null),
              new Step("decline", false, Map.of("reason", "可自行解决")));
      case "CLAIMED" ->
          List.of(
              new Step("release", false, Map.of("reason", "已分办")), extend, approve, refuse, link);
      case "RESOLVED" ->
          List.of(
              new Step("closure", false, null),
              new Step("closure", false, null),
              giveBack,
              extend,
              approve,
              refuse);
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
    if (!merging.isEmpty() && random.nextInt(5) == 0) {
      merge(random);
      return;
    }
    if (random.nextInt(4) == 0) {
      // with the villages below it
      move(any(towns, random), any(districts, random));
      return;
    }
    var unit = units.get(3 + random.nextInt(units.size() - 3));
    if (random.nextInt(3) > 0) {
      move(unit, any(towns, random));
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

  private static void move(String unit, String parent) {
    var status =
        admin()
            .body(Map.of("type", "MOVE", "unit", unit, "parent", parent))
            .post("/api/v1/unit-changes")
            .statusCode();
    assertThat(status).isIn(201, 409, 422, 503);
  }

  /** What it works on goes to the other. */
  private void merge(Random random) {
    var unit = any(merging, random);
    var successor = any(units.stream().filter(other -> !other.equals(unit)).toList(), random);
    var status =
        admin()
            .body(Map.of("type", "MERGE", "unit", unit, "successor", successor))
            .post("/api/v1/unit-changes")
            .statusCode();
    assertThat(status).isIn(201, 409, 422, 503);
    if (status == 201) {
      merging.remove(unit);
      units.remove(unit);
    }
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
}
