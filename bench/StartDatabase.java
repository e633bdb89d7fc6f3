import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL to measure on, on the loopback address, with the settings of a small production
 * server and every plan in its log, unless it is to be quiet. Its folder is kept; the process runs
 * until it is ended.
 *
 * <p>Arguments: the folder, the port, and "quiet".
 */
class StartDatabase {

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("listen_addresses", "localhost"),
          Map.entry("max_connections", "100"),
          Map.entry("timezone", "UTC"),
          Map.entry("shared_buffers", "2GB"),
          Map.entry("effective_cache_size", "6GB"),
          Map.entry("maintenance_work_mem", "512MB"),
          Map.entry("work_mem", "16MB"),
          Map.entry("max_wal_size", "4GB"),
          Map.entry("random_page_cost", "1.1"),
          Map.entry("logging_collector", "on"),
          Map.entry("log_destination", "jsonlog"),
          Map.entry("log_rotation_size", "0"));

  private static final Map<String, String> PLANS =
      Map.ofEntries(
          Map.entry("session_preload_libraries", "auto_explain"),
          Map.entry("auto_explain.log_min_duration", "0"),
          Map.entry("auto_explain.log_analyze", "on"),
          Map.entry("auto_explain.log_buffers", "on"),
          Map.entry("auto_explain.log_timing", "off"),
          Map.entry("auto_explain.log_format", "json"));

  public static void main(String... args) throws Exception {
    var folder = Path.of(args[0]).toAbsolutePath();
    Files.createDirectories(folder);
    var server =
        EmbeddedPostgres.builder()
            .setPort(Integer.parseInt(args[1]))
            .setDataDirectory(folder.resolve("cluster"))
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
            .setLocaleConfig("locale", "C")
            .setPGStartupWait(Duration.ofMinutes(10));
    SETTINGS.forEach(server::setServerConfig);
    if (args.length == 2) {
      PLANS.forEach(server::setServerConfig);
    }
    var running = server.start();
    System.out.println("jdbc:postgresql://localhost:" + running.getPort() + "/postgres");
    Thread.currentThread().join();
  }
}
