package qingdan.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.World.admin;
import static qingdan.World.unit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;

@QuarkusTest
class TheTreeStaysATreeTest extends ApiTest {

  /** A path says the same as the parents do, and every unit is reached from a root. */
  private static final String BROKEN =
      """
      with recursive reached as (
          select id, '/' || label || '/' as path from unit where parent_id is null
          union all
          select u.id, r.path || u.label || '/' from unit u join reached r on r.id = u.parent_id
      )
      select (select count(*) from unit) - (select count(*) from reached)
           + (select count(*) from unit u join reached r on r.id = u.id where r.path <> u.path)
           + (select count(*) from unit u where child_count <>
                 (select count(*) from unit c where c.parent_id = u.id and c.closed_at is null))
      """;

  /** Versions of the unit of which one begins before the one before it ends. */
  private static final String OVERLAPS =
      """
      select count(*) from (
          select valid_from < lag(valid_to) over (order by version) or version <= lag(version) over (order by version) as wrong
          from (select version, valid_from, valid_to from unit_past where unit_id = '%1$s'
                union all select version, valid_from, null from unit where id = '%1$s') v
      ) w where wrong
      """;

  @Inject AgroalDataSource database;

  private static ValidatableResponse change(Map<String, Object> body) {
    return admin().body(body).post("/api/v1/unit-changes").then();
  }

  private static Map<String, Object> move(String unit, String parent) {
    return Map.of("type", "MOVE", "unit", unit, "parent", parent);
  }

  private long broken() throws SQLException {
    return number(BROKEN);
  }

  private long number(String query) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void aMoveSaysWhereTo() {
    var province = unit(null, "省", "PROVINCE");
    var county = unit(province, "县", "COUNTY");
    var nowhere = change(Map.of("type", "MOVE", "unit", county));
    nowhere
        .statusCode(422)
        .body("errors.pointer", contains("/parent"))
        .body("errors.code", contains("one-of-two"));
    change(Map.of("type", "MOVE", "unit", county, "parent", province, "root", true))
        .statusCode(422);
    change(Map.of("type", "CLOSE", "unit", county, "root", true))
        .statusCode(422)
        .body("errors.pointer", contains("/root"));

    change(Map.of("type", "MOVE", "unit", county, "root", true))
        .statusCode(201)
        .body("parent", nullValue());
  }

  @Test
  void aMovedUnitTakesItsSubtreeAlong() {
    var province = unit(null, "省", "PROVINCE");
    var from = unit(province, "甲市", "CITY");
    var to = unit(province, "乙市", "CITY");
    var county = unit(from, "县", "COUNTY");
    var township = unit(county, "乡", "TOWNSHIP");

    String id =
        change(move(county, to))
            .statusCode(201)
            .body("unitsTouched", equalTo(2))
            .extract()
            .path("id");

    admin().get("/api/v1/units/" + township + "/ancestors").then().body("id[1]", equalTo(to));
    admin().get("/api/v1/units/" + from).then().body("children", equalTo(0));
    admin().get("/api/v1/unit-changes/" + id).then().statusCode(200).body("parent", equalTo(to));
  }

  @Test
  void aDryRunSaysTheImpactAndChangesNothing() {
    var province = unit(null, "省", "PROVINCE");
    var city = unit(province, "市", "CITY");
    var county = unit(city, "县", "COUNTY");

    change(Map.of("type", "MOVE", "unit", county, "parent", province, "dryRun", true))
        .statusCode(200)
        .body("unitsTouched", equalTo(1))
        .body("id", nullValue());
    change(Map.of("type", "CLOSE", "unit", city, "dryRun", true))
        .statusCode(200)
        .body("obstacle.code", equalTo("unit-has-open-children"));

    admin().get("/api/v1/units/" + county).then().body("parent", equalTo(city));
  }

  @Test
  void aUnitCannotStandBelowItself() {
    var province = unit(null, "省", "PROVINCE");
    var city = unit(province, "市", "CITY");

    change(move(province, city)).statusCode(409).body("code", equalTo("move-into-own-subtree"));
    change(move(province, province)).statusCode(409);
  }

  @Test
  void aClosedUnitTakesNoChild() {
    var province = unit(null, "省", "PROVINCE");
    var city = unit(province, "市", "CITY");
    var other = unit(province, "他市", "CITY");
    change(Map.of("type", "CLOSE", "unit", city)).statusCode(201);

    change(move(other, city)).statusCode(409).body("code", equalTo("unit-closed"));
    admin().get("/api/v1/units/" + city).then().body("status", equalTo("CLOSED"));
    admin().get("/api/v1/units/" + province).then().body("children", equalTo(1));
  }

  @Test
  void aMergedUnitHandsItsChildrenToTheSuccessor() {
    var province = unit(null, "省", "PROVINCE");
    var city = unit(province, "市", "CITY");
    var successor = unit(province, "新市", "CITY");
    var county = unit(city, "县", "COUNTY");

    change(Map.of("type", "MERGE", "unit", city, "successor", successor)).statusCode(201);

    admin().get("/api/v1/units/" + county).then().body("parent", equalTo(successor));
    admin().get("/api/v1/units/" + city).then().body("successor", equalTo(successor));
  }

  @Test
  void whatATypeOfChangeNeedsIsNamedAtOnce() {
    var province = unit(null, "省", "PROVINCE");

    change(Map.of("type", "RENAME", "unit", province, "parent", province))
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/name", "/parent")));
    change(Map.of("type", "RENAME", "unit", province, "name", "新省")).statusCode(201);
  }

  @Test
  void randomConcurrentMovesLeaveATree() throws Exception {
    var random = new Random(7);
    var root = unit(null, "省", "PROVINCE");
    var all = new ArrayList<String>();
    for (int i = 0; i < 12; i++) {
      all.add(unit(i < 4 ? root : all.get(random.nextInt(i)), "单位" + i, "OTHER"));
    }
    var overlapping = new Overlap();
    var rounds = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < Integer.getInteger("qingdan.rounds", 1000); i++) {
      var body = move(all.get(random.nextInt(12)), all.get(random.nextInt(12)));
      rounds.add(() -> overlapping.attempt(() -> change(body).extract().statusCode()));
    }
    var threads = Executors.newFixedThreadPool(8);
    var statuses = new ArrayList<Integer>();
    for (var done : threads.invokeAll(rounds)) {
      statuses.add(done.get());
    }
    threads.shutdown();

    assertThat(statuses).contains(201, 409).containsOnly(201, 409, 422);
    assertThat(broken()).isZero();
    assertThat(overlapping.most()).isGreaterThan(1);
  }

  @Test
  void anAmendmentDuringAMoveLeavesNoOverlappingPast() throws Exception {
    var left = unit(null, "左", "CITY");
    var right = unit(null, "右", "CITY");
    var county = unit(left, "县", "COUNTY");
    var overlapping = new Overlap();
    var threads = Executors.newFixedThreadPool(2);
    for (int i = 0; i < Integer.getInteger("qingdan.rounds", 1000) / 20; i++) {
      var name = "县" + i;
      var to = i % 2 == 0 ? right : left;
      var version = admin().get("/api/v1/units/" + county).then().extract().header("ETag");
      var statuses = new ArrayList<Integer>();
      for (var done :
          threads.invokeAll(
              List.<Callable<Integer>>of(
                  () -> overlapping.attempt(() -> rename(county, version, name)),
                  () ->
                      overlapping.attempt(
                          () -> change(move(county, to)).extract().statusCode())))) {
        statuses.add(done.get());
      }
      assertThat(statuses.get(0)).isIn(200, 412);
      assertThat(statuses.get(1)).isEqualTo(201);
    }
    threads.shutdown();

    assertThat(number(OVERLAPS.formatted(county))).isZero();
    assertThat(overlapping.most()).isGreaterThan(1);
  }

  private static int rename(String unit, String version, String name) {
    return admin()
        .contentType("application/merge-patch+json")
        .header("If-Match", version)
        .body(Map.of("name", name))
        .patch("/api/v1/units/" + unit)
        .statusCode();
  }

  /** How many attempts were under way at the same time: a race that was none proves nothing. */
  private static final class Overlap {
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    int attempt(Callable<Integer> attempt) throws Exception {
      most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      try {
        return attempt.call();
      } finally {
        underWay.decrementAndGet();
      }
    }

    int most() {
      return most.get();
    }
  }
}
