package qingdan.obligation;

import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import qingdan.change.HandOver;
import qingdan.unit.UnitEnded;

/** Rules that name a unit that closes name its successor, before anyone follows them. */
@ApplicationScoped
class Succession {

  /** The successor runs the campaign by then. */
  private static final int AFTER_CAMPAIGNS = 2400;

  /** What has rules that are followed. */
  private static final List<HandOver.Taken> FOLLOWED =
      List.of(
          ruled("guidance_group", "guidanceGroup", "guidance-group"),
          ruled("guidance_note", "guidanceNote", "guidance-note"),
          ruled("milestone", "milestone", "milestone"),
          ruled("visit_plan", "visitPlan", "visit-plan"));

  private final HandOver handOver;

  Succession(HandOver handOver) {
    this.handOver = handOver;
  }

  private static HandOver.Taken ruled(String table, String entity, String fact) {
    return new HandOver.Taken(
        entity,
        fact + ".rule-handed-over",
        "rule.unit",
        """
        update %s r set part_id = ?2, version = r.version + 1 from campaign c
        where r.part_id = ?1 and c.id = r.campaign_id and c.status <> 'CLOSED'
        """
            .formatted(table),
        "r.id");
  }

  void handOver(@Observes @Priority(AFTER_CAMPAIGNS) UnitEnded ended) {
    if (ended.successor() == null) {
      return;
    }
    for (var taken : FOLLOWED) {
      handOver.take(taken, ended.unit(), ended.successor(), ended.successorPath());
    }
  }
}
