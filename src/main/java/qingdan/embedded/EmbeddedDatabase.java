package qingdan.embedded;

import java.nio.file.Path;
import java.util.ServiceLoader;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.ApplicationLifecycleManager;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import qingdan.embedded.DatabaseServer.Running;

/** Gives the application a database of its own where none is configured. */
public final class EmbeddedDatabase {
  private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);
  private static final String URL = "quarkus.datasource.jdbc.url";

  private EmbeddedDatabase() {}

  /**
   * Starts the embedded server unless a JDBC URL is set, and points the application to it.
   *
   * <p>System properties carry the address because they outlive a reload in development mode:
   * {@code main} runs again then, finds the URL set and keeps the server.
   *
   * @throws NoDatabase if it cannot be started
   */
  public static void startUnlessConfigured() {
    // While the build records an archive of classes, the application starts but never connects.
    if (ApplicationLifecycleManager.isAppCDSGeneration() || setting(URL, "").length() > 0) {
      return;
    }
    var server =
        ServiceLoader.load(DatabaseServer.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new NoDatabase(
                        "No database: set QUARKUS_DATASOURCE_JDBC_URL, QUARKUS_DATASOURCE_USERNAME and"
                            + " QUARKUS_DATASOURCE_PASSWORD; this build comes without an embedded PostgreSQL."));
    var running = server.start(folder(), port());
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stopAfterApplication(running), "embedded-database-stop"));
    System.setProperty(URL, running.jdbcUrl());
    System.setProperty("quarkus.datasource.username", running.username());
    System.setProperty("quarkus.datasource.password", running.password());
    LOG.infof(
        "%s; set QUARKUS_DATASOURCE_JDBC_URL to use a server of yours", running.description());
  }

  private static Path folder() {
    return Path.of(setting("qingdan.embedded.directory", "data/postgresql"))
        .toAbsolutePath()
        .normalize();
  }

  private static int port() {
    var port = setting("qingdan.embedded.port", "0");
    try {
      return Integer.parseInt(port);
    } catch (NumberFormatException e) {
      throw new NoDatabase("QINGDAN_EMBEDDED_PORT must be a number, not \"" + port + "\".", e);
    }
  }

  private static String setting(String name, String otherwise) {
    return ConfigProvider.getConfig().getOptionalValue(name, String.class).orElse(otherwise);
  }

  /** Shutdown hooks run side by side, and requests in flight still need the database. */
  private static void stopAfterApplication(Running server) {
    var application = Application.currentApplication();
    if (application != null) {
      application.awaitShutdown();
    }
    server.stop();
  }
}
