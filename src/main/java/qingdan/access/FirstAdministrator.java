package qingdan.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import org.jboss.logging.Logger;

import qingdan.shared.Ids;
import qingdan.shared.Lock;
import qingdan.shared.Sql;

/**
 * Somebody has to begin: where no account is, the first start makes one that administers
 * everything.
 */
@ApplicationScoped
class FirstAdministrator {

  private static final Logger LOG = Logger.getLogger(FirstAdministrator.class);

  @ConfigMapping(prefix = "qingdan.admin")
  interface Settings {
    /** User name of the first administrator. */
    Optional<String> username();

    /** Its password; without one, the first start prints a one-time password that it made. */
    Optional<String> password();
  }

  private final Settings settings;
  private final Passwords passwords;
  private final Sql sql;
  private final Clock clock;

  FirstAdministrator(Settings settings, Passwords passwords, Sql sql, Clock clock) {
    this.settings = settings;
    this.passwords = passwords;
    this.sql = sql;
    this.clock = clock;
  }

  @Transactional
  void begin(@Observes StartupEvent start) {
    sql.lock(Lock.FIRST_ADMINISTRATOR);
    if (sql.one(Integer.class, "select 1 from account limit 1").isPresent()) {
      return;
    }
    var username = settings.username().orElse("admin");
    var password = settings.password().orElseGet(FirstAdministrator::random);
    var account = Ids.next();
    var now = clock.instant();
    sql.run(
        """
        insert into account (id, username, display_name, password_hash, password_expired, created_at)
        values (?1, ?2, ?2, ?3, ?4, ?5)
        """,
        account,
        username,
        passwords.hash("/password", password),
        settings.password().isEmpty(),
        now);
    for (var role : new Role[] {Role.ADMIN, Role.VIEWER}) {
      sql.run(
          """
          insert into access_grant (id, account_id, role, valid_from, created_at) values (?1, ?2, ?3, ?4, ?4)
          """,
          Ids.next(),
          account,
          role.name(),
          now);
    }
    if (settings.password().isEmpty()) {
      LOG.warnf(
          "made the first administrator %s with the one-time password %s: set your own with POST /api/v1/me/password",
          username, password);
    }
  }

  private static String random() {
    var bytes = new byte[15];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
