package qingdan.unit;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

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

  private static final String PAST =
      """
      (select unit_id as id, version, code, name, bigrams, kind, tier, sector, parent_id, path, cast(null as int) as child_count,
           closed_at, successor_id, valid_from, valid_to
       from unit_past)""";

  private final Sql sql;

  Units(Sql sql) {
    this.sql = sql;
  }

  Optional<UnitRow> find(UUID id) {
    return sql.one(UnitRow.class, "select " + UnitRow.COLUMNS + " from unit where id = ?1", id);
  }

  /** The unit as it was; for the subtree test a caller needs its place of today. */
  Optional<UnitRow> find(UUID id, Instant asOf) {
    var statement = new Sql.Statement("select " + UnitRow.COLUMNS + " from (");
    each(sources(asOf), statement, () -> statement.add(" and id = ?", id));
    statement.add(") u");
    return sql.list(UnitRow.class, statement).stream().findFirst();
  }

  /** The subtrees of the same units where these stood at the time. */
  List<Subtree> then(List<Subtree> now, Instant asOf) {
    if (asOf == null || now.stream().anyMatch(subtree -> subtree.path().equals(Place.EVERYWHERE))) {
      return now;
    }
    var paths = now.stream().map(Subtree::path).toArray(String[]::new);
    var statement = new Sql.Statement("select path from (");
    each(
        sources(asOf),
        statement,
        () ->
            statement.add(" and id in (select id from unit where path = any(?))", (Object) paths));
    statement.add(") u order by path");
    return sql.list(String.class, statement).stream().map(Subtree::new).toList();
  }

  /** From the root down to the parent. */
  List<UnitRow> ancestors(UnitRow unit, Instant asOf) {
    var above = prefixes(unit.path());
    var statement = new Sql.Statement("select " + UnitRow.COLUMNS + " from (");
    each(sources(asOf), statement, () -> statement.add(" and path = any(?)", (Object) above));
    statement.add(") u order by path");
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
    if (filter.scope().isEmpty()) {
      return List.of();
    }
    var statement = new Sql.Statement("select " + UnitRow.COLUMNS + " from (");
    each(
        sources(filter),
        statement,
        () -> {
          where(statement, filter);
          filter.sort().after(statement, after);
          filter.sort().order(statement);
          statement.add(" limit ?", fetch);
        });
    statement.add(") u");
    filter.sort().order(statement);
    statement.add(" limit ?", fetch);
    return sql.list(UnitRow.class, statement);
  }

  /** Every unit of the filter with the code of its parent, parents before their children. */
  void lines(UnitFilter filter, Consumer<UnitLines.Line> consumer) {
    var statement =
        new Sql.Statement(
            """
            select u.code, u.name, u.kind, p.code as parent_code, u.sector, u.tier
            from (select * from unit where\s""");
    within(statement, "path", filter.scope());
    where(statement, filter);
    statement.add(") u left join unit p on p.id = u.parent_id order by u.path");
    sql.each(UnitLines.Line.class, statement, consumer);
  }

  long count(UnitFilter filter) {
    if (filter.scope().isEmpty()) {
      return 0;
    }
    var statement = new Sql.Statement("select 1 from (");
    each(sources(filter), statement, () -> where(statement, filter));
    statement.add(") u");
    return sql.count(statement);
  }

  /** The tree now, or at the time: the columns of {@link UnitRow#COLUMNS}. */
  static void from(Sql.Statement statement, Instant asOf) {
    if (asOf == null) {
      statement.add("unit");
    } else {
      statement.add(AS_OF, asOf, asOf, asOf);
    }
  }

  /**
   * Where rows come from, each with an index that has them in the order of the list: subtrees, and
   * the past beside the present. One scan over all of them together would have to read and sort the
   * whole tree for a page.
   */
  private record Source(String table, String condition, Object... values) {
    Source within(Subtree subtree) {
      var all = Arrays.copyOf(values, values.length + 2);
      all[values.length] = subtree.path();
      all[values.length + 1] = subtree.end();
      return new Source(table, condition + " and path >= ? and path < ?", all);
    }
  }

  /** Versions in force since before the instant, and past ones that ended after it. */
  private static List<Source> sources(Instant asOf) {
    return asOf == null
        ? List.of(new Source("unit", "true"))
        : List.of(
            new Source("unit", "valid_from < ?", asOf),
            new Source(PAST, "valid_from < ? and valid_to >= ?", asOf, asOf));
  }

  /**
   * Subtrees that stand apart today may have stood inside one another: no unit comes twice.
   * Children need no range of paths: with both, the planner takes them for too few to need an
   * order.
   */
  private static List<Source> sources(UnitFilter filter) {
    var sources = sources(filter.asOf());
    if (filter.parent() != null && filter.set() == null) {
      return sources;
    }
    var outermost =
        filter.scope().stream()
            .distinct()
            .filter(
                subtree ->
                    filter.scope().stream()
                        .noneMatch(o -> !o.equals(subtree) && o.contains(subtree.path())))
            .toList();
    return sources.stream().flatMap(source -> outermost.stream().map(source::within)).toList();
  }

  private static void each(List<Source> sources, Sql.Statement statement, Runnable rest) {
    var union = "";
    for (var source : sources) {
      statement.add(union + "(select " + UnitRow.COLUMNS + " from " + source.table() + " u where ");
      statement.add(source.condition(), source.values());
      rest.run();
      statement.add(")");
      union = " union all ";
    }
  }

  private static void where(Sql.Statement statement, UnitFilter filter) {
    statement.andEqual("parent_id", filter.parent());
    statement.andEqual("id", filter.self());
    statement.andEqual("kind", name(filter.traits().kind()));
    statement.andEqual("tier", name(filter.traits().tier()));
    statement.andEqual("sector", name(filter.traits().sector()));
    statement.andEqual("code", filter.traits().code());
    if (filter.set() != null) {
      statement.add(
          " and id in (select unit_id from unit_set_member where set_id = ?)", filter.set());
    }
    if (filter.traits().status() != null) {
      statement.add(
          filter.traits().status() == UnitView.Status.OPEN
              ? " and closed_at is null"
              : " and closed_at is not null");
    }
    if (filter.traits().q() != null) {
      search(statement, filter.traits().q());
    }
  }

  /** The bigrams find the candidates by an index; position() then looks for the very text. */
  static void search(Sql.Statement statement, String q) {
    statement.add(" and bigrams @> name_bigrams(?)", q);
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

  private static String name(Enum<?> value) {
    return value == null ? null : value.name();
  }
}
