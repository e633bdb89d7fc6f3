package qingdan.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import qingdan.access.Role;

/** Sends attempts at once, and asks whether some order of them explains what stands after. */
final class Race {

  private final DataSource database;
  private final ExecutorService threads;
  private final long seed;
  private final Overlaps overlaps = new Overlaps();
  private final AtomicInteger claimsLost = new AtomicInteger();

  Race(DataSource database, ExecutorService threads, long seed) {
    this.database = database;
    this.threads = threads;
    this.seed = seed;
  }

  /** In how many rounds attempts at the same thing were under way together. */
  int overlapped() {
    return overlaps.rounds();
  }

  int claimsLost() {
    return claimsLost.get();
  }

  static RequestSpecification as(Move move) {
    return move.who().role() == Role.REPORTER ? reporter() : supervisor();
  }

  Attempt.Answer send(RequestSpecification as, String problem, Move move, Map<String, ?> body) {
    return answer(
        (body == null ? as : as.body(body)).post(Drive.problems(problem) + "/" + move.path()));
  }

  Attempt.Answer answer(Response response) {
    if (response.statusCode() < 300) {
      return new Attempt.Answer(true, null);
    }
    String code = response.path("code");
    assertThat(response.statusCode()).as(response.asString()).isIn(403, 409, 412, 422);
    if ("already-claimed".equals(code)) {
      claimsLost.incrementAndGet();
    }
    return new Attempt.Answer(false, code);
  }

  /** All at once; then some order must explain what came of it. */
  void run(Map<String, Standing> before, List<Attempt> attempts) throws Exception {
    var together = new CyclicBarrier(attempts.size());
    var spans = Collections.synchronizedList(new ArrayList<Span>());
    var sent = new ArrayList<Callable<Attempt.Answer>>();
    for (var attempt : attempts) {
      sent.add(
          () -> {
            together.await();
            long began = System.nanoTime();
            var answer = attempt.send().call();
            spans.add(new Span(attempt.at(), began, System.nanoTime()));
            return answer;
          });
    }
    var answers = new ArrayList<Attempt.Answer>();
    for (var done : threads.invokeAll(sent)) {
      answers.add(done.get());
    }
    overlaps.note(spans);
    var after = standing(before.keySet());
    assertThat(
            orders(attempts.size()).stream()
                .anyMatch(order -> explains(order, before, attempts, answers, after)))
        .as(
            "seed %d: no order of %s with %s leads from %s to %s",
            seed, attempts.stream().map(Attempt::name).toList(), answers, before, after)
        .isTrue();
  }

  private static boolean explains(
      List<Integer> order,
      Map<String, Standing> before,
      List<Attempt> attempts,
      List<Attempt.Answer> answers,
      Map<String, Standing> after) {
    var all = new HashMap<>(before);
    for (int i : order) {
      if (attempts.get(i).effect().on(all) != answers.get(i).accepted()) {
        return false;
      }
    }
    return all.equals(after);
  }

  private static List<List<Integer>> orders(int size) {
    if (size == 0) {
      return List.of(List.of());
    }
    return orders(size - 1).stream()
        .flatMap(
            order ->
                IntStream.rangeClosed(0, order.size())
                    .mapToObj(
                        at -> {
                          var longer = new ArrayList<>(order);
                          longer.add(at, size - 1);
                          return List.copyOf(longer);
                        }))
        .toList();
  }

  boolean isFinal(String problem) throws SQLException {
    return Set.of("CLOSED", "DISMISSED").contains(standing(List.of(problem)).get(problem).status());
  }

  /** What stands in the tables, with what waits for it. */
  Map<String, Standing> standing(Collection<String> ids) throws SQLException {
    var all = new HashMap<String, Standing>();
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                """
                select p.id, status, status_before, extension_to is not null, responsible_id is not null,
                    exists (select from problem_measure m where m.problem_id = p.id and m.state = 'OPEN'), root_id, version
                from problem p where id = any(?) or root_id = any(?)
                union all
                select id, status, null, false, false, false, null, version from problem_list where id = any(?)
                """)) {
      var wanted = connection.createArrayOf("uuid", ids.stream().map(UUID::fromString).toArray());
      for (int i = 1; i <= 3; i++) {
        statement.setArray(i, wanted);
      }
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          all.put(
              rows.getString(1),
              new Standing(
                  rows.getString(2),
                  rows.getString(3),
                  rows.getBoolean(4),
                  rows.getBoolean(5),
                  rows.getBoolean(6),
                  rows.getString(7),
                  rows.getInt(8)));
        }
      }
    }
    return all;
  }

  private record Span(String at, long began, long ended) {
    boolean overlaps(Span other) {
      return this != other && at.equals(other.at) && began < other.ended && other.began < ended;
    }
  }

  /**
   * Whether attempts at the same thing were under way together: a race that was none proves
   * nothing.
   */
  private static final class Overlaps {
    private final AtomicInteger rounds = new AtomicInteger();

    void note(List<Span> spans) {
      if (spans.stream().anyMatch(one -> spans.stream().anyMatch(one::overlaps))) {
        rounds.incrementAndGet();
      }
    }

    int rounds() {
      return rounds.get();
    }
  }
}
