package qingdan.meeting;

import java.io.StringWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import de.siegmar.fastcsv.writer.CsvWriter;

import qingdan.exchange.Formulas;

/** A briefing as lines of a spreadsheet: one table below the other, each under its heading. */
final class BriefingSheet {

  /** Without it spreadsheets read Chinese as something else. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private BriefingSheet() {}

  static String of(Briefing briefing, ZoneId zone, Locale language) {
    var out = new StringWriter();
    out.write(BYTE_ORDER_MARK);
    var csv = CsvWriter.builder().bufferSize(0).build(out);
    var sections = new BriefingSections(briefing, zone, language);
    csv.writeRecord(
        List.of(
            Formulas.guarded(briefing.name()),
            Formulas.guarded(briefing.office().name()),
            briefing.asOf().toString()));
    for (var section : sections.all()) {
      csv.writeRecord(List.of());
      csv.writeRecord(List.of(section.heading()));
      csv.writeRecord(section.head());
      section
          .rows()
          .forEach(row -> csv.writeRecord(row.stream().map(BriefingSheet::cell).toList()));
    }
    return out.toString();
  }

  private static String cell(Object value) {
    return value == null ? "" : Formulas.guarded(value.toString());
  }
}
