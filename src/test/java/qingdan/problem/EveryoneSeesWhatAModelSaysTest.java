package qingdan.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static qingdan.World.admin;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

/**
 * Random trees, grants and problems against a plain model of who sees what: reads, lists, counts,
 * search, parts, history and linkage. The engine of the properties does not run inside the
 * application under test, so their generators are drawn from by hand.
 */
@QuarkusTest
class EveryoneSeesWhatAModelSaysTest extends ApiTest {

  private static final int WORLDS = Integer.getInteger("qingdan.worlds", 4);
  private static final long SEED = Long.getLong("qingdan.seed", System.nanoTime());
  private static final List<String> WORDS = List.of("排水", "道路", "饮水");
  private static final List<String> ROLES =
      List.of("VIEWER", "REPORTER", "SUPERVISOR", "INSPECTOR", "ADMIN");

  /** Numbers stand for units: each is taken from what there is. */
  private record Held(int role, int unit) {}

  private record Stake(int owner, int responsible, List<Integer> joint, int fate) {}

  private record Sketch(List<Integer> parents, List<Stake> stakes, List<List<Held>> people) {}

  private static Arbitrary<Sketch> sketches() {
    var number = Arbitraries.integers().between(0, 1000);
    var held = Combinators.combine(number, number).as(Held::new);
    var stake =
        Combinators.combine(number, number, number.list().ofMaxSize(2), number).as(Stake::new);
    return Combinators.combine(
            number.list().ofMinSize(1).ofMaxSize(11),
            stake.list().ofMinSize(4).ofMaxSize(8),
            held.list().ofMaxSize(2).list().ofSize(4))
        .as(Sketch::new);
  }

  private record Problem(
      String id,
      String title,
      int owner,
      Integer responsible,
      Set<Integer> joint,
      Integer asked,
      boolean dismissed) {}

  private record Person(String token, List<Held> grants) {
    RequestSpecification request() {
      return World.as(token);
    }
  }

  @Inject DataSource database;

  private int checks;

  @Test
  void inRandomTrees() throws SQLException {
    System.out.println("worlds are drawn from -Dqingdan.seed=" + SEED);
    for (var sketch : drawn()) {
      new Drawn(sketch).check();
      analyze();
    }
    System.out.println(checks + " answers were compared with the model");
    assertThat(checks).isGreaterThanOrEqualTo(300);
  }

  /** From now on it is known which parts of titles are common: they are found in another way. */
  private void analyze() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("analyze problem");
    }
  }

  private static List<Sketch> drawn() {
    var drawn = new ArrayList<Sketch>();
    JqwikSession.run(
        () -> {
          var sketches = sketches().generator(1000, true);
          var random = new Random(SEED);
          for (int i = 0; i < WORLDS; i++) {
            drawn.add(sketches.next(random).value());
          }
        });
    return drawn;
  }

  /** What a sketch becomes. */
  private final class Drawn {
    private final Sketch sketch;
    private final List<String> units = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private final String campaign;
    private final String batch;

    Drawn(Sketch sketch) {
      this.sketch = sketch;
      units.add(World.unit(null, "顶", "CITY"));
      parents.add(null);
      for (var parent : sketch.parents()) {
        int known = parent % units.size();
        units.add(World.unit(units.get(known), "单位" + units.size(), "OTHER"));
        parents.add(known);
      }
      campaign = World.campaign(units.get(0));
      batch = World.batch(campaign);
      Drive.open("/api/v1/campaigns/" + campaign);
      Drive.open("/api/v1/batches/" + batch);
      sketch.stakes().forEach(this::report);
      dismissTwo();
      for (var grants : sketch.people()) {
        people.add(person(grants));
      }
    }

    private int unit(int number) {
      return number % units.size();
    }

    private void report(Stake stake) {
      int owner = unit(stake.owner());
      var title = WORDS.get(problems.size() % WORDS.size()) + problems.size();
      var id = found(owner, title);
      Integer responsible = null;
      var joint = new HashSet<Integer>();
      if (stake.fate() % 4 != 0) {
        responsible = unit(stake.responsible());
        for (var other : stake.joint()) {
          joint.add(unit(other));
        }
        joint.remove(responsible);
        plan(id, responsible, joint);
      }
      Integer asked = null;
      var parent = parents.get(owner);
      if (parent != null && stake.fate() % 3 == 1) {
        asked = above(parent, stake.fate());
        Drive.move(
                reporter(),
                id,
                "escalation",
                Map.of("to", units.get(asked), "ground", "BEYOND_OWN_MEANS", "reason", "管网归上级管理"))
            .statusCode(200);
      }
      problems.add(new Problem(id, title, owner, responsible, joint, asked, false));
      if (parent != null && stake.fate() % 3 == 2) {
        claim(id, above(parent, stake.fate()), title, unit(stake.owner() + 1));
      }
    }

    private String found(int owner, String title) {
      var body = Drive.problem("");
      body.remove("list");
      body.put("title", title);
      body.put("finding", Map.of("batch", batch, "unit", units.get(owner)));
      return supervisor()
          .body(body)
          .post("/api/v1/problems")
          .then()
          .statusCode(201)
          .extract()
          .path("id");
    }

    /** One that says again what the first says, and one that is none. */
    private void dismissTwo() {
      dismiss(Map.of("reason", "DUPLICATE", "duplicateOf", problems.get(0).id()));
      dismiss(Map.of("reason", "OUT_OF_SCOPE"));
    }

    private void dismiss(Map<String, String> why) {
      int owner = problems.get(0).owner();
      var title = WORDS.get(0) + problems.size();
      var id = found(owner, title);
      Drive.move(supervisor(), id, "dismissal", why).statusCode(200);
      problems.add(new Problem(id, title, owner, null, Set.of(), null, true));
    }

    private int above(int unit, int number) {
      var next = parents.get(unit);
      return next == null || number % 2 == 0 ? unit : above(next, number / 2);
    }

    private void plan(String id, int responsible, Set<Integer> joint) {
      reporter()
          .body(
              Map.of(
                  "responsibleUnit",
                  units.get(responsible),
                  "jointUnits",
                  joint.stream().map(units::get).toList(),
                  "deadline",
                  Drive.DEADLINE,
                  "measures",
                  List.of(Map.of("title", "疏通排水沟"))))
          .post(Drive.problems(id) + "/plan")
          .then()
          .statusCode(200);
    }

    /** Its root is planned for a unit that need not see the symptom, and gets a second symptom. */
    private void claim(String symptom, int claiming, String title, int responsible) {
      String root =
          Drive.move(supervisor(), symptom, "claim", Map.of("unit", units.get(claiming)))
              .statusCode(200)
              .extract()
              .path("root");
      plan(root, responsible, Set.of());
      problems.add(new Problem(root, title, claiming, responsible, Set.of(), null, false));
      var owner = problems.get(problems.size() - 2).owner();
      var other = found(owner, title);
      Drive.move(supervisor(), root, "symptoms", Map.of("problems", List.of(other)))
          .statusCode(200);
      problems.add(new Problem(other, title, owner, null, Set.of(), null, false));
    }

    private Person person(List<Held> grants) {
      var username = World.code();
      String account =
          admin()
              .body(Map.of("username", username, "displayName", "某人", "password", World.PASSWORD))
              .post("/api/v1/accounts")
              .then()
              .statusCode(201)
              .extract()
              .path("id");
      for (var held : grants.stream().distinct().toList()) {
        admin()
            .body(
                Map.of(
                    "account",
                    account,
                    "role",
                    ROLES.get(held.role() % ROLES.size()),
                    "unit",
                    units.get(unit(held.unit()))))
            .post("/api/v1/grants")
            .then()
            .statusCode(201);
      }
      return new Person(World.logIn(username, World.PASSWORD), grants);
    }

    /** The model: a role other than ADMIN at the unit or above it. */
    private boolean reads(Person person, Integer unit) {
      if (unit == null) {
        return false;
      }
      return person.grants().stream()
              .anyMatch(
                  held ->
                      unit(held.unit()) == unit
                          && !ROLES.get(held.role() % ROLES.size()).equals("ADMIN"))
          || reads(person, parents.get(unit));
    }

    private boolean sees(Person person, Problem problem) {
      return reads(person, problem.owner())
          || reads(person, problem.responsible())
          || reads(person, problem.asked())
          || problem.joint().stream().anyMatch(unit -> reads(person, unit));
    }

    void check() {
      people.forEach(
          person -> {
            problems.forEach(problem -> checkReads(person, problem));
            checkLists(person);
          });
    }

    private void checkReads(Person person, Problem problem) {
      var sees = sees(person, problem);
      for (var part :
          List.of("", "/actions", "/history", "/history/count", "/reports", "/linkage")) {
        var answer = person.request().get(Drive.problems(problem.id()) + part);
        assertThat(answer.statusCode())
            .as("%s of %s for %s", part, problem, person.grants())
            .isEqualTo(sees ? 200 : 404);
        tellsOfNothingElse(person, answer.asString());
        checks++;
      }
      if (sees) {
        int count =
            person.request().get(Drive.problems(problem.id()) + "/history/count").path("count");
        List<?> items =
            person.request().get(Drive.problems(problem.id()) + "/history?limit=200").path("items");
        assertThat(items).hasSize(count).isNotEmpty();
      }
    }

    /** No answer has the id of a problem that the caller may not see. */
    private void tellsOfNothingElse(Person person, String body) {
      assertThat(problems)
          .as("ids in %s for %s", body, person.grants())
          .allMatch(problem -> sees(person, problem) || !body.contains(problem.id()));
    }

    private void checkLists(Person person) {
      lists(person, "", problem -> reads(person, problem.owner()));
      for (var open : List.of("&status=OPEN&sort=deadline", "&sort=deadline")) {
        lists(person, open, problem -> reads(person, problem.owner()) && !problem.dismissed());
      }
      for (var ended : List.of("&status=DISMISSED", "&status=FINAL", "&sort=closed")) {
        lists(person, ended, problem -> reads(person, problem.owner()) && problem.dismissed());
      }
      for (var word : WORDS) {
        lists(
            person,
            "&q=" + word,
            problem -> reads(person, problem.owner()) && problem.title().contains(word));
        oneByOne(person, "&q=" + word);
      }
      for (int unit = 0; unit < units.size(); unit++) {
        int one = unit;
        part(
            person,
            "responsibleUnit",
            one,
            it -> it.responsible() != null && it.responsible() == one);
        part(person, "jointUnit", one, it -> it.joint().contains(one));
        part(person, "escalatedTo", one, it -> it.asked() != null && it.asked() == one);
        part(person, "unit", one, it -> isBelow(it.owner(), one));
      }
    }

    private boolean isBelow(Integer unit, int above) {
      return unit != null && (unit == above || isBelow(parents.get(unit), above));
    }

    private void part(Person person, String filter, int unit, Predicate<Problem> has) {
      var query = "&" + filter + "=" + units.get(unit);
      if (reads(person, unit)) {
        lists(person, query, has);
      } else {
        for (var path : List.of("/api/v1/problems", "/api/v1/problems/count")) {
          person.request().get(path + "?campaign=" + campaign + query).then().statusCode(404);
          checks++;
        }
      }
    }

    /** Pages of one row hold what a single page holds, in its order. */
    private void oneByOne(Person person, String query) {
      var path = "/api/v1/problems?campaign=" + campaign + query;
      List<String> expected = person.request().get(path + "&limit=200").path("items.id");
      var ids = new ArrayList<String>();
      var page = person.request().get(path + "&limit=1");
      while (true) {
        ids.addAll(page.then().statusCode(200).extract().path("items.id"));
        String next = page.path("next");
        if (next == null) {
          break;
        }
        page = person.request().urlEncodingEnabled(false).get(next);
      }
      assertThat(ids).as(query).isEqualTo(expected);
      checks++;
    }

    private void lists(Person person, String query, Predicate<Problem> has) {
      var expected = problems.stream().filter(has).map(Problem::id).collect(Collectors.toSet());
      var answer = person.request().get("/api/v1/problems?limit=200&campaign=" + campaign + query);
      List<String> ids = answer.then().statusCode(200).extract().path("items.id");
      assertThat(ids)
          .as("%s for %s of %s in %s", query, person.grants(), problems, sketch)
          .containsExactlyInAnyOrderElementsOf(expected);
      int count =
          person
              .request()
              .get("/api/v1/problems/count?campaign=" + campaign + query.replace("&limit=200", ""))
              .then()
              .statusCode(200)
              .extract()
              .path("count");
      assertThat(count).as(query).isEqualTo(expected.size());
      tellsOfNothingElse(person, answer.asString());
      checks += 2;
    }
  }
}
