package qingdan.authorisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import qingdan.ApiTest;
import qingdan.World;

/** Every operation, as every role, at every place, as the matrix has it. */
@QuarkusTest
class EveryOperationKeepsToTheMatrixTest extends ApiTest {

  private static Scene scene;

  @BeforeEach
  void furnish() {
    if (scene == null) {
      scene = new Scene();
    }
  }

  static List<Row> rows() {
    return Row.all();
  }

  static List<Row> closedRows() {
    return rows().stream().filter(row -> row.rule() != Rule.OPEN).toList();
  }

  static List<Row> countedLists() {
    return rows().stream()
        .filter(row -> isList(row) && row.operation().startsWith("count"))
        .toList();
  }

  private static boolean isList(Row row) {
    return row.rule() == Rule.LIST || row.rule() == Rule.GATHER;
  }

  @Test
  void theMatrixHasEveryOperationOfTheDocument() {
    var documented = new TreeSet<String>();
    Map<String, Map<String, ?>> paths =
        RestAssured.get("/q/openapi?format=json").then().extract().path("paths");
    for (var item : paths.values()) {
      for (var operation : item.values()) {
        if (operation instanceof Map<?, ?> details && details.get("operationId") != null) {
          documented.add(String.valueOf(details.get("operationId")));
        }
      }
    }

    assertThat(Row.all())
        .extracting(Row::operation)
        .containsExactlyInAnyOrderElementsOf(documented);
    assertThat(Operations.ALL.keySet()).containsExactlyInAnyOrderElementsOf(documented);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void rolesMayDoWhatTheMatrixSays(Row row) {
    var faults = new ArrayList<String>();
    for (var role : Row.ROLES) {
      for (var spot : Spot.values()) {
        var answer =
            Operations.ALL.get(row.operation()).send(scene.as(role), scene.at(spot), scene);
        var expected = row.status(role, spot);
        if (!isAsExpected(row, answer.statusCode(), expected)) {
          faults.add(
              "%s as %s at %s: %d instead of %d, %s"
                  .formatted(row, role, spot, answer.statusCode(), expected, answer.asString()));
        }
        if (isList(row) && !row.operation().startsWith("count")) {
          faults.addAll(misplaced(row, role, spot, answer));
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("closedRows")
  void withoutAValidTokenOnlyOpenOperationsAnswer(Row row) {
    var operation = Operations.ALL.get(row.operation());
    var at = scene.at(Spot.OWN);

    assertThat(
            operation
                .send(RestAssured.given().contentType("application/json"), at, scene)
                .statusCode())
        .isEqualTo(401);
    assertThat(operation.send(World.as(scene.token("ADMIN") + "x"), at, scene).statusCode())
        .isEqualTo(401);
  }

  /** Counts are those of the lists: a sum over what the caller may not see would tell of it. */
  @ParameterizedTest
  @MethodSource("countedLists")
  void countsCountWhatTheListShows(Row row) {
    var list = Operations.ALL.get(row.operation().replaceFirst("count", "list"));
    for (var role : Row.ROLES) {
      var at = scene.at(Spot.OWN);
      int count = Operations.ALL.get(row.operation()).send(scene.as(role), at, scene).path("count");
      List<?> items = list.send(scene.as(role), at, scene).path("items");
      assertThat(count).as(row + " as " + role).isEqualTo(items.size());
    }
  }

  /** What may not be there answers like what is not there. */
  @Test
  void outOfScopeAnswersAsARandomIdDoes() {
    var random = java.util.UUID.randomUUID();
    for (var path :
        Set.of(
            "/units/",
            "/unit-sets/",
            "/accounts/",
            "/grants/",
            "/unit-changes/",
            "/campaigns/",
            "/tasks/",
            "/targets/",
            "/problem-lists/",
            "/problems/")) {
      for (var role : List.of("ADMIN", "REPORTER")) {
        var foreign = scene.as(role).get("/api/v1" + path + idAt(path, scene.at(Spot.SIBLING)));
        var unknown = scene.as(role).get("/api/v1" + path + random);

        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(withoutRequestId(foreign)).isEqualTo(withoutRequestId(unknown));
        assertThat(headerNames(foreign)).isEqualTo(headerNames(unknown));
      }
    }
  }

  private static String idAt(String path, Scene.Things at) {
    return switch (path) {
      case "/units/" -> at.unit();
      case "/unit-sets/" -> at.set();
      case "/accounts/" -> at.account();
      case "/grants/" -> at.grant();
      case "/campaigns/" -> at.campaign();
      case "/tasks/" -> at.task();
      case "/targets/" -> at.target();
      case "/problem-lists/" -> at.list();
      case "/problems/" -> at.problem();
      default -> at.change();
    };
  }

  /** Open operations judge what they are given: any answer of theirs is one. */
  private static boolean isAsExpected(Row row, int status, int expected) {
    if (row.rule() == Rule.OPEN) {
      return status != 403 && status != 404 && status < 500;
    }
    if (expected == Rule.SUCCESS) {
      return status >= 200 && status < 300 || row.rule() == Rule.ACCOUNT && status == 400;
    }
    return status == expected;
  }

  private static List<String> misplaced(Row row, String role, Spot spot, Response answer) {
    var at = scene.at(spot);
    var mark =
        switch (row.operation()) {
          case "listUnits" -> id(at.unit());
          case "listUnitChanges" -> id(at.change());
          case "listUnitSets" -> id(at.set());
          case "listCampaigns" -> id(at.campaign());
          case "listProblemLists" -> id(at.list());
          case "listProblems" -> id(at.problem());
          case "listGuidanceGroups" -> id(GuidanceOperations.group(at));
          case "listVisitPlans" -> id(VisitOperations.plan(at));
          case "listContacts" -> id(ContactOperations.contact(at));
          case "listMeetingSeries" -> id(MeetingOperations.series(at));
          case "listChecklists" -> id(FindingOperations.checklist(at));
          case "listMeetings" -> id(MeetingOperations.meeting(at));
          case "listGuidanceNotes" -> id(NoteOperations.note(at));
          case "listVisits" -> id(VisitOperations.visit(at));
          case "listAccounts" -> id(at.account());
          case "listGrants" -> id(at.grant());
          case "exportUnits" -> at.code() + ",";
          default -> throw new IllegalStateException("what would " + row + " show?");
        };
    var body = "\n" + answer.asString();
    var shown =
        row.operation().equals("exportUnits") ? body.contains("\n" + mark) : body.contains(mark);
    return shown == row.lists(role, spot)
        ? List.of()
        : List.of(
            "%s as %s: %s at %s is %s"
                .formatted(row, role, mark, spot, shown ? "shown" : "missing"));
  }

  private static String id(String id) {
    return "\"id\":\"" + id + "\"";
  }

  private static Map<String, Object> withoutRequestId(Response answer) {
    Map<String, Object> body = answer.jsonPath().getMap("");
    body.remove("requestId");
    return body;
  }

  private static Set<String> headerNames(Response answer) {
    return answer.headers().asList().stream()
        .map(header -> header.getName().toLowerCase(java.util.Locale.ROOT))
        .collect(Collectors.toSet());
  }
}
