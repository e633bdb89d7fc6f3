package qingdan.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static qingdan.story.Paperwork.created;
import static qingdan.story.Tianjin.CITY;
import static qingdan.story.Tianjin.HEPING;
import static qingdan.story.Tianjin.HOUSING;
import static qingdan.story.Tianjin.NINGHE;
import static qingdan.story.Tianjin.VILLAGE;
import static qingdan.story.Tianjin.WATER;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.response.ValidatableResponse;

import qingdan.Ended;
import qingdan.World;

/** One batch is worked in, and closes into the next. */
final class TwoBatches extends Chapter {

  private static final List<String> COMMON_TASKS =
      List.of(
          "整治贯彻落实不力",
          "整治干事创业精气神不够",
          "整治形式主义、官僚主义",
          "整治领导干部配偶等经商办企业",
          "整治侵害群众利益",
          "整治基层党组织软弱涣散",
          "整治黄赌毒和黑恶势力",
          "整治违规吃喝和收送礼金",
          "整治漠视群众疾苦",
          "整治扶贫领域腐败");

  private static final String LAST_DAY = "2019-09-08";
  private static final String NEXT_LAST_DAY = "2019-12-31";

  private String group;
  private String guide;
  private String contact;
  private String series;
  String carried;
  String finished;

  TwoBatches(Story story) {
    super(story);
  }

  void theOfficeOpensTheCampaignAndItsFirstBatch() {
    papers.open("/api/v1/campaigns/" + story.campaign);
    story.first = papers.batch("第一批", "2019-06-03", LAST_DAY);
    papers.enrol(story.first, false, "BUREAU").body("added", equalTo(23));
    papers.open("/api/v1/batches/" + story.first);
  }

  void tenCommonTasksAndOneOfADistrictAreSet() {
    for (int i = 0; i < COMMON_TASKS.size(); i++) {
      story.tasks.add(papers.task(COMMON_TASKS.get(i), CITY, "bureau-" + (i + 1)));
    }
    story.local = papers.task("整治农村坑塘沟渠", NINGHE, NINGHE);

    tasks("?origin=COMMON")
        .body("items.name", equalTo(COMMON_TASKS))
        .body("items.leadUnit.name", hasItem("市级部门1（演示）"));
    tasks("?origin=LOCAL").body("items.id", contains(story.local));
    tasks("/count?concerns=" + tianjin.at(VILLAGE)).body("count", equalTo(11));
    tasks("/count?concerns=" + tianjin.at(HEPING)).body("count", equalTo(10));
  }

  void twoBureausWorkInTheFirstBatch() {
    carried = listed(WATER, CITY, story.first, story.tasks.get(0), "审批事项办理超时", "OTHER", Map.of());
    papers.plan(WATER, carried, WATER, "压缩审批时限").statusCode(200);
    papers.move("REPORTER", WATER, carried, "start", null).statusCode(200);

    finished = listed(HOUSING, CITY, story.first, story.tasks.get(1), "热线回访率低", "OTHER", Map.of());
    papers.plan(HOUSING, finished, HOUSING, "逐件回访").statusCode(200);
    papers.workOff(HOUSING, CITY, finished);
  }

  void aGroupALeaderAndAMeetingHaveTheTermOfTheBatch() {
    guide =
        created(
            World.admin()
                .body(
                    Map.of(
                        "username",
                        World.code(),
                        "displayName",
                        "指导组成员",
                        "password",
                        World.PASSWORD,
                        "unit",
                        tianjin.at(HEPING)))
                .post("/api/v1/accounts")
                .then());
    var units = List.of(tianjin.at(WATER), tianjin.at(HOUSING));
    group =
        forTheTerm(
            "guidance-groups",
            Map.of("base", tianjin.at(CITY), "name", "第一巡回指导组", "level", "ROVING", "units", units));
    office(Map.of("account", guide, "startsOn", "2019-06-03", "endsOn", LAST_DAY))
        .post("/api/v1/guidance-groups/" + group + "/members")
        .then()
        .statusCode(201);
    contact =
        forTheTerm(
            "contacts",
            Map.of("base", tianjin.at(CITY), "unit", tianjin.at(WATER), "leader", "市长某"));
    series =
        forTheTerm(
            "meeting-series",
            Map.of(
                "office",
                tianjin.at(CITY),
                "name",
                "领导小组例会",
                "cadence",
                "HALF_MONTHLY",
                "participants",
                List.of(Map.of("group", group), Map.of("unit", tianjin.at(WATER)))));
  }

  private String forTheTerm(String kind, Map<String, ?> of) {
    var body = new HashMap<String, Object>(of);
    body.put("campaign", story.campaign);
    body.put("startsOn", "2019-06-03");
    body.put("endsOn", LAST_DAY);
    return created(office(body).post("/api/v1/" + kind).then());
  }

  void theFirstBatchClosesIntoTheSecond() {
    story.second = papers.batch("第二批", "2019-09-09", NEXT_LAST_DAY);
    var kinds = new String[] {"COUNTY", "UNIVERSITY", "HOSPITAL"};
    for (var dryRun : List.of(true, false)) {
      papers
          .enrol(story.second, dryRun, kinds)
          .body("kinds.kind", contains("COUNTY", "HOSPITAL", "UNIVERSITY"))
          .body("kinds.added", contains(16, 3, 20));
    }

    var foreseen = carryOver(true);
    assertThat(foreseen)
        .containsEntry("problems", 1 + story.found.size())
        .containsEntry("lists", 1 + story.inspected.size());
    problems("?batch=" + story.second).body("items", hasSize(0));
    assertThat(carryOver(false)).isEqualTo(foreseen);

    batch(story.first).body("status", equalTo("CLOSED"));
    batch(story.second).body("status", equalTo("OPEN"), "startsOn", equalTo("2019-09-09"));
    var open = new ArrayList<String>(story.found);
    open.add(carried);
    for (var batch : List.of(story.first, story.second)) {
      problems("?status=OPEN&batch=" + batch).body("items.id", containsInAnyOrder(open.toArray()));
    }
    open.add(finished);
    problems("?batch=" + story.first).body("items.id", containsInAnyOrder(open.toArray()));
    whoWorkedInTheFirstGoesOnAsTheSame();
  }

  private void whoWorkedInTheFirstGoesOnAsTheSame() {
    for (var same :
        List.of("guidance-groups/" + group, "contacts/" + contact, "meeting-series/" + series)) {
      read("/api/v1/" + same).body("endsOn", equalTo(NEXT_LAST_DAY));
    }
    read("/api/v1/guidance-groups/" + group + "/members")
        .body("items.account", contains(guide), "items.endsOn", contains(NEXT_LAST_DAY));
    read("/api/v1/guidance-groups/" + group + "/units").body("items", hasSize(2));
    read("/api/v1/meeting-series/" + series)
        .body("participants", hasSize(2), "participants.group", hasItem(group));
  }

  private Map<String, Integer> carryOver(boolean dryRun) {
    String job =
        office(Map.of("next", story.second, "dryRun", dryRun))
            .post("/api/v1/batches/" + story.first + "/carry-over")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    return Ended.job(tianjin.as("SUPERVISOR", CITY), job).getMap("result");
  }

  private ValidatableResponse tasks(String filters) {
    return read("/api/v1/campaigns/" + story.campaign + "/tasks" + filters);
  }

  private ValidatableResponse batch(String id) {
    return read("/api/v1/batches/" + id);
  }
}
