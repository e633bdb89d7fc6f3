package qingdan.unit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Caller;
import qingdan.access.Place;
import qingdan.access.Role;
import qingdan.access.Subtree;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/**
 * Makes structural changes under the lock of the tree: everything is checked after the lock is
 * held.
 */
@ApplicationScoped
class UnitChanges {

  @RegisterForReflection
  record Made(
      UUID id,
      String type,
      UUID unitId,
      UUID parentId,
      UUID successorId,
      String name,
      String reason,
      int unitsTouched,
      int grantsMoved,
      int accountsMoved,
      Instant decidedAt) {}

  /** Which changes a list holds: of the unit, of its children, or of all in the subtrees. */
  record Filter(List<Subtree> scope, UUID self, UUID parent, StructuralChange type) {}

  private static final String COLUMNS =
      """
      c.id, c.type, c.unit_id, c.parent_id, c.successor_id, c.name, c.reason, c.units_touched, c.grants_moved,
      c.accounts_moved, c.decided_at
      """;

  private record Taken(int units, int grants, int accounts) {}

  private static final String GRANTS =
      "access_grant where unit_id = ?1 and revoked_at is null and (valid_to is null or valid_to > ?2)";

  private final Sql sql;
  private final Units units;
  private final UnitTree tree;
  private final UnitSets sets;
  private final Caller caller;
  private final Clock clock;
  private final Event<UnitMoves> moving;
  private final Event<UnitEnds> ending;
  private final Event<UnitEnded> ended;

  UnitChanges(
      Sql sql,
      Units units,
      UnitTree tree,
      UnitSets sets,
      Caller caller,
      Clock clock,
      Event<UnitMoves> moving,
      Event<UnitEnds> ending,
      Event<UnitEnded> ended) {
    this.sql = sql;
    this.units = units;
    this.tree = tree;
    this.sets = sets;
    this.caller = caller;
    this.clock = clock;
    this.moving = moving;
    this.ending = ending;
    this.ended = ended;
  }

  Made make(ChangeStructure request, UUID unitId, UUID parentId, UUID successorId) {
    tree.lock();
    var unit = current(unitId);
    if (request.type() == StructuralChange.MOVE) {
      moving.fire(new UnitMoves(unit.path(), below(parentId)));
    }
    if (request.type() == StructuralChange.MERGE) {
      moving.fire(new UnitMoves(unit.path(), below(successorId)));
    }
    if (request.type() == StructuralChange.CLOSE || request.type() == StructuralChange.MERGE) {
      ending.fire(new UnitEnds(unitId));
      // whoever gives a grant or an account to the unit now has done so before, or sees it closed
      sql.one(Integer.class, "select 1 from unit where id = ?1 for update", unitId);
    }
    UnitTree.refuseClosed(unit);
    var taken =
        switch (request.type()) {
          case RENAME -> rename(unit, request.name());
          case MOVE -> move(unit, parentId);
          case CLOSE -> close(unit, successorId);
          case MERGE -> merge(unit, successorId);
        };
    var made =
        new Made(
            request.id() == null ? Ids.next() : request.id(),
            request.type().name(),
            unitId,
            parentId,
            successorId,
            request.name(),
            request.reason(),
            taken.units(),
            taken.grants(),
            taken.accounts(),
            clock.instant());
    keep(made);
    return made;
  }

  Optional<Made> find(UUID id) {
    return sql.one(Made.class, "select " + COLUMNS + " from unit_change c where c.id = ?1", id);
  }

  /** The newest first; a unit counts by where it stands today. */
  List<Made> list(Filter filter, List<String> after, int fetch) {
    var statement = new Sql.Statement("select " + COLUMNS);
    where(statement, filter);
    if (after != null) {
      statement.add(
          " and (c.decided_at, c.id) < (?, ?)",
          Instant.parse(after.get(0)),
          UUID.fromString(after.get(1)));
    }
    statement.add(" order by c.decided_at desc, c.id desc limit ?", fetch);
    return sql.list(Made.class, statement);
  }

  long count(Filter filter) {
    var statement = new Sql.Statement("select 1");
    where(statement, filter);
    return sql.count(statement);
  }

  private static void where(Sql.Statement statement, Filter filter) {
    statement.add(" from unit_change c join unit u on u.id = c.unit_id where ");
    Units.within(statement, "u.path", filter.scope());
    if (filter.self() != null) {
      statement.add(" and c.unit_id = ?", filter.self());
    }
    if (filter.parent() != null) {
      statement.add(" and u.parent_id = ?", filter.parent());
    }
    if (filter.type() != null) {
      statement.add(" and c.type = ?", filter.type().name());
    }
  }

  private Taken rename(UnitRow unit, String name) {
    if (unit.name().equals(name)) {
      throw new Refusal(ErrorCode.NOTHING_TO_CHANGE);
    }
    var attributes = UnitPatch.of(unit);
    tree.amend(
        unit,
        new UnitPatch(
            attributes.code(), name, attributes.kind(), attributes.tier(), attributes.sector()));
    return new Taken(1, 0, 0);
  }

  private String below(UUID parentId) {
    return parentId == null ? Place.EVERYWHERE : current(parentId).path();
  }

  private Taken move(UnitRow unit, UUID parentId) {
    var parent = parentId == null ? null : current(parentId);
    if (java.util.Objects.equals(unit.parentId(), parentId)) {
      throw new Refusal(ErrorCode.NOTHING_TO_CHANGE);
    }
    if (parent != null) {
      refuseBelow(unit, parent);
    }
    return new Taken(tree.move(unit, parent), 0, 0);
  }

  private void refuseBelow(UnitRow unit, UnitRow parent) {
    UnitTree.refuseClosed(parent);
    if (parent.path().startsWith(unit.path())) {
      throw new Refusal(ErrorCode.MOVE_INTO_OWN_SUBTREE, parent.code(), unit.code());
    }
    int below =
        sql.one(
                Integer.class,
                """
                select cast(max(length(path) - length(replace(path, '/', ''))) as int) from unit
                where path >= ?1 and path < ?2
                """,
                unit.path(),
                unit.path().substring(0, unit.path().length() - 1) + "0")
            .orElseThrow();
    if (parent.depth() + below - unit.depth() > UnitTree.DEEPEST) {
      throw new Refusal(ErrorCode.TOO_DEEP, UnitTree.DEEPEST);
    }
  }

  private Taken close(UnitRow unit, UUID successorId) {
    if (unit.childCount() > 0) {
      throw new Refusal(ErrorCode.UNIT_HAS_OPEN_CHILDREN, unit.childCount());
    }
    if (successorId == null) {
      refuse(ErrorCode.UNIT_HAS_GRANTS, grants(unit.id()));
      refuse(ErrorCode.UNIT_HAS_ACCOUNTS, accounts(unit.id()));
      sets.handOver(unit, null);
      ended.fire(new UnitEnded(unit.id(), unit.path(), null, null));
      tree.close(unit, null);
      return new Taken(1, 0, 0);
    }
    return handOver(unit, successor(unit, successorId), 1);
  }

  private Taken merge(UnitRow unit, UUID successorId) {
    var successor = successor(unit, successorId);
    if (successor.path().startsWith(unit.path())) {
      throw new Refusal(ErrorCode.MOVE_INTO_OWN_SUBTREE, successor.code(), unit.code());
    }
    int touched = 1;
    for (var child : tree.openChildren(unit.id())) {
      refuseBelow(child, successor);
      touched += tree.move(child, successor);
    }
    return handOver(current(unit.id()), successor, touched);
  }

  private UnitRow successor(UnitRow unit, UUID successorId) {
    var successor = current(successorId);
    UnitTree.refuseClosed(successor);
    if (successor.id().equals(unit.id())) {
      throw new Refusal(ErrorCode.MOVE_INTO_OWN_SUBTREE, successor.code(), unit.code());
    }
    return successor;
  }

  private Taken handOver(UnitRow unit, UnitRow successor, int touched) {
    int grants =
        sql.run(
            """
            update access_grant set unit_id = ?3, version = version + 1
            where unit_id = ?1 and revoked_at is null and (valid_to is null or valid_to > ?2)
            """,
            unit.id(),
            clock.instant(),
            successor.id());
    int accounts =
        sql.run(
            "update account set unit_id = ?2, version = version + 1 where unit_id = ?1 and closed_at is null",
            unit.id(),
            successor.id());
    sets.handOver(unit, successor);
    ended.fire(new UnitEnded(unit.id(), unit.path(), successor.id(), successor.path()));
    tree.close(unit, successor.id());
    return new Taken(touched, grants, accounts);
  }

  private static void refuse(ErrorCode code, long count) {
    if (count > 0) {
      throw new Refusal(code, count);
    }
  }

  private long grants(UUID unit) {
    return sql.one(Long.class, "select count(*) from " + GRANTS, unit, clock.instant())
        .orElseThrow();
  }

  private long accounts(UUID unit) {
    return sql.one(
            Long.class,
            "select count(*) from account where unit_id = ?1 and closed_at is null",
            unit)
        .orElseThrow();
  }

  /**
   * As it stands under the lock: it may have left the caller's reach while the lock was awaited.
   */
  private UnitRow current(UUID id) {
    var unit = units.find(id).orElseThrow(Refusal::notFound);
    caller.require(Role.ADMIN, unit.path());
    return unit;
  }

  private void keep(Made made) {
    sql.run(
        """
        insert into unit_change (id, type, unit_id, parent_id, successor_id, name, reason, units_touched, grants_moved,
            accounts_moved, decided_at, decided_by)
        values (?1, ?2, ?3, cast(?4 as uuid), cast(?5 as uuid), ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """,
        made.id(),
        made.type(),
        made.unitId(),
        made.parentId() == null ? null : made.parentId().toString(),
        made.successorId() == null ? null : made.successorId().toString(),
        made.name(),
        made.reason(),
        made.unitsTouched(),
        made.grantsMoved(),
        made.accountsMoved(),
        made.decidedAt(),
        caller.accountId());
  }
}
