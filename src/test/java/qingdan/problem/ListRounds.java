package qingdan.problem;

import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import qingdan.World;

/** Reviews of lists while their problems are worked on. */
final class ListRounds {

  private final Drive drive;
  private final Race race;
  private final Random random;

  ListRounds(Drive drive, Race race, Random random) {
    this.drive = drive;
    this.race = race;
    this.random = random;
  }

  /**
   * A fresh list that was submitted, with two problems: reviewed above, and not yet left alone
   * below.
   */
  void run() throws Exception {
    var batch = World.batch(drive.campaign);
    Drive.open("/api/v1/batches/" + batch);
    String list =
        reporter()
            .body(Drive.planned(Map.of("batch", batch, "unit", drive.village)))
            .post("/api/v1/problem-lists")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    var first = drive.report(reporter(), list);
    var second = drive.report(reporter(), list);
    reporter().post(Drive.lists(list) + "/submission").then().statusCode(200);
    var before = race.standing(List.of(list, first, second));
    var reviewed = before.get(list).version();
    var attempts = new ArrayList<Attempt>();
    int wanted = 2 + random.nextInt(3);
    while (attempts.size() < wanted) {
      attempts.add(
          switch (random.nextInt(6)) {
            case 0, 1 -> approval(list, reviewed, List.of(first, second));
            case 2 -> listReturn(list);
            case 3 -> report(list);
            case 4 -> listClosure(list);
            default -> dismissal(list, random.nextBoolean() ? first : second);
          });
    }
    race.run(before, attempts);
  }

  private Attempt approval(String list, int reviewed, List<String> problems) {
    return new Attempt(
        "APPROVE",
        list,
        () ->
            race.answer(
                supervisor()
                    .header("If-Match", "\"" + reviewed + "\"")
                    .post(Drive.lists(list) + "/approval")),
        all -> {
          var was = all.get(list);
          if (!was.status().equals("SUBMITTED") || was.version() != reviewed) {
            return false;
          }
          all.put(list, was.to("APPROVED"));
          for (var problem : problems) {
            all.computeIfPresent(
                problem, (id, it) -> it.is(ProblemStatus.REPORTED) ? it.to("CONFIRMED") : it);
          }
          return true;
        });
  }

  private Attempt listReturn(String list) {
    return new Attempt(
        "LIST RETURN",
        list,
        () ->
            race.answer(
                supervisor().body(Map.of("reason", "不完整")).post(Drive.lists(list) + "/return")),
        all -> {
          var was = all.get(list);
          if (!was.status().equals("SUBMITTED")) {
            return false;
          }
          all.put(list, was.to("RETURNED"));
          return true;
        });
  }

  /** Refused while something is unfinished; then nothing is added any more. */
  private Attempt listClosure(String list) {
    return new Attempt(
        "LIST CLOSE",
        list,
        () -> race.answer(supervisor().post(Drive.lists(list) + "/closure")),
        all -> {
          var was = all.get(list);
          if (!was.status().equals("APPROVED")
              || all.entrySet().stream()
                  .anyMatch(
                      other ->
                          !other.getKey().equals(list)
                              && !other.getValue().is(ProblemStatus.DISMISSED))) {
            return false;
          }
          all.put(list, was.to("CLOSED"));
          return true;
        });
  }

  private Attempt report(String list) {
    var body = Drive.problem(list);
    return new Attempt(
        "REPORT",
        list,
        () -> race.answer(reporter().body(body).post("/api/v1/problems")),
        all -> Effects.touched(all, list, !all.get(list).status().equals("CLOSED")));
  }

  private Attempt dismissal(String list, String problem) {
    return new Attempt(
        "DISMISS",
        list,
        () -> race.send(supervisor(), problem, Move.DISMISS, Map.of("reason", "NOT_A_PROBLEM")),
        all -> {
          var reported = all.get(problem).is(ProblemStatus.REPORTED);
          return Effects.apply(all, Move.DISMISS, problem)
              && (!reported || Effects.touched(all, list, true));
        });
  }
}
