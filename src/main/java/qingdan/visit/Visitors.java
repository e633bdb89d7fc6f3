package qingdan.visit;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Caller;
import qingdan.access.Role;
import qingdan.access.Subtree;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** Who visits, and what the caller sees of visits: those of units whose work it reads. */
@ApplicationScoped
class Visitors {

  private static final Set<Role> READERS = EnumSet.complementOf(EnumSet.of(Role.ADMIN));
  private static final Set<Role> RECORDERS = EnumSet.of(Role.INSPECTOR, Role.SUPERVISOR);

  private final Sql sql;
  private final Caller caller;

  Visitors(Sql sql, Caller caller) {
    this.sql = sql;
    this.caller = caller;
  }

  List<Subtree> readable() {
    return caller.where(READERS);
  }

  boolean reads(String path) {
    return caller.isAny(READERS, path);
  }

  void requireRecorder(String path) {
    if (!caller.isAny(RECORDERS, path)) {
      throw new Refusal(ErrorCode.ROLE_MISSING, Role.INSPECTOR);
    }
  }

  /** Whether the caller's account visits a part of the plan that holds the place. */
  boolean visitsFor(UUID plan, String path) {
    return sql.one(
            Boolean.class,
            """
            select true from visit_plan_visitor r join unit p on p.id = r.part_id
            where r.plan_id = ?1 and r.account_id = ?2 and starts_with(?3, p.path)
            """,
            plan,
            caller.accountId(),
            path)
        .isPresent();
  }

  boolean supervises(String path) {
    return caller.is(Role.SUPERVISOR, path);
  }

  UUID account() {
    return caller.accountId();
  }

  /** What the caller is called. */
  String name() {
    return sql.one(
            String.class, "select display_name from account where id = ?1", caller.accountId())
        .orElseThrow();
  }
}
