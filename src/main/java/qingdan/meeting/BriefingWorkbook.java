package qingdan.meeting;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A briefing as a workbook: a sheet for each section, in which texts are texts and run nothing. */
final class BriefingWorkbook {

  /** In the form that the format asks for; readers do nothing with it. */
  private static final String VERSION = "1.0";

  private BriefingWorkbook() {}

  static byte[] of(Briefing briefing, ZoneId zone, Locale language) {
    var out = new ByteArrayOutputStream();
    try (var workbook = new Workbook(out, "Qingdan", VERSION)) {
      for (var section : new BriefingSections(briefing, zone, language).all()) {
        var sheet = workbook.newWorksheet(section.name());
        write(sheet, 0, List.of(section.heading()));
        write(sheet, 1, List.of(briefing.name(), briefing.office().name(), briefing.asOf()));
        write(sheet, 2, section.head());
        int line = 3;
        for (var row : section.rows()) {
          write(sheet, line++, row);
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static void write(Worksheet sheet, int line, List<?> cells) {
    for (int i = 0; i < cells.size(); i++) {
      var cell = cells.get(i);
      if (cell instanceof Number number) {
        sheet.value(line, i, number);
      } else if (cell instanceof LocalDate day) {
        sheet.value(line, i, day);
        sheet.style(line, i).format("yyyy-mm-dd").set();
      } else if (cell != null) {
        sheet.value(line, i, cell.toString());
      }
    }
  }
}
