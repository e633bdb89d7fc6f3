package qingdan.contact;

import qingdan.obligation.EnrolledCoverage;
import qingdan.shared.Sql;

/** Which enrolled units a leader keeps in touch with: by a contact of their own, or of a sector. */
final class ContactCoverage {

  private ContactCoverage() {}

  static void add(Sql.Statement statement, EnrolledCoverage.Asked asked) {
    statement.add(
        """
        , sectors as materialized (
            select k.sector, t.path as base from contact k
        """);
    EnrolledCoverage.place(statement, "k.base_id", asked);
    statement.add(
        """
        where k.campaign_id = ? and k.sector is not null and ? between k.starts_on and coalesce(k.ends_on, 'infinity')
        ), covered as materialized (
            select p.id, p.path, exists (
                    select from contact k where k.unit_id = p.id and k.campaign_id = ?
                        and ? between k.starts_on and coalesce(k.ends_on, 'infinity'))
                or exists (select from sectors h where h.sector = p.sector and starts_with(p.path, h.base)) as is_covered
            from placed p
        )
        """,
        asked.campaign(),
        asked.day(),
        asked.campaign(),
        asked.day());
  }
}
