package qingdan.guidance;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Subtree;
import qingdan.shared.Count;
import qingdan.shared.Days;
import qingdan.shared.Sql;

/**
 * Which enrolled units have a group, at the end of a day: by the cohort, the tree, the groups and
 * their units of that day.
 */
@ApplicationScoped
class GuidanceCoverage {

  /** Whose cohort, in which subtree, and when. */
  record Asked(UUID batch, UUID campaign, UUID unit, Subtree within, LocalDate day, ZoneId zone) {}

  @RegisterForReflection
  record Part(UUID unit, String path, boolean alone, long expected, long guided) {}

  @RegisterForReflection
  record Enrolled(UUID unit, String path, boolean guided) {}

  /** Where a unit stood at the end of a day. */
  private static final String PLACE =
      """
      \scross join lateral (
          select id, path from unit where id = %1$s and valid_from < ?
          union all
          select unit_id, path from unit_past where unit_id = %1$s and valid_from < ? and valid_to >= ?
       ) t
      """;

  private final Sql sql;

  GuidanceCoverage(Sql sql) {
    this.sql = sql;
  }

  private Sql.Statement placed(Asked asked) {
    var end = Days.endOf(asked.day(), asked.zone());
    return new Sql.Statement("with placed as materialized (select t.id, t.path from enrolment e")
        .add(PLACE.formatted("e.unit_id"), end, end, end)
        .add(
            """
            where e.batch_id = ? and e.valid_from < ? and (e.valid_to is null or e.valid_to >= ?)
                and t.path >= ? and t.path < ?
            ), held as materialized (
                select distinct t.path from guidance_group g join guidance_unit a on a.group_id = g.id
            """,
            asked.batch(),
            end,
            end,
            asked.within().path(),
            asked.within().end())
        .add(PLACE.formatted("a.unit_id"), end, end, end)
        .add(
            """
            where g.campaign_id = ? and ? between g.starts_on and coalesce(g.ends_on, 'infinity')
                and a.valid_from < ? and (a.valid_to is null or a.valid_to >= ?)
            ), covered as materialized (
                select p.id, p.path,
                    exists (select from unnest(path_line(p.path)) as line join held h on h.path = line) as guided
                from placed p
            )
            """,
            asked.campaign(),
            asked.day(),
            end,
            end);
  }

  /** The whole. */
  Part total(Asked asked) {
    var statement = placed(asked);
    statement.add(
        "select cast(? as uuid), ?, false, count(*), count(*) filter (where guided) from covered",
        asked.unit(),
        asked.within().path());
    return sql.list(Part.class, statement).get(0);
  }

  /** The unit alone, and those directly below it that hold enrolled units, by their places. */
  List<Part> byChild(Asked asked, String after, int fetch) {
    var end = Days.endOf(asked.day(), asked.zone());
    var statement = placed(asked);
    statement.add(
        """
        , child as (
            select case when path = ? then path else ? || split_part(substr(path, ?), '/', 1) || '/' end as path, guided
            from covered
        )
        select t.id, c.path, c.path = ?, c.expected, c.guided
        from (
            select path, count(*) as expected, count(*) filter (where guided) as guided from child
            where path > ? group by path order by path limit ?
        ) c cross join lateral (
            select id from unit where path = c.path and valid_from < ?
            union all
            select unit_id from unit_past where path = c.path and valid_from < ? and valid_to >= ?
        ) t order by c.path
        """,
        asked.within().path(),
        asked.within().path(),
        asked.within().path().length() + 1,
        asked.within().path(),
        after == null ? "" : after,
        fetch,
        end,
        end,
        end);
    return sql.list(Part.class, statement);
  }

  List<Enrolled> units(Asked asked, Boolean guided, String after, int fetch) {
    var statement = placed(asked).add("select id, path, guided from covered where path > ?", after);
    if (guided != null) {
      statement.add(" and guided = ?", guided);
    }
    statement.add(" order by path limit ?", fetch);
    return sql.list(Enrolled.class, statement);
  }

  long count(Asked asked, Boolean guided) {
    var statement = placed(asked).add("select count(*) from (select 1 from covered where true");
    if (guided != null) {
      statement.add(" and guided = ?", guided);
    }
    statement.add(" limit ?) as counted", Count.LIMIT + 1);
    return sql.list(Long.class, statement).get(0);
  }
}
