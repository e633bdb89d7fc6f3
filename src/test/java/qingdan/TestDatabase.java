package qingdan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * One PostgreSQL for all tests of a JVM, thrown away at its end. {@code -Dqingdan.test.jdbc-url=…}
 * names another server, with user and password in the URL.
 */
public class TestDatabase implements QuarkusTestResourceLifecycleManager {
  /** A system property, because each restart of the application may load this class anew. */
  private static final String URL = "qingdan.test.jdbc-url";

  @Override
  public Map<String, String> start() {
    synchronized (System.getProperties()) {
      if (System.getProperty(URL, "").isEmpty()) {
        System.setProperty(URL, startServer().getJdbcUrl("postgres", "postgres"));
      }
    }
    return Map.of("quarkus.datasource.jdbc.url", System.getProperty(URL));
  }

  private static EmbeddedPostgres startServer() {
    try {
      return EmbeddedPostgres.builder()
          .setOverrideWorkingDirectory(Path.of("target", "test-database").toFile())
          .setLocaleConfig("locale", "C")
          .setServerConfig("fsync", "off")
          .setServerConfig("full_page_writes", "off")
          .setServerConfig("synchronous_commit", "on")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kept for the next test class; the server's own shutdown hook ends it. */
  @Override
  public void stop() {}
}
