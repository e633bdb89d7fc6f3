package qingdan.unit;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import qingdan.access.Caller;
import qingdan.access.Subtree;
import qingdan.shared.Changed;
import qingdan.shared.Characters;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/**
 * Groups of units across the tree. Whoever changes a set or its members holds the set's row to the
 * end of the transaction; that a unit is in one exclusive set only is held by a constraint.
 */
@ApplicationScoped
class UnitSets {

  private static final String COLUMNS =
      """
      s.id, s.version, s.name, s.grouping, s.exclusive, s.owner_id, o.path, s.created_at
      from unit_set s join unit o on o.id = s.owner_id
      """;

  private final Sql sql;
  private final Units units;
  private final Caller caller;
  private final Clock clock;
  private final Event<Changed> changes;

  UnitSets(Sql sql, Units units, Caller caller, Clock clock, Event<Changed> changes) {
    this.changes = changes;
    this.sql = sql;
    this.units = units;
    this.caller = caller;
    this.clock = clock;
  }

  /** Whoever sees the owner sees the set. */
  Optional<UnitSet> visible(UUID id) {
    return find(id, "");
  }

  UnitSet visible(String id) {
    return found(id, "");
  }

  /** Visible, and kept as it is until the transaction ends. */
  UnitSet kept(String id) {
    return found(id, " for share of s");
  }

  /** Visible, and locked for a change. */
  UnitSet locked(String id) {
    return found(id, " for update of s");
  }

  private UnitSet found(String id, String lock) {
    var known = Ids.parse(id);
    return (known == null ? Optional.<UnitSet>empty() : find(known, lock))
        .orElseThrow(Refusal::notFound);
  }

  private Optional<UnitSet> find(UUID id, String lock) {
    return sql.one(UnitSet.class, "select " + COLUMNS + " where s.id = ?1" + lock, id)
        .filter(set -> caller.sees(set.ownerPath()));
  }

  List<UnitSet> list(UnitSetQuery query, UUID owner, List<String> after, int fetch) {
    var statement = new Sql.Statement("select " + COLUMNS + " where ");
    where(statement, query, owner);
    if (after != null) {
      statement.add(
          " and (s.grouping collate \"C\", s.name collate \"C\", s.id) > (?, ?, ?)",
          after.get(0),
          after.get(1),
          UUID.fromString(after.get(2)));
    }
    statement.add(" order by s.grouping collate \"C\", s.name collate \"C\", s.id limit ?", fetch);
    return sql.list(UnitSet.class, statement);
  }

  long count(UnitSetQuery query, UUID owner) {
    var statement = new Sql.Statement("select " + COLUMNS + " where ");
    where(statement, query, owner);
    return sql.count(statement);
  }

  private void where(Sql.Statement statement, UnitSetQuery query, UUID owner) {
    Units.within(statement, "o.path", caller.readable());
    if (owner != null) {
      statement.add(" and s.owner_id = ?", owner);
    }
    if (query.grouping != null) {
      statement.add(" and s.grouping = ?", Characters.normal(query.grouping));
    }
    if (query.q != null) {
      statement.add(" and position(lower(?) in lower(s.name)) > 0", Characters.normal(query.q));
    }
  }

  void insert(UnitSet set) {
    sql.run(
        """
        insert into unit_set (id, name, grouping, exclusive, owner_id, created_at) values (?1, ?2, ?3, ?4, ?5, ?6)
        """,
        set.id(),
        set.name(),
        set.grouping(),
        set.exclusive(),
        set.ownerId(),
        set.createdAt());
  }

  void update(UnitSet set, boolean exclusionChanges) {
    sql.run(
        "update unit_set set version = ?2, name = ?3, grouping = ?4, exclusive = ?5 where id = ?1",
        set.id(),
        set.version(),
        set.name(),
        set.grouping(),
        set.exclusive());
    if (exclusionChanges) {
      sql.run(
          "update unit_set_member set exclusive_in = ?2 where set_id = ?1",
          set.id(),
          set.exclusiveIn());
    }
  }

  /** Takes the members out and the set away; the number of members. */
  int delete(UUID set) {
    int members = sql.run("delete from unit_set_member where set_id = ?1", set);
    sql.run("delete from unit_set where id = ?1", set);
    return members;
  }

  /**
   * Adds all or refuses. In the order of their ids, so that two calls which meet wait for one
   * another in turn; the loser of a race sees what the winner committed.
   *
   * @return those that were not members before
   */
  Set<UUID> add(UnitSet set, List<UUID> units) {
    var ids = units.toArray(UUID[]::new);
    var added =
        sql.list(
            UUID.class,
            """
            insert into unit_set_member (set_id, unit_id, exclusive_in, joined_at)
            select ?1, unit_id, ?3, ?4 from unnest(?2) as unit_id order by unit_id
            on conflict do nothing
            returning unit_id
            """,
            set.id(),
            ids,
            set.exclusiveIn(),
            clock.instant());
    if (added.size() < ids.length) {
      refuseUnlessMembers(set.id(), units);
    }
    return new HashSet<>(added);
  }

  private void refuseUnlessMembers(UUID set, List<UUID> units) {
    var members =
        new HashSet<>(
            sql.list(
                UUID.class,
                "select unit_id from unit_set_member where set_id = ?1 and unit_id = any(?2)",
                set,
                units.toArray(UUID[]::new)));
    var refusal = new Refusal(ErrorCode.IN_ANOTHER_EXCLUSIVE_SET);
    for (int i = 0; i < units.size(); i++) {
      if (!members.contains(units.get(i))) {
        refusal.at("/units/" + i, "in-another-set");
      }
    }
    if (!refusal.faults().isEmpty()) {
      throw refusal;
    }
  }

  /**
   * A merged or closed unit leaves its sets; its successor takes its place where it stands in the
   * owner's subtree and is in no other exclusive set of the grouping.
   *
   * @param to null where there is none
   */
  void handOver(UnitRow from, UnitRow to) {
    var sets =
        sql.list(
            UnitSet.class,
            "select "
                + COLUMNS
                + " where exists (select from unit_set_member m where m.set_id = s.id and m.unit_id = ?1) order by s.id for share of s",
            from.id());
    for (var set : sets) {
      remove(set.id(), from.id());
      var joins =
          to != null && new Subtree(set.ownerPath()).contains(to.path()) && joins(set, to.id());
      changes.fire(
          new Changed(
              "unit-set",
              set.id(),
              to == null ? "unit-set.member-removed" : "unit-set.member-succeeded",
              List.of(set.ownerPath()),
              Map.of("units", List.of(from.id())),
              joins ? Map.of("units", List.of(to.id())) : null));
    }
  }

  private boolean joins(UnitSet set, UUID unit) {
    return sql.run(
            """
            insert into unit_set_member (set_id, unit_id, exclusive_in, joined_at) values (?1, ?2, ?3, ?4)
            on conflict do nothing
            """,
            set.id(),
            unit,
            set.exclusiveIn(),
            clock.instant())
        > 0;
  }

  boolean remove(UUID set, UUID unit) {
    return sql.run("delete from unit_set_member where set_id = ?1 and unit_id = ?2", set, unit) > 0;
  }

  /** A set that the caller does not see holds as many units as one that does not exist: none. */
  UnitFilter limited(UnitFilter filter) {
    return filter.set() == null ? filter : filter.within(scope(filter));
  }

  private List<Subtree> scope(UnitFilter filter) {
    return visible(filter.set())
        .map(set -> units.then(List.of(new Subtree(set.ownerPath())), filter.asOf()))
        .map(owner -> owner.isEmpty() ? owner : within(filter.scope(), owner.get(0)))
        .orElse(List.of());
  }

  /** The part of each subtree that lies in the other. */
  private static List<Subtree> within(List<Subtree> subtrees, Subtree bound) {
    return subtrees.stream()
        .flatMap(
            subtree -> {
              if (subtree.contains(bound.path())) {
                return java.util.stream.Stream.of(bound);
              }
              return bound.contains(subtree.path())
                  ? java.util.stream.Stream.of(subtree)
                  : java.util.stream.Stream.empty();
            })
        .toList();
  }
}
