package qingdan.milestone;

import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;

/** The books, and the rows, past the service. */
@ApplicationScoped
public class Books {

  private final AgroalDataSource database;
  private final Clock clock;

  Books(AgroalDataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Small subtrees get sums too. */
  public void fold() {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement("select ledger_fold(3, 10, null, ?)")) {
      statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
      statement.execute();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Rows that SQL of the test itself has found, as text. */
  public List<List<String>> rows(String query, String id) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(query)) {
      statement.setObject(1, UUID.fromString(id));
      var found = new ArrayList<List<String>>();
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          var row = new ArrayList<String>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            row.add(result.getString(i));
          }
          found.add(row);
        }
      }
      return found;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
