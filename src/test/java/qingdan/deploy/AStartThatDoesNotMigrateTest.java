package qingdan.deploy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import java.net.URL;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import qingdan.EmptyDatabase;

/** Where somebody else migrates, before or after. */
@QuarkusTest
@TestProfile(AStartThatDoesNotMigrateTest.OneBehind.class)
class AStartThatDoesNotMigrateTest {

  public static class OneBehind implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.flyway.migrate-at-start", "false");
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(Behind.class));
    }
  }

  /** Migrated by all but the last. */
  public static class Behind extends EmptyDatabase {
    @Override
    public Map<String, String> start() {
      var settings = super.start();
      var flyway =
          Flyway.configure()
              .dataSource(settings.get("quarkus.datasource.jdbc.url"), "postgres", "postgres")
              .locations("filesystem:src/main/resources/db/migration");
      var all = flyway.load().info().all();
      flyway.target(all[all.length - 2].getVersion()).load().migrate();
      return settings;
    }
  }

  @TestHTTPResource(value = "/health/ready", management = true)
  URL readiness;

  @Inject Flyway flyway;

  @Test
  void itIsReadyOnceTheSchemaFitsAndTellsWhatItLacksUntilThen() {
    assertThat(flyway.info().pending()).hasSize(1);
    var last = flyway.info().pending()[0];

    given()
        .get(readiness)
        .then()
        .statusCode(503)
        .body(
            "checks.find { it.name == 'database' }.data.reason",
            is("the schema lacks V" + last.getVersion() + " " + last.getDescription()));

    flyway.migrate();

    given().get(readiness).then().statusCode(200);
  }
}
