package qingdan.campaign;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.Count;
import qingdan.shared.Sql;

/**
 * Sums of targets, in one statement over the units of a subtree and their targets: what it costs
 * grows with the targets that it sums. Unlike measures are never added up.
 */
@ApplicationScoped
class TargetSummaries {

  private static final String SUMS =
      """
      count(*) as targets, count(g.done) as reported, count(*) filter (where %s) as overdue,
          count(distinct g.unit_id) as units,
          count(distinct g.unit_id) - count(distinct g.unit_id) filter (where g.done is null) as units_reported,
          cast(sum(g.number) as bigint) as committed, cast(sum(g.done) as bigint) as done,
          cast(sum(greatest(g.number - g.done, 0)) filter (where g.done is not null) as bigint) as remaining,
          cast(coalesce(sum(g.number) filter (where g.done is null), 0) as bigint) as unreported
      from task_target g join unit u on u.id = g.unit_id join task t on t.id = g.task_id
      where\s"""
          .formatted(TargetFilter.OVERDUE);

  private static final String ORIGIN =
      "case when t.owner_id = (select top_unit_id from campaign where id = g.campaign_id) then 'COMMON' else 'LOCAL' end";

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
    var statement = new Sql.Statement("select count(*) from (select 1 from (");
    lines(statement, filter, by, unit);
    statement.add(") line limit ?) as counted", Count.LIMIT + 1);
    return sql.list(Long.class, statement).get(0);
  }

  private static void lines(
      Sql.Statement statement, TargetFilter filter, TargetSummaryQuery.By by, UUID unit) {
    switch (by) {
      case CHILD -> byChild(statement, filter, unit);
      case ALL -> grouped(statement, filter, "''", "null", "null", "null", "null");
      case ORIGIN -> grouped(statement, filter, ORIGIN, "null", "null", ORIGIN, "null");
      case CATEGORY ->
          grouped(
              statement, filter, "coalesce(g.category, '')", "null", "null", "null", "g.category");
      case TASK ->
          grouped(
              statement,
              filter,
              "lpad(cast(t.position as text), 4, '0') || cast(t.id as text)",
              "t.id",
              "t.name",
              ORIGIN,
              "null");
    }
  }

  private static void grouped(
      Sql.Statement statement,
      TargetFilter filter,
      String key,
      String id,
      String name,
      String origin,
      String category) {
    statement.add(
        """
        select cast(%s as text) collate "C" as key, cast(%s as uuid) as id, cast(null as text) as code,
            cast(%s as text) as name, cast(null as text) as kind, cast(null as text) as tier,
            cast(%s as text) as origin, cast(%s as text) as category, g.measure, g.unit_of_measure,
        """
            .formatted(key, id, name, origin, category));
    statement.add(SUMS, filter.today());
    filter.where(statement);
    statement.add(" group by 1, 2, 4, 7, 8, 9, 10");
  }

  /**
   * The unit alone, where it has targets, and each child with all below it: closed ones too where
   * they have targets, so that the parts make up the whole.
   */
  private static void byChild(Sql.Statement statement, TargetFilter filter, UUID unit) {
    statement.add(
        """
        select part.path as key, part.id, part.code, part.name, part.kind, part.tier, cast(null as text) as origin,
            cast(null as text) as category, s.measure, s.unit_of_measure, coalesce(s.targets, 0) as targets,
            coalesce(s.reported, 0) as reported, coalesce(s.overdue, 0) as overdue, coalesce(s.units, 0) as units,
            coalesce(s.units_reported, 0) as units_reported, s.committed, s.done, s.remaining, s.unreported
        from (
            select id, code, name, kind, tier, path, path || '!' as until, false as shown from unit where id = ?
            union all
            select id, code, name, kind, tier, path, left(path, -1) || '0', closed_at is null from unit where parent_id = ?
        ) part left join lateral (
        """,
        unit,
        unit);
    statement.add("select g.measure, g.unit_of_measure, ").add(SUMS, filter.today());
    filter.where(statement);
    statement.add(
"""
\s and u.path >= part.path and u.path < part.until group by g.measure, g.unit_of_measure
        ) s on true where part.shown or s.targets is not null
        """);
  }
}
