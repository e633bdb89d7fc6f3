package qingdan.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static qingdan.World.admin;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

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
  private ExecutorService threads;
  private Race race;

  @BeforeEach
  void openACampaign() {
    drive = new Drive();
    threads = Executors.newCachedThreadPool();
    race = new Race(database, threads, SEED);
  }

  @AfterEach
  void end() {
    threads.shutdown();
  }

  @Test
  void movesOfProblems() throws Exception {
    var otherDistrict = World.unit(drive.city, "他区", "COUNTY");
    var towns = List.of(drive.town, World.unit(otherDistrict, "他镇", "TOWNSHIP"));
    var villages = List.of(drive.village, World.unit(drive.town, "邻村", "VILLAGE"));
    var over = new AtomicBoolean();
    try {
      var mover = threads.submit(() -> keepMoving(villages, towns, over));
      var drivers = new ArrayList<Callable<Void>>();
      for (int i = 0; i < 2; i++) {
        var rounds = new ProblemRounds(drive, race, new Random(SEED + i), villages.get(i));
        drivers.add(() -> rounds.run(ROUNDS / 2));
      }
      for (var done : threads.invokeAll(drivers)) {
        done.get();
      }
      over.set(true);
      assertThat(mover.get()).as("moves of units").isPositive();
    } finally {
      over.set(true);
    }

    assertThat(race.claimsLost()).as("claims that found the holder").isPositive();
    everyRuleHolds(ROUNDS);
  }

  @Test
  void movesOfLists() throws Exception {
    var rounds = new ListRounds(drive, race, new Random(SEED));
    for (int i = 0; i < LIST_ROUNDS; i++) {
      rounds.run();
    }

    everyRuleHolds(LIST_ROUNDS);
  }

  /** And most of the rounds were races. */
  private void everyRuleHolds(int rounds) throws SQLException {
    assertThat(race.overlapped()).as("rounds that overlapped").isGreaterThan(rounds * 3 / 4);
    await().until(() -> ProblemsFollowUnitsThatMoveTest.haveFollowed(database));
    assertThat(RulesOfTables.broken(database, drive.campaign)).as("seed " + SEED).isEmpty();
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
}
