package qingdan.unit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Place;
import qingdan.access.Subtree;
import qingdan.shared.Sql;

/** Reads of the tree, as it is and as it was. */
@ApplicationScoped
class Units {

  /**
   * The tree at an instant: versions in force since before it, and past ones that ended after it.
   */
  private static final String AS_OF =
      """
      (select %1$s from unit where valid_from < ?
       union all
       select unit_id, version, code, name, kind, tier, sector, parent_id, path, null, closed_at, successor_id, valid_from
       from unit_past where valid_from < ? and valid_to >= ?)
      """
          .formatted(UnitRow.COLUMNS);

  private final Sql sql;

  Units(Sql sql) {
    this.sql = sql;
  }

  Optional<UnitRow> find(UUID id) {
    return sql.one(UnitRow.class, "select " + UnitRow.COLUMNS + " from unit where id = ?1", id);
  }

  /** The unit as it was; for the subtree test a caller needs its place of today. */
  Optional<UnitRow> find(UUID id, Instant asOf) {
    var statement = new Sql.Statement("select " + UnitRow.COLUMNS + " from ");
    from(statement, asOf);
    statement.add(" u where id = ?", id);
    return sql.list(UnitRow.class, statement).stream().findFirst();
  }

  /** The subtrees of the same units where these stood at the time. */
  List<Subtree> then(List<Subtree> now, Instant asOf) {
    if (asOf == null || now.stream().anyMatch(subtree -> subtree.path().equals(Place.EVERYWHERE))) {
      return now;
    }
    var statement = new Sql.Statement("select path from ");
    from(statement, asOf);
    statement.add(
        " u where id in (select id from unit where path = any(?)) order by path",
        (Object) now.stream().map(Subtree::path).toArray(String[]::new));
    return sql.list(String.class, statement).stream().map(Subtree::new).toList();
  }

  /** From the root down to the parent. */
  List<UnitRow> ancestors(UnitRow unit, Instant asOf) {
    var statement = new Sql.Statement("select " + UnitRow.COLUMNS + " from ");
    from(statement, asOf);
    statement.add(" u where path = any(?) order by path", (Object) prefixes(unit.path()));
    return sql.list(UnitRow.class, statement);
  }

  static String[] prefixes(String path) {
    var prefixes = new java.util.ArrayList<String>();
    for (int i = path.indexOf('/', 1);
        i > 0 && i < path.length() - 1;
        i = path.indexOf('/', i + 1)) {
      prefixes.add(path.substring(0, i + 1));
    }
    return prefixes.toArray(String[]::new);
  }

  List<UnitRow> list(UnitFilter filter, List<String> after, int fetch) {
    var statement = new Sql.Statement("select " + UnitRow.COLUMNS + " from ");
    from(statement, filter.asOf());
    statement.add(" u where ");
    where(statement, filter);
    filter.sort().after(statement, after);
    filter.sort().order(statement);
    statement.add(" limit ?", fetch);
    return sql.list(UnitRow.class, statement);
  }

  /** Every unit of the filter with the code of its parent, parents before their children. */
  Stream<UnitLines.Line> lines(UnitFilter filter) {
    var statement =
        new Sql.Statement(
            """
            select u.code, u.name, u.kind, p.code as parent_code, u.sector, u.tier
            from (select * from unit where\s""");
    where(statement, filter);
    statement.add(") u left join unit p on p.id = u.parent_id order by u.path");
    return sql.stream(UnitLines.Line.class, statement);
  }

  long count(UnitFilter filter) {
    var statement = new Sql.Statement("select count(*) from (select 1 from ");
    from(statement, filter.asOf());
    statement.add(" u where ");
    where(statement, filter);
    statement.add(" limit ?) as counted", qingdan.shared.Count.LIMIT + 1);
    return sql.list(Long.class, statement).get(0);
  }

  /** The tree now, or at the time: the columns of {@link UnitRow#COLUMNS}. */
  static void from(Sql.Statement statement, Instant asOf) {
    if (asOf == null) {
      statement.add("unit");
    } else {
      statement.add(AS_OF, asOf, asOf, asOf);
    }
  }

  private static void where(Sql.Statement statement, UnitFilter filter) {
    within(statement, "path", filter.scope());
    if (filter.parent() != null) {
      statement.add(" and parent_id = ?", filter.parent());
    }
    equal(statement, "id", filter.self());
    equal(statement, "kind", name(filter.kind()));
    equal(statement, "tier", name(filter.tier()));
    equal(statement, "sector", name(filter.sector()));
    equal(statement, "code", filter.code());
    if (filter.set() != null) {
      statement.add(
          " and id in (select unit_id from unit_set_member where set_id = ?)", filter.set());
    }
    if (filter.status() != null) {
      statement.add(
          filter.status() == UnitView.Status.OPEN
              ? " and closed_at is null"
              : " and closed_at is not null");
    }
    if (filter.q() != null) {
      search(statement, filter.q(), filter.asOf() == null);
    }
  }

  /** The bigrams find the candidates by an index; position() then looks for the very text. */
  static void search(Sql.Statement statement, String q, boolean indexed) {
    if (indexed) {
      statement.add(" and bigrams @> name_bigrams(?)", q);
    }
    statement.add(" and position(lower(?) in lower(name)) > 0", q);
  }

  /** Only paths in these subtrees; none at all where there is no subtree. */
  static void within(Sql.Statement statement, String column, List<Subtree> subtrees) {
    if (subtrees.isEmpty()) {
      statement.add("false");
      return;
    }
    statement.add("(");
    var or = "";
    for (var subtree : subtrees) {
      statement.add(or + column + " >= ? and " + column + " < ?", subtree.path(), subtree.end());
      or = " or ";
    }
    statement.add(")");
  }

  private static void equal(Sql.Statement statement, String column, Object value) {
    if (value != null) {
      statement.add(" and " + column + " = ?", value);
    }
  }

  private static String name(Enum<?> value) {
    return value == null ? null : value.name();
  }
}
