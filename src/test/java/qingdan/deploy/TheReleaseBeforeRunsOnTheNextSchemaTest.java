package qingdan.deploy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import qingdan.EmptyDatabase;
import qingdan.World;

/** A roll-back, and a pod of the release before that starts anew while the next is rolled out. */
@QuarkusTest
@QuarkusTestResource(
    value = TheReleaseBeforeRunsOnTheNextSchemaTest.NextSchema.class,
    restrictToAnnotatedClass = true)
class TheReleaseBeforeRunsOnTheNextSchemaTest {

  /** Migrated by this release, and then by one that adds a column and a table. */
  public static class NextSchema implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      var settings = new EmptyDatabase().start();
      var url = settings.get("quarkus.datasource.jdbc.url");
      Flyway.configure()
          .dataSource(url, "postgres", "postgres")
          .locations("filesystem:src/main/resources/db/migration")
          .load()
          .migrate();
      try (var connection = DriverManager.getConnection(url);
          var statement = connection.createStatement()) {
        statement.execute("alter table unit add column of_the_next_release text");
        statement.execute("create table of_the_next_release (id uuid primary key)");
        statement.execute(
            """
            insert into flyway_schema_history
                (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
            select max(installed_rank) + 1, '9999', 'Of the next release', 'SQL', 'V9999__Of_the_next_release.sql',
                1, current_user, 1, true
            from flyway_schema_history
            """);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return settings;
    }

    @Override
    public void stop() {}
  }

  @Test
  void itStartsAndWorks() {
    World.admin()
        .body(Map.of("code", World.code(), "name", "省", "kind", "PROVINCE"))
        .post("/api/v1/units")
        .then()
        .statusCode(201);
  }
}
