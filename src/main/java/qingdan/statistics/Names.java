package qingdan.statistics;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.shared.Sql;

/** Tasks and batches of a campaign in their order. */
@ApplicationScoped
class Names {

  /** A task is common where the top unit of the campaign has set it. */
  @RegisterForReflection
  record Task(UUID id, String name, UUID lead, boolean common) {

    String origin() {
      return common ? "COMMON" : "LOCAL";
    }
  }

  @RegisterForReflection
  record Batch(UUID id, String name) {}

  private final Sql sql;

  Names(Sql sql) {
    this.sql = sql;
  }

  List<Task> tasks(Frame.Campaign campaign, List<UUID> ids) {
    return sql.list(
        Task.class,
        "select id, name, lead_unit_id, owner_id = ?1 from task where id = any(?2) order by position, name, id",
        campaign.topUnit(),
        ids.toArray(UUID[]::new));
  }

  /** Another one after every change of a task, of which unit leads it, and of that unit. */
  String version(Frame.Campaign campaign) {
    return sql.one(
            String.class,
            """
            select cast(coalesce(sum(hashtextextended(concat_ws(' ', t.id, t.version, u.id, u.version), 0)), 0) as text)
            from task t left join unit u on u.id = t.lead_unit_id where t.campaign_id = ?1
            """,
            campaign.id())
        .orElseThrow();
  }

  List<Batch> batches(Frame.Campaign campaign) {
    return sql.list(
        Batch.class,
        "select id, name from batch where campaign_id = ?1 order by starts_on, id",
        campaign.id());
  }
}
