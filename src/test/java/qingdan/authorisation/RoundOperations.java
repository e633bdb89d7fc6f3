package qingdan.authorisation;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import qingdan.World;
import qingdan.authorisation.Operations.Operation;
import qingdan.authorisation.Scene.Things;

/** How each operation on rounds of inspections is sent: at rounds of the office at a place. */
final class RoundOperations {

  private static final String ROUNDS = "/api/v1/rounds";
  private static final Map<String, String> CONTRIBUTION =
      Map.of("contribution", "03 06 11 14 23 29", "suppliedBy", "李某");

  static final Map<String, Operation> ALL =
      Map.ofEntries(
          entry("listRounds", (as, at, scene) -> as.get(ROUNDS)),
          entry("countRounds", (as, at, scene) -> as.get(ROUNDS + "/count")),
          entry("createRound", (as, at, scene) -> as.body(body(at)).post(ROUNDS)),
          entry("getRound", (as, at, scene) -> as.get(started(at))),
          entry("changeRound", RoundOperations::change),
          entry("deleteRound", RoundOperations::delete),
          entry("commitRound", (as, at, scene) -> as.post(made(at, 0) + "/commitment")),
          entry("drawRound", (as, at, scene) -> as.body(CONTRIBUTION).post(made(at, 1) + "/draw")),
          entry("startRound", (as, at, scene) -> as.post(made(at, 2) + "/start")),
          entry("closeRound", (as, at, scene) -> as.post(made(at, 3) + "/closure")),
          entry("getDraw", (as, at, scene) -> as.get(started(at) + "/draw")),
          entry("listPopulation", (as, at, scene) -> as.get(started(at) + "/draw/population")),
          entry(
              "countPopulation", (as, at, scene) -> as.get(started(at) + "/draw/population/count")),
          entry(
              "getPopulationLines",
              (as, at, scene) -> as.get(started(at) + "/draw/population/lines")),
          entry("verifyDraw", (as, at, scene) -> as.get(started(at) + "/draw/verification")));

  private static final Map<String, String> OFFICES = new HashMap<>();
  private static final Map<String, String> STARTED = new HashMap<>();

  private RoundOperations() {}

  private static HashMap<String, Object> body(Things at) {
    var body = new HashMap<String, Object>();
    body.put("campaign", at.campaign());
    body.put("office", at.unit());
    body.put("name", World.code());
    body.put("startsOn", "2019-10-08");
    body.put("endsOn", "2019-10-18");
    body.put("stratifiedBy", "NONE");
    body.put("perStratum", 1);
    return body;
  }

  /** Requests of an inspector of the unit itself, which has somebody below it to inspect. */
  static RequestSpecification office(Things at) {
    return World.as(
        OFFICES.computeIfAbsent(
            at.unit(),
            unit -> {
              World.unit(unit, "村", "VILLAGE");
              var account = Scene.account(unit);
              Scene.grant(account, "INSPECTOR", unit);
              return Scene.logIn(account);
            }));
  }

  /** The address of a round of a campaign of its own that has taken so many steps. */
  private static String made(Things at, int steps) {
    return made(at, steps, body(at));
  }

  /** A started one that draws by a rule. */
  static String started(Things at, Map<String, ?> rule) {
    var body = body(at);
    body.put("rule", rule);
    return made(at, 3, body);
  }

  private static String made(Things at, int steps, Map<String, Object> body) {
    body.put("campaign", World.campaign(at.unit()));
    String path =
        ROUNDS
            + "/"
            + office(at).body(body).post(ROUNDS).then().statusCode(201).extract().path("id");
    if (steps > 0) {
      office(at).post(path + "/commitment").then().statusCode(200);
    }
    if (steps > 1) {
      office(at).body(CONTRIBUTION).post(path + "/draw").then().statusCode(200);
    }
    if (steps > 2) {
      office(at).post(path + "/start").then().statusCode(200);
    }
    return path;
  }

  private static String started(Things at) {
    if (!STARTED.containsKey(at.unit())) {
      STARTED.put(at.unit(), made(at, 3));
    }
    return STARTED.get(at.unit());
  }

  private static Response change(RequestSpecification as, Things at, Scene scene) {
    var path = made(at, 0);
    return as.contentType("application/merge-patch+json")
        .header("If-Match", office(at).get(path).header("ETag"))
        .body(Map.of("name", World.code()))
        .patch(path);
  }

  private static Response delete(RequestSpecification as, Things at, Scene scene) {
    var path = made(at, 0);
    return as.header("If-Match", office(at).get(path).header("ETag")).delete(path);
  }
}
