package qingdan.deploy;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import qingdan.EmptyDatabase;

/**
 * Without a container engine: the command lines of the image, with the variables and probes of the
 * manifests, by a user who is not root and may write to {@code /tmp} alone.
 */
@EnabledOnOs(OS.LINUX)
@DisabledIfSystemProperty(
    named = "native",
    matches = ".*",
    disabledReason = "is about the JVM package")
class TheImageRunsAsItsFilesSayIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The gate names the package that the image's file makes. */
  private static final String PACKAGE = System.getProperty("qingdan.package", "target/quarkus-app");

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Dockerfile IMAGE = Dockerfile.of("jvm").image();

  private final JsonNode container =
      Manifests.the("Deployment", "qingdan", "production").at("/spec/template/spec/containers/0");
  private final Map<String, String> environment = new TreeMap<>();
  private Path root;
  private Path temporary;
  private Process service;

  /** Outside the project, whose folder other users may not enter. */
  @BeforeEach
  void layOut() throws Exception {
    root = Files.createTempDirectory("image-");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    run("cp", "-r", PACKAGE, root.resolve("app").toString());
    run("chmod", "-R", "a=rX", root.resolve("app").toString());
    temporary = Files.createDirectory(root.resolve("tmp"));
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
    ports();
    variables();
  }

  @AfterEach
  void clearAway() throws Exception {
    if (service != null) {
      service.destroyForcibly().waitFor();
    }
    run("chmod", "-R", "u+w", root.toString());
    run("rm", "-rf", root.toString());
  }

  @Test
  void itAnswersTheProbesOfTheManifestsAndEndsCleanly() throws Exception {
    var before = files();
    service = start(IMAGE.entryPoint(), root.resolve("log"));

    untilItAnswers(probe("startupProbe"));
    assertThat(status(probe("livenessProbe"))).isEqualTo(200);
    assertThat(status(probe("readinessProbe"))).isEqualTo(200);
    var monitor = Manifests.the("ServiceMonitor", "qingdan", "production").at("/spec/endpoints/0");
    assertThat(status(uri(monitor.path("port").asText(), monitor.path("path").asText())))
        .isEqualTo(200);
    assertThat(read(uri("http", "/q/openapi?format=json")))
        .as("the document that the build wrote")
        .isEqualTo(Files.readString(Path.of("target/openapi/openapi.json")));
    assertThat(read(uri("http", "/q/openapi"))).startsWith("---").contains("/api/v1/units:");
    assertThat(status(uri("http", "/q/health/live"))).as("not on the public port").isEqualTo(404);

    assertThat(health()).as("the health command of the image").isZero();
    assertThat(files()).as("nothing is written but below /tmp").isEqualTo(before);
    assertThat(Files.readAllLines(root.resolve("log")))
        .as("one JSON object a line")
        .filteredOn(line -> !line.startsWith("Picked up "))
        // here is no cache, which a JVM that knows of them remarks
        .filteredOn(line -> !line.contains("][error][aot]"))
        .allSatisfy(line -> assertThat(new ObjectMapper().readTree(line).has("level")).isTrue());

    service.destroy();
    assertThat(service.waitFor(PATIENCE.toSeconds(), SECONDS)).isTrue();
    assertThat(service.exitValue()).isIn(0, 143);
    assertThat(health()).as("the health command, once nobody answers").isNotZero();
  }

  /** In a test several services run on one machine, so the ports are other ones. */
  private void ports() throws IOException {
    for (var port : container.path("ports")) {
      environment.put(
          "http".equals(port.path("name").asText())
              ? "QUARKUS_HTTP_PORT"
              : "QUARKUS_MANAGEMENT_PORT",
          String.valueOf(freePort()));
    }
  }

  /** Those that the manifest names, and no others. */
  private void variables() {
    var url = new EmptyDatabase().start().get("quarkus.datasource.jdbc.url");
    var secrets =
        Map.of(
            "qingdan-db-app/jdbc-uri", url,
            "qingdan-db-app/username", "postgres",
            "qingdan-db-app/password", "postgres",
            "qingdan-admin/username", "admin",
            "qingdan-admin/password", "a long enough secret");
    for (var variable : container.path("env")) {
      var reference = variable.at("/valueFrom/secretKeyRef");
      environment.put(
          variable.path("name").asText(),
          reference.isMissingNode()
              ? variable.path("value").asText()
              : secrets.get(
                  reference.path("name").asText() + "/" + reference.path("key").asText()));
    }
    // A test need not wait for load balancers.
    environment.put("QUARKUS_SHUTDOWN_DELAY", "0S");
    environment.put("JAVA_TOOL_OPTIONS", "-Xmx256m -Djava.io.tmpdir=" + temporary);
  }

  private Process start(List<String> command, Path log) throws IOException {
    var words = new ArrayList<String>();
    if (isRoot()) {
      var user = IMAGE.only("USER").split(":");
      words.addAll(
          List.of("setpriv", "--reuid=" + user[0], "--regid=" + user[1], "--clear-groups"));
    }
    words.addAll(command);
    if (command.get(0).equals("java")) {
      words.set(
          words.indexOf("java"), Path.of(System.getProperty("java.home"), "bin/java").toString());
    }
    var builder = new ProcessBuilder(words).directory(root.resolve("app").toFile());
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private int health() throws Exception {
    var check = start(IMAGE.health(), root.resolve("health"));
    assertThat(check.waitFor(10, SECONDS)).isTrue();
    return check.exitValue();
  }

  private URI probe(String name) {
    var request = container.path(name).path("httpGet");
    return uri(request.path("port").asText(), request.path("path").asText());
  }

  private URI uri(String port, String path) {
    var number = environment.get("QUARKUS_" + port.toUpperCase(Locale.ROOT) + "_PORT");
    return URI.create("http://localhost:" + number + path);
  }

  /** Waiting for its end is what paces the questions. */
  private void untilItAnswers(URI uri) throws Exception {
    var deadline = Instant.now().plus(PATIENCE);
    while (status(uri) != 200) {
      assertThat(service.waitFor(200, MILLISECONDS)).as("it ended: %s", log()).isFalse();
      assertThat(Instant.now()).as("it does not answer: %s", log()).isBefore(deadline);
    }
  }

  private static int status(URI uri) throws Exception {
    try {
      var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
      return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    } catch (ConnectException e) {
      return 0;
    }
  }

  private static String read(URI uri) throws Exception {
    var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
    return HTTP.send(request, BodyHandlers.ofString()).body();
  }

  private List<String> files() throws IOException {
    try (var tree = Files.walk(root.resolve("app"))) {
      return tree.map(Path::toString).sorted().toList();
    }
  }

  private String log() throws IOException {
    return Files.readString(root.resolve("log"));
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
