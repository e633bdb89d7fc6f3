package qingdan.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;
import qingdan.access.Role;

/**
 * Every move is tried from every status, by every role at every place: what {@code /actions} allows
 * is accepted, and what it refuses is refused with that very code. The first in each situation who
 * is allowed a move makes it; the others make it and have it undone, so that the situation stays.
 */
@QuarkusTest
class WhatIsSaidToBeAllowedIsAcceptedTest extends ApiTest {

  private static final String DEADLINE = "2199-06-30";
  private static final String LATER = "2199-12-31";

  private record Person(String role, String unit, String token) {
    RequestSpecification request() {
      return World.as(token);
    }
  }

  /** A way to stand: how a problem comes to it. */
  private interface Situation {
    String fresh();
  }

  private final Map<Move, Set<ProblemStatus>> tried = new EnumMap<>(Move.class);
  private final Set<Move> accepted = EnumSet.noneOf(Move.class);
  private final Set<Move> refused = EnumSet.noneOf(Move.class);
  private final List<String> faults = new ArrayList<>();
  private final Map<String, String> symptomUnits = new HashMap<>();
  private final Map<String, String> symptoms = new HashMap<>();
  private final Map<String, String> owners = new HashMap<>();
  private final Map<String, String> places = new HashMap<>();
  private Drive drive;
  private String joint;
  private String idle;
  private String approvedList;
  private String draftList;

  @BeforeEach
  void openACampaign() {
    drive = new Drive();
    joint = World.unit(drive.city, "住建局", "BUREAU");
    idle = World.unit(drive.city, "供电公司", "ENTERPRISE");
    symptomUnits.put(drive.village, World.unit(drive.village, "支部", "BRANCH"));
    symptomUnits.put(drive.city, drive.town);
    approvedList = approved(drive.village);
    var other = World.batch(drive.campaign);
    Drive.open("/api/v1/batches/" + other);
    draftList = list(drive.village, other);
  }

  private static String list(String unit, String batch) {
    return reporter()
        .body(Map.of("batch", batch, "unit", unit, "statement", "经自查未发现此类问题"))
        .post("/api/v1/problem-lists")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private String approved(String unit) {
    var list = list(unit, drive.batch);
    reporter().post(Drive.lists(list) + "/submission").then().statusCode(200);
    supervisor()
        .header("If-Match", "*")
        .post(Drive.lists(list) + "/approval")
        .then()
        .statusCode(200);
    return list;
  }

  private static Person person(String role, String unit) {
    return new Person(role, unit, Drive.token(role, unit));
  }

  @Test
  void fromEveryStatusByEveryRoleAtEveryPlace() {
    var neighbour = World.unit(drive.town, "邻村", "VILLAGE");
    var people = new ArrayList<Person>();
    for (var unit :
        List.of(
            drive.village,
            drive.town,
            drive.district,
            drive.city,
            drive.bureau,
            joint,
            idle,
            neighbour)) {
      people.add(person("REPORTER", unit));
      people.add(person("SUPERVISOR", unit));
    }
    for (var role : List.of("VIEWER", "INSPECTOR", "ADMIN")) {
      people.add(person(role, drive.town));
    }
    var situations = new HashMap<String, Situation>();
    situations.put("reported on a draft", () -> reported(draftList));
    situations.put("reported on an approved list", () -> reported(approvedList));
    situations.put("confirmed", () -> found(drive.village));
    situations.put("planned for itself", () -> planned(drive.village, drive.village));
    situations.put("planned for a bureau", () -> planned(drive.village, drive.bureau));
    situations.put(
        "planned, later deadline asked for", () -> waiting(planned(drive.village, drive.bureau)));
    situations.put("in progress", () -> started(drive.village, drive.bureau));
    situations.put("in progress, all done", () -> done(drive.village, drive.bureau));
    situations.put("escalated without a plan", () -> escalated(found(drive.village)));
    situations.put("escalated in progress", () -> escalated(started(drive.village, drive.bureau)));
    situations.put("claimed", () -> claimed(waiting(planned(drive.village, drive.bureau))));
    situations.put("resolved by itself", () -> resolved(drive.village, drive.village));
    situations.put("resolved by the township", () -> resolved(drive.village, drive.town));
    situations.put("resolved by a bureau, later deadline asked for", () -> resolvedWaiting());
    situations.put("resolved at its root", this::resolvedAtItsRoot);
    situations.put("closed", () -> moved(resolved(drive.village, drive.bureau), Move.CLOSE));
    situations.put("dismissed", () -> moved(found(drive.village), Move.DISMISS));

    situations.forEach((name, situation) -> tryAll(name, situation, people));

    assertThat(faults).isEmpty();
    for (var move : Move.values()) {
      if (move.path() != null) {
        assertThat(tried.get(move)).as("tried " + move).containsExactly(ProblemStatus.values());
        assertThat(accepted).contains(move);
        assertThat(refused).contains(move);
      }
    }
  }

  /** No unit is left to supervise it, and none to escalate it to. */
  @Test
  void atTheTopOfTheCampaign() {
    approvedList = approved(drive.city);
    var both = person("REPORTER", drive.city);
    alsoSupervises(both);
    var people =
        List.of(
            both,
            person("REPORTER", drive.city),
            person("SUPERVISOR", drive.city),
            person("REPORTER", drive.bureau),
            person("SUPERVISOR", drive.bureau));
    var situations = new HashMap<String, Situation>();
    situations.put("reported", () -> report(both.request(), approvedList));
    situations.put("confirmed", () -> found(drive.city));
    situations.put("planned for itself", () -> planned(drive.city, drive.city));
    situations.put("planned, later deadline asked for", () -> waitingAtTheTop(both));
    situations.put("in progress", () -> started(drive.city, drive.bureau));
    situations.put("resolved", () -> resolvedAtTheTop(both));
    situations.put("closed", () -> moved(resolvedAtTheTop(both), Move.CLOSE));

    situations.forEach((name, situation) -> tryAll(name, situation, people));

    assertThat(faults).isEmpty();
  }

  private static void alsoSupervises(Person person) {
    String account = person.request().get("/api/v1/me").then().statusCode(200).extract().path("id");
    World.admin()
        .body(Map.of("account", account, "role", "SUPERVISOR", "unit", person.unit()))
        .post("/api/v1/grants")
        .then()
        .statusCode(201);
  }

  private void tryAll(String name, Situation situation, List<Person> people) {
    var problem = situation.fresh();
    var status = ProblemStatus.valueOf(Drive.status(problem));
    var made = EnumSet.noneOf(Move.class);
    for (var person : people) {
      var verdicts = verdicts(person.request().get(Drive.problems(problem) + "/actions"));
      verdicts
          .keySet()
          .forEach(
              move ->
                  tried
                      .computeIfAbsent(move, any -> EnumSet.noneOf(ProblemStatus.class))
                      .add(status));
      var who = "%s, %s as %s at %s: ".formatted(name, status, person.role(), place(person));
      tryRefused(who, person, problem, verdicts);
      for (var verdict : verdicts.entrySet()) {
        if (verdict.getValue() == null && !made.add(verdict.getKey())) {
          tryAndUndo(who, person, problem, verdict.getKey());
        } else if (verdict.getValue() == null) {
          tryAllowed(who, person, problem, verdict.getKey());
          problem = situation.fresh();
        }
      }
    }
  }

  private void tryAllowed(String who, Person person, String problem, Move move) {
    var answer = send(person, problem, move);
    accepted.add(move);
    if (move == Move.LINK) {
      symptoms.clear();
    }
    if (answer.statusCode() >= 300) {
      faults.add(who + move + " was said to be allowed: " + answer.asString());
    }
  }

  /** All or none, with an item that cannot be done: it is the one that is refused. */
  private void tryAndUndo(String who, Person person, String problem, Move move) {
    var impossible = item(Move.START, UUID.randomUUID().toString(), null);
    var items = List.of(item(move, problem, body(person, problem, move)), impossible);
    var answer =
        person
            .request()
            .body(Map.of("atomic", true, "items", items))
            .post("/api/v1/problems/batch");
    if (answer.statusCode() != 422
        || !List.of("/items/1/problem").equals(answer.path("errors.pointer"))) {
      faults.add(who + move + " was said to be allowed: " + answer.asString());
    }
  }

  private static Map<String, Object> item(Move move, String problem, Map<String, ?> body) {
    var item = new HashMap<String, Object>(Map.of("move", move, "problem", problem));
    if (body != null) {
      item.put("body", body);
    }
    return item;
  }

  /** All in one request, each by itself: what is refused changes nothing. */
  private void tryRefused(String who, Person person, String problem, Map<Move, String> verdicts) {
    var moves = verdicts.keySet().stream().filter(move -> verdicts.get(move) != null).toList();
    if (moves.isEmpty()) {
      return;
    }
    var items = new ArrayList<Map<String, Object>>();
    for (var move : moves) {
      items.add(item(move, problem, body(person, problem, move)));
    }
    List<String> codes =
        person
            .request()
            .body(Map.of("items", items))
            .post("/api/v1/problems/batch")
            .then()
            .statusCode(207)
            .extract()
            .path("items.error.code");
    for (int i = 0; i < moves.size(); i++) {
      refused.add(moves.get(i));
      if (!verdicts.get(moves.get(i)).equals(codes.get(i))) {
        faults.add(
            "%s%s was said to be refused as %s: %s"
                .formatted(who, moves.get(i), verdicts.get(moves.get(i)), codes.get(i)));
      }
    }
  }

  private String place(Person person) {
    return places.computeIfAbsent(
        person.unit(), unit -> World.admin().get("/api/v1/units/" + unit).path("name"));
  }

  /** The code that each move is to be refused with; null where it is allowed. */
  private static Map<Move, String> verdicts(Response said) {
    var verdicts = new EnumMap<Move, String>(Move.class);
    if (said.statusCode() == 404) {
      for (var move : Move.values()) {
        if (move.path() != null) {
          verdicts.put(move, "not-found");
        }
      }
      return verdicts;
    }
    List<Map<String, Object>> actions = said.then().statusCode(200).extract().path("actions");
    for (var action : actions) {
      assertThat(action.get("allowed")).isEqualTo(action.get("refusal") == null);
      verdicts.put(Move.valueOf((String) action.get("move")), (String) action.get("refusal"));
    }
    return verdicts;
  }

  private Response send(Person person, String problem, Move move) {
    var body = body(person, problem, move);
    var path = Drive.problems(problem) + "/" + move.path();
    return body == null ? person.request().post(path) : person.request().body(body).post(path);
  }

  private Map<String, ?> body(Person person, String problem, Move move) {
    return switch (move) {
      case DISMISS -> Map.of("reason", "OUT_OF_SCOPE");
      case PLAN -> plan(drive.bureau);
      case PROGRESS -> progress(person, problem);
      case RESOLVE -> Map.of("text", "雨后无积水", "evidence", List.of(Drive.EVIDENCE));
      case RETURN, DECLINE, RELEASE, REFUSE_EXTENSION -> Map.of("reason", "佐证不足");
      case ESCALATE -> escalation();
      case CLAIM, RECUR -> Map.of();
      case EXTEND -> Map.of("deadline", LATER, "reason", "汛期无法施工");
      case LINK -> Map.of("problems", List.of(symptom(owner(problem))));
      case CONFIRM, START, CLOSE, WITHDRAW, APPROVE_EXTENSION -> null;
      case REPORT, ACCEPT_FINDING, ASSIGN, ROOT_CLOSED ->
          throw new IllegalArgumentException(move.name());
    };
  }

  /** One that nobody has claimed yet. */
  private String symptom(String unit) {
    return symptoms.computeIfAbsent(unit, root -> found(symptomUnits.get(root)));
  }

  private String owner(String problem) {
    return owners.computeIfAbsent(
        problem, id -> Drive.get(supervisor(), id).then().extract().path("unit.id"));
  }

  /** A joint unit reports on its own measure. */
  private Map<String, Object> progress(Person person, String problem) {
    var body = new HashMap<String, Object>(Map.of("text", "已疏通 500 米"));
    if (!person.unit().equals(joint)) {
      return body;
    }
    List<Map<String, Object>> measures = Drive.get(supervisor(), problem).path("measures");
    for (var measure : measures == null ? List.<Map<String, Object>>of() : measures) {
      if (((Map<?, ?>) measure.get("unit")).get("id").equals(joint)) {
        body.put("measure", measure.get("id"));
      }
    }
    return body;
  }

  private Map<String, Object> escalation() {
    return Map.of("to", drive.city, "ground", "BEYOND_OWN_MEANS", "reason", "管网归市管");
  }

  private Map<String, Object> plan(String responsible) {
    return Map.of(
        "responsibleUnit",
        responsible,
        "jointUnits",
        List.of(joint, idle),
        "deadline",
        DEADLINE,
        "measures",
        List.of(Map.of("title", "疏通排水沟"), Map.of("title", "检查管网", "unit", joint)));
  }

  private String reported(String list) {
    return report(reporter(), list);
  }

  private String report(RequestSpecification as, String list) {
    return drive.report(as, list);
  }

  private String found(String unit) {
    var body = Drive.problem("");
    body.remove("list");
    body.put("finding", Map.of("batch", drive.batch, "unit", unit));
    return supervisor()
        .body(body)
        .post("/api/v1/problems")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private String planned(String unit, String responsible) {
    return moved(found(unit), Move.PLAN, plan(responsible));
  }

  private String started(String unit, String responsible) {
    return moved(planned(unit, responsible), Move.START);
  }

  private String done(String unit, String responsible) {
    var problem = started(unit, responsible);
    List<String> measures = Drive.get(supervisor(), problem).path("measures.id");
    for (var measure : measures) {
      moved(problem, Move.PROGRESS, Map.of("text", "已疏通", "measure", measure, "state", "DONE"));
    }
    return problem;
  }

  private String resolved(String unit, String responsible) {
    return moved(done(unit, responsible), Move.RESOLVE);
  }

  private String resolvedWaiting() {
    return moved(waiting(done(drive.village, drive.bureau)), Move.RESOLVE);
  }

  private String resolvedAtTheTop(Person by) {
    var problem = done(drive.city, drive.city);
    send(by, problem, Move.RESOLVE).then().statusCode(200);
    return problem;
  }

  private String waitingAtTheTop(Person by) {
    var problem = planned(drive.city, drive.city);
    send(by, problem, Move.EXTEND).then().statusCode(200);
    return problem;
  }

  private String waiting(String problem) {
    return moved(problem, Move.EXTEND);
  }

  private String escalated(String problem) {
    return moved(problem, Move.ESCALATE);
  }

  private String claimed(String problem) {
    return moved(problem, Move.CLAIM, Map.of("unit", drive.district));
  }

  private String resolvedAtItsRoot() {
    var problem = claimed(found(drive.village));
    String root = Drive.get(supervisor(), problem).path("root");
    moved(root, Move.PLAN, plan(drive.bureau));
    moved(root, Move.START);
    Drive.finish(reporter(), root);
    moved(root, Move.CLOSE);
    return problem;
  }

  private String moved(String problem, Move move) {
    return moved(problem, move, body(new Person("", "", ""), problem, move));
  }

  /** By whoever may: an account that reports for every unit, or one that supervises every unit. */
  private String moved(String problem, Move move, Map<String, ?> body) {
    var as = move.who().role() == Role.REPORTER ? reporter() : supervisor();
    (body == null ? as : as.body(body))
        .post(Drive.problems(problem) + "/" + move.path())
        .then()
        .statusCode(200);
    return problem;
  }
}
