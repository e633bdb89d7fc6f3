import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Adds work to the tree that {@link GenerateUnits} made: a campaign with a closed and two open
 * batches, ten common tasks and local ones, eight categories, lists, problems of every status with
 * measures, joint units, reports, evidence and history. Rows are drawn by hashes of their number:
 * the same number on the same tree gives the same rows, but for the day, which is today. Indexes
 * and foreign keys of the large tables are made when the rows are in. Its statements stand in the
 * folder {@code problems} beside it, a file for each step.
 *
 * <p>Arguments: the JDBC URL, how many problems.
 */
class GenerateProblems {

  private static final Path PROBLEMS = folder();

  /** For each chunk of problems. */
  private static final List<String> STEPS =
      List.of(
          "drawn",
          "lists",
          "problems",
          "joint-units",
          "measures",
          "reports",
          "carried",
          "entries",
          "changes");

  private static final int CHUNK = 250_000;
  private static final List<String> TABLES =
      List.of(
          "problem_list",
          "problem",
          "problem_joint",
          "problem_measure",
          "problem_report",
          "problem_evidence",
          "problem_carried",
          "ledger_entry",
          "ledger_later");

  private final String url;
  private final Connection database;
  private final int wanted;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final long begin = System.nanoTime();

  GenerateProblems(String url, int wanted) throws SQLException {
    this.url = url;
    this.database = connection();
    this.wanted = wanted;
  }

  public static void main(String... args) throws Exception {
    new GenerateProblems(args[0], Integer.parseInt(args[1])).run();
  }

  private Connection connection() throws SQLException {
    var connection = DriverManager.getConnection(url, "postgres", "postgres");
    for (var setting :
        List.of(
            "search_path = public, made",
            "synchronous_commit = off",
            "work_mem = '256MB'",
            "jit = off",
            "auto_explain.log_min_duration = -1")) {
      execute(connection, "set " + setting);
    }
    return connection;
  }

  private void run() throws Exception {
    generate(database, List.of("functions", "places", "campaign"), 0, 0, 0);
    said("places, campaign, tasks");
    execute("alter table problem disable trigger problem_inserted_is_posted");
    var indexes = droppedIndexes();
    var keys = droppedKeys();
    var roots = Math.max(100, wanted / 1000);
    generate(database, List.of("drawn", "roots"), 0, Math.min(wanted, CHUNK), roots);
    inParallel(
        IntStream.iterate(0, from -> from < wanted, from -> from + CHUNK)
            .mapToObj(from -> work(from, roots))
            .toList());
    execute("alter table problem enable trigger problem_inserted_is_posted");
    inParallel(
        indexes.stream().<Work>map(index -> connection -> execute(connection, index)).toList());
    for (var key : keys) {
      execute(key);
    }
    said("indexes, foreign keys");
    sum();
    said("sums of the books");
    execute("vacuum analyze");
    check();
    said("checked");
    execute("drop schema made cascade");
  }

  private Work work(int from, int roots) {
    return connection -> {
      var to = Math.min(wanted, from + CHUNK);
      generate(connection, STEPS, from, to, roots);
      said(to + " problems");
    };
  }

  private void generate(Connection connection, List<String> steps, int from, int to, int roots)
      throws SQLException {
    for (var step : steps) {
      execute(
          connection,
          sql(step)
              .replace(":now", now.toString())
              .replace(":from", "" + from)
              .replace(":to", "" + to)
              .replace(":roots", "" + roots));
    }
  }

  /** A step, from the folder beside this program. */
  private static String sql(String step) {
    try {
      return Files.readString(PROBLEMS.resolve(step + ".sql"));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static Path folder() {
    var source = GenerateProblems.class.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(URI.create(source.toString())).resolveSibling("problems");
  }

  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  /** On as many connections as there are processors. */
  private void inParallel(List<Work> works) throws Exception {
    var processors = Runtime.getRuntime().availableProcessors();
    var waiting = new ConcurrentLinkedQueue<>(works);
    var threads = Executors.newFixedThreadPool(processors);
    try {
      var done =
          threads.invokeAll(
              Collections.nCopies(
                  processors,
                  () -> {
                    try (var connection = connection()) {
                      for (var work = waiting.poll(); work != null; work = waiting.poll()) {
                        work.on(connection);
                      }
                    } finally {
                      // nobody goes on when one has failed
                      waiting.clear();
                    }
                    return null;
                  }));
      for (var each : done) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  /** How to make the indexes again. */
  private List<String> droppedIndexes() throws SQLException {
    var all = new ArrayList<String>();
    for (var table : TABLES) {
      for (var index :
          rows(
              "select indexdef || '!' || indexname from pg_indexes where tablename = '"
                  + table
                  + "' and indexname not in (select conname from pg_constraint)")) {
        all.add(index.substring(0, index.indexOf('!')));
        execute("drop index " + index.substring(index.indexOf('!') + 1));
      }
    }
    return all;
  }

  /** The same of foreign keys. */
  private List<String> droppedKeys() throws SQLException {
    var all = new ArrayList<String>();
    for (var table : TABLES) {
      for (var key :
          rows(
              "select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where contype = 'f' and conrelid = '"
                  + table
                  + "'::regclass order by conname")) {
        all.add("alter table " + table + " add constraint " + key);
        execute("alter table " + table + " drop constraint " + key.split(" ")[0]);
      }
    }
    return all;
  }

  private static final List<String> COUNTS =
      List.of(
          "reported",
          "confirmed",
          "planned",
          "in_progress",
          "escalated",
          "claimed",
          "resolved",
          "closed",
          "dismissed",
          "unplanned",
          "overdue",
          "overdue_first",
          "resolved_on_time",
          "resolved_on_time_first",
          "closed_on_time",
          "closed_on_time_first",
          "days_to_close",
          "carried_in",
          "carried_out",
          "linked");

  /** Each dimension, and where its value stands. */
  private static final Map<String, String> DIMENSIONS =
      Map.of(
          "N",
          "cast(null as text)",
          "T",
          "cast(c.task_id as text)",
          "C",
          "c.category",
          "K",
          "h.kind",
          "S",
          "h.sector",
          "D",
          "cast(e.took as text)");

  /** As folding would have summed them. */
  private void sum() throws Exception {
    execute(sql("large-units"));
    var depths = rows("select distinct depth from made.large order by depth desc");
    inParallel(DIMENSIONS.keySet().stream().map(dimension -> sum(dimension, depths)).toList());
  }

  private Work sum(String dimension, List<String> depths) {
    var text = new StringBuilder(sql("days"));
    depths.forEach(depth -> text.append(sql("days-above").replace(":level", depth)));
    text.append(sql("sums"));
    var sums =
        COUNTS.stream()
            .map(count -> "nullif(sum(e." + count + "), 0) as " + count)
            .collect(Collectors.joining(", "));
    var statement =
        text.toString()
            .replace(":d", dimension)
            .replace(":value", DIMENSIONS.get(dimension))
            .replace(":columns", String.join(", ", COUNTS))
            .replace(":plain", "s." + String.join(", s.", COUNTS))
            .replace(":sums", sums);
    return connection -> {
      execute(connection, statement);
      said("sums " + dimension);
    };
  }

  /** The rows must be as the service would have written them. */
  private void check() throws SQLException {
    var faults = rows(sql("check-rows"));
    if (!faults.equals(List.of("0"))) {
      throw new IllegalStateException(faults + " problems are not as the service writes them");
    }
    var balances = rows(sql("check-books"));
    if (!balances.isEmpty()) {
      throw new IllegalStateException("the books differ from the rows: " + balances);
    }
    rows("select status || ' ' || count(*) from problem group by status order by status")
        .forEach(System.out::println);
  }

  private void execute(String sql) throws SQLException {
    execute(database, sql);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> rows(String sql) throws SQLException {
    try (var statement = database.createStatement();
        var answer = statement.executeQuery(sql)) {
      var rows = new ArrayList<String>();
      while (answer.next()) {
        rows.add(answer.getString(1));
      }
      return rows;
    }
  }

  private void said(String what) {
    System.out.printf(Locale.ROOT, "%7.1f s  %s%n", (System.nanoTime() - begin) / 1e9, what);
  }
}
