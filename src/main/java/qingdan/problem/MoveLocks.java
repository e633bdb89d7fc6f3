package qingdan.problem;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.campaign.CampaignLock;
import qingdan.shared.Sql;

/**
 * What many moves in one transaction lock, taken before the first of them: by kind as a single move
 * does, and each kind in the order of ids. In the order of the moves two requests could wait for
 * each other.
 */
@ApplicationScoped
class MoveLocks {

  /** The campaigns of problems, lists and batches, in the order in which many are locked. */
  private static final String CAMPAIGNS =
      """
      select campaign_id from problem where id = any(?1)
      union
      select campaign_id from problem_list where id = any(?2)
      union
      select campaign_id from batch where id = any(?3)
      order by 1
      """;

  /** A move that is asked for, and its body. */
  record Asked(Move move, UUID problem, Object body) {}

  private final Sql sql;
  private final Problems problems;
  private final ProblemLists lists;
  private final Escalations escalations;

  MoveLocks(Sql sql, Problems problems, ProblemLists lists, Escalations escalations) {
    this.sql = sql;
    this.problems = problems;
    this.lists = lists;
    this.escalations = escalations;
  }

  void take(List<Asked> all) {
    var moved = new HashSet<UUID>();
    var listed = new HashSet<UUID>();
    var ended = new HashSet<UUID>();
    var named = new HashSet<UUID>();
    var batches = new HashSet<UUID>();
    var links = false;
    for (var asked : all) {
      moved.add(asked.problem());
      switch (asked.move()) {
        case REPORT -> {
          var report = (ReportProblem) asked.body();
          named.add(report.list());
          batches.add(report.finding() == null ? null : report.finding().batch());
        }
        case RECUR -> named.add(((ReportRecurrence) asked.body()).list());
        case CLAIM -> {
          var root = ((ClaimProblem) asked.body()).root();
          moved.add(root);
          links |= root != null;
        }
        case LINK -> {
          moved.addAll(((LinkSymptoms) asked.body()).problems());
          links = true;
        }
        default -> {}
      }
      switch (asked.move()) {
        case CONFIRM, RECUR -> listed.add(asked.problem());
        case DISMISS -> {
          listed.add(asked.problem());
          ended.add(asked.problem());
        }
        case CLOSE -> ended.add(asked.problem());
        default -> {}
      }
    }
    var campaigns = sql.list(UUID.class, CAMPAIGNS, array(moved), array(named), array(batches));
    if (links) {
      campaigns.forEach(escalations::lockLinks);
    }
    campaigns.forEach(campaign -> sql.one(String.class, CampaignLock.SHARED, campaign.toString()));
    lists.lockAll(array(named), array(listed));
    problems.lockAll(array(moved), array(ended));
  }

  private static UUID[] array(Set<UUID> ids) {
    return ids.stream().filter(Objects::nonNull).toArray(UUID[]::new);
  }
}
