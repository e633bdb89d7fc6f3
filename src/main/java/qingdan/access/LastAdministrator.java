package qingdan.access;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.ErrorCode;
import qingdan.shared.Lock;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/**
 * Somebody always administers everything, and can log in. Two administrators who remove one another
 * at once would leave none: the lock makes one of them the last.
 */
@ApplicationScoped
class LastAdministrator {

  private final Sql sql;
  private final Clock clock;

  LastAdministrator(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  void remainsWithoutGrant(UUID grant) {
    remains("g.id <> ?1", grant);
  }

  void remainsWithoutAccount(UUID account) {
    remains("g.account_id <> ?1", account);
  }

  private void remains(String other, UUID removed) {
    sql.lock(Lock.LAST_ADMINISTRATOR);
    sql.one(
            Integer.class,
            """
            select 1 from access_grant g join account a on a.id = g.account_id and a.closed_at is null
            where g.unit_id is null and g.role = 'ADMIN' and g.revoked_at is null
                and g.valid_from <= ?2 and (g.valid_to is null or g.valid_to > ?2)
                and (a.password_hash is not null or a.external_subject is not null) and %s
            limit 1
            """
                .formatted(other),
            removed,
            clock.instant())
        .orElseThrow(() -> new Refusal(ErrorCode.LAST_ADMINISTRATOR));
  }
}
