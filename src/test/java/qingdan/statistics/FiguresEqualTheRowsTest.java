package qingdan.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.admin;
import static qingdan.World.supervisor;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.Ended;
import qingdan.TimePasses;
import qingdan.World;
import qingdan.problem.Drive;

/**
 * Whatever is done at once to problems and units, and whenever postings are folded: every figure
 * equals a recount of the rows and their history, now and as of every day that has passed.
 */
@QuarkusTest
class FiguresEqualTheRowsTest extends ApiTest {

  private static final Logger LOG = Logger.getLogger(FiguresEqualTheRowsTest.class);
  private static final int DAYS = Integer.getInteger("qingdan.days", 4);
  private static final long SEED = Long.getLong("qingdan.seed", System.nanoTime());
  private static final Function<Map<String, Object>, String> VALUE =
      group -> (String) group.get("value");
  private static final Function<Map<String, Object>, String> ID = group -> (String) group.get("id");
  private static final Function<Map<String, Object>, String> UNIT =
      group -> group.get("unit") instanceof Map<?, ?> unit ? (String) unit.get("id") : null;

  @Inject AgroalDataSource database;
  @Inject Clock clock;

  private Bustle bustle;
  private Drive drive;
  private String leadOfLocal;
  private long probes;

  @BeforeEach
  void growATree() {
    bustle = new Bustle(clock);
    drive = bustle.drive;
    leadOfLocal = supervisor().get("/api/v1/tasks/" + bustle.local).path("leadUnit.id");
  }

  @AfterEach
  void comeBack() {
    TimePasses.back();
  }

  @Test
  void afterEveryBurstAndForEveryDay() throws Exception {
    var random = new Random(SEED);
    var days = new ArrayList<LocalDate>();
    var kept = new HashSet<String>();
    var threads = Executors.newFixedThreadPool(5);
    try {
      for (int day = 0; day < DAYS; day++) {
        days.add(bustle.today());
        bustle.burst(random, threads, day == DAYS / 2);
        check(List.of(bustle.today()));
        kept.addAll(kept());
        TimePasses.days(1);
      }
    } finally {
      threads.shutdown();
    }
    days.add(bustle.today());
    check(days);
    checkSeries(days);
    checkLinks();
    rebuild();
    check(days);
    verify(days);
    LOG.infof("seed %d: %d numbers of %d days compared", SEED, probes, days.size());
    assertThat(probes).isGreaterThan(10_000);
    assertThat(kept)
        .as("read, after entries alone, from sums by month and from sums by day")
        .contains("months", "days");
  }

  /** From the rows and what the change log said of them: every day is what it was. */
  private void rebuild() {
    String job =
        admin().post("/api/v1/ledger/rebuilds").then().statusCode(202).extract().path("id");
    assertThat(Ended.job(job).getString("status")).as("seed %d", SEED).isEqualTo("SUCCEEDED");
  }

  /** The service finds the same, of now and of each day that is over. */
  private void verify(List<LocalDate> days) throws SQLException {
    var codes = new HashSet<String>();
    for (var unit : recount().unitIds()) {
      codes.add(admin().get("/api/v1/units/" + unit).path("code"));
    }
    for (var day : days.subList(0, days.size() - 1)) {
      var verified = verified(Map.of("asOf", day.toString()));
      // other tests have their own rows of these days
      assertThat(
              items(World::admin, "/api/v1/jobs/" + verified.getString("id") + "/errors?limit=200"))
          .as("seed %d: on %s", SEED, day)
          .noneMatch(difference -> codes.contains(difference.get("unitCode")));
    }
    // behind the days that other tests have let pass
    TimePasses.days(20);
    assertThat(verified(Map.of()).getString("status")).as("seed %d", SEED).isEqualTo("SUCCEEDED");
  }

  private static JsonPath verified(Map<String, String> of) {
    String job =
        admin()
            .body(of)
            .post("/api/v1/ledger/verifications")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    return Ended.job(job);
  }

  private Set<String> kept() throws SQLException {
    var kinds = new HashSet<String>();
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                """
                select distinct case when daily then 'days' when summed then 'months' else 'entries' end
                from ledger_unit l join unit u on u.id = l.unit_id
                where u.path like (select path || '%' from unit where id = ?)
                """)) {
      statement.setObject(1, UUID.fromString(drive.city));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          kinds.add(rows.getString(1));
        }
      }
    }
    return kinds;
  }

  private Recount recount() throws SQLException {
    try (var connection = database.getConnection()) {
      return new Recount(connection, drive.campaign, drive.city);
    }
  }

  /** Every unit, every part, every number. */
  private void check(List<LocalDate> days) throws SQLException {
    var recount = recount();
    for (var day : days) {
      var standing = recount.standing(day);
      for (var id : recount.unitIds()) {
        var unit = recount.unit(id, day);
        if (unit != null) {
          checkUnit(recount, standing, unit, day);
        }
      }
    }
  }

  private void checkUnit(
      Recount recount, List<Recount.Standing> standing, Recount.Unit unit, LocalDate day) {
    Predicate<Recount.Standing> within = it -> it.unit().path().startsWith(unit.path());
    var here = standing.stream().filter(within).toList();
    var children = statistic(unit.id(), day, "by", "child");
    equal(
        Recount.counts(standing, within, null, day, unit.path()),
        children.path("total"),
        "all of " + unit + " on " + day);
    List<Map<String, Object>> groups = children.path("groups");
    assertThat(groups.get(0).get("alone")).isEqualTo(true);
    assertThat(counts(groups.get(0))).containsEntry("matters", null);
    equal(
        Recount.counts(here, it -> it.unit().id().equals(unit.id()), null, day, null),
        counts(groups.get(0)),
        "alone " + unit + " on " + day);
    var told = groups.iterator();
    told.next();
    for (var child : recount.children(unit.id(), day)) {
      var counts =
          Recount.counts(
              standing, it -> it.unit().path().startsWith(child.path()), null, day, child.path());
      // of a unit that is closed, what it has left behind is told
      if (!child.closed() || isAnything(counts)) {
        equal(counts, counts(told.next()), "child " + child + " on " + day);
      }
    }
    assertThat(told).isExhausted();
    checkBy(unit, day, "kind", VALUE, here, it -> it.unit().kind());
    checkBy(unit, day, "sector", VALUE, here, it -> it.unit().sector());
    checkBy(unit, day, "category", VALUE, here, it -> it.fields().get("category"));
    checkBy(unit, day, "task", ID, here, it -> it.fields().get("task"));
    checkBy(unit, day, "origin", VALUE, here, it -> origin(it.fields().get("task")));
    checkBy(unit, day, "lead", UNIT, here, it -> lead(it.fields().get("task")));
    if (day.equals(bustle.today())) {
      checkBy(unit, day, "responsible", UNIT, here, it -> it.fields().get("responsibleUnit"));
    }
    checkBatches(unit, day, here);
    checkStatuses(unit, day, here);
    for (var task : List.of(bustle.common, bustle.local)) {
      checkFilter(unit, day, "task", task, here);
    }
    for (var category : Bustle.CATEGORIES) {
      checkFilter(unit, day, "category", category, here);
    }
    checkBeside(recount, unit, day, here);
  }

  private void checkFilter(
      Recount.Unit unit, LocalDate day, String field, String value, List<Recount.Standing> here) {
    equal(
        Recount.counts(here, it -> value.equals(it.fields().get(field)), null, day, null),
        statistic(unit.id(), day, field, value).path("total"),
        field + " " + value + " of " + unit + " on " + day);
  }

  /** The day stands beside another; and today is what the summary of the unit tells. */
  private void checkBeside(
      Recount recount, Recount.Unit unit, LocalDate day, List<Recount.Standing> here) {
    if (!day.equals(bustle.today())) {
      var beside =
          supervisor()
              .queryParam("unit", unit.id())
              .queryParam("campaign", drive.campaign)
              .queryParam("by", "kind")
              .queryParam("compareTo", day.toString())
              .get("/api/v1/statistics/problems")
              .then()
              .statusCode(200)
              .extract();
      equal(
          Recount.counts(here, it -> true, null, day, unit.path()),
          beside.path("compared"),
          unit + " beside, on " + day);
      List<Map<String, Object>> groups = beside.path("groups");
      for (var group : groups) {
        equal(
            Recount.counts(
                here, it -> it.unit().kind().equals(group.get("value")), null, day, null),
            compared(group),
            group.get("value") + " of " + unit + " beside, on " + day);
      }
      return;
    }
    var summary =
        supervisor()
            .get("/api/v1/units/" + unit.id() + "/summary")
            .then()
            .statusCode(200)
            .extract();
    equal(
        Recount.counts(here, it -> true, null, day, unit.path()),
        summary.path("campaigns[0].problems"),
        "summary of " + unit);
    List<Map<String, Object>> told = summary.path("campaigns[0].children");
    for (var group : told.subList(1, told.size())) {
      var child = recount.unit(UNIT.apply(group), day);
      var counts =
          Recount.counts(
              here, it -> it.unit().path().startsWith(child.path()), null, day, child.path());
      counts.remove("medianDaysToClose");
      equal(counts, counts(group), child + " in the summary of " + unit);
    }
    equal(
        Recount.counts(here, it -> it.unit().id().equals(unit.id()), null, day, null),
        counts(told.get(0)),
        "alone in the summary of " + unit);
  }

  private static boolean isAnything(Map<String, Object> counts) {
    return counts.values().stream().anyMatch(number -> number instanceof Long n && n != 0);
  }

  private String origin(String task) {
    return task == null ? null : task.equals(bustle.common) ? "COMMON" : "LOCAL";
  }

  private String lead(String task) {
    return task == null ? null : task.equals(bustle.common) ? drive.bureau : leadOfLocal;
  }

  private void checkBatches(Recount.Unit unit, LocalDate day, List<Recount.Standing> here) {
    var told = told(unit, day, "batch", ID);
    for (var one : List.of(drive.batch, bustle.batch())) {
      var recounted = Recount.counts(here, it -> it.batches().contains(one), one, day, null);
      var what = "batch " + one + " of " + unit + " on " + day;
      equal(recounted, statistic(unit.id(), day, "batch", one).path("total"), what);
      if (here.stream().anyMatch(it -> it.batches().contains(one))) {
        equal(recounted, told.get(one), "by " + what);
      }
    }
  }

  private void checkStatuses(Recount.Unit unit, LocalDate day, List<Recount.Standing> here) {
    List<Map<String, Object>> groups = statistic(unit.id(), day, "by", "status").path("groups");
    for (var group : groups) {
      assertThat(((Number) group.get("number")).longValue())
          .as("seed %d: %s of %s on %s", SEED, group.get("value"), unit, day)
          .isEqualTo(here.stream().filter(it -> it.is((String) group.get("value"))).count());
      probes++;
    }
    assertThat(groups).hasSize(9);
  }

  /** Each day of a series is what that day is when it is asked for alone. */
  private void checkSeries(List<LocalDate> days) throws SQLException {
    var recount = recount();
    for (var id : recount.unitIds()) {
      for (var by : List.of("day", "month")) {
        List<Map<String, Object>> groups =
            supervisor()
                .queryParam("from", days.get(0).toString())
                .queryParam("unit", id)
                .queryParam("campaign", drive.campaign)
                .queryParam("by", by)
                .get("/api/v1/statistics/problems")
                .then()
                .statusCode(200)
                .extract()
                .path("groups");
        assertThat(groups).isNotEmpty();
        for (var group : groups) {
          var day = LocalDate.parse((String) group.get("value"));
          var path = recount.unit(id, day).path();
          equal(
              Recount.counts(
                  recount.standing(day), it -> it.unit().path().startsWith(path), null, day, path),
              counts(group),
              by + " " + day + " of " + id);
        }
      }
    }
  }

  /** Each address beside a number leads to as many rows, and to their count. */
  private void checkLinks() {
    List<Map<String, Object>> statuses =
        statistic(drive.city, bustle.today(), "by", "status").path("groups");
    for (var status : statuses) {
      checkLink(status.get("value"), (String) status.get("link"), status.get("number"));
    }
    for (var by : List.of("child", "category", "task", "batch", "responsible")) {
      List<Map<String, Object>> groups =
          statistic(drive.city, bustle.today(), "by", by).path("groups");
      for (var group : groups) {
        if (counts(group).get("links") instanceof Map<?, ?> links) {
          links.forEach(
              (number, address) ->
                  checkLink(number + " by " + by, (String) address, counts(group).get(number)));
        }
      }
    }
  }

  private void checkLink(Object what, String address, Object number) {
    var rows = ((Number) number).intValue();
    assertThat(items(World::supervisor, address + "&limit=200"))
        .as("seed %d: %s at %s", SEED, what, address)
        .hasSize(rows);
    supervisor()
        .urlEncodingEnabled(false)
        .get(address.replace("?", "/count?"))
        .then()
        .statusCode(200)
        .body("count", equalTo(rows));
    probes++;
  }

  private static List<Map<String, Object>> items(
      Supplier<RequestSpecification> as, String address) {
    var items = new ArrayList<Map<String, Object>>();
    for (var next = address; next != null; ) {
      var page = as.get().urlEncodingEnabled(false).get(next).then().statusCode(200).extract();
      items.addAll(page.path("items"));
      next = page.path("next");
    }
    return items;
  }

  private void checkBy(
      Recount.Unit unit,
      LocalDate day,
      String by,
      Function<Map<String, Object>, String> key,
      List<Recount.Standing> here,
      Function<Recount.Standing, String> value) {
    var told = told(unit, day, by, key);
    for (var one : here.stream().map(value).distinct().toList()) {
      equal(
          Recount.counts(here, it -> Objects.equals(value.apply(it), one), null, day, null),
          told.remove(one),
          by + " " + one + " of " + unit + " on " + day);
    }
    told.values()
        .forEach(
            counts -> assertThat(counts).containsEntry("found", 0).containsEntry("duplicates", 0));
  }

  private Map<String, Map<String, Object>> told(
      Recount.Unit unit, LocalDate day, String by, Function<Map<String, Object>, String> key) {
    List<Map<String, Object>> groups = statistic(unit.id(), day, "by", by).path("groups");
    var told = new HashMap<String, Map<String, Object>>();
    groups.forEach(group -> told.put(key.apply(group), counts(group)));
    return told;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> counts(Map<String, Object> group) {
    return (Map<String, Object>) group.get("counts");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> compared(Map<String, Object> group) {
    return (Map<String, Object>) group.get("compared");
  }

  private Response statistic(String unit, LocalDate day, String name, String value) {
    var request = supervisor().queryParam("unit", unit).queryParam("campaign", drive.campaign);
    if (!day.equals(bustle.today())) {
      request.queryParam("asOf", day.toString());
    }
    return request
        .queryParam(name, value)
        .get("/api/v1/statistics/problems")
        .then()
        .statusCode(200)
        .extract()
        .response();
  }

  private void equal(Map<String, Object> recounted, Map<String, Object> told, String what) {
    assertThat(told).as("seed %d: %s", SEED, what).isNotNull();
    for (var number : recounted.entrySet()) {
      var is = told.get(number.getKey());
      if (number.getValue() instanceof Long count) {
        assertThat(((Number) is).longValue())
            .as("seed %d: %s of %s", SEED, number.getKey(), what)
            .isEqualTo(count);
      } else if (number.getValue() == null) {
        assertThat(is).as("seed %d: %s of %s", SEED, number.getKey(), what).isNull();
      } else {
        // the JSON reader of the tests makes floats of fractions
        assertThat(((Number) is).floatValue())
            .as("seed %d: %s of %s", SEED, number.getKey(), what)
            .isEqualTo(((Double) number.getValue()).floatValue());
      }
      probes++;
    }
  }
}
