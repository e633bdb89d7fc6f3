package qingdan.story;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static qingdan.story.Paperwork.created;
import static qingdan.story.Tianjin.CITY;
import static qingdan.story.Tianjin.NINGHE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.specification.RequestSpecification;

/** Leaders keep in touch, come to every village, and take on the hardest. */
final class Leaders extends Chapter {

  private static final List<String> VILLAGES =
      List.of("village-1", "village-2", "village-3", "village-4");

  private String plan;

  Leaders(Story story) {
    super(story);
  }

  void eachDistrictAndEachSectorHasItsLeader() {
    var base = tianjin.at(CITY);
    var districts =
        read("/api/v1/batches/" + story.second + "/enrolments?kind=COUNTY&limit=200")
            .extract()
            .<List<String>>path("items.unit.id");
    districts.stream()
        .skip(1)
        .forEach(district -> contact(CITY, Map.of("base", base, "unit", district), "市委常委"));
    contact(CITY, Map.of("base", base, "sector", "UNIVERSITY"), "副市长");

    var coverage = "/api/v1/contact-coverage%s?batch=" + story.second + "&unit=" + base;
    read(coverage.formatted(""))
        .body("total.expected", equalTo(39), "total.covered", equalTo(35))
        .body("total.missing", equalTo(4));
    read(coverage.formatted("/units") + "&state=missing&kind=COUNTY")
        .body("items.unit.id", contains(districts.get(0)));
    contact(CITY, Map.of("base", base, "unit", districts.get(0)), "市委副书记");
    contact(CITY, Map.of("base", base, "sector", "HEALTH"), "副市长");
    read(coverage.formatted("")).body("total.missing", equalTo(0));
    contact(CITY, Map.of("base", base, "sector", "RURAL"), "副市长");
    contact(CITY, Map.of("base", base, "sector", "STATE_ENTERPRISE"), "副市长");
    read("/api/v1/contacts?sector=RURAL&campaign=" + story.campaign).body("items", hasSize(1));
  }

  void everyVillageOfADistrictIsVisited() {
    plan =
        created(
            district(
                    Map.of(
                        "campaign",
                        story.campaign,
                        "base",
                        tianjin.at(NINGHE),
                        "name",
                        "区委班子遍访村",
                        "startsOn",
                        "2019-09-09",
                        "dueOn",
                        "2019-11-30",
                        "rule",
                        Map.of("kinds", List.of("VILLAGE", "COMMUNITY"))))
                .post("/api/v1/visit-plans")
                .then());
    coverage(4, 0, 0, 4);
    visit(VILLAGES.get(0), "2019-10-12");
    visit(VILLAGES.get(1), "2019-10-12");
    visit(VILLAGES.get(2), "2019-12-02");

    coverage(4, 2, 1, 1);
    var missing = "/api/v1/obligations?state=missing&depth=self&kind=VISIT&unit=";
    for (var village : VILLAGES) {
      read(missing + tianjin.at(village))
          .body("items", hasSize(village.equals(VILLAGES.get(3)) ? 1 : 0));
    }
    visit(VILLAGES.get(3), "2019-11-30");
    coverage(4, 3, 1, 0);
  }

  void theHardestIsTakenOnWithOnePlan(String village, String problem) {
    var contact =
        contact(NINGHE, Map.of("base", tianjin.at(NINGHE), "unit", tianjin.at(village)), "区委书记");
    String list = seen(problem).extract().path("list.id");
    district(Map.of("list", list, "deadline", Paperwork.DEADLINE))
        .post("/api/v1/contacts/" + contact + "/adoption")
        .then()
        .statusCode(200)
        .body("adoption.list", equalTo(list), "adoption.deadline", equalTo(Paperwork.DEADLINE));

    read("/api/v1/contacts?adopted=true&campaign=" + story.campaign)
        .body("items.id", contains(contact), "items.leader", contains("区委书记某"));
    var planned = "/api/v1/contacts/" + contact + "/planned-visits";
    district(Map.of("days", List.of(today()))).post(planned).then().statusCode(200);
    read(planned + "?state=missing").body("items.day", contains(today()));
    created(
        district(
                Map.of(
                    "campaign",
                    story.campaign,
                    "unit",
                    tianjin.at(village),
                    "contact",
                    contact,
                    "visitedOn",
                    today(),
                    "purpose",
                    "入户了解积水情况"))
            .post("/api/v1/visits")
            .then()
            .body("visitor", equalTo("区委书记某")));
    read("/api/v1/visits?contact=" + contact).body("items", hasSize(1));
    read(planned + "?state=done").body("items.day", contains(today()));
  }

  private String contact(String above, Map<String, ?> of, String office) {
    var body = new HashMap<String, Object>(of);
    body.put("campaign", story.campaign);
    body.put("leader", office + "某");
    body.put("office", office);
    return created(tianjin.as("SUPERVISOR", above).body(body).post("/api/v1/contacts").then());
  }

  private void visit(String village, String day) {
    created(
        tianjin
            .as("SUPERVISOR", NINGHE)
            .body(
                Map.of(
                    "campaign",
                    story.campaign,
                    "unit",
                    tianjin.at(village),
                    "plan",
                    plan,
                    "visitedOn",
                    day,
                    "visitor",
                    "王某",
                    "office",
                    "区长",
                    "purpose",
                    "听取群众意见"))
            .post("/api/v1/visits")
            .then());
  }

  private void coverage(int expected, int onTime, int late, int missing) {
    read("/api/v1/visit-plans/" + plan + "/coverage")
        .body("total.expected", equalTo(expected), "total.onTime", equalTo(onTime))
        .body("total.late", equalTo(late), "total.missing", equalTo(missing));
  }

  private RequestSpecification district(Map<String, ?> body) {
    return tianjin.as("SUPERVISOR", NINGHE).body(body);
  }
}
