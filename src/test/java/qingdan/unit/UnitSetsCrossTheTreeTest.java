package qingdan.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static qingdan.World.admin;
import static qingdan.World.as;
import static qingdan.World.unit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class UnitSetsCrossTheTreeTest extends ApiTest {

  private static final String SETS = "/api/v1/unit-sets/";

  @Inject AgroalDataSource database;

  private String province;
  private String county;
  private String other;
  private String school;
  private String outside;

  @BeforeEach
  void aProvinceWithTwoCounties() {
    province = unit(null, "省", "PROVINCE");
    county = unit(province, "甲县", "COUNTY");
    other = unit(province, "乙县", "COUNTY");
    school = unit(county, "学校", "SCHOOL");
    outside = unit(null, "外省", "PROVINCE");
  }

  private static String set(String owner, String name, boolean exclusive) {
    return admin()
        .body(Map.of("name", name, "grouping", "领域", "exclusive", exclusive, "owner", owner))
        .post("/api/v1/unit-sets")
        .then()
        .statusCode(201)
        .header("ETag", "\"1\"")
        .extract()
        .path("id");
  }

  private static ValidatableResponse add(String set, String... units) {
    return admin().body(Map.of("units", units)).post(SETS + set + "/members").then();
  }

  @Test
  void aSetHoldsUnitsFromAnyBranch() {
    var schools = set(province, "教育", false);

    add(schools, school, other).statusCode(200).body("added", equalTo(2));
    add(schools, school, county).statusCode(200).body("added", equalTo(1), "unchanged", equalTo(1));

    admin()
        .get(SETS + schools + "/members")
        .then()
        .statusCode(200)
        .body("items.id", containsInAnyOrder(county, school, other));
    admin().get(SETS + schools + "/members/count").then().body("count", equalTo(3));
    admin()
        .get("/api/v1/units?set=" + schools + "&unit=" + county)
        .then()
        .body("items.id", contains(county, school));
    admin().get("/api/v1/units/count?set=" + schools).then().body("count", equalTo(3));
    admin()
        .get("/api/v1/units?limit=2&set=" + schools)
        .then()
        .body("items", hasSize(2))
        .body("next", containsString("set=" + schools));
  }

  @Test
  void aUnitIsInOneExclusiveSetOfAGroupingOnly() {
    var schools = set(province, "教育", true);
    var rural = set(province, "农村", true);
    var any = set(province, "不限", false);
    add(schools, school).statusCode(200);

    add(rural, county, school)
        .statusCode(409)
        .body("code", equalTo("in-another-exclusive-set"))
        .body("errors.pointer", contains("/units/1"));

    admin().get(SETS + rural + "/members/count").then().body("count", equalTo(0));
    add(any, school).statusCode(200);
    add(set(county, "农村", true), school).statusCode(200);
    admin().delete(SETS + schools + "/members/" + school).then().statusCode(204);
    admin().delete(SETS + schools + "/members/" + school).then().statusCode(404);
    add(rural, school).statusCode(200);
  }

  @Test
  void aSetTurnsExclusiveOnlyWhereNoMemberIsInAnother() {
    var schools = set(province, "教育", true);
    var rural = set(province, "农村", false);
    add(schools, school).statusCode(200);
    add(rural, school).statusCode(200);

    change(rural, 1, Map.of("exclusive", true)).statusCode(409);
    change(rural, 1, Map.of("exclusive", true, "grouping", "其他")).statusCode(200);
    change(rural, 2, Map.of("grouping", "领域"))
        .statusCode(409)
        .body("code", equalTo("in-another-exclusive-set"));
  }

  private static ValidatableResponse change(String set, int version, Map<String, Object> patch) {
    return admin()
        .contentType("application/merge-patch+json")
        .header("If-Match", "\"" + version + "\"")
        .body(patch)
        .patch(SETS + set)
        .then();
  }

  @Test
  void whatCannotBeAMemberIsPointedAt() {
    var schools = set(county, "教育", true);
    admin()
        .body(Map.of("type", "CLOSE", "unit", school))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);

    add(schools, county, other, outside)
        .statusCode(422)
        .body("errors.pointer", contains("/units/1", "/units/2"))
        .body("errors.code", contains("outside-owner", "outside-owner"));
    add(schools, county, UUID.randomUUID().toString())
        .statusCode(422)
        .body("code", equalTo("unknown-reference"))
        .body("errors.pointer", contains("/units/1"));
    add(schools, county, county).statusCode(422).body("errors.code", contains("same-unit"));
    add(schools, school).statusCode(409).body("code", equalTo("unit-closed"));
    add(schools).statusCode(400).body("errors.pointer", contains("/units"));
    admin().get(SETS + schools + "/members/count").then().body("count", equalTo(0));
  }

  @Test
  void aChangeNeedsTheVersionThatWasRead() {
    var schools = set(province, "教育", false);

    admin()
        .contentType("application/merge-patch+json")
        .body(Map.of("name", "学校"))
        .patch(SETS + schools)
        .then()
        .statusCode(428);
    change(schools, 7, Map.of("name", "学校")).statusCode(412).header("ETag", "\"1\"");
    change(schools, 1, Map.of("name", "学校")).statusCode(200).body("name", equalTo("学校"));
    admin().header("If-None-Match", "\"2\"").get(SETS + schools).then().statusCode(304);
    set(province, "教育", false);
    change(schools, 2, Map.of("name", "教育")).statusCode(409).body("code", equalTo("name-taken"));
  }

  @Test
  void aDeletedSetLetsItsMembersGo() {
    var schools = set(province, "教育", true);
    add(schools, school).statusCode(200);

    admin().delete(SETS + schools).then().statusCode(428);
    admin().header("If-Match", "\"1\"").delete(SETS + schools).then().statusCode(204);

    admin().get(SETS + schools).then().statusCode(404);
    add(set(province, "教育", true), school).statusCode(200);
  }

  @Test
  void setsAreListedByGroupingAndName() {
    var schools = set(province, "教育 A", false);
    var rural = set(province, "农村 B", true);
    var below = set(county, "教育 C", true);

    admin()
        .queryParam("owner", province)
        .get("/api/v1/unit-sets")
        .then()
        .statusCode(200)
        .body("items.id", contains(rural, schools));
    admin()
        .queryParam("owner", province)
        .queryParam("q", "教育 a")
        .get("/api/v1/unit-sets")
        .then()
        .body("items.id", contains(schools));
    admin()
        .queryParam("owner", county)
        .queryParam("grouping", "领域")
        .get("/api/v1/unit-sets/count")
        .then()
        .body("count", equalTo(1));
    String next =
        admin()
            .queryParam("owner", province)
            .queryParam("limit", 1)
            .get("/api/v1/unit-sets")
            .then()
            .extract()
            .path("next");
    admin().urlEncodingEnabled(false).get(next).then().body("items.id", contains(schools));
    as(Someone.with("VIEWER", county))
        .get("/api/v1/unit-sets")
        .then()
        .body("items.id", contains(below));
  }

  @Test
  void aSetThatIsNotSeenAnswersLikeARandomOne() {
    var hidden = set(province, "教育", true);
    add(hidden, school).statusCode(200);
    var viewer = Someone.with("VIEWER", county);
    var random = UUID.randomUUID().toString();

    for (var path :
        List.of(
            "/api/v1/units?set=%s",
            "/api/v1/units?limit=1&set=%s",
            "/api/v1/units?asOf=2199-01-01&set=%s",
            "/api/v1/units?unit=" + county + "&set=%s",
            "/api/v1/units?unit=" + school + "&depth=self&set=%s",
            "/api/v1/units/count?set=%s",
            SETS + "%s",
            SETS + "%s/members",
            SETS + "%s/members/count")) {
      assertThat(seen(as(viewer).get(path.formatted(hidden)).then().extract(), hidden))
          .isEqualTo(seen(as(viewer).get(path.formatted(random)).then().extract(), random));
    }
    as(viewer).get("/api/v1/units?set=" + hidden).then().body("items", hasSize(0));
    as(viewer).get("/api/v1/unit-sets?owner=" + province).then().statusCode(404);
    as(viewer).get("/api/v1/unit-sets/count").then().body("count", equalTo(0));
    var admin = Someone.with("ADMIN", county);
    for (var set : List.of(hidden, random)) {
      as(admin)
          .body(Map.of("units", List.of(school)))
          .post(SETS + set + "/members")
          .then()
          .statusCode(404);
      as(admin).delete(SETS + set + "/members/" + school).then().statusCode(404);
      as(admin).header("If-Match", "*").delete(SETS + set).then().statusCode(404);
    }
  }

  /** All that an answer says, but for the id that was asked for and the id of the request. */
  private static String seen(ExtractableResponse<Response> answer, String id) {
    return answer.statusCode()
        + answer.asString().replace(id, "…").replaceAll("\"requestId\":\"[^\"]*\"", "");
  }

  @Test
  void whoeverSeesTheOwnerSeesTheSetAndOnlyItsAdministratorChangesIt() {
    var schools = set(county, "教育", true);
    add(schools, school).statusCode(200);
    var viewer = Someone.with("VIEWER", province);

    as(viewer).get(SETS + schools + "/members").then().body("items.id", contains(school));
    as(viewer)
        .body(Map.of("units", List.of(county)))
        .post(SETS + schools + "/members")
        .then()
        .statusCode(403)
        .body("detail", containsString("ADMIN"));
    as(viewer).header("If-Match", "\"1\"").delete(SETS + schools).then().statusCode(403);
    as(viewer)
        .body(Map.of("name", "学校", "grouping", "领域", "owner", county))
        .post("/api/v1/unit-sets")
        .then()
        .statusCode(403);
    as(Someone.with("ADMIN", county))
        .body(Map.of("name", "学校", "grouping", "领域", "owner", province))
        .post("/api/v1/unit-sets")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/owner"));
  }

  @Test
  void aMemberThatMovesOutOfTheOwnersSubtreeIsNoMemberThere() {
    var schools = set(county, "教育", true);
    add(schools, school).statusCode(200);

    admin()
        .body(Map.of("type", "MOVE", "unit", school, "parent", other))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);

    admin().get(SETS + schools + "/members").then().body("items", hasSize(0));
    admin().get("/api/v1/units?set=" + schools).then().body("items", hasSize(0));
    as(Someone.with("VIEWER", county))
        .get(SETS + schools + "/members/count")
        .then()
        .body("count", equalTo(0));
  }

  @Test
  void aSuccessorTakesThePlaceOfAMergedUnitInItsSets() throws SQLException {
    var heir = unit(county, "中心校", "SCHOOL");
    var schools = set(county, "教育", true);
    var rural = set(county, "农村", false);
    add(schools, school).statusCode(200);
    add(rural, school, heir).statusCode(200);

    admin()
        .body(Map.of("type", "MERGE", "unit", school, "successor", heir))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);

    admin().get(SETS + schools + "/members").then().body("items.id", contains(heir));
    admin().get(SETS + rural + "/members").then().body("items.id", contains(heir));
    assertThat(logged(schools)).endsWith("unit-set.member-succeeded");
  }

  @Test
  void aUnitThatClosesLeavesItsSets() throws SQLException {
    var schools = set(county, "教育", true);
    add(schools, school).statusCode(200);

    World.close(school);

    admin().get(SETS + schools + "/members/count").then().body("count", equalTo(0));
    assertThat(logged(schools)).endsWith("unit-set.member-removed");
  }

  /** The set becomes exclusive while the unit merges; the heir is in another exclusive one. */
  @Test
  void aSuccessorTakesThePlaceThatTheSetHasByThen() throws Exception {
    var heir = unit(county, "中心校", "SCHOOL");
    var schools = set(county, "教育", false);
    add(schools, school).statusCode(200);
    add(set(county, "农村", true), heir).statusCode(200);
    try (var other = database.getConnection()) {
      other.setAutoCommit(false);
      run(other, "update unit_set set exclusive = true where id = ?", schools);
      run(
          other,
          "update unit_set_member set exclusive_in = '" + county + " 领域' where set_id = ?",
          schools);
      var request = admin().body(Map.of("type", "MERGE", "unit", school, "successor", heir));
      var merge = CompletableFuture.supplyAsync(() -> request.post("/api/v1/unit-changes"));
      await().until(this::somebodyWaits);
      other.commit();
      other.setAutoCommit(true);
      merge.join().then().statusCode(201);
    }

    admin().get(SETS + schools + "/members/count").then().body("count", equalTo(0));
  }

  private static void run(Connection connection, String update, String set) throws SQLException {
    try (var statement = connection.prepareStatement(update)) {
      statement.setObject(1, UUID.fromString(set));
      assertThat(statement.executeUpdate()).isEqualTo(1);
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
  void changesAreLoggedAtTheOwner() throws SQLException {
    var schools = set(county, "教育", true);
    add(schools, school).statusCode(200);
    admin().delete(SETS + schools + "/members/" + school).then().statusCode(204);
    change(schools, 1, Map.of("name", "学校")).statusCode(200);
    admin().header("If-Match", "\"2\"").delete(SETS + schools).then().statusCode(204);

    assertThat(logged(schools))
        .containsExactly(
            "unit-set.created",
            "unit-set.members-added",
            "unit-set.member-removed",
            "unit-set.changed",
            "unit-set.deleted");
  }

  private List<String> logged(String set) throws SQLException {
    var types = new ArrayList<String>();
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "select type from change where entity = 'unit-set' and entity_id = ? order by id")) {
      statement.setObject(1, UUID.fromString(set));
      var rows = statement.executeQuery();
      while (rows.next()) {
        types.add(rows.getString(1));
      }
    }
    return types;
  }

  @Test
  void ofTwoExclusiveSetsThatTakeAUnitAtOnceExactlyOneGetsIt() throws Exception {
    var sets = List.of(set(province, "教育", true), set(province, "农村", true));
    var both = List.of(List.of(county, school), List.of(school, county));
    var together = new CyclicBarrier(2);
    var threads = Executors.newFixedThreadPool(2);
    for (int round = 0; round < Integer.getInteger("qingdan.rounds", 200); round++) {
      var attempts =
          List.of(0, 1).stream()
              .map(
                  i ->
                      threads.submit(
                          () -> {
                            var request = admin().body(Map.of("units", both.get(i)));
                            together.await(30, TimeUnit.SECONDS);
                            return request
                                .post(SETS + sets.get(i) + "/members")
                                .then()
                                .extract()
                                .statusCode();
                          }))
              .toList();
      var statuses = List.of(attempts.get(0).get(), attempts.get(1).get());
      assertThat(statuses).containsExactlyInAnyOrder(200, 409);
      assertThat(takenOut(sets.get(statuses.indexOf(200)))).isEqualTo(2);
      assertThat(takenOut(sets.get(statuses.indexOf(409)))).isZero();
    }
    threads.shutdown();
  }

  /** Empties the set for the next round; the number of its members. */
  private int takenOut(String set) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement("delete from unit_set_member where set_id = ?")) {
      statement.setObject(1, UUID.fromString(set));
      return statement.executeUpdate();
    }
  }
}
