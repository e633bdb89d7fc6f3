import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** The processes of a size and the CPU they have had, in microseconds. */
final class Processes {

  /** A tick of the kernel's clock for processes, 100 a second. */
  private static final double TICK = 10_000;

  private final long service;
  private final ProcessHandle postmaster;

  Processes(int port, String postmaster) {
    this.service =
        ProcessHandle.allProcesses()
            .filter(
                process ->
                    process.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(("-Dquarkus.http.port=" + port)::equals))
            .findFirst()
            .orElseThrow()
            .pid();
    this.postmaster = ProcessHandle.of(Long.parseLong(postmaster)).orElseThrow();
  }

  double cpuOfService() {
    return cpu(service, 2);
  }

  /** Of all processes of the database, also those that have ended: the postmaster waits on them. */
  double cpuOfDatabase() {
    return cpu(postmaster.pid(), 4)
        + postmaster.children().mapToDouble(child -> cpu(child.pid(), 2)).sum();
  }

  /** The first two fields are of the process itself, the next two of its ended children. */
  private static double cpu(long process, int fields) {
    try {
      var stat = Files.readString(Path.of("/proc/" + process + "/stat"));
      var all = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return TICK * Arrays.stream(all, 11, 11 + fields).mapToLong(Long::parseLong).sum();
    } catch (IOException gone) {
      return 0;
    }
  }

  static String output(String... command) throws Exception {
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
