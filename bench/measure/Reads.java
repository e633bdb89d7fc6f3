import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every reading: the service, the database alone, one request at a time, and half of the load. */
final class Reads {

  private static final String GROWTH = "growth from the smallest size to the largest, ";
  private static final double MOST_GROWTH = 1.3;

  private final List<Size> sizes;
  private final Path folder;
  private final Table table;
  private final Budgets budgets;
  private final Drawing drawing;

  Reads(List<Size> sizes, Path folder, Table table, Budgets budgets, Drawing drawing) {
    this.sizes = sizes;
    this.folder = folder;
    this.table = table;
    this.budgets = budgets;
    this.drawing = drawing;
  }

  /** What one size gave in each round. */
  private static final class Rounds {
    final Wrk wrk;
    final Pgbench pgbench;
    final List<String> paths;
    final List<Wrk.Load> served = new ArrayList<>();
    final List<Double> ceiling = new ArrayList<>();
    final List<Alone> alone = new ArrayList<>();

    Rounds(Size size, Path folder, List<String> paths, Idle idle) throws Exception {
      this.wrk = new Wrk(size, folder, paths);
      this.pgbench = new Pgbench(size, folder, paths, idle);
      this.paths = paths;
    }
  }

  /** Their medians. */
  private record Measured(Wrk.Load load, double ceiling, double alone, double beyondMe) {
    static Measured of(Rounds rounds) {
      return new Measured(
          Wrk.Load.median(rounds.served),
          Median.of(rounds.ceiling),
          Median.of(rounds.alone, Alone::millis),
          Median.of(rounds.alone, Alone::beyondMe));
    }

    double ratio() {
      return load.perSecond() / ceiling;
    }
  }

  void run() throws Exception {
    var wanted = Reading.ALL.stream().filter(reading -> Measure.wanted(reading.name())).toList();
    if (wanted.isEmpty()) {
      return;
    }
    var idle = new Idle(sizes);
    table.head(
        "Reading",
        "size",
        "service/s",
        "pgbench/s",
        "ratio",
        "service CPU",
        "database CPU",
        "alone",
        "beyond `GET /me`",
        "half load, p50 / p99",
        "growth of CPU",
        "growth alone");
    for (var reading : wanted) {
      read(reading, idle);
    }
  }

  private void read(Reading reading, Idle idle) throws Exception {
    var all = new LinkedHashMap<Size, Rounds>();
    for (var size : sizes) {
      all.put(size, new Rounds(size, folder, reading.paths(size), idle));
    }
    for (int round = 0; round < Measure.ROUNDS; round++) {
      for (var size : sizes) {
        var rounds = all.get(size);
        rounds.served.add(rounds.wrk.closedLoop(reading.seconds()));
        size.rest();
        rounds.ceiling.add(rounds.pgbench.run(reading.seconds()));
        rounds.alone.add(Alone.of(size, rounds.paths));
      }
    }
    var medians = new LinkedHashMap<Size, Measured>();
    all.forEach((size, rounds) -> medians.put(size, Measured.of(rounds)));
    tell(reading, all, medians);
    judge(reading, medians);
  }

  private void tell(Reading reading, Map<Size, Rounds> all, Map<Size, Measured> medians)
      throws Exception {
    var smallest = medians.get(sizes.get(0));
    for (var size : sizes) {
      var measured = medians.get(size);
      var load = measured.load();
      var due = all.get(size).wrk.openLoop(load.perSecond() / 2, Measure.SECONDS);
      table.row(
          "%s | %s | %.0f | %.0f | %.2f | %.0f µs | %.0f µs | %.2f ms | %.2f ms | %.1f / %.1f ms | %.2f | %.2f",
          reading.name(),
          size.name,
          load.perSecond(),
          measured.ceiling(),
          measured.ratio(),
          load.cpu(),
          load.databaseCpu(),
          measured.alone(),
          measured.beyondMe(),
          due.p50(),
          due.p99(),
          load.wholeCpu() / smallest.load().wholeCpu(),
          measured.alone() / smallest.alone());
    }
    drawing.bar(
        reading.name(), medians.get(sizes.get(sizes.size() - 1)).ratio(), reading.ofPgbench());
  }

  private void judge(Reading reading, Map<Size, Measured> medians) {
    for (var size : sizes) {
      var measured = medians.get(size);
      var where = reading.name() + ", " + size.name;
      if (reading.ofPgbench() != null) {
        budgets.atLeast(
            "part of the throughput of pgbench", where, reading.ofPgbench(), measured.ratio());
      }
      if (reading.isFigure()) {
        budgets.atMost("p50 beyond `GET /me`, ms", where, 1, measured.beyondMe());
      }
    }
    if (sizes.size() > 1) {
      var smallest = medians.get(sizes.get(0));
      var largest = medians.get(sizes.get(sizes.size() - 1));
      budgets.atMost(
          GROWTH + "CPU of a request",
          reading.name(),
          MOST_GROWTH,
          largest.load().wholeCpu() / smallest.load().wholeCpu());
      budgets.atMost(
          GROWTH + "latency alone",
          reading.name(),
          MOST_GROWTH,
          largest.alone() / smallest.alone());
    }
  }
}
