package qingdan.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.Ended;
import qingdan.World;

@QuarkusTest
class UnitsAreImportedWholeOrNotAtAllTest extends ApiTest {

  private static final String HEADER = "code,name,kind,parentCode\n";
  private String root;
  private String a;
  private String b;

  @Inject MeterRegistry meters;

  @BeforeEach
  void codes() {
    root = World.code();
    a = World.code();
    b = World.code();
  }

  @Test
  void rowsComeInAnyOrder() {
    var job =
        succeeded(
            HEADER
                + line(b, "河东村", "VILLAGE", a)
                + line(a, "河东镇", "TOWNSHIP", root)
                + line(root, "河东省", "PROVINCE", ""));

    assertThat(job.getMap("result")).isEqualTo(Map.of("created", 3, "changed", 0, "unchanged", 0));
    assertThat(job.getInt("percent")).isEqualTo(100);
    unit(root).body("children", equalTo(1)).body("tier", equalTo("PROVINCE"));
    unit(b).body("name", equalTo("河东村"));
    World.admin()
        .get("/api/v1/units/code:" + b + "/ancestors")
        .then()
        .body("code", equalTo(List.of(root, a)));
    World.admin()
        .get("/api/v1/units/code:" + b + "/history")
        .then()
        .body("items[0].type", equalTo("unit.created"));
  }

  @Test
  void theSameFileAgainChangesNothing() {
    var file = HEADER + line(root, "省", "PROVINCE", "") + line(a, "市", "CITY", root);
    succeeded(file);

    assertThat(succeeded(file).getMap("result"))
        .isEqualTo(Map.of("created", 0, "changed", 0, "unchanged", 2));
    unit(a).body("version", equalTo(1));
  }

  @Test
  void aKnownCodeGetsWhatTheRowSays() {
    succeeded(HEADER + line(root, "省", "PROVINCE", "") + line(a, "县", "COUNTY", root));

    var job =
        succeeded(
            "parentCode,sector,kind,name,code\n"
                + ",,PROVINCE,省,%s\n%s,RURAL,COUNTY,新县,%s\n".formatted(root, root, a));

    assertThat(job.getMap("result")).isEqualTo(Map.of("created", 0, "changed", 1, "unchanged", 1));
    unit(a)
        .body("name", equalTo("新县"))
        .body("sector", equalTo("RURAL"))
        .body("version", equalTo(2));
    World.admin()
        .get("/api/v1/units/code:" + a + "/history")
        .then()
        .body("items[0].type", equalTo("unit.renamed"))
        .body("items[0].fields.find { it.field == 'name' }.before", equalTo("县"))
        .body("items[0].fields.find { it.field == 'sector' }.after", equalTo("RURAL"));
  }

  @Test
  void newUnitsGoBelowUnitsThatStandAlready() {
    World.admin()
        .body(Map.of("code", root, "name", "省", "kind", "PROVINCE"))
        .post("/api/v1/units")
        .then()
        .statusCode(201);

    succeeded(HEADER + line(a, "市", "CITY", root) + line(b, "县", "COUNTY", a));

    unit(root).body("children", equalTo(1));
    unit(a).body("children", equalTo(1));
  }

  @Test
  void everyBadRowIsNamedWithLineColumnAndRule() {
    var job =
        failed(
            HEADER
                + line(root, "省", "PROVINCE", "")
                + line(a, "甲", "COUNTY", root)
                + line(a, "乙", "COUNTY", root)
                + line(World.code(), "丙", "COUNTY", "nowhere")
                + line(World.code(), "丁", "PALACE", root)
                + line(World.code(), "\u00a0", "COUNTY", root)
                + line(World.code(), "长".repeat(201), "COUNTY", root)
                + line("no code!", "戊", "COUNTY", root)
                + "one,two\n");

    assertThat(job.getLong("errorCount")).isEqualTo(7);
    assertThat(job.<Map<String, Object>>getList("errors"))
        .extracting(e -> e.get("line") + " " + e.get("column") + " " + e.get("code"))
        .containsExactly(
            "4 code duplicate",
            "5 parentCode unknown-parent",
            "6 kind one-of",
            "7 name blank",
            "8 name size",
            "9 code pattern",
            "10 code fields");
    World.admin().get("/api/v1/units/code:" + root).then().statusCode(404);
    World.admin()
        .get("/api/v1/jobs/" + job.getString("id") + "/errors?limit=2")
        .then()
        .statusCode(200)
        .body("items", hasSize(2))
        .body("next", containsString("cursor="));
  }

  @Test
  void blanksAroundCodesAreNoneOfThem() {
    succeeded(HEADER + line(root, "省", "PROVINCE", "") + line(" " + a, "市", "CITY ", root + " "));

    unit(a).body("name", equalTo("市"));
  }

  @Test
  void allFaultsAreFoundInOnePass() {
    var job =
        failed(
            HEADER
                + line(a, "甲", "COUNTY", b)
                + line(b, " 乙", "PALACE", a)
                + line(b, "\"两\n行\"", "COUNTY", "bad parent")
                + line(World.code(), "丙", "COUNTY", a + "!"));

    assertThat(job.<Map<String, Object>>getList("errors"))
        .extracting(e -> e.get("line") + " " + e.get("column") + " " + e.get("code"))
        .containsExactly(
            "2 parentCode cycle",
            "3 kind one-of",
            "3 name one-line",
            "3 parentCode cycle",
            "4 code duplicate",
            "4 name one-line",
            "4 parentCode pattern",
            "6 parentCode pattern");
  }

  @Test
  void aWrongHeaderIsToldWhatWasFoundInIt() {
    World.admin()
        .contentType("text/csv")
        .body("code;name;kind;parentCode\n".getBytes(UTF_8))
        .post("/api/v1/imports/units")
        .then()
        .statusCode(400)
        .body("errors[0].message", containsString("commas"))
        .body("errors[0].message", containsString("UTF-8: code;name;kind;parentCode"));
  }

  @Test
  void unfinishedJobsAreCountedForTheMetrics() {
    for (var status : List.of("QUEUED", "RUNNING")) {
      assertThat(meters.get("qingdan.jobs").tag("status", status).gauge().value()).isNotNegative();
    }
  }

  @Test
  void theTagOfAJobKnowsTheLanguageOfItsMessages() {
    var id = failed(HEADER + line(a, "甲", "PALACE", "")).getString("id");
    var tag = World.admin().get("/api/v1/jobs/" + id).then().extract().header("ETag");

    World.admin().header("If-None-Match", tag).get("/api/v1/jobs/" + id).then().statusCode(304);
    World.admin()
        .header("If-None-Match", tag)
        .header("Accept-Language", "zh-CN")
        .get("/api/v1/jobs/" + id)
        .then()
        .statusCode(200)
        .body("errors[0].message", containsString("须"));
  }

  @Test
  void parentsInACircleAreFound() {
    var job =
        failed(
            HEADER
                + line(root, "甲", "COUNTY", b)
                + line(a, "乙", "COUNTY", root)
                + line(b, "丙", "COUNTY", a));

    assertThat(job.getList("errors.code")).containsExactly("cycle", "cycle", "cycle");
  }

  @Test
  void noTreeIsDeeperThanItMayBe() {
    var file = new StringBuilder(HEADER);
    var above = "";
    for (int depth = 1; depth <= 17; depth++) {
      var code = World.code();
      file.append(line(code, "层" + depth, "OTHER", above));
      above = code;
    }

    assertThat(failed(file.toString()).getList("errors.code")).containsExactly("too-deep");
  }

  @Test
  void anImportMovesNothing() {
    succeeded(
        HEADER
            + line(root, "省", "PROVINCE", "")
            + line(a, "市", "CITY", root)
            + line(b, "县", "COUNTY", a));

    var job = failed(HEADER + line(b, "县", "COUNTY", root));

    assertThat(job.getList("errors.code")).containsExactly("other-parent");
    assertThat(job.getString("errors[0].message")).contains(a);
  }

  @Test
  void theCodeOfAClosedUnitIsNotTakenAgain() {
    succeeded(HEADER + line(root, "省", "PROVINCE", ""));
    World.admin()
        .body(Map.of("type", "CLOSE", "unit", "code:" + root))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);

    assertThat(failed(HEADER + line(root, "省", "PROVINCE", "")).getList("errors.code"))
        .containsExactly("closed-code");
  }

  @Test
  void aDryRunTellsWhatWouldComeOfItAndChangesNothing() {
    var file = (HEADER + line(root, "省", "PROVINCE", "")).getBytes(UTF_8);
    var job = ended(upload("text/csv").queryParam("dryRun", true), file);

    assertThat(job.getString("status")).isEqualTo("SUCCEEDED");
    assertThat(job.getInt("result.created")).isEqualTo(1);
    World.admin().get("/api/v1/units/code:" + root).then().statusCode(404);
  }

  @Test
  void chineseCharacterSetsAndMarksAtTheStartAreRead() {
    var gb = Charset.forName("GB18030");
    var first = HEADER + line(root, "镕基省", "PROVINCE", "");
    succeeded(upload("text/csv; charset=GB18030"), first.getBytes(gb));
    succeeded("\uFEFF" + HEADER + line(a, "㐀市", "CITY", root));

    unit(root).body("name", equalTo("镕基省"));
    unit(a).body("name", equalTo("㐀市"));
  }

  @Test
  void filesAreTakenAsSpreadsheetsWriteThem() {
    var job =
        succeeded(
            "\uFEFF\"code\",\"name\",\"kind\",\"parentCode\"\r\n"
                + "\"%s\",\"甲, \"\"乙\"\"\",PROVINCE,\r\n,,,\r\n\r\n".formatted(root));

    assertThat(job.getInt("result.created")).isEqualTo(1);
    unit(root).body("name", equalTo("甲, \"乙\""));
  }

  @Test
  void everyKindOfLineEndCounts() {
    var job = succeeded((HEADER + line(root, "省", "PROVINCE", "")).replace('\n', '\r'));

    assertThat(job.getInt("rowsAll")).isEqualTo(1);
    unit(root);
  }

  @Test
  void faultsBeyondThoseThatAreKeptAreCounted() {
    var file = new StringBuilder(HEADER);
    for (int i = 0; i < 1500; i++) {
      file.append(line(root + "-" + i, "村", "VILLAGE", "nowhere"));
    }

    var job = failed(file.toString());

    assertThat(job.getLong("errorCount")).isEqualTo(1500);
    World.admin()
        .get("/api/v1/jobs/" + job.getString("id") + "/errors/count")
        .then()
        .body("count", equalTo(1000));
  }

  @Test
  void aDryRunIsAskedForByTrueOnly() {
    upload("text/csv")
        .queryParam("dryRun", "1")
        .body(HEADER.getBytes(UTF_8))
        .post("/api/v1/imports/units")
        .then()
        .statusCode(400);
  }

  @Test
  void aWrongCharacterSetIsSaid() {
    var bytes = (HEADER + line(root, "天津市", "PROVINCE", "")).getBytes(Charset.forName("GB18030"));
    var job = ended(upload("text/csv"), bytes);

    assertThat(job.getString("status")).isEqualTo("FAILED");
    assertThat(job.getString("errors[0].code")).isEqualTo("encoding");
    assertThat(job.getInt("errors[0].line")).isEqualTo(2);
  }

  @Test
  void importedUnitsAreFoundByPartsOfTheirNames() {
    succeeded(
        HEADER
            + line(root, "𠮷林省", "PROVINCE", "")
            + line(a, "AB Station\\{o'x\"\"}", "OTHER", root)
            + line(b, "和平 b\\{o'x}", "OTHER", root));

    for (var q : List.of("𠮷林", "林省", "ab st", "N\\{O'", "平 b\\{", "x\"}")) {
      World.admin()
          .queryParam("q", q)
          .queryParam("unit", "code:" + root)
          .get("/api/v1/units/count")
          .then()
          .body("count", equalTo(1));
    }
  }

  @Test
  void gzipIsTaken() throws IOException {
    var file = gzip((HEADER + line(root, "省", "PROVINCE", "")).getBytes(UTF_8));
    succeeded(upload("application/gzip"), file);
    assertThat(
            succeeded(upload("text/csv").header("Content-Encoding", "gzip"), file)
                .getInt("result.unchanged"))
        .isEqualTo(1);
  }

  @Test
  void whatIsNotGzipOrNotUnitsIsRefusedAtOnce() throws IOException {
    upload("application/gzip")
        .body("plain".getBytes(UTF_8))
        .post("/api/v1/imports/units")
        .then()
        .statusCode(400)
        .body("errors.code", hasItems("gzip"));
    upload("text/csv")
        .body("name,code\n".getBytes(UTF_8))
        .post("/api/v1/imports/units")
        .then()
        .statusCode(400)
        .body("errors.code", hasItems("columns"));
    upload("text/csv; charset=latin1")
        .body(HEADER.getBytes(UTF_8))
        .post("/api/v1/imports/units")
        .then()
        .statusCode(415);
    upload("application/gzip")
        .body(gzip(new byte[300 << 20]))
        .post("/api/v1/imports/units")
        .then()
        .statusCode(413);
  }

  @Test
  void administratorsImportIntoTheirOwnSubtreeOnly() {
    var own = World.unit(null, "甲县", "COUNTY");
    var foreign = World.unit(null, "乙县", "COUNTY");
    var token = administrator(own);
    var ownCode = code(own);
    var file =
        HEADER
            + line(ownCode, "甲县", "COUNTY", "")
            + line(a, "村", "VILLAGE", ownCode)
            + line(b, "村", "VILLAGE", code(World.unit(null, "丙县", "COUNTY")))
            + line(code(foreign), "乙县", "COUNTY", "")
            + line(root, "省", "PROVINCE", "");

    var job = ended(upload(token, "text/csv"), file.getBytes(UTF_8));

    assertThat(job.<Map<String, Object>>getList("errors"))
        .extracting(e -> e.get("line") + " " + e.get("code"))
        .containsExactly("4 unknown-parent", "5 not-administered", "6 root");
    World.admin().get("/api/v1/jobs/" + job.getString("id")).then().statusCode(200);
    World.as(administrator(foreign))
        .get("/api/v1/jobs/" + job.getString("id"))
        .then()
        .statusCode(404);
    assertThat(
            ended(
                    upload(token, "text/csv"),
                    (HEADER + line(a, "村", "VILLAGE", ownCode)).getBytes(UTF_8))
                .getString("status"))
        .isEqualTo("SUCCEEDED");
  }

  @Test
  void anUploadSentAgainIsTheSameJob() {
    var file = (HEADER + line(root, "省", "PROVINCE", "")).getBytes(UTF_8);
    var key = UUID.randomUUID().toString();
    var first = queued(upload("text/csv").header("Idempotency-Key", key), file);
    var second = queued(upload("text/csv").header("Idempotency-Key", key), file);

    assertThat(second.getString("id")).isEqualTo(first.getString("id"));
    upload("text/csv")
        .header("Idempotency-Key", key)
        .body((HEADER + line(a, "市", "CITY", "")).getBytes(UTF_8))
        .post("/api/v1/imports/units")
        .then()
        .statusCode(422);
  }

  @Test
  void anEndedJobCannotBeCancelled() {
    var job = succeeded(HEADER + line(root, "省", "PROVINCE", ""));
    World.admin()
        .post("/api/v1/jobs/" + job.getString("id") + "/cancellation")
        .then()
        .statusCode(409)
        .body("code", equalTo("job-finished"));
  }

  @Test
  void aCancelledJobHasChangedNothing() {
    var file = new StringBuilder(HEADER + line(root, "省", "PROVINCE", ""));
    for (int i = 0; i < 5000; i++) {
      file.append(line(root + "-" + i, "村" + i, "VILLAGE", root));
    }
    var id = queued(upload("text/csv"), file.toString().getBytes(UTF_8)).getString("id");
    World.admin().post("/api/v1/jobs/" + id + "/cancellation").then().statusCode(202);

    assertThat(Ended.job(id).getString("status")).isEqualTo("CANCELLED");
    World.admin().get("/api/v1/units/code:" + root).then().statusCode(404);
  }

  @Test
  void whatIsExportedIsImportedAsItWas() {
    var formula = "=HYPERLINK(\"x\")";
    succeeded(
        HEADER
            + line(root, "省", "PROVINCE", "")
            + line(a, "'＋甲,乙", "CITY", root)
            + line(b, "\"=HYPERLINK(\"\"x\"\")\"", "COUNTY", a));
    unit(b).body("name", equalTo(formula));
    unit(a).body("name", equalTo("＋甲,乙"));

    var file =
        World.admin()
            .get("/api/v1/exports/units?unit=code:" + root)
            .then()
            .statusCode(200)
            .contentType("text/csv;charset=UTF-8")
            .extract()
            .asByteArray();

    assertThat(new String(file, UTF_8))
        .contains("\"'=HYPERLINK(\"\"x\"\")\"")
        .startsWith("code,name,kind,parentCode,sector,tier");
    assertThat(succeeded(upload("text/csv"), file).getMap("result"))
        .isEqualTo(Map.of("created", 0, "changed", 0, "unchanged", 3));
  }

  private static String line(String code, String name, String kind, String parent) {
    var quoted = name.contains(",") || name.contains("\\") ? '"' + name + '"' : name;
    return code + "," + quoted + "," + kind + "," + parent + "\n";
  }

  private static JsonPath succeeded(String file) {
    return succeeded(upload("text/csv"), file.getBytes(UTF_8));
  }

  private static JsonPath succeeded(RequestSpecification request, byte[] file) {
    var job = ended(request, file);
    assertThat(job.getString("status")).as(job.prettify()).isEqualTo("SUCCEEDED");
    return job;
  }

  private static JsonPath failed(String file) {
    var job = ended(upload("text/csv"), file.getBytes(UTF_8));
    assertThat(job.getString("status")).isEqualTo("FAILED");
    return job;
  }

  private static RequestSpecification upload(String type) {
    return World.admin().contentType(type);
  }

  private static RequestSpecification upload(String token, String type) {
    return World.as(token).contentType(type);
  }

  private static JsonPath queued(RequestSpecification request, byte[] file) {
    return request
        .body(file)
        .post("/api/v1/imports/units")
        .then()
        .statusCode(202)
        .extract()
        .jsonPath();
  }

  private static JsonPath ended(RequestSpecification request, byte[] file) {
    return Ended.job(queued(request, file).getString("id"));
  }

  private static io.restassured.response.ValidatableResponse unit(String code) {
    return World.admin().get("/api/v1/units/code:" + code).then().statusCode(200);
  }

  private static String code(String unit) {
    return World.admin().get("/api/v1/units/" + unit).then().extract().path("code");
  }

  private static String administrator(String unit) {
    var name = World.code().toLowerCase();
    var account =
        World.admin()
            .body(
                Map.of(
                    "username",
                    name,
                    "displayName",
                    name,
                    "unit",
                    unit,
                    "password",
                    World.PASSWORD))
            .post("/api/v1/accounts")
            .then()
            .statusCode(201)
            .extract()
            .<String>path("id");
    World.admin()
        .body(Map.of("account", account, "role", "ADMIN", "unit", unit))
        .post("/api/v1/grants")
        .then()
        .statusCode(201);
    return World.logIn(name, World.PASSWORD);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
