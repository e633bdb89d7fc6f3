package qingdan.guidance;

import qingdan.obligation.EnrolledCoverage;
import qingdan.shared.Sql;

/**
 * Which enrolled units have a group, of their own or of a unit above them: by the groups and their
 * units of the day.
 */
final class GuidanceCoverage {

  private GuidanceCoverage() {}

  static void add(Sql.Statement statement, EnrolledCoverage.Asked asked) {
    statement.add(
        """
        , held as materialized (
            select distinct t.path from guidance_group g join guidance_unit a on a.group_id = g.id
        """);
    EnrolledCoverage.place(statement, "a.unit_id", asked);
    statement.add(
        """
        where g.campaign_id = ? and ? between g.starts_on and coalesce(g.ends_on, 'infinity')
            and a.valid_from < ? and (a.valid_to is null or a.valid_to >= ?)
        ), covered as materialized (
            select p.id, p.path,
                exists (select from unnest(path_line(p.path)) as line join held h on h.path = line) as is_covered
            from placed p
        )
        """,
        asked.campaign(),
        asked.day(),
        asked.end(),
        asked.end());
  }
}
