package qingdan.contact;

import qingdan.obligation.EnrolledCoverage;
import qingdan.shared.Sql;

/** Which enrolled units a leader keeps in touch with: by a contact of their own, or of a sector. */
final class ContactCoverage {

  private ContactCoverage() {}

  static void add(Sql.Statement statement, EnrolledCoverage.Asked asked) {
    statement.add(
        """
        , direct as materialized (
            select unit_id from contact
            where campaign_id = ? and unit_id is not null and ? between starts_on and coalesce(ends_on, 'infinity')
        ), sectors as materialized (
            select k.sector, t.path as base from contact k
        """,
        asked.campaign(),
        asked.day());
    EnrolledCoverage.place(statement, "k.base_id", asked);
    statement.add(
        """
        where k.campaign_id = ? and k.sector is not null and ? between k.starts_on and coalesce(k.ends_on, 'infinity')
        ), covered as materialized (
            select p.id, p.path, p.id in (select unit_id from direct)
                or exists (select from sectors h where h.sector = p.sector and starts_with(p.path, h.base)) as is_covered
            from placed p
        )
        """,
        asked.campaign(),
        asked.day());
  }
}
