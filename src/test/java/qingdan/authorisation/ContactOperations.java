package qingdan.authorisation;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import qingdan.World;
import qingdan.authorisation.Operations.Operation;
import qingdan.authorisation.Scene.Things;

/** How each operation on contacts is sent: each is of a leader of the place, with the place. */
final class ContactOperations {

  private static final String CONTACTS = "/api/v1/contacts";
  private static final String COVERAGE = "/api/v1/contact-coverage";

  static final Map<String, Operation> ALL =
      Map.ofEntries(
          entry(
              "listContacts", (as, at, scene) -> furnished(as, scene).get(CONTACTS + "?limit=200")),
          entry("countContacts", (as, at, scene) -> furnished(as, scene).get(CONTACTS + "/count")),
          entry("createContact", (as, at, scene) -> as.body(body(at)).post(CONTACTS)),
          entry("getContact", (as, at, scene) -> as.get(path(contact(at)))),
          entry("changeContact", ContactOperations::change),
          entry(
              "endContact", (as, at, scene) -> as.body(Map.of()).post(path(created(at)) + "/end")),
          entry(
              "adoptUnit",
              (as, at, scene) ->
                  as.body(adoption(at)).post(path(adopting(at, scene)) + "/adoption")),
          entry("endAdoption", ContactOperations::endAdoption),
          entry(
              "listPlannedVisits",
              (as, at, scene) -> as.get(path(contact(at)) + "/planned-visits")),
          entry(
              "countPlannedVisits",
              (as, at, scene) -> as.get(path(contact(at)) + "/planned-visits/count")),
          entry("getPlannedVisit", (as, at, scene) -> as.get(planned(contact(at), "2199-12-30"))),
          entry(
              "planVisits",
              (as, at, scene) ->
                  as.body(Map.of("days", List.of("2199-12-31")))
                      .post(path(contact(at)) + "/planned-visits")),
          entry("deletePlannedVisit", ContactOperations::deletePlanned),
          entry(
              "getContactCoverage",
              (as, at, scene) -> as.get(COVERAGE + "?batch=" + at.batch() + "&unit=" + at.unit())),
          entry(
              "listUnitsByContact",
              (as, at, scene) ->
                  as.get(COVERAGE + "/units?batch=" + at.batch() + "&unit=" + at.unit())),
          entry(
              "countUnitsByContact",
              (as, at, scene) ->
                  as.get(COVERAGE + "/units/count?batch=" + at.batch() + "&unit=" + at.unit())));

  private static final Map<String, String> KEPT = new HashMap<>();
  private static final Map<String, String> ADOPTING = new HashMap<>();

  private ContactOperations() {}

  static String contact(Things at) {
    return KEPT.computeIfAbsent(at.unit(), unit -> created(at));
  }

  private static String created(Things at) {
    return created(body(at));
  }

  private static String created(Map<String, Object> body) {
    return World.supervisor().body(body).post(CONTACTS).then().statusCode(201).extract().path("id");
  }

  private static Map<String, Object> body(Things at) {
    return Map.of("campaign", at.campaign(), "base", at.unit(), "leader", "王某", "unit", at.unit());
  }

  private static Map<String, Object> adoption(Things at) {
    return Map.of("list", at.list(), "deadline", "2199-12-31");
  }

  /** In the campaign of the list: a unit is taken on once. */
  private static String adopting(Things at, Scene scene) {
    return ADOPTING.computeIfAbsent(
        at.unit(),
        unit -> {
          var body = new HashMap<>(body(at));
          body.put("campaign", scene.work.campaign);
          return created(body);
        });
  }

  private static Response endAdoption(RequestSpecification as, Things at, Scene scene) {
    var path = path(adopting(at, scene));
    World.supervisor().body(adoption(at)).post(path + "/adoption").then().statusCode(200);
    return as.header("If-Match", Work.etag(path)).delete(path + "/adoption");
  }

  private static String planned(String contact, String day) {
    var path = path(contact) + "/planned-visits";
    World.supervisor().body(Map.of("days", List.of(day))).post(path).then().statusCode(200);
    return path + "/" + day;
  }

  private static Response deletePlanned(RequestSpecification as, Things at, Scene scene) {
    var path = planned(contact(at), "2199-12-29");
    return as.header("If-Match", Work.etag(path)).delete(path);
  }

  private static String path(String contact) {
    return CONTACTS + "/" + contact;
  }

  private static RequestSpecification furnished(RequestSpecification as, Scene scene) {
    for (var spot : Spot.values()) {
      contact(scene.at(spot));
    }
    return as;
  }

  private static Response change(RequestSpecification as, Things at, Scene scene) {
    var path = path(created(at));
    return as.contentType("application/merge-patch+json")
        .header("If-Match", Work.etag(path))
        .body(Map.of("office", "书记"))
        .patch(path);
  }
}
