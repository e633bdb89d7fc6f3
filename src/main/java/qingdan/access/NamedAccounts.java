package qingdan.access;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** Accounts that a body names as people, whatever they may do. */
@ApplicationScoped
public class NamedAccounts {

  private final Sql sql;
  private final Caller caller;

  NamedAccounts(Sql sql, Caller caller) {
    this.sql = sql;
    this.caller = caller;
  }

  /**
   * Open, and of a unit that the caller sees, where one is named; it is not closed before the
   * transaction ends.
   */
  public void require(String pointer, UUID account) {
    if (account == null) {
      return;
    }
    sql.list(UUID.class, "select id from account where id = ?1 for share", account);
    sql.one(
            String.class,
            """
            select coalesce(u.path, '/') from account a left join unit u on u.id = a.unit_id
            where a.id = ?1 and a.closed_at is null
            """,
            account)
        .filter(caller::sees)
        .orElseThrow(() -> Refusal.unknownReference(pointer));
  }
}
