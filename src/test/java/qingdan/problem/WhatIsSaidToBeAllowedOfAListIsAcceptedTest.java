package qingdan.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

/**
 * Every move of a list is tried from every status, by every role at every place: what {@code
 * /actions} allows is accepted, and what it refuses is refused with that very code, detail and
 * lacks.
 */
@QuarkusTest
class WhatIsSaidToBeAllowedOfAListIsAcceptedTest extends ApiTest {

  private static final Map<String, Object> EMPTY = Map.of("statement", "经自查未发现此类问题");

  private record Person(String role, String unit, String token) {

    static Person of(String role, String unit) {
      return new Person(role, unit, Drive.token(role, unit));
    }

    RequestSpecification request() {
      return World.as(token);
    }
  }

  /** What was said of a move before it was tried. */
  private record Verdict(boolean allowed, String code, String detail, List<String> lacks) {}

  /** A way to stand: how a list comes to it. */
  private interface Situation {
    String fresh();
  }

  private final Map<ListMove, Set<ListStatus>> tried = new EnumMap<>(ListMove.class);
  private final Set<ListMove> accepted = EnumSet.noneOf(ListMove.class);
  private final Set<ListMove> refused = EnumSet.noneOf(ListMove.class);
  private final List<String> faults = new ArrayList<>();
  private Drive drive;

  @BeforeEach
  void openACampaign() {
    drive = new Drive();
  }

  @Test
  void fromEveryStatusByEveryRoleAtEveryPlace() {
    var people = new ArrayList<Person>();
    for (var unit :
        List.of(
            drive.village,
            drive.town,
            drive.city,
            drive.bureau,
            World.unit(drive.town, "邻村", "VILLAGE"))) {
      people.add(Person.of("REPORTER", unit));
      people.add(Person.of("SUPERVISOR", unit));
      people.add(Person.of("VIEWER", unit));
    }
    people.add(Person.of("INSPECTOR", drive.town));
    people.add(Person.of("ADMIN", drive.town));

    situations(drive.village).forEach((name, situation) -> tryAll(name, situation, people));

    assertThat(faults).isEmpty();
    for (var move : ListMove.values()) {
      if (move != ListMove.CREATE) {
        assertThat(tried.get(move)).as("tried " + move).containsExactly(ListStatus.values());
        assertThat(accepted).contains(move);
        assertThat(refused).contains(move);
      }
    }
  }

  /** No unit is left above it: it takes another person than the one who submitted. */
  @Test
  void atTheTopOfTheCampaign() {
    var both = Person.of("REPORTER", drive.city);
    String account = both.request().get("/api/v1/me").path("id");
    World.admin()
        .body(Map.of("account", account, "role", "SUPERVISOR", "unit", drive.city))
        .post("/api/v1/grants")
        .then()
        .statusCode(201);
    Situation own = () -> moved(list(drive.city, EMPTY), ListMove.SUBMIT, both.request());

    tryAll("submitted by its judge", own, List.of(both, Person.of("SUPERVISOR", drive.city)));

    assertThat(faults).isEmpty();
    both.request()
        .get(Drive.lists(own.fresh()) + "/actions")
        .then()
        .body("actions.refusal", hasItem("same-person"));
  }

  @Test
  void allThatLacksIsNamed() {
    var list = list(drive.village, Map.of());
    drive.report(reporter(), list);

    reporter()
        .header("Accept-Language", "zh-CN")
        .get(Drive.lists(list) + "/actions")
        .then()
        .statusCode(200)
        .body("listVersion", equalTo(2))
        .body("actions.move", equalTo(List.of("EDIT", "SUBMIT", "APPROVE", "RETURN", "CLOSE")))
        .body("actions[1].refusal", equalTo("list-plan-incomplete"))
        .body("actions[1].lacks.pointer", equalTo(List.of("/aims", "/steps", "/leadPerson")))
        .body("actions[1].lacks.message", equalTo(List.of("必填", "必填", "必填")));
  }

  private Map<String, Situation> situations(String unit) {
    var planned = Drive.planned(Map.of());
    var situations = new LinkedHashMap<String, Situation>();
    situations.put("draft with nothing", () -> list(unit, Map.of()));
    situations.put("draft without a problem", () -> list(unit, EMPTY));
    situations.put("draft without a plan", () -> reported(list(unit, EMPTY)));
    situations.put("draft with a plan", () -> reported(list(unit, planned)));
    situations.put("submitted", () -> submitted(unit));
    situations.put("returned", () -> moved(submitted(unit), ListMove.RETURN, supervisor()));
    situations.put(
        "approved with open problems",
        () -> moved(submitted(unit), ListMove.APPROVE, supervisor()));
    situations.put("approved with nothing to do", () -> finished(unit));
    situations.put("closed", () -> moved(finished(unit), ListMove.CLOSE, supervisor()));
    return situations;
  }

  /** Each in a batch of its own: a unit has one list in each. */
  private String list(String unit, Map<String, Object> said) {
    var batch = World.batch(drive.campaign);
    Drive.open("/api/v1/batches/" + batch);
    var body = new HashMap<String, Object>(Map.of("batch", batch, "unit", unit));
    body.putAll(said);
    return reporter()
        .body(body)
        .post("/api/v1/problem-lists")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private String reported(String list) {
    drive.report(reporter(), list);
    return list;
  }

  private String submitted(String unit) {
    var list = reported(list(unit, Drive.planned(Map.of())));
    return moved(list, ListMove.SUBMIT, reporter());
  }

  private String finished(String unit) {
    var submitted = moved(list(unit, EMPTY), ListMove.SUBMIT, reporter());
    return moved(submitted, ListMove.APPROVE, supervisor());
  }

  private static String moved(String list, ListMove move, RequestSpecification as) {
    send(as, list, move).then().statusCode(200);
    return list;
  }

  private void tryAll(String name, Situation situation, List<Person> people) {
    var list = situation.fresh();
    ListStatus status =
        ListStatus.valueOf(supervisor().get(Drive.lists(list)).then().extract().path("status"));
    for (var person : people) {
      var verdicts = verdicts(person.request().get(Drive.lists(list) + "/actions"));
      var who = "%s, %s, as %s at %s: ".formatted(name, status, person.role(), person.unit());
      for (var move : verdicts.keySet()) {
        tried.computeIfAbsent(move, any -> EnumSet.noneOf(ListStatus.class)).add(status);
        list = tryOne(who, person, situation, list, move, verdicts.get(move));
      }
    }
  }

  /** The list to go on with: another one where this was moved. */
  private String tryOne(
      String who, Person person, Situation situation, String list, ListMove move, Verdict said) {
    var answer = send(person.request(), list, move);
    if (said.allowed()) {
      accepted.add(move);
      if (answer.statusCode() != 200) {
        faults.add(who + move + " was said to be allowed: " + answer.asString());
      }
      return situation.fresh();
    }
    refused.add(move);
    List<String> lacks = answer.path("errors.pointer");
    var got =
        new Verdict(
            false, answer.path("code"), answer.path("detail"), lacks == null ? List.of() : lacks);
    if (answer.statusCode() < 400 || !got.equals(said)) {
      faults.add("%s%s was said to be %s: %s".formatted(who, move, said, answer.asString()));
      return situation.fresh();
    }
    return list;
  }

  private static Map<ListMove, Verdict> verdicts(Response said) {
    var verdicts = new EnumMap<ListMove, Verdict>(ListMove.class);
    if (said.statusCode() == 404) {
      for (var move : EnumSet.complementOf(EnumSet.of(ListMove.CREATE))) {
        verdicts.put(move, new Verdict(false, said.path("code"), said.path("detail"), List.of()));
      }
      return verdicts;
    }
    List<Map<String, Object>> actions = said.then().statusCode(200).extract().path("actions");
    for (var action : actions) {
      verdicts.put(
          ListMove.valueOf((String) action.get("move")),
          new Verdict(
              (Boolean) action.get("allowed"),
              (String) action.get("refusal"),
              (String) action.get("detail"),
              pointers(action)));
    }
    return verdicts;
  }

  private static List<String> pointers(Map<String, Object> action) {
    var pointers = new ArrayList<String>();
    if (action.get("lacks") instanceof List<?> lacks) {
      lacks.forEach(lack -> pointers.add((String) ((Map<?, ?>) lack).get("pointer")));
    }
    return pointers;
  }

  private static Response send(RequestSpecification as, String list, ListMove move) {
    var path = Drive.lists(list) + "/" + move.path();
    return switch (move) {
      case EDIT ->
          as.contentType("application/merge-patch+json")
              .header("If-Match", "*")
              .body(Map.of("leadPerson", "王某"))
              .patch(Drive.lists(list));
      case APPROVE -> as.header("If-Match", "*").post(path);
      case RETURN -> as.body(Map.of("reason", "查摆不深")).post(path);
      case SUBMIT, CLOSE -> as.post(path);
      case CREATE -> throw new IllegalArgumentException(move.name());
    };
  }
}
