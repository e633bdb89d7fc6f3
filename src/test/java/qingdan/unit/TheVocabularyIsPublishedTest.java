package qingdan.unit;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static qingdan.World.admin;
import static qingdan.World.as;
import static qingdan.World.unit;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;

@QuarkusTest
class TheVocabularyIsPublishedTest extends ApiTest {

  @Test
  void everyAccountReadsEveryWord() {
    var viewer = Someone.with("VIEWER", unit(null, "县", "COUNTY"));

    as(viewer)
        .get("/api/v1/vocabulary")
        .then()
        .statusCode(200)
        .body("kinds.size()", equalTo(UnitKind.values().length))
        .body("kinds.find { it.code == 'VILLAGE' }.defaultTier", equalTo("GRASSROOTS"))
        .body("kinds.find { it.code == 'VILLAGE' }.labelZh", equalTo("村"))
        .body("tiers.code", hasItem("TOWNSHIP"))
        .body("sectors.code", hasItem("RURAL"))
        .body("roles.code", hasItems("VIEWER", "ADMIN"))
        .body("measures.code", hasItems("CADRES", "MEMBERS"))
        .body("errors.find { it.code == 'not-found' }.status", equalTo(404));
  }

  @Test
  void titlesOfErrorsAreInTheLanguageOfTheCaller() {
    admin()
        .header("Accept-Language", "zh-CN")
        .get("/api/v1/vocabulary")
        .then()
        .body("errors.find { it.code == 'not-found' }.title", equalTo("未找到"));
    admin()
        .get("/api/v1/vocabulary")
        .then()
        .body("errors.find { it.code == 'not-found' }.title", equalTo("Not found"));
  }

  @Test
  void itIsSentAgainOnlyWhenItChanged() {
    var tag =
        admin()
            .get("/api/v1/vocabulary")
            .then()
            .header("Cache-Control", "private, no-cache")
            .extract()
            .header("ETag");
    admin().header("If-None-Match", tag).get("/api/v1/vocabulary").then().statusCode(304);
    var other = admin().header("If-None-Match", tag).header("Accept-Language", "zh-CN");
    other.get("/api/v1/vocabulary").then().statusCode(200);

    var code = World.code();
    admin()
        .body(Map.of("code", code, "labelEn", "Posts", "labelZh", "岗位"))
        .post("/api/v1/measures")
        .then()
        .statusCode(201);

    admin()
        .header("If-None-Match", tag)
        .get("/api/v1/vocabulary")
        .then()
        .statusCode(200)
        .body("measures.code", hasItem(code));
  }

  @Test
  void aMeasureIsMadeOnceAndByWhoeverAdministersAll() {
    var code = World.code();
    var body = Map.of("code", code, "labelEn", "Posts", "labelZh", "岗位");
    var county = Someone.with("ADMIN", unit(null, "县", "COUNTY"));

    as(county).body(body).post("/api/v1/measures").then().statusCode(403);
    admin().body(body).post("/api/v1/measures").then().statusCode(201);
    admin().body(body).post("/api/v1/measures").then().statusCode(409);
    admin()
        .body(Map.of("code", "posts", "labelEn", "Posts", "labelZh", "岗位"))
        .post("/api/v1/measures")
        .then()
        .statusCode(400);

    as(county)
        .get("/api/v1/measures/" + code)
        .then()
        .statusCode(200)
        .body("labelZh", equalTo("岗位"));
    as(county)
        .get("/api/v1/measures?limit=200")
        .then()
        .body("items.code", hasItems("CADRES", code));
    as(county).get("/api/v1/measures/count").then().statusCode(200);
    as(county).get("/api/v1/measures/NONE").then().statusCode(404);
  }
}
