package qingdan.guidance;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Subtree;
import qingdan.obligation.EnrolledCoverage;
import qingdan.shared.Sql;

/** When a group was at the units that it guides, or below them, at the end of a day. */
@ApplicationScoped
class GroupCoverage {

  @RegisterForReflection
  record Visited(UUID unit, String path, long visits, LocalDate lastVisitedOn) {}

  @RegisterForReflection
  record Total(long expected, long visited) {}

  private final Sql sql;

  GroupCoverage(Sql sql) {
    this.sql = sql;
  }

  private static Sql.Statement visited(GuidanceGroup group, LocalDate day) {
    var asked =
        new EnrolledCoverage.Asked(
            null,
            group.campaignId(),
            group.baseId(),
            new Subtree(group.basePath()),
            day,
            group.zone(),
            null,
            null);
    var statement =
        new Sql.Statement("with held as materialized (select t.id, t.path from guidance_unit a");
    EnrolledCoverage.place(statement, "a.unit_id", asked);
    statement.add(
        """
        where a.group_id = ? and a.valid_from < ? and (a.valid_to is null or a.valid_to >= ?) and starts_with(t.path, ?)
        ), made as materialized (
            select v.visited_on, u.path from visit v join unit u on u.id = v.unit_id
            where v.group_id = ? and v.withdrawn_at is null and v.visited_on between ? and ?
        ), visited as materialized (
            select h.id, h.path, count(m.path) as visits, max(m.visited_on) as last_visited_on
            from held h left join made m on starts_with(m.path, h.path) group by h.id, h.path
        )
        """,
        group.id(),
        asked.end(),
        asked.end(),
        group.basePath(),
        group.id(),
        group.startsOn(),
        day);
    return statement;
  }

  Total total(GuidanceGroup group, LocalDate day) {
    var statement = visited(group, day);
    statement.add("select count(*), count(*) filter (where visits > 0) from visited");
    return sql.list(Total.class, statement).get(0);
  }

  List<Visited> units(
      GuidanceGroup group, LocalDate day, Integer silentFor, String after, int fetch) {
    var statement = visited(group, day);
    statement.add(
        "select id, path, visits, last_visited_on from visited where path > ?",
        after == null ? "" : after);
    if (silentFor != null) {
      statement.add(
          " and (last_visited_on is null or last_visited_on <= ?)", day.minusDays(silentFor));
    }
    statement.add(" order by path limit ?", fetch);
    return sql.list(Visited.class, statement);
  }
}
