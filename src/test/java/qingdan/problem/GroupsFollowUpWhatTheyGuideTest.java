package qingdan.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class GroupsFollowUpWhatTheyGuideTest extends ApiTest {

  private static final String PROBLEMS = "/api/v1/problems";

  private Drive drive;
  private String guided;
  private String group;

  @BeforeEach
  void aGroupGuidesADistrictAndAVillageOfIt() {
    drive = new Drive();
    guided = drive.confirmed();
    drive.planned(drive.list(drive.bureau), drive.bureau);
    group = group(List.of(drive.district, drive.village));
  }

  private String group(List<String> units) {
    return created(
        "/api/v1/guidance-groups",
        Map.of(
            "campaign",
            drive.campaign,
            "base",
            drive.city,
            "name",
            "督导组" + World.code(),
            "level",
            "ROVING",
            "units",
            units));
  }

  private static String created(String path, Map<String, ?> body) {
    return supervisor().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private List<String> problems(RequestSpecification as, String query) {
    return as.get(PROBLEMS + "?guidedBy=" + group + query)
        .then()
        .statusCode(200)
        .extract()
        .path("items.id");
  }

  @Test
  void itsProblemsAreThoseOfItsUnitsAndOfAllBelowThemEachOnce() {
    assertThat(problems(supervisor(), "")).containsExactly(guided);
    assertThat(problems(supervisor(), "&status=CONFIRMED")).containsExactly(guided);
    assertThat(problems(supervisor(), "&unit=" + drive.town)).containsExactly(guided);
    assertThat(problems(supervisor(), "&unit=" + drive.city)).containsExactly(guided);
    assertThat(problems(supervisor(), "&unit=" + drive.bureau)).isEmpty();
    assertThat(problems(supervisor(), "&responsibleUnit=" + drive.bureau)).isEmpty();
  }

  @Test
  void soAreThoseOfAGroupThatGuidesVeryManyUnits() {
    var villages =
        IntStream.range(0, 65)
            .mapToObj(i -> World.unit(drive.town, "村" + i, "VILLAGE"))
            .collect(Collectors.toCollection(ArrayList::new));
    villages.add(drive.village);
    group = group(villages);

    assertThat(problems(supervisor(), "")).containsExactly(guided);
    assertThat(problems(supervisor(), "&unit=" + drive.town)).containsExactly(guided);
    assertThat(problems(supervisor(), "&unit=" + drive.bureau)).isEmpty();
    assertThat(problems(supervisor(), "&campaign=" + UUID.randomUUID())).isEmpty();
    assertThat(problems(Drive.person("VIEWER", drive.bureau), "")).isEmpty();
    supervisor()
        .get(PROBLEMS + "/count?guidedBy=" + group)
        .then()
        .body("count", is(1), "exact", is(true));
  }

  @Test
  void theyAreCounted() {
    for (var query : List.of("", "&status=OPEN", "&severity=MAJOR", "&unit=" + drive.town)) {
      supervisor()
          .get(PROBLEMS + "/count?guidedBy=" + group + query)
          .then()
          .statusCode(200)
          .body("count", is(1), "exact", is(true));
    }
    supervisor()
        .get(PROBLEMS + "/count?guidedBy=" + group + "&overdue=true")
        .then()
        .body("count", is(0));
  }

  @Test
  void theyAreOfItsCampaign() {
    var other = World.campaign(drive.city);
    Drive.open("/api/v1/campaigns/" + other);
    var batch = World.batch(other);
    Drive.open("/api/v1/batches/" + batch);
    String list =
        reporter()
            .body(Map.of("batch", batch, "unit", drive.village))
            .post("/api/v1/problem-lists")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    drive.report(reporter(), list);

    assertThat(problems(supervisor(), "")).containsExactly(guided);
    assertThat(problems(supervisor(), "&campaign=" + drive.campaign)).containsExactly(guided);
    assertThat(problems(supervisor(), "&campaign=" + other)).isEmpty();
    supervisor()
        .get(PROBLEMS + "/count?guidedBy=" + group + "&campaign=" + other)
        .then()
        .body("count", is(0));
  }

  @Test
  void nobodySeesMoreForKnowingTheGroup() {
    assertThat(problems(Drive.person("VIEWER", drive.town), "")).containsExactly(guided);
    assertThat(problems(Drive.person("VIEWER", drive.bureau), "")).isEmpty();
    supervisor()
        .get(PROBLEMS + "?guidedBy=" + UUID.randomUUID())
        .then()
        .statusCode(200)
        .body("items.size()", is(0));
  }

  @Test
  void howDeepIsForTheGroupToSay() {
    supervisor()
        .get(PROBLEMS + "?guidedBy=" + group + "&depth=self&unit=" + drive.village)
        .then()
        .statusCode(400)
        .body("code", is("unsupported-combination"));
  }
}
