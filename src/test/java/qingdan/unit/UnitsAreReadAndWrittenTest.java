package qingdan.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.World.admin;
import static qingdan.World.unit;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class UnitsAreReadAndWrittenTest extends ApiTest {

  @Test
  void aUnitIsFoundByItsIdAndByItsCode() {
    var code = World.code();
    var id =
        admin()
            .body(Map.of("code", code, "name", "河西区", "kind", "COUNTY"))
            .post("/api/v1/units")
            .then()
            .statusCode(201)
            .header("ETag", "\"1.0\"")
            .body("tier", equalTo("COUNTY"))
            .extract()
            .path("id");

    admin().get("/api/v1/units/" + id).then().statusCode(200).body("name", equalTo("河西区"));
    admin().get("/api/v1/units/code:" + code).then().statusCode(200).body("id", equalTo(id));
  }

  @Test
  void twoCharactersInsideANameFindTheUnit() {
    var root = unit(null, "天津市", "PROVINCE");
    unit(root, "劝业场街道", "TOWNSHIP");
    unit(root, "小白楼街道", "TOWNSHIP");

    admin()
        .queryParam("unit", root)
        .queryParam("q", "白楼")
        .get("/api/v1/units")
        .then()
        .statusCode(200)
        .body("items.name", contains("小白楼街道"));
    admin()
        .queryParam("unit", root)
        .queryParam("q", "街道")
        .get("/api/v1/units/count")
        .then()
        .statusCode(200)
        .body("count", equalTo(2))
        .body("exact", equalTo(true));
    admin()
        .queryParam("unit", root)
        .queryParam("q", "%")
        .get("/api/v1/units")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(0));
  }

  @Test
  void pagesFollowOneAnotherWithoutGapOrRepetition() {
    var root = unit(null, "省", "PROVINCE");
    for (int i = 0; i < 5; i++) {
      unit(root, "市" + (5 - i), "CITY");
    }

    for (var sort : new String[] {"path", "name", "code"}) {
      var next = "/api/v1/units?unit=" + root + "&depth=children&limit=2&sort=" + sort;
      var names = new java.util.ArrayList<String>();
      while (next != null) {
        var page = admin().urlEncodingEnabled(false).get(next).then().statusCode(200).extract();
        names.addAll(page.path("items.name"));
        next = page.path("next");
      }
      assertThat(names).hasSize(5).doesNotHaveDuplicates();
    }
  }

  @Test
  void aCursorFitsNoOtherFilter() {
    var root = unit(null, "省", "PROVINCE");
    unit(root, "甲", "CITY");
    unit(root, "乙", "CITY");
    String next =
        admin()
            .get("/api/v1/units/" + root + "/children?limit=1")
            .then()
            .statusCode(200)
            .header("Link", notNullValue())
            .extract()
            .path("next");
    var cursor = next.substring(next.indexOf("cursor=") + 7);

    admin()
        .queryParam("cursor", cursor)
        .get("/api/v1/units")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-cursor"));
  }

  @Test
  void aChangeNeedsTheVersionThatWasRead() {
    var id = unit(null, "旧名", "CITY");
    var patch = admin().contentType("application/merge-patch+json").body(Map.of("name", "新名"));

    patch.patch("/api/v1/units/" + id).then().statusCode(428);
    admin()
        .contentType("application/merge-patch+json")
        .header("If-Match", "\"7.0\"")
        .body(Map.of("name", "新名"))
        .patch("/api/v1/units/" + id)
        .then()
        .statusCode(412)
        .header("ETag", "\"1.0\"");
    admin()
        .contentType("application/merge-patch+json")
        .header("If-Match", "\"1.0\"")
        .body(Map.of("name", "新名"))
        .patch("/api/v1/units/" + id)
        .then()
        .statusCode(200)
        .body("name", equalTo("新名"))
        .body("version", equalTo(2));
    admin()
        .get("/api/v1/units/" + id + "/history")
        .then()
        .statusCode(200)
        .body("items.type", contains("unit.renamed", "unit.created"))
        .body("items[0].fields", contains(Map.of("field", "name", "before", "旧名", "after", "新名")))
        .body("items[0].actor", notNullValue());
  }

  @Test
  void anUnchangedUnitIsNotSentAgain() {
    var id = unit(null, "市", "CITY");

    admin().header("If-None-Match", "\"1.0\"").get("/api/v1/units/" + id).then().statusCode(304);
  }

  @Test
  void aUnitSaysHowManyChildrenItHas() {
    var root = unit(null, "市", "CITY");
    var child = unit(root, "县", "COUNTY");

    admin().get("/api/v1/units/" + root).then().body("children", equalTo(1));
    admin()
        .get("/api/v1/units/" + child + "/ancestors")
        .then()
        .statusCode(200)
        .body("id", hasItem(root));
  }

  @Test
  void aUnitDoesNotExistBeforeItWasMade() {
    var id = unit(null, "市", "CITY");

    admin().get("/api/v1/units/" + id + "?asOf=2020-01-31").then().statusCode(404);
    admin().get("/api/v1/units/" + id + "?asOf=2199-01-31").then().statusCode(200);
    admin().get("/api/v1/units/" + id).then().body("parent", nullValue());
  }

  @Test
  void theSameKeyMakesOneUnitAndAnswersTheSame() {
    var body = Map.of("code", World.code(), "name", "市", "kind", "CITY");
    var key = World.code();
    var first =
        admin().header("Idempotency-Key", key).body(body).post("/api/v1/units").then().extract();
    var second =
        admin().header("Idempotency-Key", key).body(body).post("/api/v1/units").then().extract();

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    admin()
        .header("Idempotency-Key", key)
        .body(Map.of("code", World.code(), "name", "市", "kind", "CITY"))
        .post("/api/v1/units")
        .then()
        .statusCode(422)
        .body("code", equalTo("key-reused"));
  }
}
