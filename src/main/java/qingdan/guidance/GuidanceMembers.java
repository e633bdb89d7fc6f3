package qingdan.guidance;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.shared.Sql;

/** Who is in a group; those who were removed are kept, and not shown. */
@ApplicationScoped
class GuidanceMembers {

  @RegisterForReflection
  record Member(
      UUID account,
      String displayName,
      String role,
      LocalDate startsOn,
      LocalDate endsOn,
      Instant joinedAt) {}

  private static final String FROM =
      " from guidance_member m join account a on a.id = m.account_id where m.group_id = ? and m.removed_at is null";

  private static final String SELECT =
      "select m.account_id, a.display_name, m.role, m.starts_on, m.ends_on, m.joined_at" + FROM;

  private final Sql sql;
  private final Clock clock;

  GuidanceMembers(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  List<Member> list(UUID group, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT, group);
    if (after != null) {
      statement.add(" and m.account_id > ?", UUID.fromString(after.get(0)));
    }
    statement.add(" order by m.account_id limit ?", fetch);
    return sql.list(Member.class, statement);
  }

  long count(UUID group) {
    var statement = new Sql.Statement("select 1" + FROM, group);
    return sql.count(statement);
  }

  Optional<Member> find(UUID group, UUID account) {
    var statement = new Sql.Statement(SELECT, group).add(" and m.account_id = ?", account);
    return sql.list(Member.class, statement).stream().findFirst();
  }

  void insert(UUID group, UUID account, GroupRole role, LocalDate startsOn, LocalDate endsOn) {
    sql.run(
        """
        insert into guidance_member (group_id, account_id, role, starts_on, ends_on, joined_at)
        values (?1, ?2, ?3, ?4, cast(?5 as date), ?6)
        """,
        group,
        account,
        role.name(),
        startsOn,
        endsOn == null ? null : endsOn.toString(),
        clock.instant());
  }

  void remove(UUID group, UUID account) {
    sql.run(
        "update guidance_member set removed_at = ?3 where group_id = ?1 and account_id = ?2 and removed_at is null",
        group,
        account,
        clock.instant());
  }
}
