package qingdan.campaign;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.change.ChangeLog;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** The batches of the campaigns that the caller sees. */
@ApplicationScoped
public class Batches {

  private static final String SELECT =
      """
      select b.id, b.version, b.campaign_id, t.path, c.time_zone, c.status as campaign_status, b.name, b.starts_on,
          b.ends_on, b.status, b.created_at
      from batch b join campaign c on c.id = b.campaign_id join unit t on t.id = c.top_unit_id
      where\s""";

  private final Sql sql;
  private final Scope scope;
  private final ChangeLog changes;
  private final Clock clock;

  Batches(Sql sql, Scope scope, ChangeLog changes, Clock clock) {
    this.sql = sql;
    this.scope = scope;
    this.changes = changes;
    this.clock = clock;
  }

  Batch visible(String id) {
    return found(id, "");
  }

  /** Named in a query: 404 for what is not visible. */
  public Batch seen(UUID id) {
    return found(id.toString(), "");
  }

  /** Named in a body: visible, and kept as it is until the transaction ends. */
  public Batch named(String pointer, UUID id) {
    try {
      return kept(id.toString());
    } catch (Refusal notVisible) {
      throw Refusal.unknownReference(pointer);
    }
  }

  /** Named in a body: visible, and kept from every change, of its cohort too. */
  public Batch held(String pointer, UUID id) {
    try {
      return locked(id.toString());
    } catch (Refusal notVisible) {
      throw Refusal.unknownReference(pointer);
    }
  }

  /**
   * The same, of the campaign, and not over: nobody enrols between the look at a cohort and the
   * commit.
   */
  public void holdOf(Campaign campaign, String pointer, UUID id) {
    if (id == null) {
      return;
    }
    var batch = held(pointer, id);
    if (!batch.campaignId().equals(campaign.id())) {
      throw Refusal.unknownReference(pointer);
    }
    batch.requireNotClosed();
  }

  /** Seen by the caller, who supervises its campaign. */
  public Batch supervised(String id) {
    var batch = visible(id);
    scope.requireSupervisor(batch.topPath());
    return batch;
  }

  /** Visible, and kept as it is until the transaction ends. */
  Batch kept(String id) {
    return found(id, " for share of b for share of c");
  }

  /** Visible, and locked for a change. */
  Batch locked(String id) {
    return found(id, " for update of b for share of c");
  }

  private Batch found(String id, String lock) {
    var known = Ids.parse(id);
    return (known == null
            ? Optional.<Batch>empty()
            : sql.one(Batch.class, SELECT + "b.id = ?1" + lock, known))
        .filter(batch -> scope.meets(batch.topPath()))
        .orElseThrow(Refusal::notFound);
  }

  List<Batch> list(UUID campaign, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT + "b.campaign_id = ?", campaign);
    statement.earliestFirst("b.starts_on", "b.id", after, fetch);
    return sql.list(Batch.class, statement);
  }

  long count(UUID campaign) {
    return sql.one(Long.class, "select count(*) from batch where campaign_id = ?1", campaign)
        .orElseThrow();
  }

  long open(UUID campaign) {
    return sql.one(
            Long.class,
            "select count(*) from batch where campaign_id = ?1 and status = 'OPEN'",
            campaign)
        .orElseThrow();
  }

  /**
   * Closes a batch and opens another one of the same campaign in its place, where they are not that
   * already; both are locked. For work that goes on after the request, so it is told who asked.
   */
  public void succeed(UUID closing, UUID opening, UUID account, String requestId) {
    sql.list(
        UUID.class,
        "select id from batch where id = any(?1) order by id for no key update",
        (Object) new UUID[] {closing, opening});
    var from = row(closing);
    var to = row(opening);
    if (!from.campaignId().equals(to.campaignId())) {
      throw Refusal.notFound();
    }
    to.requireNotClosed();
    if (from.phase() == Phase.PLANNED) {
      throw new Refusal(ErrorCode.BATCH_NOT_OPEN, from.name());
    }
    to.requireNext(Phase.OPEN);
    var changing =
        sql.list(
            UUID.class,
            """
            update batch set version = version + 1, status = case when id = ?1 then 'CLOSED' else 'OPEN' end
            where id = ?1 and status = 'OPEN' or id = ?2 and status = 'PLANNED'
            returning id
            """,
            closing,
            opening);
    changes.writeAll(
        """
        select cast(?1 as timestamptz), 'batch', b.id, 'batch.changed', array[t.path],
            jsonb_build_object('status', case when b.id = cast(?2 as uuid) then 'OPEN' else 'PLANNED' end),
            jsonb_build_object('status', b.status), cast(?3 as uuid), ?4
        from batch b join campaign c on c.id = b.campaign_id join unit t on t.id = c.top_unit_id
        where b.id = any(?5)
        """,
        clock.instant(),
        closing,
        account,
        requestId,
        (Object) changing.toArray(UUID[]::new));
  }

  private Batch row(UUID id) {
    return sql.one(Batch.class, SELECT + "b.id = ?1", id).orElseThrow(Refusal::notFound);
  }

  void insert(UUID id, UUID campaign, BatchPatch fields, Instant now) {
    sql.run(
        """
        insert into batch (id, campaign_id, name, starts_on, ends_on, status, created_at)
        values (?1, ?2, ?3, ?4, cast(?5 as date), ?6, ?7)
        """,
        id,
        campaign,
        fields.name(),
        fields.startsOn(),
        fields.endsOn() == null ? null : fields.endsOn().toString(),
        fields.status().name(),
        now);
  }

  void update(UUID id, BatchPatch fields) {
    sql.run(
        """
        update batch set version = version + 1, name = ?2, starts_on = ?3, ends_on = cast(?4 as date), status = ?5
        where id = ?1
        """,
        id,
        fields.name(),
        fields.startsOn(),
        fields.endsOn() == null ? null : fields.endsOn().toString(),
        fields.status().name());
  }
}
