package qingdan.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** PostgreSQL from binaries in the class path, unpacked next to its data. */
public class PostgresInFolder implements DatabaseServer {

  @Override
  public Running start(Path path, int port) {
    var folder = DataFolder.claim(path);
    try {
      folder.clearRemains();
      refuseTaken(port);
      return new Postgres(folder, launch(folder, port));
    } catch (IOException | IllegalStateException e) {
      folder.release();
      throw new NoDatabase(
          "The embedded PostgreSQL did not start (%s); see %s. Set QUARKUS_DATASOURCE_JDBC_URL to use another server."
              .formatted(e.getMessage(), folder.log()),
          e);
    } catch (NoDatabase e) {
      folder.release();
      throw e;
    }
  }

  private static EmbeddedPostgres launch(DataFolder folder, int port) throws IOException {
    if (Files.exists(folder.log())) {
      Files.move(folder.log(), folder.formerLog(), StandardCopyOption.REPLACE_EXISTING);
    }
    folder.beginFilling();
    var postgres =
        EmbeddedPostgres.builder()
            .setPort(port)
            .setDataDirectory(folder.cluster())
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(folder.binaries().toFile())
            .setRegisterShutdownHook(false)
            .setLocaleConfig("locale", "C")
            // The builder turns both off, which would lose acknowledged writes.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "100")
            .setServerConfig("timezone", "UTC")
            .setServerConfig("listen_addresses", "localhost")
            .setServerConfig("unix_socket_directories", "")
            // To a file: a pipe would break once this process is killed, and its text would be log
            // lines without a level.
            .setOutputRedirector(Redirect.appendTo(folder.log().toFile()))
            .setErrorRedirector(Redirect.appendTo(folder.log().toFile()))
            // Long enough for the recovery after a crash.
            .setPGStartupWait(Duration.ofMinutes(2))
            .start();
    folder.endFilling();
    return postgres;
  }

  private static void refuseTaken(int port) {
    try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      probe.setReuseAddress(true);
    } catch (IOException e) {
      throw new NoDatabase(
          "Port %d is taken: set QINGDAN_EMBEDDED_PORT to another port, or to 0 for any free one."
              .formatted(port),
          e);
    }
  }

  private record Postgres(DataFolder folder, EmbeddedPostgres server) implements Running {
    @Override
    public String description() {
      return "Embedded PostgreSQL %s in %s, port %d"
          .formatted(folder.version(), folder, server.getPort());
    }

    @Override
    public String jdbcUrl() {
      return "jdbc:postgresql://localhost:%d/postgres".formatted(server.getPort());
    }

    @Override
    public String username() {
      return "postgres";
    }

    /** Any will do: connections from this machine are trusted. */
    @Override
    public String password() {
      return "postgres";
    }

    @Override
    public void stop() {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        folder.release();
      }
    }
  }
}
