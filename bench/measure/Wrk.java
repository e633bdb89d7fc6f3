import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Load on a service by requests that are sent through all paths in turn. */
final class Wrk {

  /** What a slice of load gave: requests a second, and the CPU of a request in microseconds. */
  record Load(double requests, double perSecond, double cpu, double databaseCpu) {
    static Load median(Collection<Load> loads) {
      return new Load(
          Median.of(loads, Load::requests),
          Median.of(loads, Load::perSecond),
          Median.of(loads, Load::cpu),
          Median.of(loads, Load::databaseCpu));
    }

    double wholeCpu() {
      return cpu + databaseCpu;
    }
  }

  /** Half and 99 of 100 requests within so many milliseconds, counted from when each was due. */
  record Latency(double p50, double p99) {}

  private static final String SCRIPT =
      """
      local paths = {"%s"}
      local i = 0
      function request()
        i = i %% #paths + 1
        return wrk.format("GET", paths[i])
      end
      function done(summary, latency)
        io.write(string.format("RESULT %%d %%d %%d\\n", summary.requests, summary.duration, summary.errors.status))
      end
      """;

  private final Size size;
  private final Path folder;
  private final Path script;
  private final List<String> paths;

  Wrk(Size size, Path folder, List<String> paths) throws IOException {
    this.size = size;
    this.folder = folder;
    this.paths = paths;
    this.script = folder.resolve(size.name + ".lua");
    Files.writeString(script, SCRIPT.formatted(String.join("\",\n\"", paths)));
  }

  /**
   * Every connection sends its next request when it has the answer. When not even one of each
   * connection is answered, nothing can be told of them: then for twice as long, and once more.
   */
  Load closedLoop(int seconds) throws Exception {
    for (int longer = seconds; ; longer *= 2) {
      var load = load(longer);
      if (load.requests() >= Measure.CONNECTIONS || longer >= 4 * seconds) {
        return load;
      }
    }
  }

  private Load load(int seconds) throws Exception {
    var token = size.token();
    var service = size.processes.cpuOfService();
    var database = size.processes.cpuOfDatabase();
    var out =
        Processes.output(
            "wrk",
            "-t1",
            "-c" + Measure.CONNECTIONS,
            "-d" + seconds + "s",
            "--timeout",
            "20s",
            "-s",
            script.toString(),
            "-H",
            "Authorization: Bearer " + token,
            "http://localhost:" + size.port);
    var said = said(out);
    if (said[2] > 0) {
      throw new IllegalStateException(said[2] + " requests were refused: " + out);
    }
    return new Load(
        said[0],
        said[0] / (said[1] / 1e6),
        (size.processes.cpuOfService() - service) / said[0],
        (size.processes.cpuOfDatabase() - database) / said[0]);
  }

  /** Requests that come when they are due, whether or not others have been answered. */
  Latency openLoop(double perSecond, int seconds) throws Exception {
    var said =
        said(
            Processes.output(
                "node",
                "bench/open-loop.mjs",
                folder.toString(),
                "http://localhost:" + size.port,
                size.token(),
                "" + Math.max(1, Math.round(perSecond)),
                "" + seconds,
                String.join(" ", paths)));
    return new Latency(said[0], said[1]);
  }

  private static double[] said(String out) {
    return out.lines()
        .filter(line -> line.startsWith("RESULT "))
        .findFirst()
        .map(line -> line.substring("RESULT ".length()).split(" "))
        .map(words -> Arrays.stream(words).mapToDouble(Double::parseDouble).toArray())
        .orElseThrow(() -> new IllegalStateException(out));
  }
}
