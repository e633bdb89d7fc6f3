package qingdan.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

import jakarta.inject.Inject;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.Ended;
import qingdan.World;
import qingdan.access.Subtree;
import qingdan.unit.StagedFault;
import qingdan.unit.StagedUnit;
import qingdan.unit.UnitKind;
import qingdan.unit.UnitMerge;

/** Others go on while an import runs; replicas come and go. */
@QuarkusTest
class AnImportStandsAloneAgainstOthersTest extends ApiTest {

  private static final List<Subtree> EVERYTHING = List.of(new Subtree("/"));

  @Inject UnitMerge merge;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String database;

  private String left;
  private String right;
  private String parent;
  private String parentCode;

  @BeforeEach
  void tree() {
    left = World.unit(null, "左", "CITY");
    right = World.unit(null, "右", "CITY");
    parent = World.unit(left, "中", "COUNTY");
    parentCode = World.admin().get("/api/v1/units/" + parent).then().extract().path("code");
  }

  @Test
  void newUnitsFollowAParentThatMovesMeanwhile() {
    var code = World.code();
    var faults = merged(code, Map.of("type", "MOVE", "unit", parent, "parent", right));

    assertThat(faults).isEmpty();
    World.admin()
        .get("/api/v1/units/code:" + code + "/ancestors")
        .then()
        .body("id", equalTo(List.of(right, parent)));
    World.admin().get("/api/v1/units/" + parent).then().body("children", equalTo(1));
    World.admin().get("/api/v1/units/count?unit=" + right).then().body("count", equalTo(4));
  }

  @Test
  void nothingIsMergedBelowAParentThatClosesMeanwhile() {
    var faults = merged(World.code(), Map.of("type", "CLOSE", "unit", parent));

    assertThat(faults).extracting(StagedFault::rule).containsExactly("unknown-parent");
  }

  @Test
  void aJobOfAReplicaThatDiedIsDoneByAnother() throws SQLException, IOException {
    var code = World.code();
    var job = UUID.randomUUID();
    String admin = World.admin().get("/api/v1/me").then().extract().path("id");
    try (var connection = DriverManager.getConnection(database);
        var insert =
            connection.prepareStatement(
                """
                insert into job (id, type, status, dry_run, parameters, rows_all, created_by, created_at, started_at,
                    heartbeat_at, runner, attempts)
                values (?, 'UNIT_IMPORT', 'RUNNING', false, '{"charset":"UTF-8","sectors":"false"}', 1, cast(? as uuid), now(),
                    now(), now() - interval '31 seconds', gen_random_uuid(), 1)
                """);
        var input = connection.prepareStatement("insert into job_input values (?, 0, ?)")) {
      connection.setAutoCommit(false);
      insert.setObject(1, job);
      insert.setString(2, admin);
      insert.execute();
      input.setObject(1, job);
      input.setBytes(
          2, gzip("code,name,kind,parentCode\n%s,村,VILLAGE,%s\n".formatted(code, parentCode)));
      input.execute();
      connection.commit();
    }

    assertThat(Ended.job(job.toString()).getString("status")).isEqualTo("SUCCEEDED");
    World.admin().get("/api/v1/units/code:" + code).then().statusCode(200);
  }

  /** Merges a unit and one below it under the parent; the change comes between check and lock. */
  private List<StagedFault> merged(String code, Map<String, String> change) {
    var faults = new ArrayList<StagedFault>();
    var asked = new boolean[1];
    QuarkusTransaction.begin();
    merge.stage(
        2,
        to -> {
          to.accept(unit(2, code + "-1", code));
          to.accept(unit(3, code, parentCode));
        });
    assertThat(merge.faults(EVERYTHING, 10).total()).isZero();
    merge.merge(
        false,
        EVERYTHING,
        null,
        null,
        done -> {
          World.admin().body(change).post("/api/v1/unit-changes").then().statusCode(201);
          asked[0] = true;
        },
        faults::add);
    if (faults.isEmpty()) {
      QuarkusTransaction.commit();
    } else {
      QuarkusTransaction.rollback();
    }
    assertThat(asked[0]).isTrue();
    return faults;
  }

  private static StagedUnit unit(long line, String code, String parent) {
    return new StagedUnit(line, code, "新", UnitKind.TOWNSHIP, parent, null, null);
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
