import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Measures running services, each over a database of another size, side by side: every reading over
 * HTTP by {@code wrk}, and right after it by {@code pgbench} with the very statements that the
 * service sent for the same requests, which is the ceiling; then writes with and without the books
 * in turn. What is compared was measured in one run, in alternation; medians are told.
 *
 * <p>Arguments: a folder for scripts, the file to write the table to, and for each size: its name,
 * the port of the service, the port of its database.
 */
class Measure {

  private static final int ROUNDS = Integer.getInteger("rounds", 5);
  private static final int SECONDS = Integer.getInteger("seconds", 2);
  private static final int CONNECTIONS = 16;
  private static final int SAMPLES = 10;
  private static final String PASSWORD = "correct horse battery";
  private static final Pattern ONLY = Pattern.compile(System.getProperty("only", ".*"));

  /** What one slice of load gave. */
  private record Load(double perSecond, double p50, double p99, double cpu, double databaseCpu) {}

  /** Half and 99 of 100 requests within so many milliseconds, counted from when each was due. */
  private record Latency(double p50, double p99) {}

  /** How near a reading comes to what the database alone does. */
  private record Bar(String name, double ratio, Double budget) {}

  /** Part of the throughput of pgbench that these must reach. */
  private static final Map<String, Double> BUDGETS = Map.of("unit by id", 0.55, "children", 0.45);

  private record Reading(String name, String sample, String path) {}

  /** A size: a service and its database. */
  private static final class Size {
    final String name;
    final int port;
    final int databasePort;
    final Connection database;
    final List<String> scripts = new ArrayList<>();
    final List<String> variables = new ArrayList<>();
    String token;
    String admin;

    Size(String name, int port, int databasePort) throws SQLException {
      this.name = name;
      this.port = port;
      this.databasePort = databasePort;
      this.database =
          DriverManager.getConnection(
              "jdbc:postgresql://localhost:" + databasePort + "/postgres", "postgres", "postgres");
    }

    String api() {
      return "http://localhost:" + port + "/api/v1";
    }

    List<String> column(String sql) throws SQLException {
      try (var statement = database.createStatement();
          var rows = statement.executeQuery(sql)) {
        var all = new ArrayList<String>();
        while (rows.next()) {
          all.add(rows.getString(1));
        }
        return all;
      }
    }

    void run(String sql) throws SQLException {
      try (var statement = database.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  private static final String DONE =
      """
      function done(summary, latency)
        io.write(string.format("RESULT %d %d %d %d %d\\n", summary.requests, summary.duration,
          latency:percentile(50), latency:percentile(99), summary.errors.status))
      end
      """;

  private static final List<Reading> READINGS =
      List.of(
          new Reading("unit by id", unit("kind = 'VILLAGE'"), "/units/%s"),
          new Reading("children", unit("kind = 'COUNTY'"), "/units/%s/children?limit=50"),
          new Reading("ancestors", unit("kind = 'BRANCH'"), "/units/%s/ancestors"),
          new Reading("subtree page", unit("kind = 'COUNTY'"), "/units?unit=%s&limit=50"),
          new Reading(
              "search by name",
              unit("kind = 'CITY'"),
              "/units?unit=%s&q=%%E5%%85%%9A%%E6%%94%%AF&limit=50"),
          new Reading("problem by id", problem(), "/problems/%s"),
          new Reading(
              "problems, country",
              unit("parent_id is null"),
              "/problems?unit=%s&status=OPEN&limit=50"),
          new Reading(
              "problems, province",
              unit("kind = 'PROVINCE'"),
              "/problems?unit=%s&status=OPEN&limit=50"),
          new Reading(
              "problems, city", unit("kind = 'CITY'"), "/problems?unit=%s&status=OPEN&limit=50"),
          new Reading(
              "problems, county",
              unit("kind = 'COUNTY'"),
              "/problems?unit=%s&status=OPEN&limit=50"),
          new Reading(
              "problems, township",
              unit("kind = 'TOWNSHIP'"),
              "/problems?unit=%s&status=OPEN&limit=50"),
          new Reading(
              "overdue, province",
              unit("kind = 'PROVINCE'"),
              "/problems?unit=%s&overdue=true&limit=50"),
          new Reading("summary, province", unit("kind = 'PROVINCE'"), "/units/%s/summary"),
          new Reading(
              "statistics, province",
              unit("kind = 'PROVINCE'"),
              "/statistics/problems?campaign=:campaign&unit=%s&by=status"),
          new Reading(
              "statistics by task, province",
              unit("kind = 'PROVINCE'"),
              "/statistics/problems?campaign=:campaign&unit=%s&by=task"),
          new Reading(
              "statistics by child, province",
              unit("kind = 'PROVINCE'"),
              "/statistics/problems?campaign=:campaign&unit=%s&by=child"),
          new Reading(
              "statistics as of, province",
              unit("kind = 'PROVINCE'"),
              "/statistics/problems?campaign=:campaign&unit=%s&by=status&asOf=:day"),
          new Reading(
              "statistics, county",
              unit("kind = 'COUNTY'"),
              "/statistics/problems?campaign=:campaign&unit=%s&by=status"),
          new Reading(
              "statistics by child, county",
              unit("kind = 'COUNTY'"),
              "/statistics/problems?campaign=:campaign&unit=%s&by=child"),
          new Reading(
              "statistics, township",
              unit("kind = 'TOWNSHIP'"),
              "/statistics/problems?campaign=:campaign&unit=%s&by=status"));

  private static String unit(String where) {
    return "select id from unit where closed_at is null and "
        + where
        + " order by md5(id::text) limit "
        + SAMPLES;
  }

  private static String problem() {
    return "select id from problem order by id limit " + SAMPLES;
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final Path folder;
  private final List<Size> sizes = new ArrayList<>();
  private final StringBuilder report = new StringBuilder();
  private final List<Bar> chart = new ArrayList<>();

  Measure(Path folder) {
    this.folder = folder;
  }

  public static void main(String... args) throws Exception {
    var measure = new Measure(Files.createDirectories(Path.of(args[0])).toAbsolutePath());
    for (int i = 2; i < args.length; i += 3) {
      measure.sizes.add(
          new Size(args[i], Integer.parseInt(args[i + 1]), Integer.parseInt(args[i + 2])));
    }
    for (var size : measure.sizes) {
      measure.logIn(size);
      measure.warmUp(size);
    }
    measure.reads();
    measure.counting();
    measure.moves();
    measure.imports();
    measure.writes();
    Files.writeString(Path.of(args[1]), measure.report.toString());
    Files.writeString(Path.of(args[1].replaceFirst("[.]md$", ".svg")), measure.drawing());
  }

  private void say(String line) {
    System.out.println(line);
    report.append(line).append('\n');
  }

  // ---- readings ----

  private void reads() throws Exception {
    say(
        "| Reading | size | service/s | pgbench/s | ratio | service CPU | database CPU | alone | half load, p50 / p99 | growth |");
    say("|---|---|---|---|---|---|---|---|---|---|");
    for (var reading : READINGS) {
      if (ONLY.matcher(reading.name()).find()) {
        read(reading);
      }
    }
  }

  /** So that the compiler of the virtual machine is done with the common path. */
  private void warmUp(Size size) throws Exception {
    for (var reading : READINGS) {
      wrkScript(size, paths(size, reading));
      wrk(size);
    }
  }

  private void read(Reading reading) throws Exception {
    for (var size : sizes) {
      logIn(size); // an access token lives a quarter of an hour
    }
    var served = new LinkedHashMap<Size, List<Load>>();
    var ceiling = new LinkedHashMap<Size, List<Double>>();
    for (var size : sizes) {
      var paths = paths(size, reading);
      wrkScript(size, paths);
      pgbenchScripts(size, paths);
      served.put(size, new ArrayList<>());
      ceiling.put(size, new ArrayList<>());
    }
    for (int round = -1; round < ROUNDS; round++) {
      for (var size : sizes) {
        var load = wrk(size);
        var most = pgbench(size);
        if (round >= 0) {
          served.get(size).add(load);
          ceiling.get(size).add(most);
        }
      }
    }
    Load smallest = null;
    for (var size : sizes) {
      var load = median(served.get(size));
      var most = ceiling.get(size).stream().sorted().toList().get(ROUNDS / 2);
      smallest = smallest == null ? load : smallest;
      var alone = wrk(size, 1).p50();
      var due = openLoop(size, paths(size, reading), load.perSecond() / 2);
      say(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.0f | %.0f | %.2f | %.0f µs | %.0f µs | %.2f ms | %.1f / %.1f ms | %.2f |",
              reading.name(),
              size.name,
              load.perSecond(),
              most,
              load.perSecond() / most,
              load.cpu(),
              load.databaseCpu(),
              alone,
              due.p50(),
              due.p99(),
              smallest.perSecond() / load.perSecond()));
      if (size == sizes.get(sizes.size() - 1)) {
        chart.add(new Bar(reading.name(), load.perSecond() / most, BUDGETS.get(reading.name())));
      }
    }
  }

  private static Load median(List<Load> loads) {
    return new Load(
        middle(loads.stream().map(Load::perSecond)),
        middle(loads.stream().map(Load::p50)),
        middle(loads.stream().map(Load::p99)),
        middle(loads.stream().map(Load::cpu)),
        middle(loads.stream().map(Load::databaseCpu)));
  }

  private static double middle(Stream<Double> all) {
    var sorted = all.sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private List<String> paths(Size size, Reading reading) throws SQLException {
    var campaign = size.column("select id from campaign limit 1").get(0);
    return size.column(reading.sample()).stream()
        .map(
            id ->
                "/api/v1"
                    + String.format(reading.path(), id)
                        .replace(":campaign", campaign)
                        .replace(":day", java.time.LocalDate.now().minusDays(100).toString()))
        .toList();
  }

  /** Every connection goes through all of them, over and over. */
  private void wrkScript(Size size, List<String> paths) throws IOException {
    Files.writeString(
        folder.resolve(size.name + ".lua"),
        "local paths = {\""
            + String.join("\",\n\"", paths)
            + """
            "}
            local i = 0
            function request()
              i = i % #paths + 1
              return wrk.format("GET", paths[i])
            end
            """
            + DONE);
  }

  private Load wrk(Size size) throws Exception {
    return wrk(size, CONNECTIONS);
  }

  private Load wrk(Size size, int connections) throws Exception {
    var service = cpuOfService(size);
    var database = cpuOfDatabase(size);
    var out =
        output(
            "wrk",
            "-t1",
            "-c" + connections,
            "-d" + SECONDS + "s",
            "-s",
            folder.resolve(size.name + ".lua").toString(),
            "-H",
            "Authorization: Bearer " + size.token,
            "http://localhost:" + size.port);
    var words =
        out.lines().filter(line -> line.startsWith("RESULT")).findFirst().orElseThrow().split(" ");
    var requests = Double.parseDouble(words[1]);
    if (!words[5].equals("0")) {
      throw new IllegalStateException(words[5] + " requests were refused: " + out);
    }
    return new Load(
        requests / (Double.parseDouble(words[2]) / 1e6),
        Double.parseDouble(words[3]) / 1000,
        Double.parseDouble(words[4]) / 1000,
        (cpuOfService(size) - service) / requests,
        (cpuOfDatabase(size) - database) / requests);
  }

  /** Requests that come when they are due, whether or not others have been answered. */
  private Latency openLoop(Size size, List<String> paths, double perSecond) throws Exception {
    var out =
        output(
            "node",
            "bench/open-loop.mjs",
            folder.toString(),
            "http://localhost:" + size.port,
            size.token,
            "" + Math.max(1, Math.round(perSecond)),
            "" + SECONDS,
            String.join(" ", paths));
    var words = out.lines().filter(line -> line.startsWith("RESULT")).findFirst();
    var said = words.orElseThrow(() -> new IllegalStateException(out)).split(" ");
    return new Latency(Double.parseDouble(said[1]), Double.parseDouble(said[2]));
  }

  /** One script a request, with the statements and parameters that the service sent for it. */
  private void pgbenchScripts(Size size, List<String> paths) throws Exception {
    size.scripts.clear();
    size.variables.clear();
    // a window, not a wait: what the service does every five seconds or more often falls into it
    var idle = statements(size, () -> Thread.sleep(11_000));
    for (var path : paths) {
      for (int i = 0; i < 3; i++) {
        get(size, path);
      }
      // the driver sends this along with the first statement, and the log does not tell it
      var text = new StringBuilder("begin;\n");
      var script = size.scripts.size() / 2;
      for (var sent : withoutIdle(statements(size, () -> get(size, path)), idle)) {
        text.append(bound(size, "s" + script, sent)).append(";\n");
      }
      var file = folder.resolve(size.name + "-" + script + ".sql");
      Files.writeString(file, text);
      size.scripts.addAll(List.of("-f", file.toString()));
    }
  }

  /** What the service sends without being asked goes, and the transactions of it. */
  private static List<Sent> withoutIdle(List<Sent> all, List<Sent> idle) {
    var others = idle.stream().map(Sent::text).filter(text -> text.contains(" ")).toList();
    var sessions =
        all.stream()
            .filter(sent -> sent.text().contains(" ") && !others.contains(sent.text()))
            .map(Sent::session)
            .toList();
    return all.stream()
        .filter(sent -> sessions.contains(sent.session()) && !others.contains(sent.text()))
        .toList();
  }

  private String bound(Size size, String prefix, Sent sent) {
    return Pattern.compile("\\$([0-9]+)")
        .matcher(sent.text().replaceAll("\\s+", " "))
        .replaceAll(
            found -> {
              var value = sent.values().get(found.group(1));
              if (value == null || value.isEmpty()) {
                return value == null ? "null" : "''";
              }
              var name = prefix + "v" + size.variables.size();
              size.variables.add("-D");
              size.variables.add(name + "=" + value);
              return ":" + name;
            });
  }

  private interface Action {
    void run() throws Exception;
  }

  /** A statement and its parameters, as the log of the database tells them. */
  private record Sent(String text, Map<String, String> values, int session) {}

  /** A setting of the server, once it holds: every session takes it up with its next statement. */
  private static void set(Size size, String setting, String value) throws Exception {
    size.run("alter system set %s = '%s'".formatted(setting, value));
    size.run("select pg_reload_conf()");
    until(() -> size.column("show " + setting).get(0).equals(value), setting + " is " + value);
  }

  private static void until(Callable<Boolean> holds, String what) throws Exception {
    var last = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!holds.call()) {
      if (System.nanoTime() > last) {
        throw new IllegalStateException("in vain for 30 s: " + what);
      }
      Thread.onSpinWait();
    }
  }

  private static String read(Path log, long from) throws IOException {
    try (var in = Files.newByteChannel(log)) {
      in.position(from);
      return new String(Channels.newInputStream(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<Sent> statements(Size size, Action action) throws Exception {
    set(size, "log_statement", "all");
    var log =
        Path.of(
            size.column("show data_directory").get(0),
            size.column("select pg_current_logfile('jsonlog')").get(0));
    var before = Files.size(log);
    action.run();
    // the log is written by a process of its own, in the order in which it is told
    var end = "the end " + System.nanoTime();
    size.column("select '" + end + "'");
    until(() -> read(log, before).contains(end), "the log tells the end");
    set(size, "log_statement", "none");
    var all = new ArrayList<Sent>();
    for (var line : read(log, before).split("\n")) {
      // the log is written while it is read: its first and last line may be parts
      var entry = line.startsWith("{") && line.endsWith("}") ? json.readTree(line) : null;
      var said = entry == null ? null : EXECUTED.matcher(entry.path("message").asText());
      if (said != null
          && said.matches()
          && entry.path("application_name").asText().equals("qingdan")) {
        var values = new TreeMap<String, String>();
        var parameters = PARAMETER.matcher(entry.path("detail").asText());
        while (parameters.find()) {
          if (parameters.group(2) != null) {
            values.put(parameters.group(1), parameters.group(2).replace("''", "'"));
          }
        }
        all.add(new Sent(said.group(1), values, entry.path("pid").asInt()));
      }
    }
    return all;
  }

  private static final Pattern EXECUTED = Pattern.compile("execute [^:]+: (.*)", Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("\\$([0-9]+) = (?:'((?:[^']++|'')*+)'|NULL)");

  private double pgbench(Size size) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                "pgbench",
                "-h",
                "localhost",
                "-p",
                "" + size.databasePort,
                "-U",
                "postgres",
                "-n",
                "-M",
                "prepared",
                "-c",
                "" + CONNECTIONS,
                "-j",
                "2",
                "-P",
                "1",
                "-T",
                "" + (SECONDS + 1)));
    command.addAll(size.variables);
    command.addAll(size.scripts);
    command.add("postgres");
    var out = output(command.toArray(String[]::new));
    if (out.contains("ERROR")) {
      throw new IllegalStateException(out);
    }
    // the first second goes to the connections, which parse and load what they need
    return PROGRESS
        .matcher(out)
        .results()
        .skip(1)
        .mapToDouble(second -> Double.parseDouble(second.group(1)))
        .average()
        .orElseThrow();
  }

  private static final Pattern PROGRESS = Pattern.compile("progress: [0-9.]+ s, ([0-9.]+) tps");

  // ---- counting ----

  /** What a province's statistic takes when it is counted from the rows. */
  private void counting() throws Exception {
    if (!ONLY.matcher("counting").find()) {
      return;
    }
    say("");
    say(
        "| Counting a province's problems by status | size | problems | from the rows | by the service, alone | times |");
    say("|---|---|---|---|---|---|");
    var reading =
        READINGS.stream().filter(r -> r.name().equals("statistics, province")).findFirst();
    for (var size : sizes) {
      logIn(size);
      var unit = size.column(reading.orElseThrow().sample()).get(0);
      var count =
          "select %s from problem p join unit u on u.id = p.unit_id join unit t on t.id = '"
              + unit
              + "' where u.path >= t.path and u.path < left(t.path, -1) || '0'";
      var byStatus = count.formatted("p.status, count(*)") + " group by 1";
      size.column(byStatus);
      var begin = System.nanoTime();
      size.column(byStatus);
      var counted = (System.nanoTime() - begin) / 1e6;
      wrkScript(size, paths(size, reading.orElseThrow()).subList(0, 1));
      wrk(size);
      var served = wrk(size, 1).p50();
      say(
          String.format(
              Locale.ROOT,
              "| from the books | %s | %s | %.0f ms | %.2f ms | %.0f |",
              size.name,
              size.column(count.formatted("count(*)")).get(0),
              counted,
              served,
              counted / served));
    }
  }

  // ---- imports ----

  private static final int IMPORTED = 5000;

  /** New villages below a county, one file each round. */
  private void imports() throws Exception {
    if (!ONLY.matcher("import").find()) {
      return;
    }
    say("");
    say("| Import | size | rows | time of the job | rows a second | WAL |");
    say("|---|---|---|---|---|---|");
    for (var size : sizes) {
      logIn(size);
      var parent =
          size.column(
                  "select code from unit where kind = 'TOWNSHIP' and closed_at is null order by path limit 1")
              .get(0);
      var millis = new ArrayList<Double>();
      var wal = new ArrayList<Double>();
      for (int round = 0; round < ROUNDS; round++) {
        var file = new StringBuilder("code,name,kind,parentCode\n");
        var salt = Long.toString(System.nanoTime(), 36);
        for (int i = 0; i < IMPORTED; i++) {
          file.append(salt).append('-').append(i).append(",新村").append(i).append(",VILLAGE,");
          file.append(parent).append('\n');
        }
        var before = counters(size)[0];
        millis.add(imported(size, file.toString()));
        wal.add((counters(size)[0] - before) / 1e6);
      }
      var time = middle(millis.stream());
      say(
          String.format(
              Locale.ROOT,
              "| new units of a township | %s | %d | %.0f ms | %.0f | %.1f MB |",
              size.name,
              IMPORTED,
              time,
              IMPORTED / time * 1000,
              middle(wal.stream())));
    }
  }

  private double imported(Size size, String csv) throws Exception {
    var sent =
        HttpRequest.newBuilder(URI.create(size.api() + "/imports/units"))
            .header("Content-Type", "text/csv")
            .header("Authorization", "Bearer " + size.admin)
            .POST(HttpRequest.BodyPublishers.ofString(csv))
            .build();
    var job =
        json.readTree(http.send(sent, HttpResponse.BodyHandlers.ofString()).body())
            .path("id")
            .asText();
    var ended = "select status from job where id = '" + job + "'";
    until(() -> size.column(ended).get(0).matches("SUCCEEDED|FAILED"), "the import ends");
    if (!size.column(ended).get(0).equals("SUCCEEDED")) {
      throw new IllegalStateException("the import failed: " + job);
    }
    return Double.parseDouble(
        size.column(
                "select extract(epoch from finished_at - started_at) * 1000 from job where id = '"
                    + job
                    + "'")
            .get(0));
  }

  // ---- the drawing ----

  /** A bar for each reading of the largest size; a line where it ought to reach. */
  private String drawing() {
    int row = 24;
    int left = 220;
    int width = 400;
    var svg = new StringBuilder();
    int height = row * (chart.size() + 2);
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">%n"
            .formatted(left + width + 60, height));
    svg.append("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n".formatted());
    svg.append(
        "<text x=\"8\" y=\"16\" font-weight=\"bold\">Throughput of the service, pgbench with the same statements = 1</text>%n"
            .formatted());
    int y = row + 8;
    for (var bar : chart) {
      var length = (int) (width * Math.min(1, bar.ratio()));
      svg.append("<text x=\"8\" y=\"%d\">%s</text>%n".formatted(y + 14, bar.name()));
      svg.append(
          "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"16\" fill=\"#2f6f9f\"/>%n"
              .formatted(left, y + 2, length));
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%d\">%.2f</text>%n",
              left + length + 6,
              y + 14,
              bar.ratio()));
      if (bar.budget() != null) {
        int at = left + (int) (width * bar.budget());
        svg.append(
            "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"#c0392b\" stroke-width=\"2\"/>%n"
                .formatted(at, at, y, y + 20));
      }
      y += row;
    }
    return svg.append("</svg>\n").toString();
  }

  // ---- moves ----

  /** The enterprise with half a per cent of all units below it goes to another place and back. */
  private void moves() throws Exception {
    if (!ONLY.matcher("move").find()) {
      return;
    }
    say("");
    say("| Move of a subtree | size | units | problems | time | WAL |");
    say("|---|---|---|---|---|---|");
    for (var size : sizes) {
      logIn(size);
      var unit = size.column("select id from unit where code = 'E000000000'").get(0);
      var below =
          size.column(
                  "select count(*) from unit where path like (select path || '%' from unit where code = 'E000000000')")
              .get(0);
      var problems =
          size.column(
                  "select count(*) from problem where unit_id in (select id from unit where path like (select path || '%' from unit where code = 'E000000000'))")
              .get(0);
      var home = size.column("select parent_id from unit where id = '" + unit + "'").get(0);
      var other =
          size
              .column(
                  "select o.id from unit o join unit h on h.id = '"
                      + home
                      + "' and o.tier = h.tier and o.kind = h.kind and o.id <> h.id"
                      + " where o.closed_at is null and not exists (select from unit u where u.id = '"
                      + unit
                      + "' and o.path like u.path || '%')"
                      + " order by o.path desc limit 1")
              .stream()
              .findFirst();
      if (other.isEmpty()) {
        continue;
      }
      var millis = new ArrayList<Double>();
      var wal = new ArrayList<Double>();
      withoutPageImages(size);
      for (int round = -1; round < ROUNDS; round++) {
        var before = counters(size)[0];
        var begin = System.nanoTime();
        post(
            size,
            size.admin,
            "/unit-changes",
            Map.of("type", "MOVE", "unit", unit, "parent", round % 2 == 0 ? home : other.get()));
        if (round >= 0) {
          millis.add((System.nanoTime() - begin) / 1e6);
          wal.add((counters(size)[0] - before) / 1e6);
        }
      }
      say(
          String.format(
              Locale.ROOT,
              "| there and back | %s | %s | %s | %.0f ms | %.2f MB |",
              size.name,
              below,
              problems,
              middle(millis.stream()),
              middle(wal.stream())));
    }
  }

  /** WAL is then what was written, not what a checkpoint before it makes of it. */
  private static void withoutPageImages(Size size) throws Exception {
    set(size, "full_page_writes", "off");
    size.run("checkpoint");
  }

  // ---- writes ----

  /** A write: what it is sent to, and its body. */
  private record Write(String name, String sample, String path, String body) {}

  private static final List<Write> WRITES =
      List.of(
          new Write(
              "create",
              "select id || ' ' || id from problem_list where status = 'APPROVED' order by md5(id::text || :salt) limit :many",
              "/problems",
              "{'list':'%s','title':'村内排水不畅','category':'service','severity':'MAJOR'}"),
          new Write(
              "start",
              "select id || ' ' || id from problem where status = 'PLANNED' order by id limit :many",
              "/problems/%s/start",
              ""),
          new Write(
              "claim",
              "select p.id || ' ' || u.parent_id from problem p join unit u on u.id = p.unit_id where p.status = 'IN_PROGRESS'"
                  + " and u.parent_id is not null and p.root_id is null and not exists (select from problem s where s.root_id = p.id)"
                  + " order by p.id limit :many",
              "/problems/%s/claim",
              "{'unit':'%s'}"));

  /**
   * What is written without the books spoils them: nothing is read from this database afterwards.
   */
  private void writes() throws Exception {
    say("");
    say(
        "| Write | size | with books/s | without/s | ratio | service CPU | database CPU | WAL | heap-only |");
    say("|---|---|---|---|---|---|---|---|---|");
    for (var write : WRITES) {
      for (var size : sizes) {
        if (ONLY.matcher(write.name()).find()) {
          logIn(size);
          write(size, write);
        }
      }
    }
  }

  private void write(Size size, Write write) throws Exception {
    var with = new ArrayList<Load>();
    var without = new ArrayList<Load>();
    var wal = new ArrayList<Double>();
    var heapOnly = new ArrayList<Double>();
    withoutPageImages(size);
    for (int round = -1; round < ROUNDS; round++) {
      for (var books : List.of(true, false)) {
        size.run("alter table problem " + (books ? "enable" : "disable") + " trigger user");
        if (!books) {
          for (var trigger :
              size.column(
                  "select tgname from pg_trigger where tgrelid = 'problem'::regclass and not tgisinternal and tgname not like '%is_posted'")) {
            size.run("alter table problem enable trigger " + trigger);
          }
        }
        writeScript(size, write, round);
        var before = counters(size);
        var load = wrk(size);
        var after = counters(size);
        if (round >= 0) {
          (books ? with : without).add(load);
        }
        if (round >= 0 && books) {
          var n = load.perSecond() * SECONDS;
          wal.add((after[0] - before[0]) / n);
          heapOnly.add(
              after[2] == before[2] ? 100 : 100 * (after[1] - before[1]) / (after[2] - before[2]));
        }
      }
    }
    size.run("alter table problem enable trigger user");
    var most = median(without);
    var load = median(with);
    say(
        String.format(
            Locale.ROOT,
            "| %s | %s | %.0f | %.0f | %.2f | %.0f µs | %.0f µs | %.1f kB | %.1f %% |",
            write.name(),
            size.name,
            load.perSecond(),
            most.perSecond(),
            load.perSecond() / most.perSecond(),
            load.cpu(),
            load.databaseCpu(),
            middle(wal.stream()) / 1000,
            middle(heapOnly.stream())));
  }

  /** Each is sent once. */
  private void writeScript(Size size, Write write, int salt) throws Exception {
    var many = 1500 * SECONDS;
    var ids =
        size.column(
            write
                .sample()
                .replace(":many", "" + many)
                .replace(":salt", "'" + salt + System.nanoTime() + "'"));
    var lua = new StringBuilder("local ids = {");
    ids.forEach(id -> lua.append('"').append(id).append("\",\n"));
    lua.append("}\nlocal i = 0\nlocal headers = {}\nheaders[\"Authorization\"] = \"Bearer ")
        .append(size.token)
        .append("\"\n");
    if (!write.body().isEmpty()) {
      lua.append("headers[\"Content-Type\"] = \"application/json\"\n");
    }
    lua.append(
        "function request()\n  i = i + 1\n  local one, other = string.match(ids[i], \"(%S+) (%S+)\")\n");
    lua.append("  return wrk.format(\"POST\", string.gsub(\"/api/v1")
        .append(write.path().replace("%s", "@"))
        .append("\", \"@\", one)");
    lua.append(", headers, ")
        .append(
            write.body().isEmpty()
                ? "nil"
                : "(string.gsub([["
                    + write.body().replace("'", "\"").replace("%s", "@")
                    + "]], \"@\", other))")
        .append(")\nend\n");
    Files.writeString(
        folder.resolve(size.name + ".lua"),
        lua.toString()
                .replace("string.gsub(\"/api", "(string.gsub(\"/api")
                .replace("\"@\", one)", "\"@\", one))")
            + DONE);
  }

  private double[] counters(Size size) throws SQLException {
    size.run("select pg_stat_force_next_flush()");
    var row =
        size.column(
                "select wal_bytes || ' ' || (select n_tup_hot_upd || ' ' || n_tup_upd from pg_stat_user_tables where relname = 'problem') from pg_stat_wal")
            .get(0);
    return Arrays.stream(row.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  // ---- the service ----

  /** An account that reads, reports and supervises everywhere. */
  private void logIn(Size size) throws Exception {
    size.admin =
        post(size, null, "/tokens", Map.of("username", "admin", "password", PASSWORD))
            .path("accessToken")
            .asText();
    var name = "measure" + Long.toString(System.nanoTime(), 36);
    var account =
        post(
                size,
                size.admin,
                "/accounts",
                Map.of("username", name, "displayName", "测量", "password", PASSWORD))
            .path("id")
            .asText();
    var top = size.column("select id from unit where parent_id is null").get(0);
    for (var role : List.of("REPORTER", "SUPERVISOR")) {
      post(size, size.admin, "/grants", Map.of("account", account, "role", role, "unit", top));
    }
    size.token =
        post(size, null, "/tokens", Map.of("username", name, "password", PASSWORD))
            .path("accessToken")
            .asText();
  }

  private com.fasterxml.jackson.databind.JsonNode post(
      Size size, String token, String path, Map<String, String> body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(size.api() + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(path + ": " + answer.body());
    }
    return json.readTree(answer.body());
  }

  private void get(Size size, String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + size.port + path))
            .header("Authorization", "Bearer " + size.token)
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + answer.body());
    }
  }

  // ---- the machine ----

  /** Microseconds of CPU that the service has had. */
  private static double cpuOfService(Size size) {
    return cpu(
        ProcessHandle.allProcesses()
            .filter(
                process ->
                    process.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(("-Dquarkus.http.port=" + size.port)::equals))
            .findFirst()
            .orElseThrow()
            .pid());
  }

  /** The same of all processes of the database. */
  private static double cpuOfDatabase(Size size) throws SQLException {
    var postmaster =
        Long.parseLong(
            size.column("select split_part(pg_read_file('postmaster.pid'), chr(10), 1)").get(0));
    return ProcessHandle.of(postmaster)
        .orElseThrow()
        .children()
        .mapToDouble(child -> cpu(child.pid()))
        .sum();
  }

  private static double cpu(long process) {
    try {
      var stat = Files.readString(Path.of("/proc/" + process + "/stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10_000.0;
    } catch (IOException gone) {
      return 0;
    }
  }

  private static String output(String... command) throws Exception {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", "postgres");
    builder.environment().put("PGOPTIONS", "-c plan_cache_mode=force_custom_plan");
    var process = builder.start();
    var out = new String(process.getInputStream().readAllBytes());
    if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException(Arrays.toString(command) + ": " + out);
    }
    return out;
  }
}
