package qingdan.authorisation;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import qingdan.World;
import qingdan.authorisation.Operations.Operation;
import qingdan.authorisation.Scene.Things;

/** How each operation on bulletins is sent: at bulletins of the office at a place to itself. */
final class BulletinOperations {

  private static final String BULLETINS = "/api/v1/bulletins";

  static final Map<String, Operation> ALL =
      Map.ofEntries(
          entry("listBulletins", (as, at, scene) -> as.get(BULLETINS)),
          entry("countBulletins", (as, at, scene) -> as.get(BULLETINS + "/count")),
          entry("sendBulletin", (as, at, scene) -> as.body(body(at)).post(BULLETINS)),
          entry("getBulletin", (as, at, scene) -> as.get(kept(at))),
          entry(
              "sendFindingBulletin",
              (as, at, scene) ->
                  as.body(Map.of()).post(FindingOperations.finding(at) + "/bulletins")),
          entry("listBulletinRecipients", (as, at, scene) -> as.get(kept(at) + "/recipients")),
          entry(
              "countBulletinRecipients", (as, at, scene) -> as.get(kept(at) + "/recipients/count")),
          entry("getBulletinCoverage", (as, at, scene) -> as.get(kept(at) + "/coverage")),
          entry(
              "receiveBulletin",
              (as, at, scene) -> as.post(kept(at) + "/recipients/" + at.unit() + "/receipt")),
          entry(
              "answerBulletin",
              (as, at, scene) ->
                  as.body(Map.of("text", "已公示"))
                      .post(sent(at) + "/recipients/" + at.unit() + "/answer")));

  private static final Map<String, String> KEPT = new HashMap<>();

  private BulletinOperations() {}

  private static String kept(Things at) {
    return KEPT.computeIfAbsent(at.unit(), unit -> sent(at));
  }

  private static String sent(Things at) {
    String id =
        World.supervisor()
            .body(body(at))
            .post(BULLETINS)
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    return BULLETINS + "/" + id;
  }

  private static Map<String, Object> body(Things at) {
    return Map.of(
        "campaign",
        at.campaign(),
        "office",
        at.unit(),
        "title",
        "通报" + World.code(),
        "text",
        "请对照整改",
        "units",
        List.of(at.unit()));
  }
}
