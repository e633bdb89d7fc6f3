package qingdan.guidance;

import qingdan.obligation.EnrolledCoverage;
import qingdan.shared.Sql;

/**
 * Which enrolled units have a group, of their own or of a unit above them: by the groups and their
 * units of the day. It begins with the units that are asked about, which may be few.
 */
final class GuidanceCoverage {

  private GuidanceCoverage() {}

  static void add(Sql.Statement statement, EnrolledCoverage.Asked asked) {
    statement.add(
        """
        , line as materialized (
            select p.id, l.path from placed p cross join lateral unnest(path_line(p.path)) as l (path)
        ), held as materialized (
            select distinct l.path from (select distinct path from line) l
            cross join lateral (
                select id from unit where path = l.path and valid_from < ?
                union all
                select unit_id from unit_past where path = l.path and valid_from < ? and valid_to >= ?
            ) t
            join guidance_unit a on a.unit_id = t.id join guidance_group g on g.id = a.group_id
            where g.campaign_id = ? and ? between g.starts_on and coalesce(g.ends_on, 'infinity')
                and a.valid_from < ? and (a.valid_to is null or a.valid_to >= ?)
        ), guided as materialized (
            select distinct l.id from line l join held h on h.path = l.path
        ), covered as materialized (
            select p.id, p.path, g.id is not null as is_covered from placed p left join guided g on g.id = p.id
        )
        """,
        asked.end(),
        asked.end(),
        asked.end(),
        asked.campaign(),
        asked.day(),
        asked.end(),
        asked.end());
  }
}
