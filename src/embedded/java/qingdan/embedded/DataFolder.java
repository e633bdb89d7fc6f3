package qingdan.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

/**
 * The folder that holds the data and the binaries of one server, claimed by one process at a time.
 *
 * <p>The claim is a lock on a file, which the operating system lets go of when the process ends,
 * however it ends. So whoever gets the lock knows that what still runs here has no owner.
 */
class DataFolder {
  private static final Logger LOG = Logger.getLogger(DataFolder.class);
  private static final Set<String> PROGRAMS = Set.of("postgres", "pg_ctl", "initdb");

  private final Path path;
  private final FileChannel claim;

  private DataFolder(Path path, FileChannel claim) {
    this.path = path;
    this.claim = claim;
  }

  static DataFolder claim(Path path) {
    try {
      createPrivate(path);
      // One spelling of the path, whatever links lead to it: processes are told by it.
      var folder = path.toRealPath();
      var claim = FileChannel.open(folder.resolve("claim.lock"), CREATE, WRITE);
      if (isLocked(claim)) {
        claim.close();
        throw new NoDatabase(
            "The folder %s is in use by another process: stop that one, or set QINGDAN_EMBEDDED_DIRECTORY to another folder or QUARKUS_DATASOURCE_JDBC_URL to a server."
                .formatted(folder));
      }
      return new DataFolder(folder, claim);
    } catch (IOException e) {
      throw new NoDatabase(
          "The folder %s cannot be used (%s): set QINGDAN_EMBEDDED_DIRECTORY to a folder that can be written."
              .formatted(path, e),
          e);
    }
  }

  private static boolean isLocked(FileChannel claim) throws IOException {
    try {
      return claim.tryLock() == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  private static void createPrivate(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return;
    }
    if (isPosix(path)) {
      Files.createDirectories(path.getParent());
      Files.createDirectory(path, permissions("rwx------"));
    } else {
      Files.createDirectories(path);
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?> permissions(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  Path cluster() {
    return path.resolve("cluster");
  }

  Path binaries() {
    return path.resolve("binaries");
  }

  Path log() {
    return path.resolve("server.log");
  }

  Path formerLog() {
    return path.resolve("server.log.1");
  }

  /** Who may connect: the server reads it at its start, and when it is told to. */
  Path access() {
    return path.resolve("access.conf");
  }

  private Path passwordFile() {
    return path.resolve("password");
  }

  /** The password of the server's one user; empty until it has been set. */
  Optional<String> password() throws IOException {
    return Files.exists(passwordFile())
        ? Optional.of(Files.readString(passwordFile()).strip())
        : Optional.empty();
  }

  /** For the eyes of this user only, and whole or not at all. */
  void keepPassword(String password) throws IOException {
    var draft = path.resolve("password.draft");
    Files.deleteIfExists(draft);
    if (isPosix(path)) {
      Files.createFile(draft, permissions("rw-------"));
    }
    Files.writeString(draft, password);
    Files.move(draft, passwordFile(), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path filling() {
    return path.resolve("filling");
  }

  private Path pidFile() {
    return cluster().resolve("postmaster.pid");
  }

  String version() {
    try {
      return Files.readString(cluster().resolve("PG_VERSION")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Marks a first start, so that data which was cut short is told from data that somebody relies
   * on.
   */
  void beginFilling() throws IOException {
    if (Files.notExists(cluster())) {
      Files.writeString(filling(), "");
    }
  }

  void endFilling() throws IOException {
    Files.deleteIfExists(filling());
  }

  /** Stops and removes what a process that was killed left behind. */
  void clearRemains() throws IOException {
    stopOrphans();
    if (Files.exists(filling())) {
      deleteTree(cluster());
    }
    if (isTakenByStranger(pidFile())) {
      Files.delete(pidFile());
    }
    deleteHalfUnpacked();
  }

  private void stopOrphans() {
    try (var processes = ProcessHandle.allProcesses()) {
      processes.filter(this::worksHere).forEach(this::stop);
    }
  }

  private boolean worksHere(ProcessHandle process) {
    var info = process.info();
    return isServerProgram(process)
        && info.arguments()
            .map(Stream::of)
            .orElse(Stream.empty())
            .anyMatch(cluster().toString()::equals);
  }

  private static boolean isServerProgram(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> Path.of(command).getFileName().toString().replace(".exe", ""))
        .filter(PROGRAMS::contains)
        .isPresent();
  }

  private void stop(ProcessHandle orphan) {
    LOG.infof("Stopping process %d, left behind in %s", orphan.pid(), path);
    try {
      interrupt(orphan);
      orphan.onExit().get(1, TimeUnit.MINUTES);
    } catch (TimeoutException | ExecutionException | IOException e) {
      throw new NoDatabase(
          "Process %d still works on the folder %s and does not stop: end it."
              .formatted(orphan.pid(), path),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoDatabase("Interrupted while stopping process %d.".formatted(orphan.pid()), e);
    }
  }

  /**
   * To PostgreSQL an interrupt means: roll back, write everything out and end. Termination would
   * wait for clients.
   */
  private static void interrupt(ProcessHandle process) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start();
    if (kill.waitFor() != 0) {
      process.destroy();
    }
  }

  /**
   * After a restart of the machine or container the number may belong to anyone, and PostgreSQL
   * would not start.
   */
  private static boolean isTakenByStranger(Path pidFile) throws IOException {
    if (Files.notExists(pidFile)) {
      return false;
    }
    try (var lines = Files.lines(pidFile)) {
      return lines
          .findFirst()
          .map(String::strip)
          .filter(line -> line.matches("\\d+"))
          .map(Long::valueOf)
          .flatMap(ProcessHandle::of)
          .filter(process -> !isServerProgram(process))
          .isPresent();
    }
  }

  /**
   * The marker is written last. Without it, files may be cut short, and unpacking would keep them
   * so.
   */
  private void deleteHalfUnpacked() throws IOException {
    if (Files.notExists(binaries())) {
      return;
    }
    try (var unpacked = Files.list(binaries())) {
      for (var half : unpacked.filter(each -> Files.notExists(each.resolve(".exists"))).toList()) {
        deleteTree(half);
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (Files.notExists(root)) {
      return;
    }
    try (var tree = Files.walk(root)) {
      for (var each : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  void release() {
    try {
      claim.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
