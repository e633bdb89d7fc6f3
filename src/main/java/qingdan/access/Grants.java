package qingdan.access;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.Sql;

@ApplicationScoped
class Grants {

  /** Which grants a list holds: those at units in the subtrees, by id. */
  record Filter(List<Subtree> scope, UUID account, Role role, GrantView.Status status) {}

  private static final String COLUMNS =
      "g.id, g.version, g.account_id, g.role, g.unit_id, g.valid_from, g.valid_to, g.revoked_at";
  private static final String FROM =
      " from access_grant g left join unit u on u.id = g.unit_id where ";
  private static final String NOT_ENDED =
      "g.revoked_at is null and (g.valid_to is null or g.valid_to > ?)";

  private final Sql sql;
  private final Clock clock;

  Grants(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  GrantView.Granted find(UUID id) {
    return sql.one(
            GrantView.Granted.class,
            "select " + COLUMNS + " from access_grant g where g.id = ?1",
            id)
        .orElse(null);
  }

  /** In force, or beginning later. */
  List<GrantView.Granted> notEnded(UUID account) {
    var statement =
        new Sql.Statement(
                "select " + COLUMNS + " from access_grant g where g.account_id = ?", account)
            .add(" and " + NOT_ENDED + " order by g.id", clock.instant());
    return sql.list(GrantView.Granted.class, statement);
  }

  /** Where the account has grants that have not ended. */
  List<String> pathsOf(UUID account) {
    var statement =
        new Sql.Statement(
                "select distinct coalesce(u.path, '/')" + FROM + "g.account_id = ?", account)
            .add(" and " + NOT_ENDED, clock.instant());
    return sql.list(String.class, statement);
  }

  void revoke(UUID id, Instant now) {
    sql.run(
        "update access_grant set revoked_at = ?2, version = version + 1 where id = ?1", id, now);
  }

  List<GrantView.Granted> list(Filter filter, List<String> after, int fetch) {
    var statement = new Sql.Statement("select " + COLUMNS + FROM);
    where(statement, filter);
    if (after != null) {
      statement.add(" and g.id > ?", UUID.fromString(after.get(0)));
    }
    statement.add(" order by g.id limit ?", fetch);
    return sql.list(GrantView.Granted.class, statement);
  }

  long count(Filter filter) {
    var statement = new Sql.Statement("select 1" + FROM);
    where(statement, filter);
    return sql.count(statement);
  }

  private void where(Sql.Statement statement, Filter filter) {
    var now = clock.instant();
    Subtree.within(statement, "u.path", filter.scope());
    if (filter.account() != null) {
      statement.add(" and g.account_id = ?", filter.account());
    }
    if (filter.role() != null) {
      statement.add(" and g.role = ?", filter.role().name());
    }
    if (filter.status() != null) {
      switch (filter.status()) {
        case UPCOMING -> statement.add(" and " + NOT_ENDED + " and g.valid_from > ?", now, now);
        case IN_FORCE -> statement.add(" and " + NOT_ENDED + " and g.valid_from <= ?", now, now);
        case ENDED -> statement.add(" and not (" + NOT_ENDED + ")", now);
      }
    }
  }
}
