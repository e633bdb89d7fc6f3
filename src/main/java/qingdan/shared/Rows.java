package qingdan.shared;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rows of a result as records, column by column in the order of their components; as single values,
 * where that is what is asked for.
 */
final class Rows<T> {

  private interface Column {
    Object read(ResultSet row, int column) throws SQLException;
  }

  private static final Map<Class<?>, Column> COLUMNS =
      Map.ofEntries(
          Map.entry(Object.class, ResultSet::getObject),
          Map.entry(String.class, ResultSet::getString),
          Map.entry(UUID.class, (row, column) -> row.getObject(column, UUID.class)),
          Map.entry(LocalDate.class, (row, column) -> row.getObject(column, LocalDate.class)),
          Map.entry(Instant.class, Rows::instant),
          Map.entry(long.class, ResultSet::getLong),
          Map.entry(Long.class, (row, column) -> orNull(row, row.getLong(column))),
          Map.entry(int.class, ResultSet::getInt),
          Map.entry(Integer.class, (row, column) -> orNull(row, row.getInt(column))),
          Map.entry(double.class, ResultSet::getDouble),
          Map.entry(Double.class, (row, column) -> orNull(row, row.getDouble(column))),
          Map.entry(boolean.class, ResultSet::getBoolean),
          Map.entry(Boolean.class, (row, column) -> orNull(row, row.getBoolean(column))),
          Map.entry(byte[].class, ResultSet::getBytes),
          Map.entry(String[].class, Rows::array),
          Map.entry(UUID[].class, Rows::array));

  private static final Map<Class<?>, Rows<?>> KNOWN = new ConcurrentHashMap<>();

  private final Constructor<T> constructor;
  private final List<Column> columns;

  private Rows(Constructor<T> constructor, List<Column> columns) {
    this.constructor = constructor;
    this.columns = columns;
  }

  @SuppressWarnings("unchecked")
  static <T> Rows<T> of(Class<T> type) {
    return (Rows<T>) KNOWN.computeIfAbsent(type, Rows::read);
  }

  private static <T> Rows<T> read(Class<T> type) {
    if (!type.isRecord()) {
      return new Rows<>(null, List.of(column(type)));
    }
    var constructor = canonical(type);
    constructor.setAccessible(true);
    var types = constructor.getParameterTypes();
    return new Rows<>(constructor, Arrays.stream(types).map(Rows::column).toList());
  }

  /** By its length: a binary knows the constructors of a record, and not always its components. */
  @SuppressWarnings("unchecked")
  private static <T> Constructor<T> canonical(Class<T> record) {
    return (Constructor<T>)
        Arrays.stream(record.getDeclaredConstructors())
            .max(Comparator.comparingInt(Constructor::getParameterCount))
            .orElseThrow();
  }

  private static Column column(Class<?> type) {
    var column = COLUMNS.get(type);
    if (column == null) {
      throw new IllegalArgumentException("no column is read as " + type.getName());
    }
    return column;
  }

  @SuppressWarnings("unchecked")
  T of(ResultSet row) throws SQLException {
    if (constructor == null) {
      return (T) columns.get(0).read(row, 1);
    }
    var values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).read(row, i + 1);
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException | InstantiationException | IllegalAccessException broken) {
      throw new IllegalStateException(constructor.getDeclaringClass().getName(), broken);
    }
  }

  private static Object orNull(ResultSet row, Object value) throws SQLException {
    return row.wasNull() ? null : value;
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    var moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }

  private static Object array(ResultSet row, int column) throws SQLException {
    var array = row.getArray(column);
    return array == null ? null : array.getArray();
  }
}
