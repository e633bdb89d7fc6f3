package qingdan.statistics;

import java.sql.SQLException;
import java.util.function.Supplier;

import io.agroal.api.AgroalDataSource;

/** Tables that nobody else can read meanwhile: whoever needs one of them waits, and is refused. */
final class Held {

  private Held() {}

  static <T> T during(AgroalDataSource database, String tables, Supplier<T> work)
      throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        statement.execute("lock table " + tables + " in access exclusive mode");
        return work.get();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }
}
