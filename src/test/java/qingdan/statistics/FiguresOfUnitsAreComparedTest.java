package qingdan.statistics;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.World.admin;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;
import static qingdan.World.unit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.TimePasses;

/** 16 districts, 20 universities; what a unit says of itself beside what its children say. */
@QuarkusTest
class FiguresOfUnitsAreComparedTest extends ApiTest {

  @Inject Clock clock;

  private String city;
  private String district;
  private String town;
  private String other;
  private String university;

  @BeforeEach
  void aCity() {
    city = unit(null, "市", "CITY");
    district = unit(city, "甲区", "COUNTY");
    other = unit(city, "乙区", "COUNTY");
    university = unit(city, "大学", "UNIVERSITY");
    town = unit(district, "镇", "TOWNSHIP");
    unit(district, "乡", "TOWNSHIP");
  }

  @AfterEach
  void comeBack() {
    TimePasses.back();
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private static void report(String unit, LocalDate day, long value) {
    reporter()
        .body(Map.of("value", value))
        .put("/api/v1/units/" + unit + "/figures/CADRES/" + day)
        .then()
        .statusCode(201);
  }

  private static ValidatableResponse figures(String unit, String query) {
    return supervisor().get("/api/v1/statistics/figures?unit=" + unit + query).then();
  }

  @Test
  void whoHasTheAnswerIsNotSentItAgainUntilAFigureChanges() {
    report(city, today(), 1000);
    var address = "/api/v1/statistics/figures?measure=CADRES&by=child&unit=" + city;
    var tag = supervisor().get(address).header("ETag");

    supervisor().header("If-None-Match", tag).get(address).then().statusCode(304);
    report(town, today(), 7);
    supervisor()
        .header("If-None-Match", tag)
        .get(address)
        .then()
        .statusCode(200)
        .body(
            "groups.find { it.unit.id == '%s' }.figure.childrenSum".formatted(district),
            equalTo(7));
  }

  @Test
  void nobodyKnowsTheFiguresOfADayToCome() {
    figures(city, "&measure=CADRES&asOf=" + today().plusDays(1))
        .statusCode(400)
        .body("errors.code", contains("future"));
  }

  @Test
  void whatAUnitReportedStandsBesideTheSumOfItsChildrenAndWhoIsMissing() {
    report(city, today(), 1000);
    report(district, today().minusDays(9), 300);
    report(district, today().minusDays(2), 400);
    report(university, today(), 0);

    figures(city, "&measure=CADRES")
        .statusCode(200)
        .body("unit.id", equalTo(city))
        .body("asOf", equalTo(today().toString()))
        .body("kinds.kind", contains("COUNTY", "UNIVERSITY"))
        .body("kinds.units", contains(2, 1))
        .body("figures", hasSize(1))
        .body("figures[0].value", equalTo(1000))
        .body("figures[0].childrenSum", equalTo(400))
        .body("figures[0].difference", equalTo(600))
        .body("figures[0].childrenReported", equalTo(2))
        .body("figures[0].childrenMissing", equalTo(1))
        .body("missing.id", contains(other))
        .body("missingList", endsWith("/figures/CADRES/children?reported=false"));
    String list = figures(city, "&measure=CADRES").extract().path("missingList");
    supervisor().get(list).then().statusCode(200).body("items.unit", contains(other));
  }

  @Test
  void missingIsNullWithAReasonAndZeroMeansZero() {
    figures(city, "")
        .statusCode(200)
        .body("figures.find { it.measure == 'CADRES' }.value", nullValue())
        .body("figures.find { it.measure == 'CADRES' }.reason", equalTo("NOT_REPORTED"))
        .body("figures.find { it.measure == 'CADRES' }.childrenReason", equalTo("NOT_REPORTED"))
        .body("figures.find { it.measure == 'CADRES' }.difference", nullValue())
        .body("missing", nullValue());
    report(city, today(), 0);
    figures(city, "&measure=CADRES")
        .body("figures[0].value", equalTo(0))
        .body("figures[0].reason", nullValue());
    figures(university, "&measure=CADRES")
        .body("figures[0].childrenReason", equalTo("NO_CHILDREN"))
        .body("kinds", empty())
        .body("missing", empty());
  }

  @Test
  void eachChildStandsBesideTheSumOfItsOwn() {
    report(district, today(), 50);
    report(town, today(), 30);

    var first = figures(city, "&measure=CADRES&by=child&limit=2");

    first
        .statusCode(200)
        .body("groups.unit.id", contains(district, other))
        .body("groups.figure.value", contains(50, null))
        .body("groups.figure.childrenSum", contains(30, null))
        .body("groups.figure.difference", contains(20, null))
        .body("groups.figure.childrenMissing", contains(1, 0));
    String next = first.extract().path("next");
    supervisor()
        .urlEncodingEnabled(false)
        .get(next)
        .then()
        .statusCode(200)
        .body("groups.unit.id", contains(university))
        .body("next", nullValue());
  }

  @Test
  void asOfADayTheTreeOfThatDayCounts() {
    report(district, today(), 7);
    report(other, today(), 5);
    var then = today();
    TimePasses.days(1);
    var tag = Map.of("type", "MOVE", "unit", district, "parent", other);
    admin().body(tag).post("/api/v1/unit-changes").then().statusCode(201);
    report(other, today(), 11);

    figures(city, "&measure=CADRES&by=child&asOf=" + then)
        .body("figures[0].childrenSum", equalTo(12))
        .body("kinds.units", contains(2, 1))
        .body("groups.figure.value", contains(7, 5, null));
    figures(city, "&measure=CADRES&by=child")
        .body("figures[0].childrenSum", equalTo(11))
        .body("kinds.units", contains(1, 1))
        .body("groups.unit.id", contains(other, university))
        .body("groups.figure.childrenSum", contains(7, null));
    figures(city, "&measure=CADRES&asOf=" + then).body("missing.id", contains(university));
  }

  @Test
  void onlyWhatIsServedIsAnswered() {
    figures(city, "&by=child").statusCode(400);
    figures(city, "&by=kind&measure=CADRES").statusCode(400);
    figures(city, "&measure=NONE").statusCode(404);
    supervisor().get("/api/v1/statistics/figures").then().statusCode(400);
    figures(city, "&measure=CADRES&asOf=1899-01-01").statusCode(400);
  }
}
