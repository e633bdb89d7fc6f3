package qingdan.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static qingdan.World.admin;
import static qingdan.World.supervisor;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class GroupsOutliveTheirRulesTest extends ApiTest {

  @Inject Assignments assignments;

  private Circuit circuit;

  @BeforeEach
  void build() {
    circuit = new Circuit();
  }

  private String ruled(Map<String, ?> rule) {
    var body = circuit.body();
    body.put("rule", rule);
    return circuit.group(body);
  }

  private static List<String> units(String group) {
    return supervisor()
        .get(group + "/units")
        .then()
        .statusCode(200)
        .extract()
        .path("items.unit.id");
  }

  @Test
  void aGroupGuidesOnWhereThePartOfItsRuleMerges() {
    var group = ruled(Map.of("kinds", List.of("VILLAGE"), "unit", circuit.town));
    var heir = World.unit(circuit.west, "新镇", "TOWNSHIP");

    World.merge(circuit.town, heir);
    assignments.followAll();

    assertThat(units(group)).containsExactlyInAnyOrder(circuit.upper, circuit.lower);
  }

  @Test
  void aGroupWhoseSetIsGoneIsRenamedAndEnded() {
    String set =
        admin()
            .body(
                Map.of("name", "难点村", "grouping", "难点", "exclusive", false, "owner", circuit.city))
            .post("/api/v1/unit-sets")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    var path = "/api/v1/unit-sets/" + set;
    admin().body(Map.of("units", List.of(circuit.upper))).post(path + "/members").then();
    var group = ruled(Map.of("set", set));
    admin()
        .header("If-Match", admin().get(path).header("ETag"))
        .delete(path)
        .then()
        .statusCode(204);

    Circuit.patch(group, Map.of("name", "督导组" + World.code(), "endsOn", "2199-12-31"));

    assertThat(units(group)).containsExactly(circuit.upper);
  }
}
