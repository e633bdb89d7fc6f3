package qingdan.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import qingdan.World;

@QuarkusTest
class FilesOfUnitsAreReadAsOthersWriteThemTest extends FilesOfUnits {

  @Test
  void blanksAroundCodesAreNoneOfThem() {
    succeeded(HEADER + line(root, "省", "PROVINCE", "") + line(" " + a, "市", "CITY ", root + " "));

    unit(a).body("name", equalTo("市"));
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
}
