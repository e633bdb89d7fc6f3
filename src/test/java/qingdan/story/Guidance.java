package qingdan.story;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static qingdan.story.Paperwork.created;
import static qingdan.story.Tianjin.CITY;
import static qingdan.story.Tianjin.HEPING;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Groups go where they are sent; notes and bulletins are read, and answered. */
final class Guidance extends Chapter {

  Guidance(Story story) {
    super(story);
  }

  void noUnitIsWithoutAGroup() {
    var districts = group("第一巡回督导组", "COUNTY");
    coverage(16, 23);
    group("第二巡回督导组", "UNIVERSITY", "HOSPITAL");
    coverage(39, 0);

    created(
        office(
                Map.of(
                    "campaign",
                    story.campaign,
                    "unit",
                    tianjin.at(HEPING),
                    "group",
                    districts,
                    "visitedOn",
                    today(),
                    "purpose",
                    "督导专项整治"))
            .post("/api/v1/visits")
            .then());
    read("/api/v1/guidance-groups/" + districts + "/coverage")
        .body("total.expected", equalTo(16), "total.visited", equalTo(1))
        .body("total.missing", equalTo(15))
        .body("items.findAll { it.visits == 1 }.unit.name", contains("和平区"));
  }

  void aNoteIsReadByWhomItIsFor() {
    var note =
        created(
            office(
                    Map.of(
                        "campaign",
                        story.campaign,
                        "batch",
                        story.second,
                        "base",
                        tianjin.at(CITY),
                        "title",
                        "关于高校开展主题教育的指导意见",
                        "text",
                        "先查问题，再逐条整改",
                        "focus",
                        List.of("院系党组织"),
                        "audiences",
                        List.of("LEADING_TEAMS"),
                        "dueOn",
                        Paperwork.DEADLINE,
                        "rule",
                        Map.of("kinds", List.of("UNIVERSITY"))))
                .post("/api/v1/guidance-notes")
                .then());
    for (var university : List.of("university-1", "university-2")) {
      tianjin
          .as("REPORTER", university)
          .body(Map.of("unit", tianjin.at(university)))
          .post("/api/v1/guidance-notes/" + note + "/receipts")
          .then()
          .statusCode(201);
    }

    read("/api/v1/guidance-notes/" + note + "/coverage")
        .body("total.expected", equalTo(20), "total.onTime", equalTo(2))
        .body("total.missing", equalTo(18));
    tianjin.as("REPORTER", HEPING).get("/api/v1/guidance-notes/" + note).then().statusCode(404);
  }

  /** What a round found is made known to the unit and to those above it. */
  void aBulletinIsAnswered(String round, String unit) {
    var bulletin =
        created(
            office(
                    Map.of(
                        "campaign",
                        story.campaign,
                        "office",
                        tianjin.at(CITY),
                        "round",
                        round,
                        "title",
                        "关于抽查情况的通报",
                        "units",
                        Stream.of(
                                unit,
                                tianjin.at("university-1"),
                                tianjin.at("university-2"),
                                tianjin.at(HEPING))
                            .map(named -> read("/api/v1/units/" + named).extract().path("id"))
                            .distinct()
                            .toList(),
                        "answerDueOn",
                        Paperwork.DEADLINE))
                .post("/api/v1/bulletins")
                .then()
                .body("text", containsString("问题清单未公示")));
    var path = "/api/v1/bulletins/" + bulletin;
    tianjin
        .as("REPORTER", HEPING)
        .body(Map.of("text", "已组织全区自查"))
        .post(path + "/recipients/" + tianjin.at(HEPING) + "/answer")
        .then()
        .statusCode(200)
        .body("state", equalTo("ANSWERED"));

    read(path + "/coverage").body("received", equalTo(1), "onTime", equalTo(1), "late", equalTo(0));
    read(path + "/recipients").body("items.unit.id", hasItem(unit));
  }

  private String group(String name, String... kinds) {
    return created(
        office(
                Map.of(
                    "campaign",
                    story.campaign,
                    "base",
                    tianjin.at(CITY),
                    "name",
                    name,
                    "level",
                    "ROVING",
                    "startsOn",
                    "2019-09-09",
                    "rule",
                    Map.of("kinds", List.of(kinds))))
            .post("/api/v1/guidance-groups")
            .then());
  }

  private void coverage(int guided, int missing) {
    read("/api/v1/guidance-coverage?batch=" + story.second + "&unit=" + tianjin.at(CITY))
        .body("total.covered", equalTo(guided), "total.missing", equalTo(missing));
  }
}
