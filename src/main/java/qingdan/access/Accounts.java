package qingdan.access;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.Sql;

@ApplicationScoped
class Accounts {

  /** Which accounts a list holds: those of units in the subtrees, by user name. */
  record Filter(List<Subtree> scope, String q, AccountView.Status status) {}

  private static final String SELECT = "select " + Account.COLUMNS + " from account where ";
  private static final String FROM = " from account a left join unit u on u.id = a.unit_id where ";

  private final Sql sql;

  Accounts(Sql sql) {
    this.sql = sql;
  }

  Optional<Account> named(String username) {
    return sql.one(Account.class, SELECT + "username = ?1 and closed_at is null", username);
  }

  Optional<Account> find(UUID id) {
    return sql.one(Account.class, SELECT + "id = ?1", id);
  }

  /** The account, which nobody else changes until the transaction ends. */
  Optional<Account> locked(UUID id) {
    return sql.one(Account.class, SELECT + "id = ?1 for update", id);
  }

  void add(Account account) {
    sql.run(
        """
        insert into account (id, version, username, display_name, unit_id, password_hash, password_expired, external_subject, created_at)
        values (?1, ?2, ?3, ?4, cast(?5 as uuid), ?6, ?7, ?8, ?9)
        """,
        account.id(),
        account.version(),
        account.username(),
        account.displayName(),
        text(account.unitId()),
        account.passwordHash(),
        account.passwordExpired(),
        account.externalSubject(),
        account.createdAt());
  }

  /** What a locked account has become; it is of the next version then. */
  Account change(Account account) {
    return sql.one(
            Account.class,
            """
            update account set version = version + 1, username = ?2, display_name = ?3, unit_id = cast(?4 as uuid),
                password_hash = ?5, password_expired = ?6, external_subject = ?7, closed_at = cast(?8 as timestamptz)
            where id = ?1
            returning\s"""
                + Account.COLUMNS,
            account.id(),
            account.username(),
            account.displayName(),
            text(account.unitId()),
            account.passwordHash(),
            account.passwordExpired(),
            account.externalSubject(),
            text(account.closedAt()))
        .orElseThrow();
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
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
    var statement = new Sql.Statement("select 1" + FROM);
    where(statement, filter);
    return sql.count(statement);
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
