package qingdan.access;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;

import qingdan.shared.Count;
import qingdan.shared.Sql;

@ApplicationScoped
class Accounts implements PanacheRepositoryBase<Account, UUID> {

  /** Which accounts a list holds: those of units in the subtrees, by user name. */
  record Filter(List<Subtree> scope, String q, AccountView.Status status) {}

  private static final String FROM = " from account a left join unit u on u.id = a.unit_id where ";

  private final Sql sql;

  Accounts(Sql sql) {
    this.sql = sql;
  }

  Optional<Account> named(String username) {
    return find("username = ?1 and closedAt is null", username).firstResultOptional();
  }

  /** The account, which nobody else changes until the transaction ends. */
  Account locked(UUID id) {
    return findById(id, LockModeType.PESSIMISTIC_WRITE);
  }

  List<AccountView> list(Filter filter, List<String> after, int fetch) {
    var statement =
        new Sql.Statement(
            """
            select a.id, a.version, a.username, a.display_name, a.unit_id, a.external_subject, a.password_expired,
                a.created_at, a.closed_at"""
                + FROM);
    where(statement, filter);
    if (after != null) {
      statement.add(" and a.username > ?", after.get(0));
    }
    statement.add(" order by a.username limit ?", fetch);
    return sql.list(AccountView.class, statement);
  }

  long count(Filter filter) {
    var statement = new Sql.Statement("select count(*) from (select 1" + FROM);
    where(statement, filter);
    statement.add(" limit ?) as counted", Count.LIMIT + 1);
    return sql.list(Long.class, statement).get(0);
  }

  private static void where(Sql.Statement statement, Filter filter) {
    Subtree.within(statement, "u.path", filter.scope());
    if (filter.status() != null) {
      statement.add(
          filter.status() == AccountView.Status.OPEN
              ? " and a.closed_at is null"
              : " and a.closed_at is not null");
    }
    if (filter.q() != null) {
      statement.add(
          """
           and name_bigrams((a.username || ' ' || a.display_name) collate "default") @> name_bigrams(?)
          and (position(lower(?) in lower(a.username)) > 0 or position(lower(?) in lower(a.display_name)) > 0)""",
          filter.q(),
          filter.q(),
          filter.q());
    }
  }
}
