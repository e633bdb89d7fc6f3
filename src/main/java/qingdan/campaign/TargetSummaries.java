package qingdan.campaign;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.Sql;

/**
 * Sums of targets, in one statement over the units of a subtree and their targets: what it costs
 * grows with the targets that it sums, about five seconds for a million. First each unit's, so that
 * units are counted by counting rows; unlike measures are never added up. Statistics of targets,
 * which count no units, read the books.
 */
@ApplicationScoped
class TargetSummaries {

  private static final String SUMS =
      """
      select part, measure, unit_of_measure, cast(sum(targets) as bigint) as targets,
          cast(sum(reported) as bigint) as reported, cast(sum(overdue) as bigint) as overdue, count(*) as units,
          count(*) filter (where reported = targets) as units_reported, cast(sum(committed) as bigint) as committed,
          cast(sum(done) as bigint) as done, cast(sum(remaining) as bigint) as remaining,
          cast(coalesce(sum(unreported), 0) as bigint) as unreported
      from (
      """;

  private static final String OF_UNIT =
      """
      g.measure, g.unit_of_measure, g.unit_id, count(*) as targets, count(g.done) as reported,
          count(*) filter (where %s) as overdue, sum(g.number) as committed, sum(g.done) as done,
          sum(greatest(g.number - g.done, 0)) filter (where g.done is not null) as remaining,
          sum(g.number) filter (where g.done is null) as unreported
      from task_target g join unit u on u.id = g.unit_id join task t on t.id = g.task_id
      where\s"""
          .formatted(TargetFilter.OVERDUE);

  private static final String NUMBERS =
      """
      s.measure, s.unit_of_measure, s.targets, s.reported, s.overdue, s.units, s.units_reported, s.committed, s.done,
          s.remaining, s.unreported
      """;

  private static final String ORIGIN = "case when t.owner_id = ? then 'COMMON' else 'LOCAL' end";

  private final Sql sql;

  TargetSummaries(Sql sql) {
    this.sql = sql;
  }

  List<TargetSummaryView.Row> list(
      TargetFilter filter, TargetSummaryQuery.By by, UUID unit, List<String> after, int fetch) {
    var statement = new Sql.Statement("select * from (");
    lines(statement, filter, by, unit);
    statement.add(") line");
    if (after != null) {
      statement.add(
          " where (key, coalesce(measure, ''), coalesce(unit_of_measure, '')) > (?, ?, ?)",
          after.get(0),
          after.get(1),
          after.get(2));
    }
    statement.add(
        " order by key, coalesce(measure, ''), coalesce(unit_of_measure, '') limit ?", fetch);
    return sql.list(TargetSummaryView.Row.class, statement);
  }

  long count(TargetFilter filter, TargetSummaryQuery.By by, UUID unit) {
    var statement = new Sql.Statement("select 1 from (");
    lines(statement, filter, by, unit);
    statement.add(") line");
    return sql.count(statement);
  }

  private static void lines(
      Sql.Statement statement, TargetFilter filter, TargetSummaryQuery.By by, UUID unit) {
    var top = filter.campaign().topUnitId();
    switch (by) {
      case CHILD -> byChild(statement, filter, unit);
      case TASK -> byTask(statement, filter, top);
      case ALL -> {
        heads(statement, "''", "null", "null");
        sums(statement, filter, "cast('' as text)", "");
        statement.add(") s");
      }
      case ORIGIN -> {
        heads(statement, "s.part", "s.part", "null");
        sums(statement, filter, ORIGIN, "", top);
        statement.add(") s");
      }
      case CATEGORY -> {
        heads(statement, "coalesce(s.part, '')", "null", "s.part");
        sums(statement, filter, "g.category", "");
        statement.add(") s");
      }
    }
  }

  /** Parts that are neither units nor tasks. */
  private static void heads(Sql.Statement statement, String key, String origin, String category) {
    statement
        .add(
            """
            select cast(%s as text) collate "C" as key, cast(null as uuid) as id, cast(null as text) as code,
                cast(null as text) as name, cast(null as text) as kind, cast(null as text) as tier,
                cast(%s as text) as origin, cast(%s as text) as category,
            """
                .formatted(key, origin, category))
        .add(NUMBERS)
        .add(" from (");
  }

  private static void byTask(Sql.Statement statement, TargetFilter filter, UUID top) {
    statement.add(
        """
        select cast(lpad(cast(t.position as text), 4, '0') || cast(t.id as text) as text) collate "C" as key, t.id,
            cast(null as text) as code, t.name, cast(null as text) as kind, cast(null as text) as tier,
        """);
    statement.add(ORIGIN + " as origin, cast(null as text) as category, " + NUMBERS, top);
    statement.add(" from (");
    sums(statement, filter, "g.task_id", "");
    statement.add(") s join task t on t.id = s.part");
  }

  /**
   * The unit alone, where it has targets, and each child with all below it: closed ones too where
   * they have targets, so that the parts make up the whole.
   */
  private static void byChild(Sql.Statement statement, TargetFilter filter, UUID unit) {
    statement.add(
        """
        select portion.path as key, portion.id, portion.code, portion.name, portion.kind, portion.tier, cast(null as text) as origin,
            cast(null as text) as category, s.measure, s.unit_of_measure, coalesce(s.targets, 0) as targets,
            coalesce(s.reported, 0) as reported, coalesce(s.overdue, 0) as overdue, coalesce(s.units, 0) as units,
            coalesce(s.units_reported, 0) as units_reported, s.committed, s.done, s.remaining, s.unreported
        from (
            select id, code, name, kind, tier, path, path || '!' as until, false as shown from unit where id = ?
            union all
            select id, code, name, kind, tier, path, left(path, -1) || '0', closed_at is null from unit where parent_id = ?
        ) portion left join lateral (
        """,
        unit,
        unit);
    sums(
        statement,
        filter,
        "cast('' as text)",
        " and u.path >= portion.path and u.path < portion.until");
    statement.add(") s on true where portion.shown or s.targets is not null");
  }

  private static void sums(
      Sql.Statement statement, TargetFilter filter, String part, String more, Object... values) {
    statement.add(SUMS).add("select " + part + " as part, ", values);
    statement.add(OF_UNIT, filter.today());
    filter.where(statement);
    statement
        .add(more)
        .add(" group by 1, 2, 3, 4) of_unit group by part, measure, unit_of_measure");
  }
}
