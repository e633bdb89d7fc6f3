package qingdan.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static qingdan.World.supervisor;
import static qingdan.meeting.Office.created;
import static qingdan.meeting.Office.decide;
import static qingdan.meeting.Office.path;
import static qingdan.meeting.Office.today;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;

@QuarkusTest
class BriefingsOpenInSpreadsheetsTest extends ApiTest {

  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private Office office;
  private String meeting;

  @BeforeEach
  void build() {
    office = new Office();
    supervisor()
        .body(Map.of("units", List.of(office.drive.town), "reason", "补录"))
        .post("/api/v1/batches/" + office.drive.batch + "/enrolments")
        .then()
        .statusCode(200);
    var held = office.heldToday();
    var decision = office.decision(office.drive.village);
    decision.put("title", "=1+1");
    decide(held, decision).statusCode(201);
    meeting =
        created(
            Office.MEETINGS,
            Map.of("series", office.series, "plannedOn", today().plusDays(20).toString()));
  }

  private static String sheets(String meeting) {
    return path(meeting) + "/briefing/spreadsheet";
  }

  /** The rows of each sheet, by its name. */
  private static Map<String, List<Row>> workbook(String meeting) throws IOException {
    var file =
        supervisor()
            .header("Accept", XLSX)
            .header("Accept-Language", "zh-CN")
            .get(sheets(meeting))
            .then()
            .statusCode(200)
            .contentType(XLSX)
            .header(
                "Content-Disposition", is("attachment; filename=\"briefing-" + today() + ".xlsx\""))
            .extract()
            .asByteArray();
    var sheets = new LinkedHashMap<String, List<Row>>();
    try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
      for (var sheet : workbook.getSheets().toList()) {
        sheets.put(sheet.getName(), sheet.read());
      }
    }
    return sheets;
  }

  @Test
  void eachTableIsASheetAndSaysWhatTheBriefingSays() throws IOException {
    var briefing = supervisor().get(path(meeting) + "/briefing").jsonPath();

    var sheets = workbook(meeting);

    assertThat(sheets).hasSizeGreaterThan(12).containsKeys("问题状态变化", "未办结的议定事项", "无督导组的单位");
    var statuses = sheets.get("问题状态变化");
    assertThat(statuses.get(1).getCellText(0)).isEqualTo(briefing.getString("name"));
    assertThat(statuses.get(2).getCellText(2)).isEqualTo("目前");
    List<Integer> now = briefing.getList("statuses.now");
    for (int i = 0; i < now.size(); i++) {
      assertThat(statuses.get(3 + i).getCell(2).asNumber().intValue()).isEqualTo(now.get(i));
    }
    assertThat(now).contains(1);
    var decided = sheets.get("未办结的议定事项").get(3);
    assertThat(decided.getCell(3).asDate().toLocalDate())
        .hasToString(briefing.getString("decisions.items[0].dueOn"));
  }

  @Test
  void codesAndFormulasAreTexts() throws IOException {
    var sheets = workbook(meeting);
    var code = sheets.get("无督导组的单位").get(3).getCell(1);
    var title = sheets.get("未办结的议定事项").get(3).getCell(0);

    assertThat(code.getType()).isEqualTo(CellType.STRING);
    assertThat(code.asString())
        .isEqualTo(
            supervisor().get("/api/v1/units/" + office.drive.town).then().extract().path("code"));
    assertThat(title.getType()).isEqualTo(CellType.STRING);
    assertThat(title.asString()).isEqualTo("=1+1");
  }

  @Test
  void whoeverAsksForNothingElseGetsLinesInAFileToo() {
    for (var accept : List.of("*/*", "text/csv", "text/csv, " + XLSX + ";q=0.5")) {
      supervisor()
          .header("Accept", accept)
          .get(sheets(meeting))
          .then()
          .statusCode(200)
          .contentType("text/csv;charset=UTF-8")
          .header(
              "Content-Disposition", is("attachment; filename=\"briefing-" + today() + ".csv\""));
    }
    supervisor().header("Accept", "image/png").get(sheets(meeting)).then().statusCode(406);
  }
}
