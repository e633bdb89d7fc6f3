package qingdan.authorisation;

import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.specification.RequestSpecification;

import qingdan.World;
import qingdan.authorisation.Scene.Things;

/**
 * Lists and problems of a campaign that runs above every place, each in the state that an operation
 * needs. What an operation did not change is there for the next.
 */
final class Work {

  static final String LISTS = "/api/v1/problem-lists/";
  static final String PROBLEMS = "/api/v1/problems/";
  private static final String DEADLINE = "2199-06-30";
  private static final Map<String, Object> EVIDENCE =
      Map.of("type", "DOCUMENT", "date", "2026-11-20", "reference", "津环改〔2026〕12号");

  private record Kept(String id, int version) {}

  private final Map<String, Kept> kept = new HashMap<>();
  private final Map<String, String> children = new HashMap<>();
  private final Map<String, String> opened = new HashMap<>();
  final String campaign;

  /** What lists show. */
  final String batch;

  /** Where what is consumed is made. */
  private final String busy;

  Work(String top) {
    campaign = World.campaign(top);
    open("/api/v1/campaigns/" + campaign);
    batch = openBatch();
    busy = openBatch();
  }

  private static void open(String path) {
    supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", etag(path))
        .body(Map.of("status", "OPEN"))
        .patch(path)
        .then()
        .statusCode(200);
  }

  String openBatch() {
    return openBatch(campaign);
  }

  private static String openBatch(String campaign) {
    var id = World.batch(campaign);
    open("/api/v1/batches/" + id);
    return id;
  }

  /** An open batch of a campaign that has none yet. */
  static String openBatchOf(String campaign) {
    open("/api/v1/campaigns/" + campaign);
    return openBatch(campaign);
  }

  /** An open batch of the campaign of a place. */
  String openBatch(Things at) {
    return opened.computeIfAbsent(
        at.campaign(),
        campaign -> {
          open("/api/v1/campaigns/" + campaign);
          return openBatch(campaign);
        });
  }

  static String etag(String path) {
    return supervisor().get(path).then().statusCode(200).extract().header("ETag");
  }

  static Map<String, Object> content() {
    return new HashMap<>(Map.of("title", "村内排水不畅", "category", "OTHER", "severity", "MAJOR"));
  }

  String found(String unit, String inBatch) {
    var body = content();
    body.put("finding", Map.of("batch", inBatch, "unit", unit));
    return created(supervisor(), PROBLEMS, body);
  }

  String listed(String unit, String inBatch) {
    return created(
        reporter(), LISTS, Map.of("batch", inBatch, "unit", unit, "statement", "经自查未发现此类问题"));
  }

  private static String created(RequestSpecification as, String path, Map<String, ?> body) {
    return as.body(body)
        .post(path.substring(0, path.length() - 1))
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** The id of a list of the unit that stands so. */
  String list(Things at, String status) {
    return keep(LISTS, at, status, () -> list(listed(at.unit(), openBatch()), status));
  }

  private String list(String list, String status) {
    if (!status.equals("DRAFT")) {
      post(reporter(), LISTS + list + "/submission", Map.of());
    }
    if (status.equals("APPROVED")) {
      post(
          supervisor().header("If-Match", etag(LISTS + list)),
          LISTS + list + "/approval",
          Map.of());
    }
    return list;
  }

  /** The same, of a list that nothing is reported to. */
  String approvedWithoutProblems(Things at) {
    return keep(LISTS, at, "EMPTY", () -> list(listed(at.unit(), openBatch()), "APPROVED"));
  }

  /** The id of a problem of the unit that stands so. */
  String problem(Things at, String status) {
    return keep(PROBLEMS, at, status, () -> build(at, status));
  }

  private String keep(
      String path, Things at, String status, java.util.function.Supplier<String> make) {
    var key = path + at.unit() + status;
    var known = kept.get(key);
    if (known == null || version(path + known.id()) != known.version()) {
      var id = make.get();
      kept.put(key, new Kept(id, version(path + id)));
    }
    return kept.get(key).id();
  }

  private static int version(String path) {
    return supervisor().get(path).then().statusCode(200).extract().path("version");
  }

  /** The id of a problem that was found at a unit below. */
  String symptom(Things at) {
    return found(
        children.computeIfAbsent(at.unit(), unit -> World.unit(unit, "村", "VILLAGE")), busy);
  }

  private String build(Things at, String status) {
    return switch (status) {
      case "REPORTED" -> reported(at);
      case "CONFIRMED" -> found(at.unit(), busy);
      case "PLANNED" -> moved(problem(at, "CONFIRMED"), reporter(), "plan", plan(at));
      case "EXTENDING" -> moved(problem(at, "PLANNED"), reporter(), "extension", extension());
      case "IN_PROGRESS" -> moved(problem(at, "PLANNED"), reporter(), "start", Map.of());
      case "DONE" -> done(problem(at, "IN_PROGRESS"));
      case "RESOLVED" -> moved(problem(at, "DONE"), reporter(), "resolution", resolution());
      case "CLOSED" -> moved(problem(at, "RESOLVED"), supervisor(), "closure", Map.of());
      case "ESCALATED" -> moved(problem(at, "CONFIRMED"), reporter(), "escalation", escalation(at));
      case "CLAIMED" ->
          moved(problem(at, "CONFIRMED"), supervisor(), "claim", Map.of("unit", at.parent()));
      default -> throw new IllegalArgumentException(status);
    };
  }

  private String reported(Things at) {
    var body = content();
    body.put("list", list(at, "APPROVED"));
    return created(reporter(), PROBLEMS, body);
  }

  private String done(String problem) {
    String measure = supervisor().get(PROBLEMS + problem).path("measures[0].id");
    return moved(
        problem,
        reporter(),
        "progress",
        Map.of("text", "已疏通", "measure", measure, "state", "DONE"));
  }

  private static String moved(
      String problem, RequestSpecification as, String move, Map<String, ?> body) {
    post(as, PROBLEMS + problem + "/" + move, body);
    return problem;
  }

  private static void post(RequestSpecification as, String path, Map<String, ?> body) {
    (body.isEmpty() && !path.endsWith("claim") ? as : as.body(body))
        .post(path)
        .then()
        .statusCode(200);
  }

  static Map<String, Object> plan(Things at) {
    return Map.of(
        "responsibleUnit",
        at.unit(),
        "deadline",
        DEADLINE,
        "measures",
        List.of(Map.of("title", "疏通排水沟")));
  }

  static Map<String, Object> extension() {
    return Map.of("deadline", "2199-12-31", "reason", "汛期无法施工");
  }

  static Map<String, Object> resolution() {
    return Map.of("text", "雨后无积水", "evidence", List.of(EVIDENCE));
  }

  static Map<String, Object> escalation(Things at) {
    return Map.of("to", at.parent(), "ground", "BEYOND_OWN_MEANS", "reason", "管网归上级管理");
  }
}
