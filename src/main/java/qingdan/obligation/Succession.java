package qingdan.obligation;

import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import qingdan.shared.Sql;
import qingdan.unit.UnitEnded;

/** Rules that name a unit that closes name its successor, before anyone follows them. */
@ApplicationScoped
class Succession {

  /** The successor runs the campaign by then. */
  private static final int AFTER_CAMPAIGNS = 2400;

  /** Tables whose rows have rules that are followed. */
  private static final List<String> FOLLOWED =
      List.of("guidance_group", "guidance_note", "milestone", "visit_plan");

  private final Sql sql;

  Succession(Sql sql) {
    this.sql = sql;
  }

  void handOver(@Observes @Priority(AFTER_CAMPAIGNS) UnitEnded ended) {
    if (ended.successor() == null) {
      return;
    }
    for (var table : FOLLOWED) {
      sql.run(
          """
          update %s r set part_id = ?2, version = r.version + 1 from campaign c
          where r.part_id = ?1 and c.id = r.campaign_id and c.status <> 'CLOSED'
          """
              .formatted(table),
          ended.unit(),
          ended.successor());
    }
  }
}
