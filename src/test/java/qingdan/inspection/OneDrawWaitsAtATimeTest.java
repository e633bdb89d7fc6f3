package qingdan.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;

@QuarkusTest
class OneDrawWaitsAtATimeTest extends ApiTest {

  private static final int ROUNDS = 8;

  private final CyclicBarrier together = new CyclicBarrier(2);
  private Drawing drawing;
  private ExecutorService threads;

  @BeforeEach
  void build() {
    drawing = new Drawing();
    threads = Executors.newFixedThreadPool(2);
  }

  @AfterEach
  void end() {
    threads.shutdown();
  }

  @Test
  void ofTwoCommitmentsToOneRoundOneIsMade() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      var round = drawing.prepared();

      assertThat(committed(round, round)).containsExactlyInAnyOrder(200, 409);

      finish(round);
    }
  }

  @Test
  void ofTwoRoundsOfOneOfficeOneIsCommittedTo() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      var one = drawing.prepared();
      var other = drawing.prepared();

      var statuses = committed(one, other);

      assertThat(statuses).containsExactlyInAnyOrder(200, 409);
      finish(statuses[0] == 200 ? one : other);
    }
  }

  private int[] committed(String one, String other) throws Exception {
    var first = threads.submit(() -> commit(one));
    var second = threads.submit(() -> commit(other));
    return new int[] {first.get(), second.get()};
  }

  private int commit(String round) throws Exception {
    together.await(30, TimeUnit.SECONDS);
    return drawing.move(round, "commitment").extract().statusCode();
  }

  /** Another may be committed to then. */
  private void finish(String round) {
    drawing.move(round, "draw").statusCode(200);
    drawing.move(round, "start").statusCode(200);
  }
}
