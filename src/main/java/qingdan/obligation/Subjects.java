package qingdan.obligation;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.campaign.CampaignLock;
import qingdan.shared.Sql;

/** The rows of what units owe something of: each table has a campaign, and perhaps a batch. */
@ApplicationScoped
public class Subjects {

  private static final String UNDER_WAY =
      """
      select s.id from %s s join campaign c on c.id = s.campaign_id left join batch b on b.id = s.batch_id
      where c.status <> 'CLOSED' and b.status is distinct from 'CLOSED'
      """;

  private final Sql sql;

  Subjects(Sql sql) {
    this.sql = sql;
  }

  /** Kept as it is until the transaction ends, with its campaign and batch. */
  public void keep(String table, UUID id) {
    lock(table, id, "share");
  }

  /** Locked for a change, or to follow its cohort: one does it at a time. */
  public void lock(String table, UUID id) {
    lock(table, id, "no key update");
  }

  private void lock(String table, UUID id, String strength) {
    if (id == null) {
      return;
    }
    sql.one(String.class, CampaignLock.SHARED_BY.formatted(table), id);
    sql.list(
        UUID.class,
        "select s.id from %s s join campaign c on c.id = s.campaign_id where s.id = ?1 for %s of s for share of c"
            .formatted(table, strength),
        id);
    sql.list(
        UUID.class,
        "select b.id from batch b join %s s on s.batch_id = b.id where s.id = ?1 for share of b"
            .formatted(table),
        id);
  }

  public List<UUID> of(String table, UUID batch) {
    return sql.list(
        UUID.class, "select id from %s where batch_id = ?1 order by id".formatted(table), batch);
  }

  /** Those that go on. */
  public List<UUID> underWay(String table) {
    return sql.list(UUID.class, UNDER_WAY.formatted(table) + " order by s.id");
  }

  /**
   * Those that go on and units may owe: they stand in the campaign's part of the tree, or owe it.
   */
  public List<UUID> underWay(String table, List<UUID> units) {
    return sql.list(
        UUID.class,
        UNDER_WAY.formatted(table)
            + """
             and (c.top_unit_id in (
                    select a.id
                    from unit u cross join lateral unnest(path_line(u.path)) as line join unit a on a.path = line
                    where u.id = any(?1))
                or s.id in (select subject_id from obligation where unit_id = any(?1) and released_at is null))
            order by s.id
            """,
        (Object) units.toArray(UUID[]::new));
  }
}
