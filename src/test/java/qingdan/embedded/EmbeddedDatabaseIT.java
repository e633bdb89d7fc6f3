package qingdan.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Starts and ends the packaged application the way an operator, or a crash, does. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@DisabledIfSystemProperty(
    named = "native",
    matches = ".*",
    disabledReason = "is about the JVM package")
class EmbeddedDatabaseIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private final List<Started> started = new ArrayList<>();
  private int databasePort;

  @BeforeEach
  void chooseAPort() throws IOException {
    databasePort = Started.freePort();
  }

  @AfterEach
  void endWhatStillRuns() throws Exception {
    for (var each : started) {
      each.kill();
    }
    var postmaster = postmaster();
    if (postmaster > 0) {
      ProcessHandle.of(postmaster).ifPresent(ProcessHandle::destroy);
      awaitEnd(postmaster);
    }
  }

  @Test
  void itStopsAfterTheApplicationAndKeepsItsData() throws Exception {
    var first = start().untilItAnswers();
    query("create table kept as select 'as it was' as note");
    var postmaster = postmaster();

    assertThat(first.terminate()).isIn(0, 143);
    assertThat(pidFile()).as("what a clean end removes last").doesNotExist();
    awaitEnd(postmaster);

    start().untilItAnswers();
    assertThat(query("select note from kept")).isEqualTo("as it was");
  }

  @Test
  void whatItAcknowledgedIsOnDisk() throws Exception {
    start().untilItAnswers();

    assertThat(query("show fsync")).isEqualTo("on");
    assertThat(query("show synchronous_commit")).isEqualTo("on");
    assertThat(query("show full_page_writes")).isEqualTo("on");
  }

  @Test
  void itSpeaksUnicodeAndSortsByCodePoint() throws Exception {
    start().untilItAnswers();

    assertThat(query("show server_encoding")).isEqualTo("UTF8");
    assertThat(query("select datcollate from pg_database where datname = current_database()"))
        .isEqualTo("C");
  }

  @Test
  void aFolderInUseIsRefusedAndItsOwnerGoesOn() throws Exception {
    var owner = start().untilItAnswers();

    var second = start();

    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.output()).contains(folder.toRealPath() + " is in use");
    assertThat(owner.answers()).isTrue();
  }

  @Test
  void aStartAfterACrashStopsTheOrphanAndFindsWhatWasWritten() throws Exception {
    var crashed = start().untilItAnswers();
    query("create table kept as select 'before the crash' as note");
    var orphan = postmaster();
    crashed.kill();
    assertThat(isAlive(orphan)).isTrue();

    start().untilItAnswers();

    assertThat(postmaster()).isNotEqualTo(orphan);
    assertThat(query("select note from kept")).isEqualTo("before the crash");
  }

  @Test
  void aPidFileThatNamesSomeOtherProgramIsNoHindrance() throws Exception {
    assertThat(start().untilItAnswers().terminate()).isIn(0, 143);
    Files.writeString(pidFile(), ProcessHandle.current().pid() + "\n");

    start().untilItAnswers();
  }

  @Test
  void aFirstStartThatWasCutShortBeginsAnew() throws Exception {
    Files.createDirectories(folder.resolve("cluster"));
    Files.writeString(folder.resolve("cluster/postgresql.conf"), "cut sho");
    Files.writeString(folder.resolve("filling"), "");
    Files.createDirectories(folder.resolve("binaries/PG-half/bin"));

    start().untilItAnswers();

    assertThat(folder.resolve("filling")).doesNotExist();
    assertThat(folder.resolve("binaries/PG-half")).doesNotExist();
  }

  @Test
  void nobodyConnectsWithoutThePasswordThatStandsInTheFolder() throws Exception {
    start().untilItAnswers();

    assertThatThrownBy(() -> query("select 1", "guessed"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
    assertThat(Files.getPosixFilePermissions(folder.resolve("password")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(query("select left(rolpassword, 13) from pg_authid where rolname = 'postgres'"))
        .isEqualTo("SCRAM-SHA-256");
  }

  @Test
  void aFolderWithoutAPasswordGetsOneAndKeepsItsData() throws Exception {
    var first = start().untilItAnswers();
    query("create table kept as select 'from before' as note");
    first.terminate();
    Files.delete(folder.resolve("password"));

    start().untilItAnswers();

    assertThat(query("select note from kept")).isEqualTo("from before");
    assertThatThrownBy(() -> query("select 1", "guessed")).isInstanceOf(SQLException.class);
  }

  private Started start() throws IOException {
    var started =
        new Started(
            folder,
            databasePort,
            Started.freePort(),
            Files.createTempFile(Path.of("target"), "embedded-", ".log"));
    this.started.add(started);
    return started;
  }

  private String query(String sql) throws SQLException, IOException {
    return query(sql, Files.readString(folder.resolve("password")));
  }

  private String query(String sql, String password) throws SQLException {
    var url = "jdbc:postgresql://localhost:%d/postgres".formatted(databasePort);
    try (var connection = DriverManager.getConnection(url, "postgres", password);
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (var rows = statement.getResultSet()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  private Path pidFile() {
    return folder.resolve("cluster/postmaster.pid");
  }

  private long postmaster() throws IOException {
    return Files.exists(pidFile())
        ? Long.parseLong(Files.readAllLines(pidFile()).get(0).strip())
        : -1;
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  private static void awaitEnd(long pid) throws Exception {
    var process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      process.get().onExit().get(PATIENCE.toSeconds(), SECONDS);
    }
  }
}
