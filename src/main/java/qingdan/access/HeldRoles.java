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
            select distinct case when g.unit_id is null then '/' else u.path end
            from access_grant g
            join account a on a.id = g.account_id and a.closed_at is null
            left join unit u on u.id = g.unit_id
            where g.account_id = ?1 and g.role = ?2 and g.revoked_at is null and g.valid_from <= ?3
                and (g.valid_to is null or g.valid_to > ?3)
            """,
            account,
            role.name(),
            clock.instant())
        .stream()
        .map(Subtree::new)
        .toList();
  }
}
