import java.util.ArrayList;
import java.util.List;

/**
 * Writes with the triggers of the books and without them, in turn. What is written without them
 * spoils the books: nothing is read from this database afterwards.
 */
final class Writes {

  private static final int MOST = 1500 * Measure.SECONDS;
  private static final int FEWEST = 50;
  private static final String WITHOUT = "part of the throughput without the books";

  private final List<Size> sizes;
  private final Table table;
  private final Budgets budgets;

  Writes(List<Size> sizes, Table table, Budgets budgets) {
    this.sizes = sizes;
    this.table = table;
    this.budgets = budgets;
  }

  void run() throws Exception {
    var wanted = Write.ALL.stream().filter(write -> Measure.wanted(write.name())).toList();
    if (wanted.isEmpty()) {
      return;
    }
    table.head(
        "Write",
        "size",
        "with books/s",
        "without/s",
        "ratio",
        "service CPU",
        "database CPU",
        "WAL",
        "heap-only",
        "writes a slice");
    for (var write : wanted) {
      for (var size : sizes) {
        write(size, write);
      }
    }
  }

  private void write(Size size, Write write) throws Exception {
    int slices = 2 * (Measure.ROUNDS + 1);
    var ids = size.column(write.sample().formatted(MOST * slices));
    int many = Math.min(MOST, write.repeats() ? MOST : ids.size() / slices);
    if (ids.isEmpty() || many < FEWEST) {
      table.row(
          "%s | %s | cannot be done: %d problems are in this state, %d are needed | – | – | – | – | – | – | –",
          write.name(), size.name, ids.size(), FEWEST * slices);
      budgets.unable(WITHOUT, write.name() + ", " + size.name, "cannot be done: too few problems");
      return;
    }
    var with = new ArrayList<Burst>();
    var without = new ArrayList<Burst>();
    var wal = new ArrayList<Double>();
    int slice = 0;
    int written = 0;
    var before = updates(size);
    for (int round = -1; round < Measure.ROUNDS; round++) {
      // neither side is always the later one
      for (var books : round % 2 == 0 ? List.of(true, false) : List.of(false, true)) {
        books(size, books);
        int first = slice++ * many;
        var begin = size.wal();
        var burst =
            Burst.of(
                size,
                i -> write.request(ids.get((first + i) % ids.size())),
                many,
                2 * Measure.SECONDS);
        written += burst.requests();
        if (round >= 0 && books) {
          wal.add((size.wal() - begin) / burst.requests());
        }
        if (round >= 0) {
          (books ? with : without).add(burst);
        }
      }
    }
    books(size, true);
    var heapOnly = write.transition() ? heapOnly(size, before, written) : Double.NaN;
    tell(size, write, with, without, Median.of(wal) / 1000, heapOnly, many);
  }

  private void tell(
      Size size,
      Write write,
      List<Burst> with,
      List<Burst> without,
      double kilobytes,
      double heapOnly,
      int many)
      throws Exception {
    var kept = Median.of(with, Burst::perSecond);
    var most = Median.of(without, Burst::perSecond);
    table.row(
        "%s | %s | %.0f | %.0f | %.2f | %.0f µs | %.0f µs | %.1f kB | %s | %d",
        write.name(),
        size.name,
        kept,
        most,
        kept / most,
        Median.of(with, Burst::cpu),
        Median.of(with, Burst::databaseCpu),
        kilobytes,
        write.transition() ? "%.1f %%".formatted(heapOnly) : "–",
        many);
    var where = write.name() + ", " + size.name;
    budgets.atLeast(WITHOUT, where, 0.95, kept / most);
    if (write.transition()) {
      budgets.atMost("kB of WAL", where, 4, kilobytes);
      budgets.atLeast("% heap-only", where, 99, heapOnly);
    }
  }

  private static void books(Size size, boolean kept) throws Exception {
    for (var trigger :
        size.column(
            "select tgname from pg_trigger where tgrelid = 'problem'::regclass and tgname like '%is_posted'")) {
      size.run("alter table problem " + (kept ? "enable" : "disable") + " trigger " + trigger);
    }
  }

  /** Updated rows of problems, and those of them that no index was told of. */
  private record Updates(double all, double heapOnly) {}

  private static Updates updates(Size size) throws Exception {
    var row = "select %s from pg_stat_user_tables where relname = 'problem'";
    return new Updates(
        size.number(row.formatted("n_tup_upd")), size.number(row.formatted("n_tup_hot_upd")));
  }

  /** A session tells its counts when it has rested for some seconds. */
  private static double heapOnly(Size size, Updates before, int written) throws Exception {
    Size.until(
        60,
        () -> updates(size).all() - before.all() >= written,
        "the updates of " + written + " problems are counted");
    var after = updates(size);
    return 100 * (after.heapOnly() - before.heapOnly()) / (after.all() - before.all());
  }
}
