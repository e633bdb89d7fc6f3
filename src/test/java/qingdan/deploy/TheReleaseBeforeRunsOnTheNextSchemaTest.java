package qingdan.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  @Inject Flyway ours;

  @Test
  void requestsOutlastAMigrationThatWaitsForATable(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("V10000__Add_another.sql"), "alter table unit add column another text");
    var next =
        Flyway.configure()
            .dataSource(url, "postgres", "postgres")
            .initSql(ours.getConfiguration().getInitSql())
            .locations("filesystem:" + folder)
            .ignoreMigrationPatterns("*:missing")
            .load();
    try (var reader = DriverManager.getConnection(url);
        var statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("select from unit");
      var migration = CompletableFuture.runAsync(next::migrate);
      await().until(() -> aTableIsWaitedFor(statement));

      World.admin().get("/api/v1/units?limit=1").then().statusCode(200);

      assertThatThrownBy(migration::join).hasStackTraceContaining("lock timeout");
    }
    next.migrate();
  }

  private static boolean aTableIsWaitedFor(Statement statement) throws SQLException {
    try (var waiting =
        statement.executeQuery(
            "select from pg_locks where not granted and relation = cast('unit' as regclass)")) {
      return waiting.next();
    }
  }

  @Test
  void othersWaitForTheOneThatMigrates() {
    assertThat(ours.getConfiguration().getLockRetryCount())
        .as("for as long as it takes")
        .isNegative();
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
