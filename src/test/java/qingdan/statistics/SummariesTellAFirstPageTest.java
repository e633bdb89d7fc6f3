package qingdan.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.TimePasses;
import qingdan.problem.Drive;

/** The summary of a unit tells what the statistics tell of it and of its children. */
@QuarkusTest
class SummariesTellAFirstPageTest extends ApiTest {

  private Drive drive;

  @BeforeEach
  void aDriveOfItsOwn() {
    drive = new Drive();
  }

  @AfterEach
  void comeBack() {
    TimePasses.back();
  }

  @Test
  void theMiddleOfTheDaysToClosureIsToldOfTheWhole() {
    var list = drive.list(drive.village);
    var problems = Stream.generate(() -> drive.report(reporter(), list)).limit(4).toList();
    drive.approve(list, drive.village, drive.town);
    for (var problem : problems) {
      Drive.plan(reporter(), problem, drive.village).statusCode(200);
      Drive.move(reporter(), problem, "start").statusCode(200);
      Drive.finish(Drive.person("REPORTER", drive.village), problem);
    }
    assertThat(summary().<Object>get("problems.medianDaysToClose")).isNull();
    assertThat(summary().getString("problems.reasons.medianDaysToClose"))
        .isEqualTo("NOTHING_CLOSED");

    close(problems.get(0));
    TimePasses.days(2);
    close(problems.get(1));
    assertThat(summary().getDouble("problems.medianDaysToClose")).isEqualTo(1.0);
    TimePasses.days(3);
    close(problems.get(2));
    close(problems.get(3));
    assertThat(summary().getDouble("problems.medianDaysToClose")).isEqualTo(3.5);
    assertThat(summary().getDouble("problems.meanDaysToClose")).isEqualTo(3.0);
  }

  @Test
  void childrenAreCountedAsTheStatisticByChildCountsThemButForTheMedian() {
    close(drive.resolved());
    drive.report(reporter(), drive.list(drive.town));

    var children = summary().<Map<String, Map<String, Object>>>getList("children");
    var statistic =
        supervisor()
            .get(
                "/api/v1/statistics/problems?by=child&unit="
                    + drive.district
                    + "&campaign="
                    + drive.campaign)
            .jsonPath()
            .<Map<String, Map<String, Object>>>getList("groups");

    assertThat(children).hasSameSizeAs(statistic).hasSizeGreaterThan(1);
    for (int i = 0; i < children.size(); i++) {
      var counts = children.get(i).get("counts");
      assertThat(counts.get("medianDaysToClose")).isNull();
      assertThat(counts.get("reasons"))
          .asInstanceOf(InstanceOfAssertFactories.MAP)
          .containsEntry("medianDaysToClose", "NOT_IN_SUMMARY");
      var told = statistic.get(i).get("counts");
      assertThat(counts)
          .usingRecursiveComparison()
          .ignoringFields("medianDaysToClose", "reasons")
          .isEqualTo(told);
    }
  }

  private static void close(String problem) {
    Drive.move(supervisor(), problem, "closure").statusCode(200);
  }

  /** Of the one campaign that runs through the district. */
  private JsonPath summary() {
    return supervisor()
        .get("/api/v1/units/" + drive.district + "/summary")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .setRootPath("campaigns[0]");
  }
}
