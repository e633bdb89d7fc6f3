package qingdan.unit;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;

/** Lets units grow older: the clock is real, so what happened to them is set back instead. */
@ApplicationScoped
class Past {

  private static final List<String> SHIFTS =
      List.of(
          """
          update unit set valid_from = valid_from - make_interval(days => ?),
              closed_at = closed_at - make_interval(days => ?) where id = any(?)
          """,
          """
          update unit_past set valid_from = valid_from - make_interval(days => ?),
              valid_to = valid_to - make_interval(days => ?) where unit_id = any(?)
          """);

  private final AgroalDataSource database;
  private final Clock clock;

  Past(AgroalDataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Everything that ever happened to these units happened so many days earlier. */
  void age(int days, String... units) {
    var ids = List.of(units).stream().map(UUID::fromString).toArray(UUID[]::new);
    try (var connection = database.getConnection()) {
      for (var shift : SHIFTS) {
        try (var statement = connection.prepareStatement(shift)) {
          statement.setInt(1, days);
          statement.setInt(2, days);
          statement.setArray(3, connection.createArrayOf("uuid", ids));
          statement.executeUpdate();
        }
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  String daysAgo(int days) {
    return LocalDate.now(clock).minusDays(days).toString();
  }
}
