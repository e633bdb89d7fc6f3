import java.util.ArrayList;
import java.util.List;

/** New villages below a township, one file each round. */
final class Imports {

  private static final int IMPORTED = 5000;
  private static final int LONGEST = 300;

  private final List<Size> sizes;
  private final Table table;

  Imports(List<Size> sizes, Table table) {
    this.sizes = sizes;
    this.table = table;
  }

  void run() throws Exception {
    if (!Measure.wanted("import")) {
      return;
    }
    table.head("Import", "size", "rows", "time of the job", "rows a second", "WAL");
    for (var size : sizes) {
      var parent =
          size.value(
              "select code from unit where kind = 'TOWNSHIP' and closed_at is null order by path limit 1");
      var millis = new ArrayList<Double>();
      var megabytes = new ArrayList<Double>();
      for (int round = 0; round < Measure.ROUNDS; round++) {
        var before = size.wal();
        millis.add(imported(size, file(parent)));
        megabytes.add((size.wal() - before) / 1e6);
      }
      var time = Median.of(millis);
      table.row(
          "new units of a township | %s | %d | %.0f ms | %.0f | %.1f MB",
          size.name, IMPORTED, time, IMPORTED / time * 1000, Median.of(megabytes));
    }
  }

  private static String file(String parent) {
    var file = new StringBuilder("code,name,kind,parentCode\n");
    var salt = Long.toString(System.nanoTime(), 36);
    for (int i = 0; i < IMPORTED; i++) {
      file.append("%s-%d,新村%d,VILLAGE,%s%n".formatted(salt, i, i, parent));
    }
    return file.toString();
  }

  private static double imported(Size size, String csv) throws Exception {
    var id = size.post(size.admin(), "/imports/units", "text/csv", csv).path("id").asText();
    var job = " from job where id = '" + id + "'";
    var status = "select status" + job;
    Size.until(
        LONGEST, () -> size.value(status).matches("SUCCEEDED|FAILED"), "the import ends: " + id);
    if (!size.value(status).equals("SUCCEEDED")) {
      throw new IllegalStateException("the import failed: " + id);
    }
    return size.number("select extract(epoch from finished_at - started_at) * 1000" + job);
  }
}
