package qingdan.access;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.Ids;
import qingdan.shared.Sql;

/** Accounts that the service makes for itself, before anybody could ask for them. */
@ApplicationScoped
public class AccountsAtStart {

  private final Passwords passwords;
  private final Sql sql;
  private final Clock clock;

  AccountsAtStart(Passwords passwords, Sql sql, Clock clock) {
    this.passwords = passwords;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * @param unit where the roles are held; null: everywhere
   */
  public void create(
      String username, String displayName, String password, UUID unit, Role... roles) {
    var account = Ids.next();
    var now = clock.instant();
    var place = unit == null ? null : unit.toString();
    sql.run(
        """
        insert into account (id, username, display_name, unit_id, password_hash, created_at)
        values (?1, ?2, ?3, cast(?4 as uuid), ?5, ?6)
        """,
        account,
        username,
        displayName,
        place,
        passwords.hash("/password", password),
        now);
    for (var role : roles) {
      sql.run(
          """
          insert into access_grant (id, account_id, role, unit_id, valid_from, created_at)
          values (?1, ?2, ?3, cast(?4 as uuid), ?5, ?5)
          """,
          Ids.next(),
          account,
          role.name(),
          place,
          now);
    }
  }
}
