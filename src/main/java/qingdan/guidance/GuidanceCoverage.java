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
        "select t.path, left(t.path, -1) || '0' as until, cast(null as text) as sector from");
    EnrolledCoverage.there(statement, asked);
    statement.add(
        """
        join guidance_unit a on a.unit_id = t.id join guidance_group g on g.id = a.group_id
        where g.campaign_id = ? and ? between g.starts_on and coalesce(g.ends_on, 'infinity')
            and a.valid_from < ? and (a.valid_to is null or a.valid_to >= ?)
        """,
        asked.campaign(),
        asked.day(),
        asked.end(),
        asked.end());
  }
}
