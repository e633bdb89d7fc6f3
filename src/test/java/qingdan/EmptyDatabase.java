package qingdan;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A database of its own, beside that of the other tests, for what happens at a first start. */
public class EmptyDatabase implements QuarkusTestResourceLifecycleManager {

  private final TestDatabase server = new TestDatabase();

  @Override
  public Map<String, String> start() {
    var url = server.start().get("quarkus.datasource.jdbc.url");
    var name = "empty_" + System.nanoTime();
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Map.of(
        "quarkus.datasource.jdbc.url", url.replaceFirst("/postgres\\?", "/" + name + "?"));
  }

  @Override
  public void stop() {}
}
