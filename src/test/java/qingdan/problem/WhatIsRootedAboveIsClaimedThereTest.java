package qingdan.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.problem.Drive.get;
import static qingdan.problem.Drive.move;
import static qingdan.problem.Drive.person;
import static qingdan.problem.Drive.status;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class WhatIsRootedAboveIsClaimedThereTest extends ApiTest {

  private Drive drive;
  private String reporter;
  private String city;

  @BeforeEach
  void openACampaign() {
    drive = new Drive();
    reporter = Drive.token("REPORTER", drive.village);
    city = Drive.token("SUPERVISOR", drive.city);
  }

  private RequestSpecification reporter() {
    return World.as(reporter);
  }

  private RequestSpecification city() {
    return World.as(city);
  }

  private void escalate(String problem) {
    move(
            reporter(),
            problem,
            "escalation",
            Map.of("to", drive.city, "ground", "ROOTED_ABOVE", "tier", "CITY", "reason", "管网归市管"))
        .statusCode(200)
        .body("status", equalTo("ESCALATED"))
        .body("escalation.to.id", equalTo(drive.city));
  }

  private String claim(String problem) {
    return move(city(), problem, "claim", Map.of())
        .statusCode(200)
        .body("status", equalTo("CLAIMED"))
        .body("holder.id", equalTo(drive.city))
        .extract()
        .path("root");
  }

  @Test
  void anEscalatedProblemIsClaimedAndResolvedWhenItsRootIsClosed() {
    var problem = drive.confirmed();
    escalate(problem);
    var root = claim(problem);
    get(reporter(), problem)
        .then()
        .body("holder.id", equalTo(drive.city))
        .body("root", nullValue());

    solve(root);

    assertThat(status(problem)).isEqualTo("RESOLVED");
    move(person("SUPERVISOR", drive.town), problem, "closure").statusCode(200);
  }

  /** The city's own problem, planned for its bureau and closed by another person of the city. */
  private void solve(String root) {
    Drive.plan(person("REPORTER", drive.city), root, drive.bureau).statusCode(200);
    var bureau = Drive.token("REPORTER", drive.bureau);
    move(World.as(bureau), root, "start").statusCode(200);
    Drive.finish(World.as(bureau), root);
    move(city(), root, "closure").statusCode(200).body("status", equalTo("CLOSED"));
  }

  @Test
  void aSymptomWithoutAPlanIsToBePlannedWhenItIsReturned() {
    var problem = drive.confirmed();
    var root = claim(problem);
    solve(root);

    move(person("SUPERVISOR", drive.town), problem, "return", Map.of("reason", "仍积水"))
        .statusCode(200)
        .body("status", equalTo("CONFIRMED"));
  }

  @Test
  void aSecondClaimFindsTheHolder() {
    var problem = drive.confirmed();
    claim(problem);

    move(person("SUPERVISOR", drive.district), problem, "claim", Map.of())
        .statusCode(409)
        .body("code", equalTo("already-claimed"));
  }

  @Test
  void aDeclinedEscalationGoesBackToTheStateBefore() {
    var problem = drive.inProgress();
    escalate(problem);
    move(reporter(), problem, "decline", Map.of("reason", "不归我管")).statusCode(403);

    move(city(), problem, "decline", Map.of("reason", "属区级事权", "instead", drive.district))
        .statusCode(200)
        .body("status", equalTo("IN_PROGRESS"))
        .body("escalation", nullValue());
  }

  @Test
  void whoEscalatedWithdrawsUntilItIsClaimed() {
    var problem = drive.planned();
    escalate(problem);
    move(reporter(), problem, "withdrawal").statusCode(200).body("status", equalTo("PLANNED"));
    escalate(problem);
    claim(problem);

    move(reporter(), problem, "withdrawal").statusCode(409);
  }

  @Test
  void aReleasedProblemStandsWhereItStoodBeforeItsEscalation() {
    var problem = drive.planned();
    escalate(problem);
    claim(problem);

    move(city(), problem, "release", Map.of("reason", "重新分工"))
        .statusCode(200)
        .body("status", equalTo("PLANNED"))
        .body("holder", nullValue());
  }

  @Test
  void whatWaitsForADismissedRootIsWorkedOnAgain() {
    var problem = drive.planned();
    var root = claim(problem);

    move(city(), root, "dismissal", Map.of("reason", "OUT_OF_SCOPE")).statusCode(200);

    assertThat(status(problem)).isEqualTo("PLANNED");
  }

  @Test
  void symptomsAreLinkedToARootThatIsThere() {
    var first = drive.confirmed();
    var root = claim(first);
    var other =
        new Object() {
          final String village = World.unit(drive.town, "邻村", "VILLAGE");
          final String list = drive.list(village);
          final String problem = drive.report(person("REPORTER", village), list);
        };
    drive.approve(other.list, other.village, drive.town);

    move(city(), root, "symptoms", Map.of("problems", List.of(other.problem))).statusCode(200);

    city()
        .get("/api/v1/problems?root=" + root)
        .then()
        .body("items.id", equalTo(List.of(first, other.problem)));
  }

  @Test
  void aRootMayBeEscalatedItself() {
    var problem = drive.confirmed();
    String middle =
        move(person("SUPERVISOR", drive.district), problem, "claim", Map.of())
            .statusCode(200)
            .extract()
            .path("root");
    var top = claim(middle);
    solve(top);

    assertThat(status(middle)).isEqualTo("RESOLVED");
    assertThat(status(problem)).isEqualTo("CLAIMED");
    move(city(), middle, "closure").statusCode(200);
    assertThat(status(problem)).isEqualTo("RESOLVED");
  }
}
