package qingdan.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Transactional;

import io.quarkus.arc.profile.UnlessBuildProfile;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import qingdan.access.AccountsAtStart;
import qingdan.access.Role;
import qingdan.exchange.UnitFile;
import qingdan.meeting.PastMeetings;
import qingdan.shared.Sql;

/**
 * Fills an empty database with what there is to see: Tianjin's districts and townships, made-up
 * units beside them that say so in their names, a campaign in the midst of its second batch with
 * all that supervision did in it, and accounts to log in with. All of it comes in one transaction,
 * or not at all.
 */
@ApplicationScoped
@UnlessBuildProfile("prod")
class Demo {

  static final String PASSWORD = "qingdan-demo-only";

  private record Person(String username, String displayName, String code, Role... roles) {}

  private static final List<Person> PEOPLE =
      List.of(
          new Person("tianjin", "天津市办公室", "120000000000", Role.ADMIN, Role.SUPERVISOR),
          new Person("tianjin-reporter", "天津市填报", "120000000000", Role.REPORTER),
          new Person("water", "市水务局填报（演示）", "DEMO-B01", Role.REPORTER),
          new Person("university", "第一大学填报（演示）", "DEMO-U01", Role.REPORTER),
          new Person("heping", "和平区办公室", "120101000000", Role.ADMIN, Role.SUPERVISOR),
          new Person("heping-reporter", "和平区填报", "120101000000", Role.REPORTER),
          new Person("quanyechang", "劝业场街道填报", "120101001000", Role.REPORTER),
          new Person("ninghe", "宁河区督导", "120117000000", Role.SUPERVISOR),
          new Person("biaokou", "俵口镇填报", "120117114000", Role.REPORTER),
          new Person("inspector", "检查组", "120000000000", Role.INSPECTOR),
          new Person("roving", "巡回督导组组员", "120000000000"),
          new Person("viewer", "查看", "120000000000", Role.VIEWER));

  /** In the order in which each needs the others. */
  private static final List<String> SCRIPTS =
      List.of("campaign", "guidance", "rounds", "meetings", "problems", "outcomes", "books");

  private static final Logger LOG = Logger.getLogger(Demo.class);

  private final boolean enabled;
  private final UnitFile units;
  private final AccountsAtStart accounts;
  private final PastMeetings meetings;
  private final Sql sql;

  Demo(
      @ConfigProperty(name = "qingdan.demo.enabled", defaultValue = "false") boolean enabled,
      UnitFile units,
      AccountsAtStart accounts,
      PastMeetings meetings,
      Sql sql) {
    this.enabled = enabled;
    this.units = units;
    this.accounts = accounts;
    this.meetings = meetings;
    this.sql = sql;
  }

  /** Behind the first administrator, who is there in every profile. Small machines take longer. */
  @Transactional
  @TransactionConfiguration(timeout = 600)
  void load(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent start)
      throws IOException {
    if (!enabled) {
      return;
    }
    if (sql.one(Integer.class, "select 1 from unit limit 1").isEmpty()) {
      try (var file = new SequenceInputStream(open("tianjin.csv"), open("made-up.csv"))) {
        units.merge(file);
      }
      PEOPLE.forEach(this::create);
      sql.unhurried(this::work);
    }
    LOG.infof(
        "demo accounts, password %s: admin, %s",
        PASSWORD, String.join(", ", PEOPLE.stream().map(Person::username).toList()));
  }

  private Void work() {
    SCRIPTS.forEach(this::run);
    sql.list(UUID.class, "select id from meeting_series order by id").forEach(meetings::complete);
    return null;
  }

  private void create(Person person) {
    var unit =
        sql.one(UUID.class, "select id from unit where code = ?1", person.code()).orElseThrow();
    accounts.create(person.username(), person.displayName(), PASSWORD, unit, person.roles());
  }

  /** In SQL, because a request refuses the deadlines that are past by now. */
  private void run(String name) {
    try (var file = open(name + ".sql")) {
      var script = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      sql.<Void>work(
          connection -> {
            try (var statement = connection.createStatement()) {
              statement.execute(script);
            }
            return null;
          });
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static InputStream open(String name) {
    return Thread.currentThread().getContextClassLoader().getResourceAsStream("demo/" + name);
  }
}
