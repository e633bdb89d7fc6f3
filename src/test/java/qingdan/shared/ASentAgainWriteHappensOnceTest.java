package qingdan.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class ASentAgainWriteHappensOnceTest extends ApiTest {

  private static final int AT_ONCE = 4;
  private static final int ROUNDS = Integer.getInteger("qingdan.rounds", 1000) / AT_ONCE;

  /** Four sendings of the same request at once: one unit, and answers that name no other. */
  @Test
  void simultaneousSendingsOfOneRequestMakeOneUnit() throws Exception {
    var parent = World.unit(null, "省", "PROVINCE");
    var token = World.logIn(World.ADMIN, World.PASSWORD);
    var threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        var key = World.code();
        var body = Map.of("name", key, "kind", "OTHER", "parent", parent, "code", key);
        var together = new CyclicBarrier(AT_ONCE);
        Callable<Response> send =
            () -> {
              together.await();
              return World.as(token)
                  .header("Idempotency-Key", key)
                  .body(body)
                  .post("/api/v1/units");
            };
        var answers = answers(threads.invokeAll(List.of(send, send, send, send)));

        assertThat(answers)
            .extracting(Response::statusCode)
            .containsAnyOf(201)
            .isSubsetOf(201, 409);
        assertThat(answers.stream().filter(a -> a.statusCode() == 201).map(Response::asString))
            .containsOnly(first(answers).asString());
        answers.stream()
            .filter(answer -> answer.statusCode() == 409)
            .forEach(answer -> answer.then().body("code", equalTo("request-in-flight")));
      }
    } finally {
      threads.shutdown();
    }
    World.admin().get("/api/v1/units/" + parent).then().body("children", equalTo(ROUNDS));
  }

  /** A request that was refused has used up nothing: put right, it may be sent under its key. */
  @Test
  void aRefusedRequestLeavesItsKeyFree() {
    var key = World.code();
    World.admin()
        .header("Idempotency-Key", key)
        .body(Map.of("code", key, "name", " ", "kind", "OTHER"))
        .post("/api/v1/units")
        .then()
        .statusCode(400);
    World.admin()
        .header("Idempotency-Key", key)
        .body(Map.of("code", key, "name", "省", "kind", "OTHER"))
        .post("/api/v1/units")
        .then()
        .statusCode(201);
  }

  private static Response first(List<Response> answers) {
    return answers.stream().filter(a -> a.statusCode() == 201).findFirst().orElseThrow();
  }

  private static List<Response> answers(List<java.util.concurrent.Future<Response>> sent)
      throws InterruptedException, ExecutionException {
    var answers = new ArrayList<Response>();
    for (var each : sent) {
      answers.add(each.get());
    }
    return answers;
  }
}
