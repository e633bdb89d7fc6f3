package qingdan.embedded;

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
import java.time.Duration;
import java.time.Instant;

/** The packaged application as a process. */
final class Started {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  static final String PASSWORD = "a long enough secret";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final HttpRequest openApi;
  final int httpPort;
  final int managementPort;

  Started(Path folder, int databasePort, int httpPort, Path log) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(java, "-Xmx256m", "-jar", "target/quarkus-app/quarkus-run.jar");
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("QUARKUS_DATASOURCE"));
    environment.put("QINGDAN_EMBEDDED_DIRECTORY", folder.toString());
    environment.put("QINGDAN_EMBEDDED_PORT", String.valueOf(databasePort));
    environment.put("QINGDAN_ADMIN_USERNAME", "admin");
    environment.put("QINGDAN_ADMIN_PASSWORD", PASSWORD);
    environment.put("QUARKUS_HTTP_PORT", String.valueOf(httpPort));
    this.httpPort = httpPort;
    this.managementPort = freePort();
    environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(managementPort));
    this.log = log;
    this.openApi =
        HttpRequest.newBuilder(URI.create("http://localhost:%d/q/openapi".formatted(httpPort)))
            .timeout(Duration.ofSeconds(10))
            .build();
    this.process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  /**
   * Asks until it answers, ends or the patience does. Waiting for its end is what paces the
   * questions.
   */
  Started untilItAnswers() throws Exception {
    var deadline = Instant.now().plus(PATIENCE);
    while (!answers()) {
      assertThat(process.waitFor(200, MILLISECONDS)).as("it ended: %s", output()).isFalse();
      assertThat(Instant.now()).as("it does not answer: %s", output()).isBefore(deadline);
    }
    return this;
  }

  boolean answers() throws Exception {
    try {
      return HTTP.send(openApi, BodyHandlers.discarding()).statusCode() == 200;
    } catch (ConnectException e) {
      return false;
    }
  }

  /** As an operator's orchestrator does it; the process goes on for a while. */
  void askToEnd() {
    process.destroy();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  int terminate() throws Exception {
    process.destroy();
    return exitCode();
  }

  int exitCode() throws Exception {
    assertThat(process.waitFor(PATIENCE.toSeconds(), SECONDS))
        .as("it goes on: %s", output())
        .isTrue();
    return process.exitValue();
  }

  String output() throws IOException {
    return Files.readString(log);
  }
}
