package qingdan.contact;

import qingdan.obligation.EnrolledCoverage;
import qingdan.shared.Sql;

/**
 * Which enrolled units a leader keeps in touch with: by a contact of their own, which is with no
 * unit below, or of a sector.
 */
final class ContactCoverage {

  private ContactCoverage() {}

  static void add(Sql.Statement statement, EnrolledCoverage.Asked asked) {
    statement.add(
        "select t.path, t.path || '!' as until, cast(null as text) as sector from contact k join");
    EnrolledCoverage.there(statement, asked);
    statement.add(
        """
        on t.id = k.unit_id
        where k.campaign_id = ? and ? between k.starts_on and coalesce(k.ends_on, 'infinity')
        union all
        select t.path, left(t.path, -1) || '0', k.sector from contact k
        """,
        asked.campaign(),
        asked.day());
    EnrolledCoverage.place(statement, "k.base_id", asked);
    statement.add(
        """
        where k.campaign_id = ? and k.sector is not null and ? between k.starts_on and coalesce(k.ends_on, 'infinity')
            and (starts_with(t.path, ?) or starts_with(?, t.path))
        """,
        asked.campaign(),
        asked.day(),
        asked.within().path(),
        asked.within().path());
  }
}
