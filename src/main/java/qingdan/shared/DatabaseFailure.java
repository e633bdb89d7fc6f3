package qingdan.shared;

import java.sql.SQLException;

/** What the database would not do. Its transaction comes to nothing. */
public class DatabaseFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  DatabaseFailure(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
