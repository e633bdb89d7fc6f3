package qingdan.problem;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.HeldRoles;
import qingdan.access.Role;
import qingdan.campaign.BatchEnd;
import qingdan.campaign.Batches;
import qingdan.campaign.CampaignLock;
import qingdan.campaign.GoesOn;
import qingdan.campaign.Terms;
import qingdan.change.ChangeLog;
import qingdan.job.JobRun;
import qingdan.job.JobWork;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/**
 * Closes a batch and opens the next with all that is not finished: problems keep their ids, their
 * history and their clocks. Lists go along unless nothing is left to do on them. Tasks belong to
 * the campaign and stay as they are; so do groups, contacts and series of meetings, whose terms are
 * made longer where they would end with the batch.
 */
@ApplicationScoped
class CarryOver implements JobWork {

  static final String TYPE = "CARRY_OVER";
  static final String FROM = "from";
  static final String TO = "to";

  private static final String UNFINISHED = "from problem where batch_id = ?1 and closed_at is null";
  private static final String LISTS =
      """
      from problem_list l where l.batch_id = ?1 and l.status <> 'CLOSED'
          and not exists (
              select from problem_list s where s.batch_id = ?2 and s.unit_id = l.unit_id
                  and s.task_id is not distinct from l.task_id)
          and (l.status <> 'APPROVED' or exists (select from problem p where p.list_id = l.id and p.closed_at is null))
      """;

  @RegisterForReflection
  record Counted(String status, long problems) {}

  @RegisterForReflection
  record Place(UUID campaign, String topPath) {}

  private final Sql sql;
  private final Batches batches;
  private final List<GoesOn> others;
  private final Terms terms;
  private final HeldRoles roles;
  private final ChangeLog changes;
  private final Clock clock;

  CarryOver(
      Sql sql,
      Batches batches,
      @All List<GoesOn> others,
      Terms terms,
      HeldRoles roles,
      ChangeLog changes,
      Clock clock) {
    this.sql = sql;
    this.batches = batches;
    this.others = others;
    this.terms = terms;
    this.roles = roles;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public String type() {
    return TYPE;
  }

  long rows(UUID batch) {
    return sql.one(Long.class, "select count(*) " + UNFINISHED, batch).orElseThrow();
  }

  @Override
  public Map<String, Long> run(JobRun run) {
    var from = UUID.fromString(run.parameters().get(FROM));
    var to = UUID.fromString(run.parameters().get(TO));
    var place = place(from);
    if (roles.where(run.account(), Role.SUPERVISOR).stream()
        .noneMatch(subtree -> subtree.contains(place.topPath()))) {
      throw new Refusal(ErrorCode.ROLE_MISSING, Role.SUPERVISOR);
    }
    var end = terms.end(from, to, run.account(), run.requestId());
    if (run.dryRun()) {
      return foreseen(end);
    }
    sql.one(String.class, CampaignLock.ALONE, place.campaign().toString());
    batches.succeed(from, to, run.account(), run.requestId());
    var moved = foreseen(end);
    run.progress(JobRun.Step.WRITING, 0);
    // where the unit has a list of the same task in the next batch already, that one takes the
    // problems
    sql.run(
        """
        update problem p set list_id = s.id
        from problem_list o, problem_list s
        where p.batch_id = ?1 and p.closed_at is null and o.id = p.list_id and s.batch_id = ?2 and s.unit_id = o.unit_id
            and s.task_id is not distinct from o.task_id
        """,
        from,
        to);
    reopen(run, from, to);
    logLists(run, from, to);
    // lists first: which of them go along is told by the problems that have not gone yet
    sql.run(
        "update problem_list l set version = version + 1, batch_id = ?2 where id in (select l.id "
            + LISTS
            + ")",
        from,
        to);
    logged(run, from, to);
    sql.run(
        "insert into problem_carried (problem_id, from_batch_id, to_batch_id, carried_at) select id, ?1, ?2, ?3 "
            + UNFINISHED,
        from,
        to,
        clock.instant());
    sql.run(
        """
        update problem set version = version + 1, batch_id = ?2, carried_from = carried_from || ?1, changed_at = ?3
        where batch_id = ?1 and closed_at is null
        """,
        from,
        to,
        clock.instant());
    others.forEach(other -> other.prolong(end));
    run.progress(JobRun.Step.WRITING, run.rows());
    return moved;
  }

  /** Where a closed list takes something that is not finished, it is open again. */
  private void reopen(JobRun run, UUID from, UUID to) {
    var takes =
        """
        problem_list s where s.batch_id = cast(?2 as uuid) and exists (
            select from problem p where p.list_id = s.id and p.batch_id = cast(?1 as uuid) and p.closed_at is null)
        """;
    changes.writeAll(
        """
        select cast(?3 as timestamptz), 'problemList', s.id,
            case when s.status = 'CLOSED' then 'problem-list.reopened' else 'problem-list.edited' end,
            array[(select path from unit where id = s.unit_id)],
            case when s.status = 'CLOSED' then jsonb_build_object('status', s.status) end,
            case when s.status = 'CLOSED' then jsonb_build_object('status', 'APPROVED') else '{}' end,
            cast(?4 as uuid), ?5 from\s"""
            + takes,
        from,
        to,
        clock.instant(),
        run.account(),
        run.requestId());
    sql.run(
        """
        update problem_list set version = version + 1, closed_at = null,
            status = case when status = 'CLOSED' then 'APPROVED' else status end
        where id in (select s.id from\s"""
            + takes
            + ")",
        from,
        to);
  }

  private void logLists(JobRun run, UUID from, UUID to) {
    changes.writeAll(
        """
        select cast(?3 as timestamptz), 'problemList', l.id, 'problem-list.carried-over', array[u.path],
            jsonb_build_object('batch', cast(?1 as uuid)),
            jsonb_build_object('batch', cast(?2 as uuid)), cast(?4 as uuid), ?5
        from problem_list l join unit u on u.id = l.unit_id where l.id in (select l.id
        """
            + LISTS.replace("?1", "cast(?1 as uuid)").replace("?2", "cast(?2 as uuid)")
            + ")",
        from,
        to,
        clock.instant(),
        run.account(),
        run.requestId());
  }

  private void logged(JobRun run, UUID from, UUID to) {
    changes.writeAll(
        """
        select cast(?3 as timestamptz), 'problem', p.id, 'problem.carried-over',
        """
            + Problem.PATHS
            + """
            , jsonb_build_object('batch', cast(?1 as uuid)),
            jsonb_build_object('batch', cast(?2 as uuid)), cast(?4 as uuid), ?5
        from problem p where p.batch_id = cast(?1 as uuid) and p.closed_at is null
        """,
        from,
        to,
        clock.instant(),
        run.account(),
        run.requestId());
  }

  /** What moves: lists, problems by their status, and what else goes on. */
  private Map<String, Long> foreseen(BatchEnd end) {
    var counts = new TreeMap<String, Long>();
    others.forEach(other -> counts.putAll(other.foreseen(end)));
    counts.put(
        "lists",
        sql.one(Long.class, "select count(*) " + LISTS, end.batch(), end.next()).orElseThrow());
    counts.put("problems", rows(end.batch()));
    sql.list(
            Counted.class,
            "select status, count(*) " + UNFINISHED + " group by status",
            end.batch())
        .forEach(row -> counts.put("problems." + row.status(), row.problems()));
    return counts;
  }

  private Place place(UUID batch) {
    return sql.one(
            Place.class,
            """
            select c.id, t.path from batch b join campaign c on c.id = b.campaign_id join unit t on t.id = c.top_unit_id
            where b.id = ?1
            """,
            batch)
        .orElseThrow(Refusal::notFound);
  }
}
