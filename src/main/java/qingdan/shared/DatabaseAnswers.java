package qingdan.shared;

import static java.util.stream.Collectors.joining;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/**
 * Ready while the database answers and, where a start does not migrate, once somebody has migrated
 * it. Asks on a connection of its own: a full pool is no reason to leave the service.
 *
 * <p>The driver makes by its name what the address of the database asks for.
 */
@RegisterForReflection(targets = DefaultJavaSSLFactory.class)
@Readiness
@ApplicationScoped
class DatabaseAnswers implements HealthCheck {

  private final String url;
  private final Properties login = new Properties();
  private final Flyway flyway;

  /** What was added stays. */
  private volatile boolean fits;

  DatabaseAnswers(
      Flyway flyway,
      @ConfigProperty(name = "quarkus.flyway.migrate-at-start") boolean migrated,
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") Optional<String> username,
      @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
    this.flyway = flyway;
    this.fits = migrated;
    this.url = url;
    username.ifPresent(name -> login.setProperty("user", name));
    password.ifPresent(word -> login.setProperty("password", word));
    login.setProperty("loginTimeout", "2");
    login.setProperty("connectTimeout", "2");
    login.setProperty("socketTimeout", "2");
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("database");
    try (var connection = DriverManager.getConnection(url, login)) {
      if (!connection.isValid(2)) {
        return response.down().withData("reason", "the database takes too long to answer").build();
      }
      var missing = missing();
      return missing.isEmpty()
          ? response.up().build()
          : response.down().withData("reason", "the schema lacks " + missing).build();
    } catch (SQLException unreachable) {
      return response.down().withData("reason", String.valueOf(unreachable.getMessage())).build();
    }
  }

  /**
   * The migrations of this release that nobody made; asked of a database that has just answered.
   */
  private String missing() {
    if (fits) {
      return "";
    }
    var missing =
        Stream.of(flyway.info().pending())
            .map(migration -> "V" + migration.getVersion() + " " + migration.getDescription())
            .collect(joining(", "));
    fits = missing.isEmpty();
    return missing;
  }
}
