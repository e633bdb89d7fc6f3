package qingdan.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class EveryAnswerIsGuardedTest extends ApiTest {

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/me", "/api/v1/units/none", "/nowhere", "/q/openapi"})
  void browsersAreToldWhatNotToDo(String path) {
    World.admin()
        .get(path)
        .then()
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("Strict-Transport-Security", containsString("max-age="))
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("Referrer-Policy", equalTo("no-referrer"));
  }

  @Test
  void noCacheServesOneCallerTheAnswerOfAnother() {
    World.admin()
        .get("/api/v1/me")
        .then()
        .header("Cache-Control", equalTo("private, no-cache"))
        .header("Vary", containsString("Authorization"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/health", "/q/health/ready", "/q/metrics", "/q/dev-ui", "/q/info"})
  void healthAndMetricsAreNotOnThePublicPort(String path) {
    RestAssured.get(path).then().statusCode(404);
  }

  @Test
  void theCallersTraceIsEchoedWhenItIsOne() {
    var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    World.admin()
        .header("traceparent", trace)
        .get("/api/v1/me")
        .then()
        .header("traceparent", equalTo(trace));
    World.admin()
        .header("traceparent", "<script>")
        .get("/api/v1/me")
        .then()
        .header("traceparent", nullValue());
  }

  @Test
  void noOriginMayReadAnswersFromABrowser() {
    var answer = World.admin().header("Origin", "https://elsewhere.example").get("/api/v1/me");
    assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
  }
}
