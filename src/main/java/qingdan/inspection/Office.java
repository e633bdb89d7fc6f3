package qingdan.inspection;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Caller;
import qingdan.access.Role;
import qingdan.access.Subtree;
import qingdan.campaign.Scope;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/**
 * Who knows of a round. Until it starts: the people of the drawing office, by grants at that very
 * unit, and its team. Then whoever sees the campaign.
 */
@ApplicationScoped
class Office {

  private static final Set<Role> PEOPLE = EnumSet.of(Role.INSPECTOR, Role.SUPERVISOR, Role.ADMIN);
  private static final Set<Role> DRAWERS = EnumSet.of(Role.INSPECTOR, Role.SUPERVISOR);

  private final Caller caller;
  private final Scope scope;
  private final Sql sql;

  Office(Caller caller, Scope scope, Sql sql) {
    this.caller = caller;
    this.scope = scope;
    this.sql = sql;
  }

  boolean knows(Round round) {
    return round.status().isPublic() && scope.meets(round.topPath())
        || caller.isAt(PEOPLE, round.officePath())
        || isMember(round.id());
  }

  /** Adds the condition of {@link #knows} on a round r, its campaign's top unit t, its office o. */
  void knows(Sql.Statement statement) {
    statement.add("(r.started_at is not null and ");
    scope.meets(statement, "t.path");
    statement.add(" or ");
    isOf(statement);
    statement.add(")");
  }

  /** Adds the condition that the caller is of the office o or the team of a round r. */
  void isOf(Sql.Statement statement) {
    statement.add(
        "(o.path = any(?) or exists (select from round_member m where m.round_id = r.id and m.account_id = ?))",
        caller.places(PEOPLE).toArray(String[]::new),
        caller.accountId());
  }

  /**
   * Adds the condition that the caller is in the team of a round of the office that a column names.
   */
  void hasTheCallerInATeam(Sql.Statement statement, String column) {
    statement.add(
        column
            + " in (select w.office_id from round_member m join inspection_round w on w.id = m.round_id where m.account_id = ?)",
        caller.accountId());
  }

  /** Whether the caller inspects in the round. */
  boolean inspects(Round round) {
    return caller.isAt(DRAWERS, round.officePath()) || isMember(round.id());
  }

  boolean isMember(UUID round) {
    return sql.one(
            Boolean.class,
            "select true from round_member where round_id = ?1 and account_id = ?2",
            round,
            caller.accountId())
        .isPresent();
  }

  /** 403 unless the caller draws for the office: that it sees what is asked about is settled. */
  void requireDrawer(String officePath) {
    if (!caller.isAt(DRAWERS, officePath)) {
      throw new Refusal(ErrorCode.NOT_OF_THE_OFFICE);
    }
  }

  /** Who inspects belongs to the subtree of the office, or holds a role there. */
  void requirePeople(String officePath, List<UUID> team) {
    var office = new Subtree(officePath);
    var found =
        sql.list(
            UUID.class,
            """
            select a.id from account a left join unit u on u.id = a.unit_id
            where a.id = any(?1) and a.closed_at is null
                and (u.path >= ?2 and u.path < ?3 or exists (
                    select from access_grant g join unit p on p.id = g.unit_id
                    where g.account_id = a.id and g.revoked_at is null and p.path >= ?2 and p.path < ?3))
            """,
            team.toArray(UUID[]::new),
            office.path(),
            office.end());
    var unknown = new Refusal(ErrorCode.UNKNOWN_REFERENCE);
    for (int i = 0; i < team.size(); i++) {
      if (!found.contains(team.get(i))) {
        unknown.at("/team/" + i, "not-of-the-office");
      }
    }
    if (!unknown.faults().isEmpty()) {
      throw unknown;
    }
  }

  UUID account() {
    return caller.accountId();
  }
}
