package qingdan.embedded;

import java.nio.file.Path;

/**
 * A database server that can be started from within. Builds without one have no entry for the
 * service loader.
 */
public interface DatabaseServer {

  /**
   * Starts the server on its data in the folder, which is filled at the first start.
   *
   * @param port 0 for any free port
   * @throws NoDatabase if the folder or the port cannot be used
   */
  Running start(Path folder, int port);

  /** A server that accepts connections. */
  interface Running {
    String description();

    String jdbcUrl();

    String username();

    String password();

    void stop();
  }
}
