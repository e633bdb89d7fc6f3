package qingdan.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static qingdan.World.supervisor;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class GroupsGuideUnitsTest extends ApiTest {

  private Circuit circuit;

  @BeforeEach
  void build() {
    circuit = new Circuit();
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Shanghai"));
  }

  @Test
  void aMemberSeesTheUnitsOfTheGroupAndAllBelowThem() {
    var member = circuit.person();
    var group = circuit.group(circuit.body(circuit.east));
    assertThat(Circuit.sees(member, circuit.east)).isEqualTo(404);

    Circuit.join(group, member, Map.of("role", "LEADER"));

    assertThat(Circuit.sees(member, circuit.east)).isEqualTo(200);
    assertThat(Circuit.sees(member, circuit.lower)).isEqualTo(200);
    assertThat(Circuit.sees(member, circuit.west)).isEqualTo(404);
    assertThat(Circuit.sees(member, circuit.city)).isEqualTo(404);
    assertThat(member.asks().get(group).statusCode()).isEqualTo(200);
  }

  @Test
  void sightEndsWithMembershipInTheNextRequestWithTheSameToken() {
    var member = circuit.person();
    var group = circuit.group(circuit.body(circuit.east));
    Circuit.join(group, member, Map.of());
    assertThat(Circuit.sees(member, circuit.town)).isEqualTo(200);

    supervisor().delete(group + "/members/" + member.account()).then().statusCode(204);

    assertThat(Circuit.sees(member, circuit.town)).isEqualTo(404);
    assertThat(member.asks().get(group).statusCode()).isEqualTo(404);
    supervisor().delete(group + "/members/" + member.account()).then().statusCode(404);
  }

  @Test
  void sightEndsWithTheAssignmentOfTheUnit() {
    var member = circuit.person();
    var group = circuit.group(circuit.body(circuit.east, circuit.west));
    Circuit.join(group, member, Map.of());

    supervisor().delete(group + "/units/" + circuit.east).then().statusCode(204);

    assertThat(Circuit.sees(member, circuit.east)).isEqualTo(404);
    assertThat(Circuit.sees(member, circuit.west)).isEqualTo(200);
  }

  @Test
  void sightBeginsWithTheFirstDayOfTheMember() {
    var member = circuit.person();
    var early = circuit.person();
    var group = circuit.group(circuit.body(circuit.east));
    Circuit.join(
        group,
        member,
        Map.of(
            "startsOn", today().plusDays(1).toString(), "endsOn", today().plusDays(5).toString()));
    assertThat(Circuit.sees(member, circuit.east)).isEqualTo(404);

    Circuit.join(group, early, Map.of());
    assertThat(Circuit.sees(early, circuit.east)).isEqualTo(200);
  }

  @Test
  void sightEndsWhenTheTermOfTheGroupIsCut() {
    var member = circuit.person();
    var body = circuit.body(circuit.east);
    body.put("startsOn", today().minusDays(10).toString());
    var group = circuit.group(body);
    Circuit.join(group, member, Map.of());
    assertThat(Circuit.sees(member, circuit.east)).isEqualTo(200);
    member.asks().get(group + "/coverage").then().statusCode(200);

    Circuit.patch(group, Map.of("endsOn", today().minusDays(1).toString()));

    assertThat(Circuit.sees(member, circuit.east)).isEqualTo(404);
    member.asks().get(group + "/coverage").then().statusCode(404);
  }

  @Test
  void aUnitThatMovesAwayFromWhereTheGroupBelongsIsSeenNoLonger() {
    var member = circuit.person();
    var body = circuit.body(circuit.town);
    body.put("base", circuit.east);
    var group = circuit.group(body);
    Circuit.join(group, member, Map.of());
    assertThat(Circuit.sees(member, circuit.town)).isEqualTo(200);

    World.admin()
        .body(Map.of("type", "MOVE", "unit", circuit.town, "parent", circuit.west))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);

    assertThat(Circuit.sees(member, circuit.town)).isEqualTo(404);
  }

  @Test
  void aRuleAssignsTheUnitsThatItHoldsFor() {
    var body = circuit.body();
    body.put("rule", Map.of("kinds", List.of("VILLAGE"), "unit", circuit.east));
    var group = circuit.group(body);

    List<String> units =
        supervisor().get(group + "/units").then().statusCode(200).extract().path("items.unit.id");
    assertThat(units).containsExactlyInAnyOrder(circuit.upper, circuit.lower);
    supervisor().get(group + "/units/count").then().statusCode(200);
    supervisor().delete(group + "/units/" + circuit.upper).then().statusCode(404);

    var none = new HashMap<String, Object>();
    none.put("rule", null);
    Circuit.patch(group, none);

    List<String> left = supervisor().get(group + "/units").path("items.unit.id");
    assertThat(left).isEmpty();
  }

  @Test
  void aGroupGuidesOnlyUnitsOfItsBase() {
    var body = circuit.body(circuit.west);
    body.put("base", circuit.east);

    String rule =
        supervisor()
            .body(body)
            .post(Circuit.GROUPS)
            .then()
            .statusCode(422)
            .extract()
            .path("errors[0].pointer");

    assertThat(rule).isEqualTo("/units/0");
  }

  @Test
  void coverageEqualsTheRowsBehindIt() {
    World.enrol("/api/v1/batches/" + circuit.batch, circuit.east, circuit.west, circuit.lower);
    assertThat(counts("")).containsExactly(3, 0, 3);

    circuit.group(circuit.body(circuit.east));

    assertThat(counts("")).containsExactly(3, 2, 1);
    assertThat(counts("&unit=" + circuit.town)).containsExactly(1, 1, 0);
    assertThat(units("&state=missing")).containsExactly(circuit.west);
    assertThat(units("&state=covered")).containsExactlyInAnyOrder(circuit.east, circuit.lower);
    var parts = coverage("");
    assertThat(parts.getList("items.unit.id")).containsExactly(circuit.east, circuit.west);
    assertThat(parts.getList("items.counts.missing")).containsExactly(0, 1);
    int missing =
        supervisor()
            .get("/api/v1/guidance-coverage/units/count?state=missing&batch=" + circuit.batch)
            .path("count");
    assertThat(missing).isEqualTo(1);
  }

  @Test
  void coverageOfAPastDayIsThatOfThatDay() {
    World.enrol("/api/v1/batches/" + circuit.batch, circuit.east, circuit.west);
    var group = circuit.group(circuit.body(circuit.east));
    var yesterday = today().minusDays(1);

    assertThat(counts("")).containsExactly(2, 1, 1);
    assertThat(counts("&asOf=" + yesterday)).containsExactly(0, 0, 0);
    Circuit.patch(group, Map.of("startsOn", today().plusDays(1).toString()));
    assertThat(counts("&asOf=" + today())).containsExactly(2, 0, 2);
  }

  @Test
  void aGroupIsToldWhichOfItsUnitsItHasNotVisited() {
    var body = circuit.body(circuit.east, circuit.west);
    body.put("startsOn", today().minusDays(20).toString());
    var group = circuit.group(body);
    supervisor()
        .body(
            Map.of(
                "campaign",
                circuit.campaign,
                "unit",
                circuit.upper,
                "group",
                group.substring(Circuit.GROUPS.length() + 1),
                "visitedOn",
                today().minusDays(5).toString(),
                "purpose",
                "督导"))
        .post("/api/v1/visits")
        .then()
        .statusCode(201);

    var all = supervisor().get(group + "/coverage").then().statusCode(200).extract().jsonPath();
    assertThat(all.getInt("total.expected")).isEqualTo(2);
    assertThat(all.getInt("total.visited")).isEqualTo(1);
    assertThat(all.getInt("total.missing")).isEqualTo(1);
    assertThat(all.getString("items.find { it.unit.id == '" + circuit.east + "' }.lastVisitedOn"))
        .isEqualTo(today().minusDays(5).toString());
    assertThat(silent(group, "?silentFor=4")).containsExactlyInAnyOrder(circuit.east, circuit.west);
    assertThat(silent(group, "?silentFor=6")).containsExactly(circuit.west);
  }

  private static List<String> silent(String group, String query) {
    return supervisor()
        .get(group + "/coverage" + query)
        .then()
        .statusCode(200)
        .extract()
        .path("items.unit.id");
  }

  @Test
  void groupsAreFoundByWhatTheyGuideAndBySilence() {
    var body = circuit.body(circuit.east);
    body.put("startsOn", today().minusDays(20).toString());
    var group = circuit.group(body);
    var fresh = circuit.group(circuit.body(circuit.east));
    var all = "?campaign=" + circuit.campaign;

    assertThat(list(all + "&guides=" + circuit.lower)).hasSize(2);
    assertThat(list(all + "&guides=" + circuit.west)).isEmpty();
    assertThat(list(all + "&silentFor=15"))
        .containsExactly(group.substring(Circuit.GROUPS.length() + 1));
    assertThat(list(all + "&silentFor=15&asOf=" + today().minusDays(5))).hasSize(1);
    assertThat(list(all + "&silentFor=15&asOf=" + today().minusDays(6))).isEmpty();
    assertThat(list(all + "&running=true&asOf=" + today().minusDays(21))).isEmpty();
    assertThat(list(all + "&silentFor=0&sort=startsOn&limit=1"))
        .containsExactly(group.substring(Circuit.GROUPS.length() + 1));
    assertThat(list(all + "&running=true&level=ROVING&q=督导")).hasSize(2);
    assertThat(fresh).isNotEqualTo(group);
  }

  @Test
  void aGroupWhoseTermIsOverIsSilentNoMore() {
    var body = circuit.body(circuit.east);
    body.put("startsOn", today().minusDays(20).toString());
    body.put("endsOn", today().minusDays(2).toString());
    circuit.group(body);
    var all = "?campaign=" + circuit.campaign;

    assertThat(list(all + "&silentFor=5")).isEmpty();
    assertThat(list(all + "&silentFor=5&asOf=" + today().minusDays(2))).hasSize(1);
    assertThat(list(all)).hasSize(1);
  }

  private List<String> list(String query) {
    return supervisor()
        .get(Circuit.GROUPS + query)
        .then()
        .statusCode(200)
        .extract()
        .path("items.id");
  }

  private JsonPath coverage(String query) {
    return supervisor()
        .get("/api/v1/guidance-coverage?batch=" + circuit.batch + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private List<Integer> counts(String query) {
    var body = coverage(query);
    return Arrays.asList(
        body.getInt("total.expected"), body.getInt("total.covered"), body.getInt("total.missing"));
  }

  private List<String> units(String query) {
    return supervisor()
        .get("/api/v1/guidance-coverage/units?batch=" + circuit.batch + query)
        .then()
        .statusCode(200)
        .extract()
        .path("items.unit.id");
  }
}
