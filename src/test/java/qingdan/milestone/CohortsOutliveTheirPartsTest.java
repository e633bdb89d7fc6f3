package qingdan.milestone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.supervisor;
import static qingdan.milestone.Town.coverage;
import static qingdan.milestone.Town.path;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class CohortsOutliveTheirPartsTest extends ApiTest {

  @Inject MilestoneCohorts cohorts;

  private Town town;
  private Map<String, Object> body;

  @BeforeEach
  void build() {
    town = new Town();
    body = Town.body("规定动作", LocalDate.now(ZoneId.of("Asia/Shanghai")));
    body.put("rule", Map.of("kinds", List.of("TOWNSHIP"), "unit", town.east));
  }

  @Test
  void aRuleOfAUnitThatMergesIsOfItsSuccessor() {
    var milestone = town.milestone(body);
    assertThat(coverage(milestone, "")).containsExactly(1, 0, 0, 1);

    World.merge(town.east, town.west);
    cohorts.followAll();

    assertThat(coverage(milestone, "")).containsExactly(1, 0, 0, 1);
    supervisor()
        .get(path(milestone))
        .then()
        .body("rule.unit", equalTo(town.west), "version", equalTo(2));
  }

  @Test
  void aNewRuleNamesAnOpenUnit() {
    World.merge(town.east, town.west);

    supervisor()
        .body(body)
        .post("/api/v1/campaigns/" + town.campaign + "/milestones")
        .then()
        .statusCode(409)
        .body("code", equalTo("unit-closed"), "errors[0].pointer", equalTo("/rule/unit"));
  }
}
