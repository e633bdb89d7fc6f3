package qingdan.shared;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;

import io.quarkus.narayana.jta.QuarkusTransaction;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;
import org.hibernate.jpa.HibernateHints;
import org.hibernate.query.NativeQuery;
import org.hibernate.query.TypedParameterValue;
import org.hibernate.type.StandardBasicTypes;

/**
 * SQL to records, in the transaction at hand. Parameters are positional: {@code ?1}, {@code ?2},
 * and so on.
 */
@ApplicationScoped
public class Sql {

  private static final int SWEPT_AT_ONCE = 5000;

  private final EntityManager entities;

  Sql(EntityManager entities) {
    this.entities = entities;
  }

  @SuppressWarnings("unchecked")
  public <T> List<T> list(Class<T> row, String sql, Object... parameters) {
    return bind(entities.createNativeQuery(sql, row), parameters).getResultList();
  }

  public <T> Optional<T> one(Class<T> row, String sql, Object... parameters) {
    return list(row, sql, parameters).stream().findFirst();
  }

  public int run(String sql, Object... parameters) {
    return bind(entities.createNativeQuery(sql), parameters).executeUpdate();
  }

  /**
   * All that is read from now on is of one moment. Before anything is written: the transaction
   * begins anew, as the pool may have looked whether the connection is alive in it.
   */
  public void readOneMoment() {
    work(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute(
                "rollback and chain; set transaction isolation level repeatable read");
          }
        });
  }

  /** Waits for a lock that the transaction then holds to its end. */
  public void lock(Lock lock) {
    one(String.class, "select cast(pg_advisory_xact_lock(?1) as text)", lock.key());
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
  public <T> T work(ReturningWork<T> work) {
    return entities.unwrap(Session.class).doReturningWork(work);
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

  private static Query bind(Query query, Object... parameters) {
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] == null) {
        query
            .unwrap(NativeQuery.class)
            .setParameter(i + 1, new TypedParameterValue<>(StandardBasicTypes.STRING, null));
      } else {
        query.setParameter(i + 1, parameters[i]);
      }
    }
    return query;
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

    public String text() {
      return text.toString();
    }

    public Object[] parameters() {
      return parameters.toArray();
    }
  }

  /** Row by row, so that a long answer needs no more memory than a short one. */
  @SuppressWarnings("unchecked")
  public <T> Stream<T> stream(Class<T> row, Statement statement) {
    return bind(entities.createNativeQuery(statement.text(), row), statement.parameters())
        .setHint(HibernateHints.HINT_FETCH_SIZE, 1000)
        .getResultStream();
  }

  public <T> List<T> list(Class<T> row, Statement statement) {
    return list(row, statement.text(), statement.parameters());
  }
}
