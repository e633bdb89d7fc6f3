package qingdan.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static qingdan.World.admin;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;
import qingdan.access.Role;

/**
 * Several moves at once of one problem, of its root, or of its list: some order of them, one after
 * the other, explains who won, who was refused, and what stands in the tables at the end.
 */
@QuarkusTest
class ConcurrentMovesLeaveOneTruthTest extends ApiTest {

  private static final int ROUNDS = Integer.getInteger("qingdan.rounds", 1000);
  private static final int LIST_ROUNDS = ROUNDS / 8;
  private static final long SEED = Long.getLong("qingdan.seed", System.nanoTime());

  @Inject AgroalDataSource database;

  private Drive drive;
  private final Overlaps overlaps = new Overlaps();
  private final AtomicInteger claimsLost = new AtomicInteger();

  @BeforeEach
  void openACampaign() {
    drive = new Drive();
  }

  @Test
  void movesOfProblems() throws Exception {
    var otherDistrict = World.unit(drive.city, "他区", "COUNTY");
    var towns = List.of(drive.town, World.unit(otherDistrict, "他镇", "TOWNSHIP"));
    var villages = List.of(drive.village, World.unit(drive.town, "邻村", "VILLAGE"));
    var threads = Executors.newCachedThreadPool();
    var over = new AtomicBoolean();
    try {
      var mover = threads.submit(() -> keepMoving(villages, towns, over));
      var drivers = new ArrayList<Callable<Void>>();
      for (int i = 0; i < 2; i++) {
        var rounds = new Rounds(new Random(SEED + i), villages.get(i), threads);
        drivers.add(rounds::run);
      }
      for (var done : threads.invokeAll(drivers)) {
        done.get();
      }
      over.set(true);
      assertThat(mover.get()).as("moves of units").isPositive();
    } finally {
      over.set(true);
      threads.shutdown();
    }

    assertThat(claimsLost.get()).as("claims that found the holder").isPositive();
    assertThat(overlaps.rounds()).as("rounds that overlapped").isGreaterThan(ROUNDS * 3 / 4);
    everyRuleHolds();
  }

  @Test
  void movesOfLists() throws Exception {
    var random = new Random(SEED);
    var threads = Executors.newCachedThreadPool();
    try {
      for (int i = 0; i < LIST_ROUNDS; i++) {
        listRound(random, threads);
      }
    } finally {
      threads.shutdown();
    }

    assertThat(overlaps.rounds()).as("rounds that overlapped").isGreaterThan(LIST_ROUNDS * 3 / 4);
    everyRuleHolds();
  }

  /** Units go to and fro between districts while problems of theirs are worked on. */
  private static int keepMoving(List<String> villages, List<String> towns, AtomicBoolean over) {
    var random = new Random(SEED);
    int moved = 0;
    while (!over.get()) {
      var status =
          admin()
              .body(
                  Map.of(
                      "type",
                      "MOVE",
                      "unit",
                      villages.get(random.nextInt(villages.size())),
                      "parent",
                      towns.get(random.nextInt(towns.size()))))
              .post("/api/v1/unit-changes")
              .statusCode();
      assertThat(status).isIn(201, 409, 422);
      moved += status == 201 ? 1 : 0;
    }
    return moved;
  }

  /** What of a problem or a list decides about moves. */
  private record Standing(
      String status,
      String before,
      boolean waiting,
      boolean planned,
      boolean undone,
      String root,
      int version) {

    Standing to(String next) {
      return new Standing(next, null, waiting, planned, undone, root, version + 1);
    }

    Standing from(String was) {
      return new Standing(status, was, waiting, planned, undone, root, version);
    }

    Standing under(String other) {
      return new Standing(status, before, waiting, planned, undone, other, version);
    }

    Standing waiting(boolean now) {
      return new Standing(status, before, now, planned, undone, root, version);
    }

    Standing plan() {
      return new Standing(status, before, waiting, true, true, root, version);
    }

    Standing allDone() {
      return new Standing(status, before, waiting, planned, false, root, version);
    }

    boolean is(ProblemStatus other) {
      return status.equals(other.name());
    }

    boolean isOpenRoot() {
      return ProblemStatus.valueOf(status).isOpen();
    }
  }

  /** An attempt, and what it does to what stands when its turn comes: false where it is refused. */
  private record Attempt(String name, String at, Callable<Answer> send, Effect effect) {}

  private interface Effect {
    boolean on(Map<String, Standing> all);
  }

  private record Answer(boolean accepted, String code) {}

  /** The rounds of one driver, with problems and roots of its own. */
  private final class Rounds {
    private final Random random;
    private final String village;
    private final ExecutorService threads;
    private final Map<String, String> measures = new ConcurrentHashMap<>();
    private String problem;
    private String root;
    private int day;

    Rounds(Random random, String village, ExecutorService threads) {
      this.random = random;
      this.village = village;
      this.threads = threads;
    }

    Void run() throws Exception {
      for (int i = 0; i < ROUNDS / 2; i++) {
        if (problem == null || isFinal(problem)) {
          problem = found();
        }
        round();
      }
      return null;
    }

    private void round() throws Exception {
      var before = standing(List.of(problem, root == null ? problem : root));
      var own = before.get(problem).root();
      if (own != null) {
        root = own;
        before = standing(List.of(problem, root));
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
      race(before, attempts, threads);
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
            () -> send(supervisor(), target, move, Map.of("problems", List.of(symptom))),
            all -> link(all, target, symptom));
      }
      var body = body(move, target, drive.bureau);
      return new Attempt(
          "ROOT " + move,
          target,
          () -> send(as(move), target, move, body),
          all -> move != Move.ESCALATE && move != Move.CLAIM && apply(all, move, target));
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
          () -> send(as(move), target, move, body),
          all -> apply(all, move, target));
    }

    private Attempt claim(String target) {
      var known = root;
      if (known != null && random.nextBoolean()) {
        return new Attempt(
            "CLAIM",
            target,
            () -> send(supervisor(), target, Move.CLAIM, Map.of("root", known)),
            all ->
                Move.CLAIM.from().contains(ProblemStatus.valueOf(all.get(target).status()))
                    && all.get(known).isOpenRoot()
                    && claimed(all, target, known));
      }
      var fresh = UUID.randomUUID().toString();
      return new Attempt(
          "CLAIM",
          target,
          () -> send(supervisor(), target, Move.CLAIM, Map.of("newRoot", fresh)),
          all ->
              Move.CLAIM.from().contains(ProblemStatus.valueOf(all.get(target).status()))
                  && claimed(all, target, fresh));
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
                "deadline",
                java.time.LocalDate.of(2150, 1, 2).plusDays(day++).toString(),
                "reason",
                "汛期无法施工");
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

  private static RequestSpecification as(Move move) {
    return move.who().role() == Role.REPORTER ? reporter() : supervisor();
  }

  private Answer send(RequestSpecification as, String problem, Move move, Map<String, ?> body) {
    return answer(
        (body == null ? as : as.body(body)).post(Drive.problems(problem) + "/" + move.path()));
  }

  private Answer answer(io.restassured.response.Response response) {
    if (response.statusCode() < 300) {
      return new Answer(true, null);
    }
    String code = response.path("code");
    assertThat(response.statusCode()).as(response.asString()).isIn(403, 409, 412, 422);
    if ("already-claimed".equals(code)) {
      claimsLost.incrementAndGet();
    }
    return new Answer(false, code);
  }

  private static boolean claimed(Map<String, Standing> all, String symptom, String root) {
    all.computeIfPresent(
        symptom,
        (id, was) ->
            was.to("CLAIMED")
                .from(was.is(ProblemStatus.ESCALATED) ? was.before() : was.status())
                .under(root));
    return true;
  }

  private static boolean link(Map<String, Standing> all, String root, String symptom) {
    if (!all.get(root).isOpenRoot()
        || !Move.CLAIM.from().contains(ProblemStatus.valueOf(all.get(symptom).status()))) {
      return false;
    }
    all.computeIfPresent(root, (id, was) -> was.to(was.status()).from(was.before()));
    return claimed(all, symptom, root);
  }

  /** The rules, told a second time: what the table of moves does not tell. */
  private static boolean apply(Map<String, Standing> all, Move move, String target) {
    var was = all.get(target);
    if (!move.from().contains(ProblemStatus.valueOf(was.status()))
        || move == Move.RESOLVE && was.undone()
        || move == Move.EXTEND && (was.waiting() || !was.planned())
        || (move == Move.APPROVE_EXTENSION || move == Move.REFUSE_EXTENSION) && !was.waiting()) {
      return false;
    }
    var same = was.to(was.status()).from(was.before());
    all.put(
        target,
        switch (move) {
          case PLAN -> was.to("PLANNED").plan();
          case START -> was.to("IN_PROGRESS");
          case PROGRESS -> same.allDone();
          case RESOLVE -> was.to("RESOLVED");
          case RETURN -> was.to(was.planned() ? "IN_PROGRESS" : "CONFIRMED").under(null);
          case CLOSE -> was.to("CLOSED").waiting(false);
          case DISMISS -> was.to("DISMISSED").waiting(false);
          case ESCALATE -> was.to("ESCALATED").from(was.status());
          case WITHDRAW, DECLINE -> was.to(was.before());
          case RELEASE -> was.to(was.before()).under(null);
          case EXTEND -> same.waiting(true);
          case APPROVE_EXTENSION, REFUSE_EXTENSION -> same.waiting(false);
          default -> throw new IllegalArgumentException(move.name());
        });
    if (move == Move.CLOSE || move == Move.DISMISS) {
      all.replaceAll(
          (id, symptom) ->
              target.equals(symptom.root()) && symptom.is(ProblemStatus.CLAIMED)
                  ? move == Move.CLOSE
                      ? symptom.to("RESOLVED")
                      : symptom.to(symptom.before()).under(null)
                  : symptom);
    }
    return true;
  }

  /** All at once; then some order must explain what came of it. */
  private void race(Map<String, Standing> before, List<Attempt> attempts, ExecutorService threads)
      throws Exception {
    var together = new CyclicBarrier(attempts.size());
    var spans = Collections.synchronizedList(new ArrayList<Span>());
    var sent = new ArrayList<Callable<Answer>>();
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
    var answers = new ArrayList<Answer>();
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
            SEED, attempts.stream().map(Attempt::name).toList(), answers, before, after)
        .isTrue();
  }

  private static boolean explains(
      List<Integer> order,
      Map<String, Standing> before,
      List<Attempt> attempts,
      List<Answer> answers,
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

  /**
   * A fresh list that was submitted, with two problems: reviewed above, and not yet left alone
   * below.
   */
  private void listRound(Random random, ExecutorService threads) throws Exception {
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
    var before = standing(List.of(list, first, second));
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
    race(before, attempts, threads);
  }

  private Attempt approval(String list, int reviewed, List<String> problems) {
    return new Attempt(
        "APPROVE",
        list,
        () ->
            answer(
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
            answer(supervisor().body(Map.of("reason", "不完整")).post(Drive.lists(list) + "/return")),
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
        () -> answer(supervisor().post(Drive.lists(list) + "/closure")),
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
        () -> answer(reporter().body(body).post("/api/v1/problems")),
        all -> touched(all, list, !all.get(list).status().equals("CLOSED")));
  }

  private Attempt dismissal(String list, String problem) {
    return new Attempt(
        "DISMISS",
        list,
        () -> send(supervisor(), problem, Move.DISMISS, Map.of("reason", "NOT_A_PROBLEM")),
        all -> {
          var reported = all.get(problem).is(ProblemStatus.REPORTED);
          return apply(all, Move.DISMISS, problem) && (!reported || touched(all, list, true));
        });
  }

  private static boolean touched(Map<String, Standing> all, String list, boolean open) {
    if (open) {
      all.computeIfPresent(
          list, (id, was) -> was.to(was.status().equals("RETURNED") ? "DRAFT" : was.status()));
    }
    return open;
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

  private boolean isFinal(String problem) throws SQLException {
    return Set.of("CLOSED", "DISMISSED").contains(standing(List.of(problem)).get(problem).status());
  }

  /** What stands in the tables, with what waits for it. */
  private Map<String, Standing> standing(Collection<String> ids) throws SQLException {
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

  private void everyRuleHolds() throws SQLException {
    var broken = new ArrayList<String>();
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (var table : List.of("problem", "problem_list")) {
        statement.execute(
            "create temporary view %1$s as select * from public.%1$s where campaign_id = '%2$s'"
                .formatted(table, drive.campaign));
      }
      for (var rule : BROKEN.entrySet()) {
        try (var rows = statement.executeQuery(rule.getValue())) {
          if (rows.next()) {
            broken.add(rule.getKey() + ": " + rows.getString(1));
          }
        }
      }
      connection.rollback();
    }
    assertThat(broken).as("seed " + SEED).isEmpty();
  }

  /** Each finds what breaks a rule. */
  private static final Map<String, String> BROKEN =
      Map.ofEntries(
          Map.entry(
              "what is claimed waits for an open root of its holder",
              """
              select p.id from problem p left join problem r on r.id = p.root_id
              where p.status = 'CLAIMED' and (r.id is null or r.closed_at is not null or r.status = 'REPORTED'
                  or r.unit_id is distinct from p.holder_id)
              """),
          Map.entry(
              "roots make no circle",
              """
              with recursive chain as (
                  select id as start, root_id as at from problem where root_id is not null
                  union
                  select c.start, p.root_id from chain c join problem p on p.id = c.at where p.root_id is not null
              )
              select start from chain where start = at
              """),
          Map.entry(
              "a holder has a root, and a root a holder",
              "select id from problem where (root_id is null) <> (holder_id is null) or (root_id is null) <> (claimed_at is null)"),
          Map.entry(
              "what was resolved by its own plan has no open measure",
              """
              select p.id from problem p join problem_measure m on m.problem_id = p.id
              where p.status = 'RESOLVED' and p.root_id is null and m.state = 'OPEN'
              """),
          Map.entry(
              "a closed list has nothing unfinished",
              """
              select p.id from problem p join problem_list l on l.id = p.list_id
              where l.status = 'CLOSED' and p.closed_at is null
              """),
          Map.entry(
              "an approved list has nothing reported but what came later",
              """
              select p.id from problem p join problem_list l on l.id = p.list_id
              where l.status = 'APPROVED' and p.status = 'REPORTED' and p.reported_at <= l.approved_at
              """),
          Map.entry(
              "before its list is approved nothing is rectified but what was found from above, and roots",
              """
              select p.id from problem p join problem_list l on l.id = p.list_id
              where not p.finding and p.status not in ('REPORTED', 'DISMISSED') and l.status not in ('APPROVED', 'CLOSED')
                  and not exists (select from change c where c.entity_id = p.id and c.type = 'problem.rooted')
              """),
          Map.entry(
              "a version is one change",
              """
              select p.id from problem p
              where p.version <> (select count(*) from change c where c.entity_id = p.id and c.entity = 'problem')
              union all
              select l.id from problem_list l
              where l.version <> (select count(*) from change c where c.entity_id = l.id and c.entity = 'problemList')
              """),
          Map.entry(
              "the state before is kept while it is asked for or held, and no longer",
              """
              select id from problem
              where (status in ('ESCALATED', 'CLAIMED'))
                  <> coalesce(status_before in ('CONFIRMED', 'PLANNED', 'IN_PROGRESS'), false)
                or (status not in ('ESCALATED', 'CLAIMED') and status_before is not null)
              """),
          Map.entry(
              "what was asked is told whole",
              """
              select id from problem
              where num_nulls(escalated_to_id, escalated_from_id, escalated_at, escalation_ground, escalation_reason)
                  not in (0, 5)
                or (extension_to is not null) <> (extension_reason is not null)
                or (extension_to is not null) <> (extension_by is not null)
              """),
          Map.entry(
              "a later deadline is asked for while it is open and has one",
              """
              select id from problem
              where extension_to is not null
                  and (closed_at is not null or status = 'REPORTED' or deadline = 'infinity')
              """),
          Map.entry(
              "the first deadline is kept",
              """
              select id from problem where (first_deadline is not null) <> (deadline <> 'infinity')
              """),
          Map.entry(
              "who resolved is known of what is resolved or closed, and of nothing else",
              """
              select id from problem
              where (status in ('RESOLVED', 'CLOSED')) <> (resolved_at is not null)
                  or (resolved_at is null) <> (resolved_by is null)
              """),
          Map.entry(
              "what is open was confirmed",
              """
              select id from problem where status not in ('REPORTED', 'DISMISSED') and confirmed_at is null
              """),
          Map.entry(
              "it stands in the county and the province of its unit",
              """
              select p.id from problem p join unit u on u.id = p.unit_id
              where p.county_id is distinct from county_of(u.path) or p.province_id is distinct from province_of(u.path)
              """));
}
