import java.util.List;

/** What a province's problems by status take when they are counted from the rows. */
final class Counting {

  private static final String PROMISE = "times as fast as counting the rows";
  private static final double LEAST = 1000;

  /** A thousandth of less than this is below what can be told from the network. */
  private static final double SHORTEST = 1000;

  private static final double RESOLUTION = 0.05;

  private final List<Size> sizes;
  private final Table table;
  private final Budgets budgets;

  Counting(List<Size> sizes, Table table, Budgets budgets) {
    this.sizes = sizes;
    this.table = table;
    this.budgets = budgets;
  }

  void run() throws Exception {
    if (!Measure.wanted("counting")) {
      return;
    }
    table.head(
        "Beside counting a province's problems by status",
        "size",
        "problems",
        "from the rows",
        "by the service, alone",
        "beyond `GET /me`",
        "times");
    for (var size : sizes) {
      var unit = size.value(Reading.STATUS.sample());
      var count =
          """
          select %s from problem p join unit u on u.id = p.unit_id join unit t on t.id = '%s'
          where u.path >= t.path and u.path < left(t.path, -1) || '0'
          """;
      var problems = size.number(count.formatted("count(*)", unit));
      var begin = System.nanoTime();
      size.column(count.formatted("p.status, count(*)", unit) + " group by 1");
      var counted = (System.nanoTime() - begin) / 1e6;
      for (var reading : List.of(Reading.STATUS, Reading.SUMMARY)) {
        compare(size, reading, problems, counted);
      }
    }
  }

  private void compare(Size size, Reading reading, double problems, double counted)
      throws Exception {
    var alone = Alone.of(size, reading.paths(size).subList(0, 1));
    var times = counted / Math.max(RESOLUTION, alone.beyondMe());
    table.row(
        "%s | %s | %.0f | %.0f ms | %.2f ms | %.2f ms | %.0f",
        reading.name(), size.name, problems, counted, alone.millis(), alone.beyondMe(), times);
    var where = reading.name() + ", " + size.name;
    if (counted < SHORTEST) {
      budgets.unable(PROMISE, where, "does not apply: the rows are counted in less than a second");
    } else {
      budgets.atLeast(PROMISE, where, LEAST, times);
    }
  }
}
