package qingdan.statistics;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.campaign.CampaignLock;
import qingdan.job.JobRun;
import qingdan.job.JobWork;
import qingdan.ledger.Folding;
import qingdan.shared.Sql;

/**
 * Writes the books of problems anew from the rows and their history, and sets those of targets and
 * of what units owe right from the rows; all writers wait. It is folded before anybody reads it,
 * for what has not been folded counts where its unit stands now.
 */
@ApplicationScoped
class Rebuild implements JobWork {

  static final String TYPE = "LEDGER_REBUILD";

  private final Sql sql;
  private final Folding folding;
  private final Clock clock;

  Rebuild(Sql sql, Folding folding, Clock clock) {
    this.sql = sql;
    this.folding = folding;
    this.clock = clock;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Map<String, Long> run(JobRun run) {
    for (var campaign : sql.list(UUID.class, "select id from campaign order by id")) {
      sql.one(String.class, CampaignLock.ALONE, campaign.toString());
    }
    run.progress(JobRun.Step.WRITING, 0);
    sql.one(String.class, "select cast(ledger_rebuild() as text)");
    sql.one(String.class, "select cast(ledger_place_links() as text)");
    sql.one(
        String.class,
        "select cast(ledger_set_right(cast(?1 as timestamptz)) as text)",
        clock.instant().toString());
    var postings = folding.all();
    run.progress(JobRun.Step.WRITING, run.rows());
    return Map.of("postings", postings);
  }
}
