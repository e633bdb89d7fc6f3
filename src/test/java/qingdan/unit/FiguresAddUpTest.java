package qingdan.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.World.admin;
import static qingdan.World.as;
import static qingdan.World.unit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;

@QuarkusTest
class FiguresAddUpTest extends ApiTest {

  private static final String CADRES = "figures.find { it.measure == 'CADRES' }.";

  @Inject AgroalDataSource database;
  @Inject Past past;

  private String city;
  private String county;
  private String other;
  private String silent;

  @BeforeEach
  void aCityWithThreeCounties() {
    city = unit(null, "市", "CITY");
    county = unit(city, "甲县", "COUNTY");
    other = unit(city, "乙县", "COUNTY");
    silent = unit(city, "丙县", "COUNTY");
  }

  private static String at(String unit, String measure, String day) {
    return "/api/v1/units/" + unit + "/figures/" + measure + "/" + day;
  }

  private static ValidatableResponse put(
      RequestSpecification request, String unit, String day, long value) {
    return request.body(Map.of("value", value)).put(at(unit, "CADRES", day)).then();
  }

  private static void report(String unit, String day, long value) {
    put(admin(), unit, day, value).statusCode(201).header("ETag", "\"1\"");
  }

  private static ValidatableResponse figures(String unit, String asOf) {
    return admin()
        .get("/api/v1/units/" + unit + "/figures" + (asOf == null ? "" : "?asOf=" + asOf))
        .then()
        .statusCode(200);
  }

  @Test
  void theSumIsThatOfTheLatestNumbersOfTheChildren() {
    report(city, "2019-09-09", 1000);
    report(county, "2019-08-01", 300);
    report(county, "2019-09-01", 400);
    report(other, "2019-09-13", 500);

    figures(city, null)
        .body("asOf", equalTo(past.daysAgo(0)))
        .body(CADRES + "value", equalTo(1000))
        .body(CADRES + "day", equalTo("2019-09-09"))
        .body(CADRES + "reason", nullValue())
        .body(CADRES + "childrenSum", equalTo(900))
        .body(CADRES + "difference", equalTo(100))
        .body(CADRES + "childrenReported", equalTo(2))
        .body(CADRES + "childrenMissing", equalTo(1));
  }

  @Test
  void aUnitThatIsClosedMeanwhileHasNothingToReport() throws SQLException {
    try (var other = database.getConnection()) {
      other.setAutoCommit(false);
      run(other, "select from unit where id = ? for update");
      run(other, "update unit set closed_at = now(), version = version + 1 where id = ?");
      run(
          other,
          "update unit set child_count = child_count - 1 where id = (select parent_id from unit where id = ?)");
      var request = admin().body(Map.of("value", 7));
      var report =
          CompletableFuture.supplyAsync(() -> request.put(at(county, "CADRES", "2019-09-09")));
      await().until(this::somebodyWaits);
      other.commit();
      other.setAutoCommit(true);

      report.join().then().statusCode(409).body("code", equalTo("unit-closed"));
    }
  }

  private void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, UUID.fromString(county));
      statement.execute();
    }
  }

  private boolean somebodyWaits() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")) {
      return rows.next();
    }
  }

  @Test
  void missingIsNullWithAReasonAndZeroMeansZero() {
    figures(city, null)
        .body(CADRES + "value", nullValue())
        .body(CADRES + "day", nullValue())
        .body(CADRES + "reason", equalTo("NOT_REPORTED"))
        .body(CADRES + "childrenSum", nullValue())
        .body(CADRES + "childrenReason", equalTo("NOT_REPORTED"))
        .body(CADRES + "difference", nullValue())
        .body(CADRES + "childrenMissing", equalTo(3));
    figures(county, null).body(CADRES + "childrenReason", equalTo("NO_CHILDREN"));

    report(county, "2019-09-09", 0);

    figures(county, null).body(CADRES + "value", equalTo(0)).body(CADRES + "reason", nullValue());
    figures(city, null)
        .body(CADRES + "childrenSum", equalTo(0))
        .body(CADRES + "childrenReason", nullValue())
        .body(CADRES + "difference", nullValue());
  }

  @Test
  void whoHasNotReportedIsSeen() {
    report(county, "2019-09-09", 7);
    report(other, "2019-09-10", 0);
    var children = "/api/v1/units/" + city + "/figures/CADRES/children";

    admin()
        .get(children)
        .then()
        .statusCode(200)
        .body("items.unit", contains(county, other, silent))
        .body("items.value", contains(7, 0, null))
        .body("items.reason", contains(null, null, "NOT_REPORTED"));
    admin().get(children + "?reported=false").then().body("items.unit", contains(silent));
    admin().get(children + "?reported=true").then().body("items.unit", contains(county, other));
    admin().get(children + "/count?reported=false").then().body("count", equalTo(1));
    admin().get(children + "?reported=yes").then().statusCode(400);
    String next =
        admin().get(children + "?limit=2").then().body("items", hasSize(2)).extract().path("next");
    admin()
        .urlEncodingEnabled(false)
        .get(next)
        .then()
        .body("items.unit", contains(silent))
        .body("next", nullValue());
  }

  @Test
  void aMovedChildCountsForTheParentOfTheDay() {
    var to = unit(null, "新市", "CITY");
    report(county, past.daysAgo(25), 40);
    report(county, past.daysAgo(3), 50);
    report(other, past.daysAgo(25), 5);
    past.age(10, city, county, other, silent, to);
    change(Map.of("type", "MOVE", "unit", county, "parent", to));
    change(Map.of("type", "CLOSE", "unit", other));
    past.age(10, city, county, other, silent, to);

    figures(city, past.daysAgo(15))
        .body(CADRES + "childrenSum", equalTo(45))
        .body(CADRES + "childrenMissing", equalTo(1));
    figures(to, past.daysAgo(15)).body(CADRES + "childrenReason", equalTo("NO_CHILDREN"));
    figures(to, past.daysAgo(5)).body(CADRES + "childrenSum", equalTo(40));
    figures(to, null).body(CADRES + "childrenSum", equalTo(50));
    figures(city, null)
        .body(CADRES + "childrenSum", nullValue())
        .body(CADRES + "childrenMissing", equalTo(1));
    admin()
        .get("/api/v1/units/" + city + "/figures/CADRES/children?asOf=" + past.daysAgo(15))
        .then()
        .body("items.unit", contains(county, other, silent))
        .body("items.value", contains(40, 5, null));
  }

  @Test
  void figuresOfDaysBeforeAUnitWasRegisteredAreServed() {
    report(county, "2019-09-09", 40);

    figures(county, "2019-09-10").body(CADRES + "value", equalTo(40));
    figures(county, "2019-09-08").body(CADRES + "value", nullValue());
    figures(city, "2019-09-10").body(CADRES + "childrenReason", equalTo("NO_CHILDREN"));
    admin()
        .get("/api/v1/units/" + city + "/figures/CADRES/children?asOf=2019-09-10")
        .then()
        .statusCode(200)
        .body("items", empty());
  }

  private static void change(Map<String, Object> body) {
    admin().body(body).post("/api/v1/unit-changes").then().statusCode(201);
  }

  @Test
  void aCorrectionNamesTheVersionThatItCorrects() {
    var day = "2019-09-09";
    put(admin().header("If-None-Match", "*"), county, day, 10).statusCode(201);

    put(admin(), county, day, 11).statusCode(428);
    put(admin().header("If-None-Match", "*"), county, day, 11)
        .statusCode(412)
        .header("ETag", "\"1\"");
    put(admin().header("If-Match", "\"7\""), county, day, 11).statusCode(412);
    put(admin().header("If-Match", "\"1\""), county, day, 11)
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("value", equalTo(11));
    put(admin().header("If-Match", "\"1\""), county, "2019-09-10", 11).statusCode(412);
    admin().header("If-None-Match", "\"2\"").get(at(county, "CADRES", day)).then().statusCode(304);
    admin().get(at(county, "CADRES", "2019-09-10")).then().statusCode(404);
  }

  @Test
  void theSeriesHasTheLatestDayFirst() {
    report(county, "2019-07-01", 1);
    report(county, "2019-09-01", 3);
    report(county, "2019-08-01", 2);
    var series = "/api/v1/units/" + county + "/figures/CADRES";

    admin().get(series).then().statusCode(200).body("items.value", contains(3, 2, 1));
    String next =
        admin().get(series + "?limit=2").then().body("items", hasSize(2)).extract().path("next");
    admin().urlEncodingEnabled(false).get(next).then().body("items.day", contains("2019-07-01"));
    admin().get(series + "/count").then().body("count", equalTo(3));
    admin().get("/api/v1/units/" + county + "/figures/NONE").then().statusCode(404);
  }

  @Test
  void onlyWhatCanBeCountedIsTaken() {
    put(admin(), county, "2019-09-09", -1).statusCode(400);
    put(admin(), county, "2019-09-09", 1_000_000_000_001L).statusCode(400);
    put(admin(), county, past.daysAgo(-1), 1)
        .statusCode(422)
        .body("errors.code", contains("future"));
    put(admin(), county, "1899-12-31", 1).statusCode(400);
    put(admin(), county, "today", 1).statusCode(400);
    put(admin(), county, past.daysAgo(0), 1_000_000_000_000L).statusCode(201);
    admin().body(Map.of("value", 1)).put(at(county, "NONE", "2019-09-09")).then().statusCode(404);
    change(Map.of("type", "CLOSE", "unit", silent));
    put(admin(), silent, "2019-09-09", 1).statusCode(409).body("code", equalTo("unit-closed"));
  }

  @Test
  void reportersReportForTheirOwnSubtree() {
    var reporter = Someone.with("REPORTER", county);
    var viewer = Someone.with("VIEWER", county);

    put(as(reporter), county, "2019-09-09", 1).statusCode(201);
    put(as(viewer), county, "2019-09-10", 1)
        .statusCode(403)
        .body("detail", containsString("REPORTER"));
    put(as(reporter), other, "2019-09-09", 1).statusCode(404);
    as(viewer).get(at(county, "CADRES", "2019-09-09")).then().statusCode(200);
    as(viewer).get("/api/v1/units/" + city + "/figures").then().statusCode(404);
    as(viewer).get("/api/v1/units/" + city + "/figures/CADRES/children").then().statusCode(404);
  }

  @Test
  void ofTwoReportersAtOnceNoneWritesOverTheOther() throws Exception {
    var day = "2019-09-09";
    var together = new CyclicBarrier(2);
    var threads = Executors.newFixedThreadPool(2);
    for (int round = 0; round < 50; round++) {
      var tag = round == 0 ? null : "\"" + round + "\"";
      var value = 2 * round;
      var first = threads.submit(() -> attempt(together, tag, day, value + 1));
      var second = threads.submit(() -> attempt(together, tag, day, value + 2));
      var won = round == 0 ? 201 : 200;
      var lost = round == 0 ? 428 : 412;

      var statuses = new int[] {first.get(), second.get()};

      assertThat(statuses).containsExactlyInAnyOrder(won, lost);
      admin()
          .get(at(county, "CADRES", day))
          .then()
          .body("version", equalTo(round + 1))
          .body("value", equalTo(statuses[0] == won ? value + 1 : value + 2));
    }
    threads.shutdown();
  }

  private int attempt(CyclicBarrier together, String tag, String day, long value) throws Exception {
    var request = tag == null ? admin() : admin().header("If-Match", tag);
    together.await(30, TimeUnit.SECONDS);
    return put(request, county, day, value).extract().statusCode();
  }
}
