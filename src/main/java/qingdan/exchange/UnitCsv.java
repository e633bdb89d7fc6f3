package qingdan.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;

import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;

/** Units as lines of a file: which columns, and how they are read and written. */
final class UnitCsv {

  static final String CODE = "code";
  static final String NAME = "name";
  static final String KIND = "kind";
  static final String PARENT = "parentCode";
  static final String SECTOR = "sector";
  static final String TIER = "tier";

  static final List<String> COLUMNS = List.of(CODE, NAME, KIND, PARENT, SECTOR, TIER);
  private static final Set<String> REQUIRED = Set.of(CODE, NAME, KIND, PARENT);

  /** Room for one field: more than any valid one needs, little enough for a file without quotes. */
  private static final int LONGEST_FIELD = 1 << 16;

  private static final int LONGEST_QUOTED = 200;

  private UnitCsv() {}

  /** A line by the names of its columns. */
  record Line(long number, CsvRecord fields, Map<String, Integer> columns) {

    boolean has(String column) {
      return columns.containsKey(column);
    }

    boolean isComplete() {
      return fields.getFieldCount() == columns.size();
    }

    /** Null where the column is absent or the field is empty. */
    String get(String column) {
      var index = columns.get(column);
      var text = index == null ? "" : fields.getField(index);
      return text.isEmpty() ? null : text;
    }
  }

  /** The columns that the first line names; refuses a file that cannot be one of units. */
  static Map<String, Integer> columns(InputStream file, String charset) throws IOException {
    try (var csv = open(file, charset)) {
      var lines = csv.iterator();
      return columns(lines.hasNext() ? lines.next().getFields() : List.of(), charset);
    } catch (CsvParseException broken) {
      throw wrongColumns(List.of(), charset);
    }
  }

  /** Hands on every line behind the first; a line that breaks the file's form ends the reading. */
  static void read(InputStream file, String charset, ObjLongConsumer<Line> line)
      throws IOException {
    try (var csv = open(file, charset)) {
      var lines = csv.iterator();
      var columns = columns(lines.next().getFields(), charset);
      long last = 1;
      try {
        for (long n = 1; lines.hasNext(); n++) {
          var fields = lines.next();
          last = fields.getStartingLineNumber();
          if (!isEmpty(fields)) {
            line.accept(new Line(last, fields, columns), n);
          }
        }
      } catch (CsvParseException broken) {
        throw new BrokenCsv(last + 1);
      }
    }
  }

  /** Spreadsheets leave rows of separators below the last one that was filled. */
  private static boolean isEmpty(CsvRecord fields) {
    return fields.getFields().stream().allMatch(String::isEmpty);
  }

  /** The form of the file itself ends somewhere. */
  static final class BrokenCsv extends RuntimeException {
    private final long line;

    BrokenCsv(long line) {
      super("line " + line, null, false, false);
      this.line = line;
    }

    long line() {
      return line;
    }
  }

  static CsvWriter writer(OutputStream out) {
    return CsvWriter.builder().build(out, StandardCharsets.UTF_8);
  }

  /** A mark of the byte order may stand before everything, quotation marks included. */
  private static CsvReader<CsvRecord> open(InputStream file, String charset) throws IOException {
    var text = new BufferedReader(new InputStreamReader(file, Charset.forName(charset)));
    text.mark(1);
    if (text.read() != '\uFEFF') {
      text.reset();
    }
    return CsvReader.builder()
        .maxBufferSize(LONGEST_FIELD)
        .allowExtraFields(true)
        .allowMissingFields(true)
        .ofCsvRecord(text);
  }

  private static Map<String, Integer> columns(List<String> header, String charset) {
    var columns = new HashMap<String, Integer>();
    for (int i = 0; i < header.size(); i++) {
      columns.put(header.get(i).strip(), i);
    }
    if (columns.size() != header.size()
        || !columns.keySet().containsAll(REQUIRED)
        || !new HashSet<>(COLUMNS).containsAll(columns.keySet())) {
      throw wrongColumns(header, charset);
    }
    return columns;
  }

  private static Refusal wrongColumns(List<String> header, String charset) {
    var found = String.join(" | ", header);
    return new Refusal(ErrorCode.INVALID_BODY)
        .at(
            "line 1",
            "columns",
            "code, name, kind, parentCode",
            "sector, tier",
            header.size(),
            found.substring(0, Math.min(found.length(), LONGEST_QUOTED)),
            charset);
  }
}
