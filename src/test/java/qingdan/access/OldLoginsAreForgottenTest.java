package qingdan.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.World;
import qingdan.shared.Sql;

@QuarkusTest
class OldLoginsAreForgottenTest extends ApiTest {

  @Inject Sql sql;
  @Inject Logins logins;
  @Inject LoginGuard guard;

  @Test
  void endedSessionsGoAndOpenOnesStay() {
    World.logIn(World.ADMIN, World.PASSWORD);
    run(
        "update refresh_token set expires_at = now() - interval '1 day' where session_id in (select id from session order by id desc limit 1)");
    run(
        "update session set expires_at = now() - interval '1 day' where id in (select id from session order by id desc limit 1)");
    World.logIn(World.ADMIN, World.PASSWORD);

    logins.forget();

    assertThat(count("session where expires_at < now()")).isZero();
    assertThat(count("session where expires_at > now()")).isPositive();
  }

  @Test
  void failuresOfMoreThanAnHourAgoGo() {
    run(
        "insert into login_failure (subject, minute, failures) select 'old ' || n, now() - interval '2 hours', 1 from generate_series(1, 5001) n");

    guard.forget();

    assertThat(count("login_failure where subject like 'old %'")).isZero();
  }

  private void run(String statement) {
    QuarkusTransaction.requiringNew().run(() -> sql.run(statement));
  }

  private long count(String rows) {
    return QuarkusTransaction.requiringNew()
        .call(() -> sql.one(Long.class, "select count(*) from " + rows).orElseThrow());
  }
}
