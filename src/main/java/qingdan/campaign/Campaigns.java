package qingdan.campaign;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Place;
import qingdan.access.Subtree;
import qingdan.shared.Characters;
import qingdan.shared.Ids;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** The campaigns that the caller sees. */
@ApplicationScoped
public class Campaigns {

  private static final String SELECT =
      """
      select c.id, c.version, c.name, c.top_unit_id, t.path, t.code, t.name as top_name, t.kind, t.tier, c.time_zone,
          c.starts_on, c.ends_on, c.description, c.status, array_to_string(c.labels, chr(10)) as label_lines, c.escalate_after, c.created_at
      from campaign c join unit t on t.id = c.top_unit_id
      where\s""";

  private final Sql sql;
  private final Scope scope;

  Campaigns(Sql sql, Scope scope) {
    this.sql = sql;
    this.scope = scope;
  }

  public Campaign visible(String id) {
    return found(id, "");
  }

  /** Visible, and kept as it is until the transaction ends. */
  public Campaign kept(String id) {
    return found(id, " for share of c");
  }

  /** Named in a body: visible, and kept as it is until the transaction ends. */
  public Campaign named(String pointer, UUID id) {
    try {
      return kept(id.toString());
    } catch (Refusal notVisible) {
      throw Refusal.unknownReference(pointer);
    }
  }

  /** Visible, and locked for a change. */
  Campaign locked(String id) {
    return found(id, " for update of c");
  }

  private Campaign found(String id, String lock) {
    var known = Ids.parse(id);
    return (known == null
            ? Optional.<Campaign>empty()
            : sql.one(Campaign.class, SELECT + "c.id = ?1" + lock, known))
        .filter(campaign -> scope.meets(campaign.topPath()))
        .orElseThrow(Refusal::notFound);
  }

  List<Campaign> list(CampaignQuery query, Place unit, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT);
    where(statement, query, unit);
    statement.earliestFirst("c.starts_on", "c.id", after, fetch);
    return sql.list(Campaign.class, statement);
  }

  long count(CampaignQuery query, Place unit) {
    var statement = new Sql.Statement(SELECT);
    where(statement, query, unit);
    return sql.count(statement);
  }

  private void where(Sql.Statement statement, CampaignQuery query, Place unit) {
    scope.meets(statement, "t.path");
    var status = Lists.oneOf("status", query.status, Phase.class);
    if (status != null) {
      statement.add(" and c.status = ?", status.name());
    }
    if (unit != null) {
      statement.add(" and ");
      Subtree.within(statement, "t.path", List.of(new Subtree(unit.path())));
    }
    if (query.q != null) {
      statement.add(" and position(lower(?) in lower(c.name)) > 0", Characters.normal(query.q));
    }
  }

  void insert(UUID id, UUID topUnit, CampaignPatch fields, java.time.Instant now) {
    sql.run(
        """
        insert into campaign (id, top_unit_id, name, time_zone, starts_on, ends_on, description, status, created_at,
            labels, escalate_after)
        values (?1, ?2, ?3, ?4, ?5, cast(?6 as date), ?7, ?8, ?9, ?10, cast(?11 as int))
        """,
        id,
        topUnit,
        fields.name(),
        fields.timeZone(),
        fields.startsOn(),
        text(fields.endsOn()),
        fields.description(),
        fields.status().name(),
        now,
        fields.labels().toArray(String[]::new),
        fields.escalateAfter() == null ? null : fields.escalateAfter().toString());
  }

  void update(Campaign campaign, CampaignPatch fields) {
    sql.run(
        """
        update campaign set version = version + 1, name = ?2, time_zone = ?3, starts_on = ?4, ends_on = cast(?5 as date),
            description = ?6, status = ?7, labels = ?8, escalate_after = cast(?9 as int)
        where id = ?1
        """,
        campaign.id(),
        fields.name(),
        fields.timeZone(),
        fields.startsOn(),
        text(fields.endsOn()),
        fields.description(),
        fields.status().name(),
        fields.labels().toArray(String[]::new),
        fields.escalateAfter() == null ? null : fields.escalateAfter().toString());
  }

  /**
   * Whether days of its zone have been counted: what refers to it cannot come while it is locked.
   */
  boolean isCounted(Campaign campaign) {
    return sql.one(
            Boolean.class,
            """
            select exists (select from ledger_cell where campaign_id = ?1) or exists (select from ledger_posting where campaign_id = ?1)
            """,
            campaign.id())
        .orElseThrow();
  }

  private static String text(LocalDate day) {
    return day == null ? null : day.toString();
  }
}
