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
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import qingdan.World;

@QuarkusTest
class EveryFaultOfAnImportIsNamedTest extends FilesOfUnits {

  private static final byte[] NOTHING = new byte[1 << 20];

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
        .body(zeros(300 << 20))
        .post("/api/v1/imports/units")
        .then()
        .statusCode(413);
  }

  private static byte[] zeros(int count) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      for (int left = count; left > 0; left -= NOTHING.length) {
        out.write(NOTHING);
      }
    }
    return bytes.toByteArray();
  }
}
