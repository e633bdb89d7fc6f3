package qingdan.shared;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.Ended;
import qingdan.World;

/** What a collector receives that an operator names, looked through for what may not be in it. */
@QuarkusTest
@TestProfile(SpansSayWhoseRequestItWasTest.Collected.class)
class SpansSayWhoseRequestItWasTest extends ApiTest {

  public static class Collected implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(Collector.class));
    }
  }

  private static final String SEARCHED = "李大海";

  @ConfigProperty(name = "quarkus.otel.exporter.otlp.endpoint")
  URI collector;

  @TestHTTPResource(value = "/health/ready", management = true)
  URL probe;

  @Test
  void aRequestTellsItsAccountAndUnitInTheCallersTrace() throws IOException {
    String me = World.admin().get("/api/v1/me").path("id");
    var unit = World.unit(null, "市", "CITY");
    probe.openStream().close();
    traced("4bf92f3577b34da6a3ce929d0e0e4736")
        .queryParam("unit", unit)
        .get("/api/v1/units")
        .then()
        .statusCode(200);

    var span = until(of("4bf92f3577b34da6a3ce929d0e0e4736"));
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(attributes(span))
        .containsEntry("account", me)
        .containsEntry("unit", unit)
        .containsEntry("url.path", "/api/v1/units");
    assertThat(spans())
        .as("probes would be most of what is told")
        .noneMatch(each -> attributes(each).getOrDefault("url.path", "").contains("/health"));
  }

  @Test
  void aUnitIsToldHoweverItIsNamed() {
    String code = World.admin().get("/api/v1/units/" + World.unit(null, "市", "CITY")).path("code");
    traced("6bf92f3577b34da6a3ce929d0e0e4736")
        .urlEncodingEnabled(false)
        .get("/api/v1/units/count?unit=code%3A" + code)
        .then()
        .statusCode(200);

    assertThat(attributes(until(of("6bf92f3577b34da6a3ce929d0e0e4736"))))
        .containsEntry("unit", "code:" + code);
  }

  @Test
  void whatWasSearchedForOrSentAndFromWhereIsNotInThem() throws IOException {
    World.admin().queryParam("q", SEARCHED).get("/api/v1/units").then().statusCode(200);
    World.admin().body("{\"name\": " + SEARCHED).post("/api/v1/units").then().statusCode(400);
    World.admin()
        .body(Map.of("code", World.code(), "name", SEARCHED, "kind", SEARCHED))
        .post("/api/v1/units")
        .then()
        .statusCode(400);
    assertThat(raw("/api/v1/units?q=" + SEARCHED)).startsWith("HTTP/1.1 400 ");
    traced("5bf92f3577b34da6a3ce929d0e0e4736").get("/api/v1/me").then().statusCode(200);

    until(of("5bf92f3577b34da6a3ce929d0e0e4736"));
    assertThat(spans()).anyMatch(span -> attributes(span).containsValue("400"));
    assertThat(new String(received(), UTF_8))
        .contains("/api/v1/units")
        .doesNotContain(SEARCHED, "%E6%9D%8E")
        .doesNotContain("127.0.0.1", "Apache-HttpClient", "Bearer", World.PASSWORD);
  }

  @Test
  void aJobIsATraceOfItsOwn() {
    String me = World.admin().get("/api/v1/me").path("id");
    String job =
        World.admin()
            .contentType("text/csv")
            .body("code,name,kind,parentCode\n" + World.code() + ",省,PROVINCE,\n")
            .post("/api/v1/imports/units")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    Ended.job(job);

    var span = until(each -> job.equals(attributes(each).get("job")));
    assertThat(span.getName()).startsWith("job ");
    assertThat(span.getParentSpanId()).isEmpty();
    assertThat(attributes(span)).containsEntry("account", me);
  }

  private static RequestSpecification traced(String trace) {
    return World.admin().header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
  }

  private static Predicate<Span> of(String trace) {
    return span -> trace.equals(HexFormat.of().formatHex(span.getTraceId().toByteArray()));
  }

  /** They are sent every five seconds. */
  private Span until(Predicate<Span> which) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> spans().stream().filter(which).findFirst().orElse(null), span -> span != null);
  }

  private List<Span> spans() {
    try {
      return ExportTraceServiceRequest.parseFrom(received()).getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .toList();
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] received() {
    try (var all = collector.resolve("/received").toURL().openStream()) {
      return all.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> attributes(Span span) {
    return span.getAttributesList().stream()
        .collect(
            Collectors.toMap(
                KeyValue::getKey,
                each ->
                    each.getValue().hasIntValue()
                        ? String.valueOf(each.getValue().getIntValue())
                        : each.getValue().getStringValue()));
  }

  /** Written to the socket as it stands: clients encode what they are given. */
  private static String raw(String address) throws IOException {
    try (var socket = new Socket("localhost", RestAssured.port)) {
      var request = "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.formatted(address).getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
