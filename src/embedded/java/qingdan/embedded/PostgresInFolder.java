package qingdan.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** PostgreSQL from binaries in the class path, unpacked next to its data. */
public class PostgresInFolder implements DatabaseServer {

  private static final String BY_PASSWORD = "host all all all scram-sha-256\n";
  private static final String ANYONE = "host all all all trust\n";

  @Override
  public Running start(Path path, int port) {
    var folder = DataFolder.claim(path);
    try {
      folder.clearRemains();
      refuseTaken(port);
      return launch(folder, port);
    } catch (IOException | IllegalStateException | SQLException e) {
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

  /** Whoever has no password yet, at a first start or in an older folder, gets one at once. */
  private static Postgres launch(DataFolder folder, int port) throws IOException, SQLException {
    var known = folder.password();
    Files.writeString(folder.access(), known.isPresent() ? BY_PASSWORD : ANYONE);
    var server = launch(folder, port, known.orElse("none yet"));
    if (known.isPresent()) {
      return new Postgres(folder, server, known.get());
    }
    try {
      return new Postgres(folder, server, setPassword(folder, server));
    } catch (IOException | SQLException e) {
      server.close();
      throw e;
    }
  }

  /** In an order that may be cut short anywhere: the next start sees to the rest. */
  private static String setPassword(DataFolder folder, EmbeddedPostgres server)
      throws IOException, SQLException {
    var password = random();
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("alter role postgres password '" + password + "'");
      folder.keepPassword(password);
      Files.writeString(folder.access(), BY_PASSWORD);
      statement.execute("select pg_reload_conf()");
    }
    return password;
  }

  private static String random() {
    var bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  private static EmbeddedPostgres launch(DataFolder folder, int port, String password)
      throws IOException {
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
            .setServerConfig("hba_file", folder.access().toString())
            .setServerConfig("password_encryption", "scram-sha-256")
            .setConnectConfig("password", password)
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

  private record Postgres(DataFolder folder, EmbeddedPostgres server, String password)
      implements Running {
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
