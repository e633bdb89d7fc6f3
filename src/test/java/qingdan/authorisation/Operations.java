package qingdan.authorisation;

import static java.util.Map.entry;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import qingdan.World;
import qingdan.authorisation.Scene.Things;

/** How each operation is sent, aimed at what stands at a unit. */
final class Operations {

  interface Operation {
    Response send(RequestSpecification as, Things at, Scene scene);
  }

  private static final String API = "/api/v1";
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private static final Map<String, Operation> FRAME =
      Map.ofEntries(
          entry(
              "logIn",
              (as, at, scene) -> as.body(Scene.credentials(at.account())).post(API + "/tokens")),
          entry(
              "refreshTokens",
              (as, at, scene) ->
                  as.body(Map.of("refreshToken", "unknown")).post(API + "/tokens/refresh")),
          entry(
              "revokeTokens",
              (as, at, scene) ->
                  as.body(Map.of("refreshToken", "unknown")).post(API + "/tokens/revocation")),
          entry("getMe", (as, at, scene) -> as.get(API + "/me")),
          entry("changePassword", (as, at, scene) -> as.body("{}").post(API + "/me/password")),
          entry("getVocabulary", (as, at, scene) -> as.get(API + "/vocabulary")),
          entry("searchDirectory", (as, at, scene) -> as.get(API + "/directory/units?limit=1")),
          entry("countDirectory", (as, at, scene) -> as.get(API + "/directory/units/count")),
          entry("listMeasures", (as, at, scene) -> as.get(API + "/measures")),
          entry("countMeasures", (as, at, scene) -> as.get(API + "/measures/count")),
          entry("getMeasure", (as, at, scene) -> as.get(API + "/measures/" + Scene.MEASURE)),
          entry("createMeasure", (as, at, scene) -> as.body(measure()).post(API + "/measures")),
          entry("listUnits", (as, at, scene) -> as.get(API + "/units?limit=200")),
          entry("countUnits", (as, at, scene) -> as.get(API + "/units/count")),
          entry("getUnit", (as, at, scene) -> as.get(unit(at))),
          entry("listChildren", (as, at, scene) -> as.get(unit(at) + "/children")),
          entry("countChildren", (as, at, scene) -> as.get(unit(at) + "/children/count")),
          entry("countUnitHistory", (as, at, scene) -> as.get(unit(at) + "/history/count")),
          entry("listAncestors", (as, at, scene) -> as.get(unit(at) + "/ancestors")),
          entry("listUnitHistory", (as, at, scene) -> as.get(unit(at) + "/history")),
          entry(
              "createUnit",
              (as, at, scene) ->
                  as.body(
                          Map.of(
                              "code",
                              World.code(),
                              "name",
                              "新",
                              "kind",
                              "OTHER",
                              "parent",
                              at.unit()))
                      .post(API + "/units")),
          entry("changeUnit", (as, at, scene) -> patch(as, unit(at), Map.of("sector", "RURAL"))),
          entry(
              "changeStructure",
              (as, at, scene) ->
                  as.body(Map.of("type", "RENAME", "unit", at.unit(), "name", "名" + World.code()))
                      .post(API + "/unit-changes")),
          entry("listUnitChanges", (as, at, scene) -> as.get(API + "/unit-changes?limit=200")),
          entry("countUnitChanges", (as, at, scene) -> as.get(API + "/unit-changes/count")),
          entry("getUnitChange", (as, at, scene) -> as.get(API + "/unit-changes/" + at.change())),
          entry("listUnitSets", (as, at, scene) -> as.get(API + "/unit-sets?limit=200")),
          entry("countUnitSets", (as, at, scene) -> as.get(API + "/unit-sets/count")),
          entry("getUnitSet", (as, at, scene) -> as.get(set(at))),
          entry("listUnitSetMembers", (as, at, scene) -> as.get(set(at) + "/members")),
          entry("countUnitSetMembers", (as, at, scene) -> as.get(set(at) + "/members/count")),
          entry(
              "createUnitSet",
              (as, at, scene) ->
                  as.body(Map.of("name", World.code(), "grouping", "新分组", "owner", at.unit()))
                      .post(API + "/unit-sets")),
          entry(
              "changeUnitSet", (as, at, scene) -> patch(as, set(at), Map.of("name", World.code()))),
          entry("deleteUnitSet", (as, at, scene) -> delete(as, sets() + Scene.set(at.unit()))),
          entry(
              "addUnitSetMembers",
              (as, at, scene) ->
                  as.body(Map.of("units", List.of(at.unit())))
                      .post(sets() + Scene.set(at.unit()) + "/members")),
          entry("removeUnitSetMember", Operations::removeMember),
          entry("getUnitFigures", (as, at, scene) -> as.get(unit(at) + "/figures")),
          entry("listFigures", (as, at, scene) -> as.get(figures(at))),
          entry("countFigures", (as, at, scene) -> as.get(figures(at) + "/count")),
          entry("listChildFigures", (as, at, scene) -> as.get(figures(at) + "/children")),
          entry("countChildFigures", (as, at, scene) -> as.get(figures(at) + "/children/count")),
          entry("getFigure", (as, at, scene) -> as.get(figures(at) + "/" + Scene.DAY)),
          entry("reportFigure", Operations::reportFigure),
          entry("listAccounts", (as, at, scene) -> as.get(API + "/accounts?limit=200")),
          entry("countAccounts", (as, at, scene) -> as.get(API + "/accounts/count")),
          entry("getAccount", (as, at, scene) -> as.get(API + "/accounts/" + at.account())),
          entry(
              "createAccount",
              (as, at, scene) ->
                  as.body(Map.of("username", World.code(), "displayName", "某人", "unit", at.unit()))
                      .post(API + "/accounts")),
          entry(
              "changeAccount",
              (as, at, scene) ->
                  patch(
                      as,
                      API + "/accounts/" + at.account(),
                      Map.of("displayName", "名" + World.code()))),
          entry(
              "closeAccount",
              (as, at, scene) ->
                  as.body("{}").post(API + "/accounts/" + Scene.account(at.unit()) + "/closure")),
          entry("listGrants", (as, at, scene) -> as.get(API + "/grants?limit=200")),
          entry("countGrants", (as, at, scene) -> as.get(API + "/grants/count")),
          entry("getGrant", (as, at, scene) -> as.get(API + "/grants/" + at.grant())),
          entry("grantRole", Operations::grantRole),
          entry("revokeGrant", Operations::revokeGrant),
          entry("listCampaigns", (as, at, scene) -> as.get(API + "/campaigns?limit=200")),
          entry("countCampaigns", (as, at, scene) -> as.get(API + "/campaigns/count")),
          entry("getCampaign", (as, at, scene) -> as.get(campaign(at))),
          entry(
              "createCampaign",
              (as, at, scene) ->
                  as.body(Map.of("name", "新", "topUnit", at.unit(), "startsOn", Scene.DAY))
                      .post(API + "/campaigns")),
          entry(
              "changeCampaign",
              (as, at, scene) -> patch(as, campaign(at), Map.of("name", World.code()))),
          entry("listCalendarDays", (as, at, scene) -> as.get(campaign(at) + "/calendar")),
          entry("countCalendarDays", (as, at, scene) -> as.get(campaign(at) + "/calendar/count")),
          entry(
              "getCalendarDay", (as, at, scene) -> as.get(campaign(at) + "/calendar/" + Scene.DAY)),
          entry(
              "setCalendarDay",
              (as, at, scene) ->
                  as.header("If-Match", "*")
                      .body(Map.of("working", false, "name", World.code()))
                      .put(campaign(at) + "/calendar/" + Scene.DAY)),
          entry(
              "deleteCalendarDay",
              (as, at, scene) -> delete(as, campaign(at) + "/calendar/" + scene.holiday(at))),
          entry("listCategories", (as, at, scene) -> as.get(campaign(at) + "/categories")),
          entry("countCategories", (as, at, scene) -> as.get(campaign(at) + "/categories/count")),
          entry("getCategory", (as, at, scene) -> as.get(campaign(at) + "/categories/OTHER")),
          entry(
              "createCategory",
              (as, at, scene) ->
                  as.body(
                          Map.of(
                              "code",
                              World.code(),
                              "labelEn",
                              "New",
                              "labelZh",
                              "新",
                              "fields",
                              List.of()))
                      .post(campaign(at) + "/categories")),
          entry(
              "changeCategory",
              (as, at, scene) ->
                  patch(as, campaign(at) + "/categories/OTHER", Map.of("labelEn", World.code()))),
          entry("listBatches", (as, at, scene) -> as.get(campaign(at) + "/batches")),
          entry("countBatches", (as, at, scene) -> as.get(campaign(at) + "/batches/count")),
          entry("getBatch", (as, at, scene) -> as.get(batch(at))),
          entry(
              "createBatch",
              (as, at, scene) ->
                  as.body(Map.of("name", "新", "startsOn", Scene.DAY))
                      .post(campaign(at) + "/batches")),
          entry(
              "changeBatch", (as, at, scene) -> patch(as, batch(at), Map.of("name", World.code()))),
          entry("listEnrolments", (as, at, scene) -> as.get(batch(at) + "/enrolments")),
          entry("countEnrolments", (as, at, scene) -> as.get(batch(at) + "/enrolments/count")),
          entry(
              "enrolUnits",
              (as, at, scene) ->
                  as.body(Map.of("units", List.of(at.unit()))).post(batch(at) + "/enrolments")),
          entry(
              "withdrawEnrolment",
              (as, at, scene) -> {
                var batch = API + "/batches/" + World.batch(at.campaign());
                World.enrol(batch, at.unit());
                return as.delete(batch + "/enrolments/" + at.unit());
              }),
          entry("listTasks", (as, at, scene) -> as.get(campaign(at) + "/tasks")),
          entry("countTasks", (as, at, scene) -> as.get(campaign(at) + "/tasks/count")),
          entry("getTask", (as, at, scene) -> as.get(task(at))),
          entry(
              "createTask",
              (as, at, scene) ->
                  as.body(Map.of("name", World.code())).post(campaign(at) + "/tasks")),
          entry("changeTask", (as, at, scene) -> patch(as, task(at), Map.of("name", World.code()))),
          entry("listTargets", (as, at, scene) -> as.get(task(at) + "/targets")),
          entry("countTargets", (as, at, scene) -> as.get(task(at) + "/targets/count")),
          entry("createTarget", Operations::createTarget),
          entry("getTarget", (as, at, scene) -> as.get(target(at))),
          entry(
              "changeTarget",
              (as, at, scene) -> patch(as, target(at), Map.of("measure", World.code()))),
          entry("listTargetProgress", (as, at, scene) -> as.get(target(at) + "/progress")),
          entry("countTargetProgress", (as, at, scene) -> as.get(target(at) + "/progress/count")),
          entry(
              "getTargetProgress",
              (as, at, scene) -> as.get(target(at) + "/progress/" + Scene.DAY)),
          entry(
              "reportTargetProgress",
              (as, at, scene) ->
                  as.body(Map.of("day", scene.freshDay(), "value", 4))
                      .post(target(at) + "/progress")),
          entry(
              "correctTargetProgress",
              (as, at, scene) ->
                  patch(as, target(at) + "/progress/" + Scene.DAY, Map.of("note", World.code()))),
          entry("listCampaignTargets", (as, at, scene) -> as.get(campaign(at) + "/targets")),
          entry("countCampaignTargets", (as, at, scene) -> as.get(campaign(at) + "/targets/count")),
          entry("listTargetSummary", (as, at, scene) -> as.get(campaign(at) + "/targets/summary")),
          entry(
              "countTargetSummary",
              (as, at, scene) -> as.get(campaign(at) + "/targets/summary/count")),
          entry("importUnits", Operations::importUnits),
          entry("exportUnits", (as, at, scene) -> as.get(API + "/exports/units")),
          entry("listJobs", (as, at, scene) -> as.get(API + "/jobs")),
          entry("countJobs", (as, at, scene) -> as.get(API + "/jobs/count")),
          entry("getJob", (as, at, scene) -> as.get(job(scene))),
          entry("listJobErrors", (as, at, scene) -> as.get(job(scene) + "/errors")),
          entry("countJobErrors", (as, at, scene) -> as.get(job(scene) + "/errors/count")),
          entry("cancelJob", (as, at, scene) -> as.post(job(scene) + "/cancellation")));

  static final Map<String, Operation> ALL = all();

  private Operations() {}

  private static Map<String, Operation> all() {
    var all = new HashMap<>(FRAME);
    all.putAll(ProblemOperations.ALL);
    all.putAll(MilestoneOperations.ALL);
    all.putAll(RoundOperations.ALL);
    all.putAll(GuidanceOperations.ALL);
    all.putAll(VisitOperations.ALL);
    all.putAll(ContactOperations.ALL);
    all.putAll(MeetingOperations.ALL);
    all.putAll(NoteOperations.ALL);
    all.putAll(OwedOperations.ALL);
    all.putAll(FindingOperations.ALL);
    all.putAll(BulletinOperations.ALL);
    return Map.copyOf(all);
  }

  private static Response removeMember(RequestSpecification as, Things at, Scene scene) {
    var set = Scene.set(at.unit());
    Scene.join(set, at.unit());
    return as.delete(sets() + set + "/members/" + at.unit());
  }

  private static Response reportFigure(RequestSpecification as, Things at, Scene scene) {
    var figure = figures(at) + "/" + Scene.DAY;
    return as.header("If-Match", Scene.etag(figure)).body(Map.of("value", 8)).put(figure);
  }

  /** To an account of the caller's own unit, so that only the place is in question. */
  private static Response grantRole(RequestSpecification as, Things at, Scene scene) {
    return as.body(
            Map.of("account", scene.at(Spot.OWN).account(), "role", "VIEWER", "unit", at.unit()))
        .post(API + "/grants");
  }

  private static Response revokeGrant(RequestSpecification as, Things at, Scene scene) {
    var grant = Scene.grant(Scene.account(at.unit()), "VIEWER", at.unit());
    return delete(as, API + "/grants/" + grant);
  }

  private static Response importUnits(RequestSpecification as, Things at, Scene scene) {
    return as.contentType("text/csv")
        .queryParam("dryRun", true)
        .body("code,name,kind,parentCode\n".getBytes(StandardCharsets.UTF_8))
        .post(API + "/imports/units");
  }

  private static Response patch(RequestSpecification as, String path, Map<String, ?> body) {
    return as.contentType(MERGE_PATCH).header("If-Match", Scene.etag(path)).body(body).patch(path);
  }

  private static Response delete(RequestSpecification as, String path) {
    return as.header("If-Match", Scene.etag(path)).delete(path);
  }

  private static Map<String, String> measure() {
    return Map.of("code", "M" + World.code().substring(1), "labelEn", "New", "labelZh", "新");
  }

  private static String unit(Things at) {
    return API + "/units/" + at.unit();
  }

  private static String figures(Things at) {
    return unit(at) + "/figures/" + Scene.MEASURE;
  }

  private static String sets() {
    return API + "/unit-sets/";
  }

  private static String set(Things at) {
    return sets() + at.set();
  }

  private static String campaign(Things at) {
    return API + "/campaigns/" + at.campaign();
  }

  private static String batch(Things at) {
    return API + "/batches/" + at.batch();
  }

  private static String task(Things at) {
    return API + "/tasks/" + at.task();
  }

  private static Response createTarget(RequestSpecification as, Things at, Scene scene) {
    return as.body(
            Map.of("unit", at.unit(), "measure", World.code(), "unitOfMeasure", "件", "number", 5))
        .post(task(at) + "/targets");
  }

  private static String target(Things at) {
    return API + "/targets/" + at.target();
  }

  private static String job(Scene scene) {
    return API + "/jobs/" + scene.job;
  }
}
