package qingdan.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static qingdan.World.admin;
import static qingdan.inspection.Drawing.CONTRIBUTION;
import static qingdan.inspection.Drawing.ROUNDS;
import static qingdan.inspection.Drawing.person;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;
import qingdan.inspection.Drawing.Person;
import qingdan.shared.Sql;

@QuarkusTest
class ARoundIsNotThereBeforeItStartsTest extends ApiTest {

  @Inject Sql sql;

  private Drawing drawing;

  @BeforeEach
  void build() {
    drawing = new Drawing();
  }

  @Test
  void othersGetTheAnswerOfAnUnknownIdFromEveryOperation() {
    var round = drawing.round("commitment", "draw");
    var strangers =
        List.<Supplier<RequestSpecification>>of(
            World::admin,
            World::supervisor,
            person("SUPERVISOR", drawing.province)::asks,
            person("INSPECTOR", drawing.province)::asks,
            person("ADMIN", drawing.districts.get(0))::asks,
            person("INSPECTOR", drawing.districts.get(0))::asks,
            person("VIEWER", drawing.city)::asks,
            person("REPORTER", drawing.city)::asks);
    for (var stranger : strangers) {
      for (var path :
          List.of(
              "",
              "/draw",
              "/draw/population",
              "/draw/population/count",
              "/draw/population/lines",
              "/draw/verification")) {
        assertThat(answer(stranger.get().get(ROUNDS + "/" + round + path)))
            .isEqualTo(answer(stranger.get().get(ROUNDS + "/" + UUID.randomUUID() + path)));
      }
      for (var move : List.of("commitment", "draw", "start", "closure")) {
        stranger
            .get()
            .body(move.equals("draw") ? CONTRIBUTION : Map.of())
            .post(ROUNDS + "/" + round + "/" + move)
            .then()
            .statusCode(404);
      }
      stranger
          .get()
          .contentType("application/merge-patch+json")
          .header("If-Match", "*")
          .body(Map.of("name", "新名"))
          .patch(ROUNDS + "/" + round)
          .then()
          .statusCode(404);
      stranger
          .get()
          .get(ROUNDS + "?campaign=" + drawing.campaign)
          .then()
          .body("items", equalTo(List.of()));
    }
  }

  private static Map<String, Object> answer(Response answer) {
    assertThat(answer.statusCode()).isEqualTo(404);
    Map<String, Object> body = new HashMap<>(answer.jsonPath().getMap(""));
    body.remove("requestId");
    return body;
  }

  @Test
  void nothingThatOthersReadHasMoved() {
    var readers =
        List.of(
            person("SUPERVISOR", drawing.province),
            person("ADMIN", drawing.province),
            person("VIEWER", drawing.city),
            person("SUPERVISOR", drawing.districts.get(0)));
    var team = person(null, drawing.city);
    var before = readers.stream().map(this::everythingReadBy).toList();

    var body = drawing.body();
    body.put("team", List.of(team.account()));
    var round = drawing.prepared(body);
    drawing.move(round, "commitment").statusCode(200);
    drawing.move(round, "draw").statusCode(200);

    for (int i = 0; i < readers.size(); i++) {
      var after = everythingReadBy(readers.get(i));
      assertThat(after).isEqualTo(before.get(i)).hasSizeGreaterThan(40);
      assertThat(after.values()).noneMatch(text -> text.contains(round));
    }
    assertThat(placesToldOf(round)).containsOnly("{}");
    assertThat(logged(round)).noneMatch(text -> text.contains(secret(round)));
    team.asks().get(ROUNDS + "/" + round).then().statusCode(200);

    drawing.move(round, "start").statusCode(200);
    for (var reader : readers) {
      reader
          .asks()
          .get(ROUNDS + "?campaign=" + drawing.campaign)
          .then()
          .body("items.id", contains(round));
    }
    assertThat(placesToldOf(round)).hasSize(4).anyMatch(paths -> paths.split(",").length == 5);
  }

  /** Every address of the document that this tree fills in. */
  private Map<String, String> everythingReadBy(Person reader) {
    Map<String, Map<String, ?>> paths =
        RestAssured.get("/q/openapi?format=json").then().extract().path("paths");
    var read = new TreeMap<String, String>();
    for (var path : paths.keySet()) {
      if (paths.get(path).containsKey("get") && !path.startsWith("/api/v1/jobs")) {
        for (var address : addresses(path)) {
          read.put(address, body(reader.asks().get(address)));
        }
      }
    }
    return read;
  }

  private List<String> addresses(String path) {
    if (!path.contains("{")) {
      return List.of(path, path + "?limit=200");
    }
    if (path.matches("/api/v1/campaigns/\\{id}[a-z/-]*")) {
      return List.of(path.replace("{id}", drawing.campaign));
    }
    if (path.matches("/api/v1/units/\\{id}[a-z/-]*")) {
      return drawing.districts.stream().map(unit -> path.replace("{id}", unit)).toList();
    }
    return List.of();
  }

  private static String body(Response answer) {
    return answer
        .asString()
        .replaceAll("\"requestId\":\"[^\"]*\"", "")
        .replaceAll("cursor=[^\"]*", "");
  }

  @Test
  void theTeamReadsAndDoesNotDraw() {
    var round = drawing.round();
    var member = person(null, drawing.bureau);
    var tag = drawing.inspector.asks().get(ROUNDS + "/" + round).header("ETag");
    member.asks().get(ROUNDS + "/" + round).then().statusCode(404);

    drawing
        .inspector
        .asks()
        .contentType("application/merge-patch+json")
        .header("If-Match", tag)
        .body(Map.of("team", List.of(member.account())))
        .patch(ROUNDS + "/" + round)
        .then()
        .statusCode(200);

    member.asks().get(ROUNDS).then().body("items.id", contains(round));
    member.asks().get(ROUNDS + "/count").then().body("count", equalTo(1));
    member
        .asks()
        .post(ROUNDS + "/" + round + "/commitment")
        .then()
        .statusCode(403)
        .body("code", equalTo("not-of-the-office"));
  }

  @Test
  void aRoleAboveTheOfficeDoesNotPrepareItsRounds() {
    for (var person :
        List.of(person("SUPERVISOR", drawing.province), person("ADMIN", drawing.city))) {
      person
          .asks()
          .body(drawing.body())
          .post(ROUNDS)
          .then()
          .statusCode(403)
          .body("code", equalTo("not-of-the-office"));
    }
    admin().body(drawing.body()).post(ROUNDS).then().statusCode(403);
  }

  private List<String> placesToldOf(String round) {
    return log("cast(paths as text)", round);
  }

  private List<String> logged(String round) {
    return log("concat(before, after)", round);
  }

  private List<String> log(String what, String round) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                sql.list(
                    String.class,
                    "select " + what + " from change where entity = 'round' and entity_id = ?1",
                    UUID.fromString(round)));
  }

  private String secret(String round) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                sql.one(
                        String.class,
                        "select secret from round_secret where round_id = ?1",
                        UUID.fromString(round))
                    .orElseThrow());
  }
}
