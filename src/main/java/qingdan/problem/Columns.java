package qingdan.problem;

import java.util.LinkedHashMap;
import java.util.Map;

import qingdan.shared.Sql;

/** Columns of a row and what they become. */
final class Columns {

  private final Map<String, Object> values = new LinkedHashMap<>();

  static Columns set(String column, Object value) {
    return new Columns().and(column, value);
  }

  Columns and(String column, Object value) {
    values.put(column, value instanceof Enum<?> constant ? constant.name() : value);
    return this;
  }

  /** Adds {@code column = value} for each. */
  void assign(Sql.Statement statement) {
    values.forEach(
        (column, value) -> {
          statement.add(", " + column + " = ");
          add(statement, column, value);
        });
  }

  private static void add(Sql.Statement statement, String column, Object value) {
    if (value == null) {
      statement.add("null");
    } else if (column.equals("fields")) {
      statement.add("cast(? as jsonb)", value);
    } else {
      statement.add("?", value);
    }
  }
}
