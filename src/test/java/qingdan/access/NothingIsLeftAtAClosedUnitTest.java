package qingdan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class NothingIsLeftAtAClosedUnitTest extends ApiTest {

  private static final int ROUNDS = Integer.getInteger("qingdan.rounds", 1000) / 5;

  /** Either the grant comes first and the closing is refused, or the other way round. */
  @Test
  void aGrantAndTheClosingOfItsUnitDoNotBothHappen() throws Exception {
    var county = World.unit(null, "县", "COUNTY");
    var account = Person.account(World.code(), county, null);
    var threads = Executors.newFixedThreadPool(2);
    int granted = 0;
    try {
      for (int round = 0; round < ROUNDS; round++) {
        var unit = World.unit(county, "乡", "TOWNSHIP");
        World.admin().get("/api/v1/me");
        var together = new CyclicBarrier(2);
        Callable<Integer> grant =
            () -> {
              together.await();
              return World.admin()
                  .body(Map.of("account", account, "role", "VIEWER", "unit", unit))
                  .post("/api/v1/grants")
                  .statusCode();
            };
        Callable<Integer> close =
            () -> {
              together.await();
              return World.admin()
                  .body(Map.of("type", "CLOSE", "unit", unit))
                  .post("/api/v1/unit-changes")
                  .statusCode();
            };
        var statuses = threads.invokeAll(List.of(grant, close));

        assertThat(List.of(statuses.get(0).get(), statuses.get(1).get()))
            .containsExactlyInAnyOrder(201, 409);
        granted += statuses.get(0).get() == 201 ? 1 : 0;
      }
    } finally {
      threads.shutdown();
    }
    World.admin()
        .get("/api/v1/grants?limit=200&account=" + account)
        .then()
        .body("items", hasSize(granted));
  }
}
