package qingdan.authorisation;

import static java.util.Map.entry;
import static qingdan.authorisation.Work.LISTS;
import static qingdan.authorisation.Work.PROBLEMS;

import java.util.List;
import java.util.Map;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import qingdan.World;
import qingdan.authorisation.Operations.Operation;
import qingdan.authorisation.Scene.Things;

/** How each operation on lists and problems is sent. */
final class ProblemOperations {

  private static final Map<String, String> REASON = Map.of("reason", "佐证不足");

  static final Map<String, Operation> ALL =
      Map.ofEntries(
          entry("listProblemLists", (as, at, scene) -> as.get(shown(LISTS, "", scene))),
          entry("countProblemLists", (as, at, scene) -> as.get(shown(LISTS, "/count", scene))),
          entry("getProblemList", (as, at, scene) -> as.get(LISTS + at.list())),
          entry("getProblemListActions", (as, at, scene) -> as.get(LISTS + at.list() + "/actions")),
          entry("createProblemList", ProblemOperations::createList),
          entry(
              "changeProblemList",
              (as, at, scene) ->
                  patch(as, LISTS + list(at, scene, "DRAFT"), Map.of("aims", World.code()))),
          entry(
              "submitProblemList",
              (as, at, scene) -> as.post(LISTS + list(at, scene, "DRAFT") + "/submission")),
          entry(
              "approveProblemList",
              (as, at, scene) -> {
                var list = LISTS + list(at, scene, "SUBMITTED");
                return as.header("If-Match", Work.etag(list)).post(list + "/approval");
              }),
          entry(
              "returnProblemList",
              (as, at, scene) ->
                  as.body(REASON).post(LISTS + list(at, scene, "SUBMITTED") + "/return")),
          entry(
              "closeProblemList",
              (as, at, scene) -> as.post(LISTS + emptyList(at, scene) + "/closure")),
          entry(
              "listProblemListHistory", (as, at, scene) -> as.get(LISTS + at.list() + "/history")),
          entry(
              "countProblemListHistory",
              (as, at, scene) -> as.get(LISTS + at.list() + "/history/count")),
          entry("listProblems", (as, at, scene) -> as.get(shown(PROBLEMS, "", scene))),
          entry("countProblems", (as, at, scene) -> as.get(shown(PROBLEMS, "/count", scene))),
          entry(
              "getProblemStatistics",
              (as, at, scene) ->
                  as.get(
                      "/api/v1/statistics/problems?by=child&unit="
                          + at.unit()
                          + "&campaign="
                          + at.campaign())),
          entry(
              "getTargetStatistics",
              (as, at, scene) ->
                  as.get(
                      "/api/v1/statistics/targets?by=child&unit="
                          + at.unit()
                          + "&campaign="
                          + at.campaign())),
          entry(
              "getFigureStatistics",
              (as, at, scene) ->
                  as.get("/api/v1/statistics/figures?by=child&measure=CADRES&unit=" + at.unit())),
          entry(
              "getUnitSummary",
              (as, at, scene) -> as.get("/api/v1/units/" + at.unit() + "/summary")),
          entry(
              "verifyLedger",
              (as, at, scene) -> as.body(Map.of()).post("/api/v1/ledger/verifications")),
          entry("rebuildLedger", (as, at, scene) -> as.post("/api/v1/ledger/rebuilds")),
          entry("getProblem", (as, at, scene) -> as.get(PROBLEMS + at.problem())),
          entry(
              "getProblemActions", (as, at, scene) -> as.get(PROBLEMS + at.problem() + "/actions")),
          entry(
              "getProblemLinkage", (as, at, scene) -> as.get(PROBLEMS + at.problem() + "/linkage")),
          entry(
              "listProblemHistory",
              (as, at, scene) -> as.get(PROBLEMS + at.problem() + "/history")),
          entry(
              "countProblemHistory",
              (as, at, scene) -> as.get(PROBLEMS + at.problem() + "/history/count")),
          entry(
              "listProgressReports",
              (as, at, scene) -> as.get(PROBLEMS + at.problem() + "/reports")),
          entry(
              "countProgressReports",
              (as, at, scene) -> as.get(PROBLEMS + at.problem() + "/reports/count")),
          entry(
              "carryOverBatch",
              (as, at, scene) ->
                  as.body(Map.of("next", at.batch(), "dryRun", true))
                      .post("/api/v1/batches/" + scene.work.openBatch(at) + "/carry-over")),
          entry("reportProblem", ProblemOperations::report),
          entry(
              "changeProblem",
              (as, at, scene) ->
                  patch(
                      as,
                      PROBLEMS + scene.work.problem(at, "REPORTED"),
                      Map.of("title", World.code()))),
          entry("moveProblems", ProblemOperations::moveMany),
          entry("confirmProblem", move("REPORTED", "confirmation")),
          entry(
              "dismissProblem",
              move("CONFIRMED", "dismissal", at -> Map.of("reason", "OUT_OF_SCOPE"))),
          entry("planProblem", move("CONFIRMED", "plan", Work::plan)),
          entry("startProblem", move("PLANNED", "start")),
          entry(
              "reportProgress", move("IN_PROGRESS", "progress", at -> Map.of("text", "已疏通 500 米"))),
          entry("resolveProblem", move("DONE", "resolution", at -> Work.resolution())),
          entry("returnProblem", move("RESOLVED", "return", at -> REASON)),
          entry("closeProblem", move("RESOLVED", "closure")),
          entry("escalateProblem", move("CONFIRMED", "escalation", Work::escalation)),
          entry("withdrawEscalation", move("ESCALATED", "withdrawal")),
          entry("declineEscalation", move("ESCALATED", "decline", at -> REASON)),
          entry("claimProblem", move("CONFIRMED", "claim", at -> Map.of())),
          entry("releaseProblem", move("CLAIMED", "release", at -> REASON)),
          entry("askExtension", move("PLANNED", "extension", at -> Work.extension())),
          entry("approveExtension", move("EXTENDING", "extension-approval")),
          entry("refuseExtension", move("EXTENDING", "extension-refusal", at -> REASON)),
          entry("linkSymptoms", ProblemOperations::link),
          entry("reportRecurrence", move("CLOSED", "recurrence", at -> Map.of())));

  private ProblemOperations() {}

  private static String shown(String path, String rest, Scene scene) {
    var query = "?batch=" + scene.work.batch + (rest.isEmpty() ? "&limit=200" : "");
    return path.substring(0, path.length() - 1) + rest + query;
  }

  private static String list(Things at, Scene scene, String status) {
    return scene.work.list(at, status);
  }

  /** A list is approved with what is on it: one that may be closed has nothing left to do. */
  private static String emptyList(Things at, Scene scene) {
    return scene.work.approvedWithoutProblems(at);
  }

  private static Response createList(RequestSpecification as, Things at, Scene scene) {
    return as.body(Map.of("batch", scene.work.openBatch(), "unit", at.unit()))
        .post("/api/v1/problem-lists");
  }

  private static Response report(RequestSpecification as, Things at, Scene scene) {
    var body = Work.content();
    body.put("list", scene.work.list(at, "APPROVED"));
    return as.body(body).post("/api/v1/problems");
  }

  /** All or none of one: it is answered as by itself. */
  private static Response moveMany(RequestSpecification as, Things at, Scene scene) {
    var item = Map.of("move", "START", "problem", scene.work.problem(at, "PLANNED"));
    return as.body(Map.of("atomic", true, "items", List.of(item))).post(PROBLEMS + "batch");
  }

  private static Response link(RequestSpecification as, Things at, Scene scene) {
    return as.body(Map.of("problems", List.of(scene.work.symptom(at))))
        .post(PROBLEMS + scene.work.problem(at, "CONFIRMED") + "/symptoms");
  }

  private static Response patch(RequestSpecification as, String path, Map<String, ?> body) {
    return as.contentType("application/merge-patch+json")
        .header("If-Match", Work.etag(path))
        .body(body)
        .patch(path);
  }

  private static Operation move(String status, String move) {
    return (as, at, scene) -> as.post(PROBLEMS + scene.work.problem(at, status) + "/" + move);
  }

  private interface Body {
    Map<String, ?> at(Things at);
  }

  private static Operation move(String status, String move, Body body) {
    return (as, at, scene) ->
        as.body(body.at(at)).post(PROBLEMS + scene.work.problem(at, status) + "/" + move);
  }
}
