package qingdan.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import qingdan.Ended;
import qingdan.World;

@QuarkusTest
class UnitsAreImportedWholeOrNotAtAllTest extends FilesOfUnits {

  @Inject MeterRegistry meters;

  @Test
  void rowsComeInAnyOrder() {
    var job =
        succeeded(
            HEADER
                + line(b, "河东村", "VILLAGE", a)
                + line(a, "河东镇", "TOWNSHIP", root)
                + line(root, "河东省", "PROVINCE", ""));

    assertThat(job.getMap("result")).isEqualTo(Map.of("created", 3, "changed", 0, "unchanged", 0));
    assertThat(job.getInt("percent")).isEqualTo(100);
    unit(root).body("children", equalTo(1)).body("tier", equalTo("PROVINCE"));
    unit(b).body("name", equalTo("河东村"));
    World.admin()
        .get("/api/v1/units/code:" + b + "/ancestors")
        .then()
        .body("code", equalTo(List.of(root, a)));
    World.admin()
        .get("/api/v1/units/code:" + b + "/history")
        .then()
        .body("items[0].type", equalTo("unit.created"));
  }

  @Test
  void theSameFileAgainChangesNothing() {
    var file = HEADER + line(root, "省", "PROVINCE", "") + line(a, "市", "CITY", root);
    succeeded(file);

    assertThat(succeeded(file).getMap("result"))
        .isEqualTo(Map.of("created", 0, "changed", 0, "unchanged", 2));
    unit(a).body("version", equalTo(1));
  }

  @Test
  void aKnownCodeGetsWhatTheRowSays() {
    succeeded(HEADER + line(root, "省", "PROVINCE", "") + line(a, "县", "COUNTY", root));

    var job =
        succeeded(
            "parentCode,sector,kind,name,code\n"
                + ",,PROVINCE,省,%s\n%s,RURAL,COUNTY,新县,%s\n".formatted(root, root, a));

    assertThat(job.getMap("result")).isEqualTo(Map.of("created", 0, "changed", 1, "unchanged", 1));
    unit(a)
        .body("name", equalTo("新县"))
        .body("sector", equalTo("RURAL"))
        .body("version", equalTo(2));
    World.admin()
        .get("/api/v1/units/code:" + a + "/history")
        .then()
        .body("items[0].type", equalTo("unit.renamed"))
        .body("items[0].fields.find { it.field == 'name' }.before", equalTo("县"))
        .body("items[0].fields.find { it.field == 'sector' }.after", equalTo("RURAL"));
  }

  @Test
  void newUnitsGoBelowUnitsThatStandAlready() {
    World.admin()
        .body(Map.of("code", root, "name", "省", "kind", "PROVINCE"))
        .post("/api/v1/units")
        .then()
        .statusCode(201);

    succeeded(HEADER + line(a, "市", "CITY", root) + line(b, "县", "COUNTY", a));

    unit(root).body("children", equalTo(1));
    unit(a).body("children", equalTo(1));
  }

  @Test
  void unfinishedJobsAreCountedForTheMetrics() {
    for (var status : List.of("QUEUED", "RUNNING")) {
      assertThat(meters.get("qingdan.jobs").tag("status", status).gauge().value()).isNotNegative();
    }
  }

  @Test
  void anImportMovesNothing() {
    succeeded(
        HEADER
            + line(root, "省", "PROVINCE", "")
            + line(a, "市", "CITY", root)
            + line(b, "县", "COUNTY", a));

    var job = failed(HEADER + line(b, "县", "COUNTY", root));

    assertThat(job.getList("errors.code")).containsExactly("other-parent");
    assertThat(job.getString("errors[0].message")).contains(a);
  }

  @Test
  void theCodeOfAClosedUnitIsNotTakenAgain() {
    succeeded(HEADER + line(root, "省", "PROVINCE", ""));
    World.admin()
        .body(Map.of("type", "CLOSE", "unit", "code:" + root))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);

    assertThat(failed(HEADER + line(root, "省", "PROVINCE", "")).getList("errors.code"))
        .containsExactly("closed-code");
  }

  @Test
  void aDryRunTellsWhatWouldComeOfItAndChangesNothing() {
    var file = (HEADER + line(root, "省", "PROVINCE", "")).getBytes(UTF_8);
    var job = ended(upload("text/csv").queryParam("dryRun", true), file);

    assertThat(job.getString("status")).isEqualTo("SUCCEEDED");
    assertThat(job.getInt("result.created")).isEqualTo(1);
    World.admin().get("/api/v1/units/code:" + root).then().statusCode(404);
  }

  @Test
  void administratorsImportIntoTheirOwnSubtreeOnly() {
    var own = World.unit(null, "甲县", "COUNTY");
    var foreign = World.unit(null, "乙县", "COUNTY");
    var token = administrator(own);
    var ownCode = code(own);
    var file =
        HEADER
            + line(ownCode, "甲县", "COUNTY", "")
            + line(a, "村", "VILLAGE", ownCode)
            + line(b, "村", "VILLAGE", code(World.unit(null, "丙县", "COUNTY")))
            + line(code(foreign), "乙县", "COUNTY", "")
            + line(root, "省", "PROVINCE", "");

    var job = ended(upload(token, "text/csv"), file.getBytes(UTF_8));

    assertThat(job.<Map<String, Object>>getList("errors"))
        .extracting(e -> e.get("line") + " " + e.get("code"))
        .containsExactly("4 unknown-parent", "5 not-administered", "6 root");
    World.admin().get("/api/v1/jobs/" + job.getString("id")).then().statusCode(200);
    World.as(administrator(foreign))
        .get("/api/v1/jobs/" + job.getString("id"))
        .then()
        .statusCode(404);
    assertThat(
            ended(
                    upload(token, "text/csv"),
                    (HEADER + line(a, "村", "VILLAGE", ownCode)).getBytes(UTF_8))
                .getString("status"))
        .isEqualTo("SUCCEEDED");
  }

  @Test
  void anUploadSentAgainIsTheSameJob() {
    var file = (HEADER + line(root, "省", "PROVINCE", "")).getBytes(UTF_8);
    var key = UUID.randomUUID().toString();
    var first = queued(upload("text/csv").header("Idempotency-Key", key), file);
    var second = queued(upload("text/csv").header("Idempotency-Key", key), file);

    assertThat(second.getString("id")).isEqualTo(first.getString("id"));
    upload("text/csv")
        .header("Idempotency-Key", key)
        .body((HEADER + line(a, "市", "CITY", "")).getBytes(UTF_8))
        .post("/api/v1/imports/units")
        .then()
        .statusCode(422);
  }

  @Test
  void anEndedJobCannotBeCancelled() {
    var job = succeeded(HEADER + line(root, "省", "PROVINCE", ""));
    World.admin()
        .post("/api/v1/jobs/" + job.getString("id") + "/cancellation")
        .then()
        .statusCode(409)
        .body("code", equalTo("job-finished"));
  }

  @Test
  void aCancelledJobHasChangedNothing() {
    var file = new StringBuilder(HEADER + line(root, "省", "PROVINCE", ""));
    for (int i = 0; i < 5000; i++) {
      file.append(line(root + "-" + i, "村" + i, "VILLAGE", root));
    }
    var id = queued(upload("text/csv"), file.toString().getBytes(UTF_8)).getString("id");
    World.admin().post("/api/v1/jobs/" + id + "/cancellation").then().statusCode(202);

    assertThat(Ended.job(id).getString("status")).isEqualTo("CANCELLED");
    World.admin().get("/api/v1/units/code:" + root).then().statusCode(404);
  }

  private static String code(String unit) {
    return World.admin().get("/api/v1/units/" + unit).then().extract().path("code");
  }

  private static String administrator(String unit) {
    var name = World.code().toLowerCase();
    var account =
        World.admin()
            .body(
                Map.of(
                    "username",
                    name,
                    "displayName",
                    name,
                    "unit",
                    unit,
                    "password",
                    World.PASSWORD))
            .post("/api/v1/accounts")
            .then()
            .statusCode(201)
            .extract()
            .<String>path("id");
    World.admin()
        .body(Map.of("account", account, "role", "ADMIN", "unit", unit))
        .post("/api/v1/grants")
        .then()
        .statusCode(201);
    return World.logIn(name, World.PASSWORD);
  }
}
