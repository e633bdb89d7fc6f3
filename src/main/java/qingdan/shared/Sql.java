package qingdan.shared;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;

/**
 * SQL to records, in the transaction at hand. Parameters are positional: {@code ?1}, {@code ?2},
 * and so on.
 */
@ApplicationScoped
public class Sql {

  /** What is done with a connection, in the transaction at hand. */
  @FunctionalInterface
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private static final int SWEPT_AT_ONCE = 5000;
  private static final int FETCHED_AT_ONCE = 1000;
  private static final Pattern PARAMETER = Pattern.compile("\\?(\\d+)");

  private static final Map<Class<?>, String> ARRAYS =
      Map.of(
          String.class, "text", UUID.class, "uuid", Integer.class, "int", LocalDate.class, "date");

  private final AgroalDataSource database;

  Sql(AgroalDataSource database) {
    this.database = database;
  }

  public <T> List<T> list(Class<T> row, String sql, Object... parameters) {
    return prepared(
        sql,
        parameters,
        statement -> {
          var rows = Rows.of(row);
          var all = new ArrayList<T>();
          try (var result = statement.executeQuery()) {
            while (result.next()) {
              all.add(rows.of(result));
            }
          }
          return all;
        });
  }

  public <T> List<T> list(Class<T> row, Statement statement) {
    return list(row, statement.text(), statement.parameters());
  }

  /** How many rows a statement has; counting stops beyond {@link Count#LIMIT}. */
  public long count(Statement rows) {
    rows.add(" limit ?", Count.LIMIT + 1);
    var count = "select count(*) from (" + rows.text() + ") as counted";
    return list(Long.class, count, rows.parameters()).get(0);
  }

  public <T> Optional<T> one(Class<T> row, String sql, Object... parameters) {
    return list(row, sql, parameters).stream().findFirst();
  }

  public int run(String sql, Object... parameters) {
    return prepared(sql, parameters, PreparedStatement::executeUpdate);
  }

  /** Row by row, so that a long answer needs no more memory than a short one. */
  public <T> void each(Class<T> row, Statement sql, Consumer<T> consumer) {
    prepared(
        sql.text(),
        sql.parameters(),
        statement -> {
          statement.setFetchSize(FETCHED_AT_ONCE);
          var rows = Rows.of(row);
          try (var result = statement.executeQuery()) {
            while (result.next()) {
              consumer.accept(rows.of(result));
            }
          }
          return null;
        });
  }

  private interface Prepared<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  /** The driver knows no numbers: a parameter is bound wherever the statement names it. */
  private <T> T prepared(String sql, Object[] parameters, Prepared<T> work) {
    var order =
        PARAMETER.matcher(sql).results().mapToInt(named -> Integer.parseInt(named.group(1)));
    var places = order.toArray();
    return work(
        connection -> {
          try (var statement =
              connection.prepareStatement(PARAMETER.matcher(sql).replaceAll("?"))) {
            for (int i = 0; i < places.length; i++) {
              bind(statement, i + 1, parameters[places[i] - 1]);
            }
            return work.run(statement);
          }
        });
  }

  private static void bind(PreparedStatement statement, int place, Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(place, Types.VARCHAR);
    } else if (value instanceof Instant moment) {
      statement.setObject(place, moment.atOffset(ZoneOffset.UTC));
    } else if (value instanceof Object[] values) {
      statement.setArray(
          place,
          statement
              .getConnection()
              .createArrayOf(ARRAYS.get(value.getClass().getComponentType()), values));
    } else {
      statement.setObject(place, value);
    }
  }

  /**
   * All that is read from now on is of one moment. Before anything is written: the transaction
   * begins anew, as the pool may have looked whether the connection is alive in it.
   */
  public void readOneMoment(Planning planning) {
    work(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute(
                "rollback and chain; set transaction isolation level repeatable read; set local plan_cache_mode = "
                    + planning.mode());
          }
        });
  }

  /** Waits for a lock that the transaction then holds to its end. */
  public void lock(Lock lock) {
    one(String.class, "select cast(pg_advisory_xact_lock(?1) as text)", lock.key());
  }

  /** One of many locks of a kind, by name. */
  public void lock(Lock kind, String name) {
    one(
        String.class,
        "select cast(pg_advisory_xact_lock(hashtextextended(?1, ?2)) as text)",
        name,
        kind.key());
  }

  /** False where another transaction holds it. */
  public boolean tryLock(Lock lock) {
    return one(Boolean.class, "select pg_try_advisory_xact_lock(?1)", lock.key()).orElseThrow();
  }

  /** One of many locks of a kind, by name; false where another transaction holds it. */
  public boolean tryLock(Lock kind, String name) {
    return one(
            Boolean.class,
            "select pg_try_advisory_xact_lock(hashtextextended(?1, ?2))",
            name,
            kind.key())
        .orElseThrow();
  }

  /**
   * Deletes what may have become much, some thousands of rows a transaction: none holds its rows,
   * or a connection, for long.
   */
  public void sweep(String table, String condition, Object... parameters) {
    var delete =
        "delete from %1$s where ctid = any(array(select ctid from %1$s where %2$s limit %3$d))"
            .formatted(table, condition, SWEPT_AT_ONCE);
    int swept;
    do {
      swept = QuarkusTransaction.requiringNew().call(() -> run(delete, parameters));
    } while (swept == SWEPT_AT_ONCE);
  }

  /** For what a query cannot say: COPY, cursors, time limits of the connection. */
  public <T> T work(Work<T> work) {
    try (var connection = database.getConnection()) {
      return work.on(connection);
    } catch (SQLException failure) {
      throw new DatabaseFailure(failure);
    }
  }

  /**
   * Work of minutes, in a transaction of its own making: the limits that bound a request do not
   * hold in it.
   */
  public <T> T unhurried(Supplier<T> work) {
    int limit = work(Sql::liftLimits);
    try {
      return work.get();
    } finally {
      work(connection -> limit(connection, limit));
    }
  }

  private static int liftLimits(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("set local statement_timeout = 0; set local lock_timeout = 0");
    }
    return limit(connection, 0);
  }

  /** How long an answer of the server is waited for, in milliseconds; the limit until now. */
  private static int limit(Connection connection, int limit) throws SQLException {
    if (connection.isClosed()) {
      return limit;
    }
    int until = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, limit);
    return until;
  }

  /** A statement that grows by conditions, each with its own parameters. */
  public static final class Statement {
    private final StringBuilder text;
    private final List<Object> parameters = new ArrayList<>();

    public Statement(String start, Object... values) {
      text = new StringBuilder();
      add(start, values);
    }

    /** Appends text in which each {@code ?} stands for the next value. */
    public Statement add(String more, Object... values) {
      int next = 0;
      for (int i = 0; i < more.length(); i++) {
        if (more.charAt(i) == '?') {
          parameters.add(values[next++]);
          text.append('?').append(parameters.size());
        } else {
          text.append(more.charAt(i));
        }
      }
      return this;
    }

    /** Appends that a column equals a value, where there is one. */
    public Statement andEqual(String column, Object value) {
      return value == null ? this : add(" and " + column + " = ?", value);
    }

    /** Appends the page that comes after a day and an id, in their order. */
    public Statement earliestFirst(String day, String id, List<String> after, int fetch) {
      return page(day, id, ">", "", after).add(" limit ?", fetch);
    }

    /** The same in the opposite order. */
    public Statement latestFirst(String day, String id, List<String> after, int fetch) {
      return page(day, id, "<", " desc", after).add(" limit ?", fetch);
    }

    private Statement page(String day, String id, String is, String order, List<String> after) {
      if (after != null) {
        add(
            " and (%s, %s) %s (?, ?)".formatted(day, id, is),
            LocalDate.parse(after.get(0)),
            UUID.fromString(after.get(1)));
      }
      return add(" order by " + day + order + ", " + id + order);
    }

    public String text() {
      return text.toString();
    }

    public Object[] parameters() {
      return parameters.toArray();
    }
  }
}
