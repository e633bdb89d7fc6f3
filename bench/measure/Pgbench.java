import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The same work by the database alone: one script for each request, with what was sent for it. */
final class Pgbench {

  private static final Pattern PARAMETER = Pattern.compile("\\$([0-9]+)");
  private static final Pattern PROGRESS = Pattern.compile("progress: [0-9.]+ s, ([0-9.]+) tps");

  private final Size size;
  private final List<String> scripts = new ArrayList<>();
  private final List<String> variables = new ArrayList<>();

  Pgbench(Size size, Path folder, List<String> paths, Idle idle) throws Exception {
    this.size = size;
    try (var session = new Session(size)) {
      for (int i = 0; i < paths.size(); i++) {
        var request = Session.Request.get(paths.get(i));
        for (int known = 0; known < 3; known++) {
          session.send(request);
        }
        var log = new DatabaseLog(size);
        session.send(request);
        // the driver sends this along with the first statement, and the log does not tell it
        var text = new StringBuilder();
        var begun = false;
        for (var sent : idle.without(size, log.end())) {
          text.append(begun ? "" : "begin;\n").append(bound("s" + i, sent)).append(";\n");
          begun = !sent.text().equalsIgnoreCase("commit");
        }
        var file = Files.writeString(folder.resolve(size.name + "-" + i + ".sql"), text);
        scripts.addAll(List.of("-f", file.toString()));
      }
    }
  }

  private String bound(String prefix, DatabaseLog.Sent sent) {
    return PARAMETER
        .matcher(sent.text().replaceAll("\\s+", " "))
        .replaceAll(
            found -> {
              var value = sent.values().get(found.group(1));
              if (value == null || value.isEmpty()) {
                return value == null ? "null" : "''";
              }
              var name = prefix + "v" + variables.size();
              variables.add("-D");
              variables.add(name + "=" + value);
              return ":" + name;
            });
  }

  /** Transactions a second; for longer when too few have ended, as over HTTP. */
  double run(int seconds) throws Exception {
    for (int longer = seconds; ; longer *= 2) {
      var perSecond = perSecond(longer);
      if (perSecond * longer >= Measure.CONNECTIONS || longer >= 4 * seconds) {
        return perSecond;
      }
    }
  }

  private double perSecond(int seconds) throws Exception {
    var command =
        new ArrayList<>(
            List.of("pgbench", "-h", "localhost", "-p", "" + size.databasePort, "-U", "postgres"));
    command.addAll(List.of("-n", "-M", "prepared", "-c", "" + Measure.CONNECTIONS, "-j", "2"));
    command.addAll(List.of("-P", "1", "-T", "" + (seconds + 1)));
    command.addAll(variables);
    command.addAll(scripts);
    command.add("postgres");
    var out = Processes.output(command.toArray(String[]::new));
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
        .orElseThrow(() -> new IllegalStateException(out));
  }
}
