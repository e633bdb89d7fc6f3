package qingdan.inspection;

import java.util.UUID;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.campaign.CampaignBounds;
import qingdan.change.HandOver;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.UnitEnded;

/** What becomes of the rounds of a drawing office that closes: they are its successor's. */
@ApplicationScoped
class Succession {

  /** The successor runs the campaign by then. */
  private static final int AFTER_CAMPAIGNS = 2450;

  /** Closed ones too: whoever reads what the office found there reads on. */
  private static final HandOver.Taken OFFICES =
      new HandOver.Taken(
          "round",
          "round.handed-over",
          "office",
          """
          update inspection_round r set office_id = ?2, version = r.version + 1 from campaign c
          where r.office_id = ?1 and c.id = r.campaign_id and c.status <> 'CLOSED'
          """,
          "r.id",
          "r.status in ('STARTED', 'CLOSED')");

  /** From what is drawn is fixed once it is committed to. */
  private static final HandOver.Taken PARTS =
      new HandOver.Taken(
          "round",
          "round.rule-handed-over",
          "rule.unit",
          "update inspection_round set part_id = ?2, version = version + 1 where part_id = ?1 and status = 'PREPARED'",
          "id",
          "false");

  @RegisterForReflection
  record Unfinished(UUID id, String status) {}

  private final Sql sql;
  private final HandOver handOver;
  private final CampaignBounds bounds;

  Succession(Sql sql, HandOver handOver, CampaignBounds bounds) {
    this.sql = sql;
    this.handOver = handOver;
    this.bounds = bounds;
  }

  void handOver(@Observes @Priority(AFTER_CAMPAIGNS) UnitEnded ended) {
    var unfinished =
        sql.list(
            Unfinished.class,
            """
            select r.id, r.status from inspection_round r join campaign c on c.id = r.campaign_id
            where r.office_id = ?1 and r.status <> 'CLOSED' and c.status <> 'CLOSED' order by r.id for no key update of r
            """,
            ended.unit());
    if (ended.successor() != null) {
      bounds.require(
          ended,
          "select campaign_id from inspection_round where id = any(?4)",
          (Object) unfinished.stream().map(Unfinished::id).toArray(UUID[]::new));
      requireOneWaits(ended);
      take(OFFICES, ended);
      take(PARTS, ended);
      return;
    }
    // a refusal would tell of those that have not started
    long started =
        unfinished.stream()
            .filter(round -> round.status().equals(RoundStatus.STARTED.name()))
            .count();
    if (started > 0) {
      throw new Refusal(ErrorCode.UNIT_HAS_WORK, started);
    }
  }

  private void take(HandOver.Taken taken, UnitEnded ended) {
    handOver.take(taken, ended.unit(), ended.successor(), ended.successorPath());
  }

  /** An office has one draw that waits: neither of two may go unseen. */
  private void requireOneWaits(UnitEnded ended) {
    long both =
        sql.one(
                Long.class,
                """
                select count(*) from inspection_round o join inspection_round s on s.campaign_id = o.campaign_id
                where o.office_id = ?1 and s.office_id = ?2 and o.status in ('COMMITTED', 'DRAWN')
                    and s.status in ('COMMITTED', 'DRAWN')
                """,
                ended.unit(),
                ended.successor())
            .orElseThrow();
    if (both > 0) {
      throw new Refusal(ErrorCode.UNIT_HAS_WORK, both);
    }
  }
}
