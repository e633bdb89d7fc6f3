import java.sql.Connection;
import java.sql.SQLException;

/** Units of the generated tree at every height, by what they are called here. */
final class Places {

  /** Another province than the first, by its id. */
  private static final String PROVINCE = System.getProperty("province");

  private final Connection database;

  Places(Connection database) {
    this.database = database;
  }

  String of(String which) throws SQLException {
    return switch (which) {
      case "country" -> id("parent_id is null", 0);
      case "province" ->
          PROVINCE == null ? id("kind = 'PROVINCE' and child_count > 1", 0) : PROVINCE;
      case "city" ->
          id(
              "kind = 'CITY' and path like (select path from unit where id = '"
                  + of("province")
                  + "') || '%'",
              1);
      case "county" -> id("kind = 'COUNTY' and parent_id = '" + of("city") + "'", 0);
      case "township" -> id("kind = 'TOWNSHIP' and parent_id = '" + of("county") + "'", 0);
      case "village" ->
          id("kind = 'VILLAGE' and parent_id <> '" + of("township") + "' and closed_at is null", 3);
      case "other county" -> id("kind = 'COUNTY'", 70);
      case "other township" -> id("kind = 'TOWNSHIP'", 1200);
      case "branch" -> id("kind = 'BRANCH' and code not like 'E%' and closed_at is null", 5);
      case "wide" -> id("code = 'E000000000'", 0);
      default -> throw new IllegalArgumentException(which);
    };
  }

  private String id(String where, int offset) throws SQLException {
    return value(
        "select id from unit where " + where + " order by path offset " + offset + " limit 1");
  }

  String value(String sql) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
