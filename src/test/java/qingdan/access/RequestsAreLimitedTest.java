package qingdan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static qingdan.World.ADMIN;
import static qingdan.World.PASSWORD;
import static qingdan.World.as;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;

@QuarkusTest
@TestProfile(RequestsAreLimitedTest.Little.class)
class RequestsAreLimitedTest extends ApiTest {

  /** So little a minute that nothing flows back while a test runs. */
  public static class Little implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("qingdan.rate-limit.requests-per-minute", "1", "qingdan.rate-limit.burst", "5");
    }
  }

  private static Set<Integer> statuses(IntSupplier request) {
    var statuses = new HashSet<Integer>();
    IntStream.range(0, 8).forEach(i -> statuses.add(request.getAsInt()));
    return statuses;
  }

  private static String logIn(Neighbour neighbour) {
    return neighbour
        .request()
        .body(Map.of("username", ADMIN, "password", PASSWORD))
        .post("/api/v1/tokens")
        .then()
        .statusCode(200)
        .extract()
        .path("accessToken");
  }

  private static int refresh(RequestSpecification client) {
    return client
        .body(Map.of("refreshToken", "unknown"))
        .post("/api/v1/tokens/refresh")
        .statusCode();
  }

  @Test
  void anAccountIsLimitedWhereverItComesFrom() {
    var token = logIn(Neighbour.next());

    assertThat(statuses(() -> as(token).get("/api/v1/me").statusCode())).contains(200, 429);
    Neighbour.next()
        .request()
        .header("Authorization", "Bearer " + token)
        .get("/api/v1/me")
        .then()
        .statusCode(429)
        .body("code", equalTo("too-many-requests"))
        .header("Retry-After", Integer::parseInt, lessThanOrEqualTo(61));
    logIn(Neighbour.next());
  }

  @Test
  void openRequestsAreLimitedByAddress() {
    var one = Neighbour.next();
    var other = Neighbour.next();

    assertThat(statuses(() -> refresh(one.request()))).containsExactlyInAnyOrder(401, 429);
    assertThat(refresh(other.request())).isEqualTo(401);
  }

  @Test
  void requestsWithoutAValidTokenAreLimitedByAddress() {
    var one = Neighbour.next();
    var other = Neighbour.next();

    assertThat(statuses(() -> one.request().get("/api/v1/me").statusCode()))
        .containsExactlyInAnyOrder(401, 429);
    assertThat(
            statuses(
                () ->
                    other
                        .request()
                        .header("Authorization", "Bearer garbage")
                        .get("/api/v1/me")
                        .statusCode()))
        .containsExactlyInAnyOrder(401, 429);
  }

  @Test
  void nobodyEscapesByNamingAnotherAddress() {
    var one = Neighbour.next();
    statuses(() -> refresh(one.request()));

    for (var header :
        Map.of(
                "X-Forwarded-For", "203.0.113.7",
                "Forwarded", "for=203.0.113.7",
                "X-Real-IP", "203.0.113.7",
                "Authorization", "Bearer garbage")
            .entrySet()) {
      assertThat(refresh(one.request().header(header.getKey(), header.getValue())))
          .as(header.getKey())
          .isEqualTo(429);
    }
  }
}
