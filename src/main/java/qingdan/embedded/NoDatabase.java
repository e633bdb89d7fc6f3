package qingdan.embedded;

/**
 * There is no database to work on. The message tells the operator in one line why, and what to set.
 */
public class NoDatabase extends RuntimeException {

  public NoDatabase(String message) {
    super(message);
  }

  public NoDatabase(String message, Throwable cause) {
    super(message, cause);
  }
}
