package qingdan.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.story.Paperwork.created;
import static qingdan.story.Tianjin.CITY;
import static qingdan.story.Tianjin.WATER;

import java.util.List;
import java.util.Map;

/** Every half month the office hears where things stand, and decides. */
final class Meetings extends Chapter {

  private String series;
  private String decided;

  Meetings(Story story) {
    super(story);
  }

  void theOfficeMeetsEveryHalfMonth() {
    series =
        created(
            office(
                    Map.of(
                        "campaign",
                        story.campaign,
                        "office",
                        tianjin.at(CITY),
                        "name",
                        "巡回督导组组长例会",
                        "cadence",
                        "HALF_MONTHLY",
                        "startsOn",
                        "2019-09-09",
                        "endsOn",
                        "2019-11-15",
                        "participants",
                        List.of(
                            Map.of("unit", tianjin.at(WATER)),
                            Map.of("name", "李某", "office", "办公室主任"))))
                .post("/api/v1/meeting-series")
                .then());
    read(of("/dates"))
        .body("items.slot", contains("2019-09-16", "2019-10-01", "2019-10-16", "2019-11-01"));

    held("2019-09-16", "2019-09-16");
    held("2019-10-01", "2019-10-09");
    read(of("/coverage"))
        .body("expected", equalTo(4), "held", equalTo(2), "onTime", equalTo(1))
        .body("late", equalTo(1), "missing", equalTo(2));
  }

  /** What is decided anew, and what is decided about a problem that is on a list already. */
  void whatItDecidesIsAProblemOfAUnit(String known) {
    var meeting = held("2019-10-16", "2019-10-16");
    decided =
        decide(
            meeting,
            Map.of(
                "title",
                "十日内核实学生宿舍安全隐患",
                "unit",
                tianjin.at("university-1"),
                "batch",
                story.second,
                "dueOn",
                Paperwork.DEADLINE));
    assertThat(decide(meeting, Map.of("title", "每周报告进展", "problem", known))).isEqualTo(known);

    seen(decided)
        .body("status", equalTo("PLANNED"), "source", equalTo("MEETING"))
        .body("responsibleUnit.name", equalTo("高校1（演示）"), "deadline", equalTo(Paperwork.DEADLINE));
    read("/api/v1/meetings/" + meeting + "/decisions")
        .body("items.problem", contains(decided, known));
  }

  void whatItReadIsKeptAsItWas() {
    var meeting = planned("2019-11-01");
    read("/api/v1/meetings/" + meeting).body("briefingDigest", nullValue());
    hold(meeting, "2019-11-01");
    var briefing = "/api/v1/meetings/" + meeting + "/briefing";
    var read =
        read(briefing)
            .body("since", equalTo("2019-10-16"))
            .body("decisions.open", equalTo(2), "decisions.items.problem", hasItem(decided))
            .body("statuses.find { it.status == 'PLANNED' }.now", greaterThan(0))
            .extract()
            .asString();

    papers.move("REPORTER", "university-1", decided, "start", null).statusCode(200);

    assertThat(read(briefing).extract().asString()).isEqualTo(read);
    read("/api/v1/meetings/" + meeting).body("briefingDigest", notNullValue());
    tianjin
        .as("VIEWER", CITY)
        .header("Accept-Language", "zh-CN")
        .get(briefing + "/page")
        .then()
        .statusCode(200)
        .body(containsString("巡回督导组组长例会"));
    read(of("/coverage")).body("held", equalTo(4), "missing", equalTo(0));
  }

  private String held(String slot, String day) {
    var meeting = planned(slot);
    hold(meeting, day);
    return meeting;
  }

  private String planned(String slot) {
    return created(
        office(Map.of("series", series, "slot", slot, "agenda", List.of(Map.of("title", "听取整改进展"))))
            .post("/api/v1/meetings")
            .then()
            .body("participants", hasSize(2), "participants.name", hasItem("李某")));
  }

  private void hold(String meeting, String day) {
    office(Map.of("heldOn", day, "minutes", "会议听取了各组汇报"))
        .post("/api/v1/meetings/" + meeting + "/holding")
        .then()
        .statusCode(200)
        .body("status", equalTo("HELD"));
  }

  /** The id of the problem. */
  private String decide(String meeting, Map<String, ?> body) {
    return office(body)
        .post("/api/v1/meetings/" + meeting + "/decisions")
        .then()
        .statusCode(201)
        .extract()
        .path("problem");
  }

  private String of(String rest) {
    return "/api/v1/meeting-series/" + series + rest;
  }
}
