package qingdan.problem;

import static qingdan.World.supervisor;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The rounds of one driver, with problems and roots of its own. */
final class ProblemRounds {

  private final Drive drive;
  private final Race race;
  private final Random random;
  private final String village;
  private final Map<String, String> measures = new ConcurrentHashMap<>();
  private String problem;
  private String root;
  private int day;

  ProblemRounds(Drive drive, Race race, Random random, String village) {
    this.drive = drive;
    this.race = race;
    this.random = random;
    this.village = village;
  }

  Void run(int rounds) throws Exception {
    for (int i = 0; i < rounds; i++) {
      if (problem == null || race.isFinal(problem)) {
        problem = found();
      }
      round();
    }
    return null;
  }

  private void round() throws Exception {
    var before = race.standing(List.of(problem, root == null ? problem : root));
    var own = before.get(problem).root();
    if (own != null) {
      root = own;
      before = race.standing(List.of(problem, root));
    }
    var attempts = new ArrayList<Attempt>();
    int wanted = 2 + random.nextInt(3);
    boolean extends_ = false;
    while (attempts.size() < wanted) {
      var attempt =
          attempts.isEmpty() || random.nextInt(5) < 3
              ? attempt(before)
              : again(attempts.get(0).name(), before);
      if (attempt.name().equals("EXTEND") && extends_) {
        continue;
      }
      extends_ |= attempt.name().equals("EXTEND");
      attempts.add(attempt);
    }
    race.run(before, attempts);
  }

  private Attempt again(String name, Map<String, Standing> before) {
    return name.startsWith("ROOT ")
        ? ofRoot(Move.valueOf(name.substring(5)))
        : ofProblem(Move.valueOf(name));
  }

  /** Mostly something that may be done as it stands. */
  private Attempt attempt(Map<String, Standing> before) {
    var ofRoot = root != null && random.nextInt(5) < 2;
    var standing = before.get(ofRoot ? root : problem);
    var moves =
        Arrays.stream(Move.values())
            .filter(move -> move.path() != null)
            .filter(move -> move != Move.RECUR && move != Move.CONFIRM)
            .filter(move -> ofRoot || move != Move.LINK)
            .filter(
                move ->
                    random.nextInt(6) == 0
                        || move.from().contains(ProblemStatus.valueOf(standing.status())))
            // a dismissed problem is the end of its rounds
            .filter(move -> move != Move.DISMISS || random.nextInt(8) == 0)
            .toList();
    if (moves.isEmpty()) {
      return ofProblem(Move.CLAIM);
    }
    var move = moves.get(random.nextInt(moves.size()));
    return ofRoot ? ofRoot(move) : ofProblem(move);
  }

  private Attempt ofRoot(Move move) {
    var target = root;
    if (move == Move.LINK) {
      var symptom = problem;
      return new Attempt(
          "ROOT LINK",
          symptom,
          () -> race.send(supervisor(), target, move, Map.of("problems", List.of(symptom))),
          all -> Effects.link(all, target, symptom));
    }
    var body = body(move, target, drive.bureau);
    return new Attempt(
        "ROOT " + move,
        target,
        () -> race.send(Race.as(move), target, move, body),
        all -> move != Move.ESCALATE && move != Move.CLAIM && Effects.apply(all, move, target));
  }

  private Attempt ofProblem(Move move) {
    var target = problem;
    if (move == Move.CLAIM) {
      return claim(target);
    }
    var body = body(move, target, village);
    return new Attempt(
        move.name(),
        target,
        () -> race.send(Race.as(move), target, move, body),
        all -> Effects.apply(all, move, target));
  }

  private Attempt claim(String target) {
    var known = root;
    if (known != null && random.nextBoolean()) {
      return new Attempt(
          "CLAIM",
          target,
          () -> race.send(supervisor(), target, Move.CLAIM, Map.of("root", known)),
          all ->
              Move.CLAIM.from().contains(ProblemStatus.valueOf(all.get(target).status()))
                  && all.get(known).isOpenRoot()
                  && Effects.claimed(all, target, known));
    }
    var fresh = UUID.randomUUID().toString();
    return new Attempt(
        "CLAIM",
        target,
        () -> race.send(supervisor(), target, Move.CLAIM, Map.of("newRoot", fresh)),
        all ->
            Move.CLAIM.from().contains(ProblemStatus.valueOf(all.get(target).status()))
                && Effects.claimed(all, target, fresh));
  }

  private Map<String, ?> body(Move move, String target, String responsible) {
    return switch (move) {
      case DISMISS -> Map.of("reason", "OUT_OF_SCOPE");
      case PLAN ->
          Map.of(
              "responsibleUnit",
              responsible,
              "deadline",
              "2150-01-01",
              "measures",
              List.of(Map.of("id", measure(target), "title", "疏通排水沟")));
      case PROGRESS -> Map.of("text", "已疏通", "measure", measure(target), "state", "DONE");
      case RESOLVE -> Map.of("text", "雨后无积水", "evidence", List.of(Drive.EVIDENCE));
      case RETURN, DECLINE, RELEASE, REFUSE_EXTENSION -> Map.of("reason", "佐证不足");
      case ESCALATE -> Map.of("to", drive.city, "ground", "BEYOND_OWN_MEANS", "reason", "管网归市管");
      case EXTEND ->
          Map.of(
              "deadline", LocalDate.of(2150, 1, 2).plusDays(day++).toString(), "reason", "汛期无法施工");
      case CLAIM, LINK, RECUR, REPORT, ACCEPT_FINDING, ASSIGN, ROOT_CLOSED -> Map.of();
      case CONFIRM, START, CLOSE, WITHDRAW, APPROVE_EXTENSION -> null;
    };
  }

  private String measure(String target) {
    return measures.computeIfAbsent(target, any -> UUID.randomUUID().toString());
  }

  private String found() {
    var body = Drive.problem("");
    body.remove("list");
    body.put("finding", Map.of("batch", drive.batch, "unit", village));
    return supervisor()
        .body(body)
        .post("/api/v1/problems")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
