package qingdan.access;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.Sql;

/**
 * What an account may do while none of its requests is at hand: for work that goes on after one.
 */
@ApplicationScoped
public class HeldRoles {

  private final Sql sql;
  private final Clock clock;

  HeldRoles(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** The subtrees in which the account holds the role now; none once it is closed. */
  public List<Subtree> where(UUID account, Role role) {
    return sql
        .list(
            String.class,
            """
            select distinct r.path
            from account a cross join lateral account_roles(a.id, ?3) r
            where a.id = ?1 and a.closed_at is null and r.role = ?2
            """,
            account,
            role.name(),
            clock.instant())
        .stream()
        .map(Subtree::new)
        .toList();
  }
}
