package qingdan.shared;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the database answers. Asks on a connection of its own: a full pool is no reason to
 * leave the service.
 */
@Readiness
@ApplicationScoped
class DatabaseAnswers implements HealthCheck {

  private final String url;
  private final Properties login = new Properties();

  DatabaseAnswers(
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") Optional<String> username,
      @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
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
      return response.status(connection.isValid(2)).build();
    } catch (SQLException unreachable) {
      return response.down().withData("reason", String.valueOf(unreachable.getMessage())).build();
    }
  }
}
