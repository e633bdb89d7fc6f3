package qingdan.problem;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;

import qingdan.access.Caller;
import qingdan.campaign.CampaignLock;
import qingdan.change.ChangeLog;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.RequestId;
import qingdan.shared.Sql;
import qingdan.unit.UnitEnded;
import qingdan.unit.UnitEnds;
import qingdan.unit.UnitMoves;

/**
 * What a unit leaves behind of problems: its successor takes the lists that are not closed with all
 * that stands on them, and every part that the unit has in open problems elsewhere.
 */
@ApplicationScoped
class Succession {

  /** Who runs a campaign on is settled before whose problems it has. */
  private static final int AFTER_CAMPAIGNS = 2000;

  /** Each is a part in something unfinished; {@code ?1} is the unit. */
  private static final String PARTS =
      """
      select campaign_id, null as problem from problem_list where unit_id = ?1 and status <> 'CLOSED'
      union all
      select campaign_id, id from problem where closed_at is null and unit_id = ?1
      union all
      select campaign_id, id from problem where closed_at is null and responsible_id = ?1
      union all
      select campaign_id, id from problem where closed_at is null and escalated_to_id = ?1
      union all
      select campaign_id, id from problem where closed_at is null and escalated_from_id = ?1
      union all
      select p.campaign_id, p.id from problem_joint j join problem p on p.id = j.problem_id
      where j.unit_id = ?1 and p.closed_at is null
      union all
      select p.campaign_id, p.id from problem_measure m join problem p on p.id = m.problem_id
      where m.unit_id = ?1 and m.state = 'OPEN' and p.closed_at is null
      """;

  /** What a change of hands may change of a problem, and who is told of it. */
  private static final String PROBLEMS =
      """
      select p.id, p.version, jsonb_build_object(
              'unit', p.unit_id, 'list', p.list_id, 'responsibleUnit', p.responsible_id, 'escalatedTo', p.escalated_to_id,
              'escalatedFrom', p.escalated_from_id, 'holder', p.holder_id,
              'jointUnits', (select jsonb_agg(j.unit_id order by j.unit_id) from problem_joint j where j.problem_id = p.id),
              'measures', (
                  select jsonb_object_agg(m.id, m.unit_id) from problem_measure m
                  where m.problem_id = p.id and m.state = 'OPEN')) as told,
      """
          + Problem.PATHS
          + """
          as paths
      from problem p
      """;

  /** The same of a list. */
  private static final String LISTS =
      """
      select l.id, l.version, jsonb_build_object('unit', l.unit_id, 'status', l.status) as told, array[u.path] as paths
      from problem_list l join unit u on u.id = l.unit_id
      """;

  /** What differs between {@code was} and {@code now}, told to whoever sees one of them. */
  private static final String DIFFERENCE =
      """
      cross join lateral (
          select coalesce(jsonb_object_agg(field, was.told -> field), '{}') as before,
              coalesce(jsonb_object_agg(field, now.told -> field), '{}') as after
          from jsonb_object_keys(was.told) as field
          where was.told -> field is distinct from now.told -> field) as difference
      cross join lateral (select array_agg(distinct path) as paths from unnest(was.paths || now.paths) as path) as told
      """;

  private final Sql sql;
  private final ChangeLog changes;
  private final Caller caller;
  private final CurrentVertxRequest request;
  private final Clock clock;

  Succession(Sql sql, ChangeLog changes, Caller caller, CurrentVertxRequest request, Clock clock) {
    this.sql = sql;
    this.changes = changes;
    this.caller = caller;
    this.request = request;
    this.clock = clock;
  }

  /**
   * The counties and provinces of problems follow their units: see the trigger on unit. What is not
   * finished does not leave its campaign, where alone it is judged.
   */
  void holdWork(@Observes UnitMoves moves) {
    lock(
        """
        select c.id from campaign c join unit t on t.id = c.top_unit_id
        where starts_with(?1, t.path) or starts_with(t.path, ?1) order by 1
        """,
        moves.path());
    var left =
        sql.list(
            UUID.class,
            """
            select c.id from campaign c join unit t on t.id = c.top_unit_id
            where c.status <> 'CLOSED' and starts_with(?1, t.path) and t.path <> ?1 and not starts_with(?2, t.path)
            """,
            moves.path(),
            moves.below());
    if (!left.isEmpty() && hasWork(moves.path(), left)) {
      throw new Refusal(ErrorCode.MOVE_OUT_OF_CAMPAIGN);
    }
  }

  private boolean hasWork(String path, List<UUID> campaigns) {
    return sql.one(
            Boolean.class,
            "select exists (select from unit u cross join lateral ("
                + PARTS.replace("?1", "u.id")
                + """
                ) as parts
                where u.path >= ?1 and u.path < left(?1, -1) || '0' and parts.campaign_id = any(?2))
                """,
            path,
            campaigns.toArray(UUID[]::new))
        .orElseThrow();
  }

  void stopWork(@Observes UnitEnds ends) {
    lock("select distinct campaign_id from (" + PARTS + ") as parts order by 1", ends.unit());
  }

  private void lock(String campaigns, Object of) {
    for (var campaign : sql.list(UUID.class, campaigns, of)) {
      sql.one(String.class, CampaignLock.ALONE, campaign.toString());
    }
  }

  void handOver(@Observes @Priority(AFTER_CAMPAIGNS) UnitEnded ended) {
    long left =
        sql.one(Long.class, "select count(*) from (" + PARTS + ") as parts", ended.unit())
            .orElseThrow();
    if (left == 0) {
      return;
    }
    if (ended.successor() == null) {
      throw new Refusal(ErrorCode.UNIT_HAS_WORK, left);
    }
    requireInTheSameCampaigns(ended);
    remember(ended);
    mergeLists(ended);
    takeParts(ended);
    tell(ended);
  }

  private void requireInTheSameCampaigns(UnitEnded ended) {
    boolean outside =
        sql.one(
                Boolean.class,
                "select exists (select from ("
                    + PARTS
                    + """
                    ) as parts join campaign c on c.id = parts.campaign_id join unit t on t.id = c.top_unit_id
                    where not starts_with(?2, t.path))
                    """,
                ended.unit(),
                ended.successorPath())
            .orElseThrow();
    if (outside) {
      throw new Refusal(ErrorCode.SUCCESSOR_OUTSIDE_CAMPAIGN);
    }
  }

  /** Everything that the successor takes, as it was. */
  private void remember(UnitEnded ended) {
    sql.run(
        "create temporary table handed_problem on commit drop as "
            + PROBLEMS
            + "where p.id in (select problem from ("
            + PARTS
            + """
            ) as parts union select f.id from problem f join problem_list l on l.id = f.list_id
            where l.unit_id = ?1 and l.status <> 'CLOSED'
            union select s.id from problem s join problem f on f.id = s.root_id join problem_list l on l.id = f.list_id
            where l.unit_id = ?1 and l.status <> 'CLOSED')
            """,
        ended.unit());
    sql.run(
        "create temporary table handed_list on commit drop as "
            + LISTS
            + """
            where l.unit_id = ?1 and l.status <> 'CLOSED'
                or l.unit_id = ?2 and exists (
                    select from problem_list o
                    where o.unit_id = ?1 and o.status <> 'CLOSED' and o.batch_id = l.batch_id
                        and o.task_id is not distinct from l.task_id)
            """,
        ended.unit(),
        ended.successor());
  }

  private void tell(UnitEnded ended) {
    // measures and joint units stand beside the row, but are shown with it
    sql.run(
        """
        update problem p set version = p.version + 1, changed_at = ?1 from handed_problem was
        where p.id = was.id and p.version = was.version
        """,
        clock.instant());
    log(
        "'problem', was.id, 'problem.handed-over'",
        "from handed_problem was cross join lateral (" + PROBLEMS + "where p.id = was.id) as now ");
    log(
        """
        'problemList', was.id, case
            when difference.after ->> 'unit' is not null then 'problem-list.handed-over'
            when now.told ->> 'status' = 'CLOSED' then 'problem-list.closed'
            when was.told ->> 'status' = 'CLOSED' then 'problem-list.reopened'
            else 'problem-list.edited' end
        """,
        "from handed_list was cross join lateral ("
            + LISTS
            + "where l.id = was.id and l.version <> was.version) as now ");
    sql.run("drop table handed_problem, handed_list");
  }

  private void log(String what, String from) {
    changes.writeAll(
        "select cast(?1 as timestamptz), "
            + what
            + ", told.paths, difference.before, difference.after, cast(?2 as uuid), ?3 "
            + from
            + DIFFERENCE,
        clock.instant(),
        caller.accountId(),
        RequestId.of(request.getCurrent()));
  }

  /** Where the successor has a list of the same batch and task, the problems go to that one. */
  private void mergeLists(UnitEnded ended) {
    sql.run(
        """
        update problem p set list_id = s.id, unit_id = ?2, county_id = county_of(?3), province_id = province_of(?3),
            version = p.version + 1, changed_at = ?4
        from problem_list o, problem_list s
        where p.list_id = o.id and o.unit_id = ?1 and o.status <> 'CLOSED' and s.unit_id = ?2
            and s.batch_id = o.batch_id and s.task_id is not distinct from o.task_id
        """,
        ended.unit(),
        ended.successor(),
        ended.successorPath(),
        clock.instant());
    sql.run(
        """
        update problem_list s set version = s.version + 1, closed_at = null,
            status = case when s.status = 'CLOSED' then 'APPROVED' else s.status end
        from problem_list o
        where o.unit_id = ?1 and o.status <> 'CLOSED' and s.unit_id = ?2 and s.batch_id = o.batch_id
            and s.task_id is not distinct from o.task_id
            and exists (select from problem p where p.list_id = s.id and p.closed_at is null)
        """,
        ended.unit(),
        ended.successor());
    sql.run(
        """
        update problem_list o set status = 'CLOSED', closed_at = ?3, version = version + 1
        where o.unit_id = ?1 and o.status <> 'CLOSED' and exists (
            select from problem_list s
            where s.unit_id = ?2 and s.batch_id = o.batch_id and s.task_id is not distinct from o.task_id)
        """,
        ended.unit(),
        ended.successor(),
        clock.instant());
    sql.run(
        """
        update problem p set unit_id = ?2, county_id = county_of(?3), province_id = province_of(?3), version = p.version + 1,
            changed_at = ?4
        from problem_list o where p.list_id = o.id and o.unit_id = ?1 and o.status <> 'CLOSED'
        """,
        ended.unit(),
        ended.successor(),
        ended.successorPath(),
        clock.instant());
    sql.run(
        "update problem_list set unit_id = ?2, version = version + 1 where unit_id = ?1 and status <> 'CLOSED'",
        ended.unit(),
        ended.successor());
  }

  private void takeParts(UnitEnded ended) {
    for (var part : new String[] {"responsible_id", "escalated_to_id", "escalated_from_id"}) {
      sql.run(
          "update problem set "
              + part
              + " = ?2, version = version + 1, changed_at = ?3 where "
              + part
              + " = ?1 and closed_at is null",
          ended.unit(),
          ended.successor(),
          clock.instant());
    }
    // final ones too: who holds a symptom is the unit of its root
    sql.run(
        """
        update problem p set holder_id = ?2, version = p.version + 1, changed_at = ?3 from problem r
        where r.id = p.root_id and r.unit_id = ?2 and p.holder_id = ?1
        """,
        ended.unit(),
        ended.successor(),
        clock.instant());
    sql.run(
        """
        update problem_measure m set unit_id = ?2 from problem p
        where p.id = m.problem_id and m.unit_id = ?1 and m.state = 'OPEN' and p.closed_at is null
        """,
        ended.unit(),
        ended.successor());
    sql.run(
        """
        insert into problem_joint (problem_id, unit_id)
        select p.id, ?2 from problem_joint j join problem p on p.id = j.problem_id
        where j.unit_id = ?1 and p.closed_at is null and p.responsible_id is distinct from ?2
        on conflict do nothing
        """,
        ended.unit(),
        ended.successor());
    sql.run(
        """
        delete from problem_joint j using problem p
        where p.id = j.problem_id and p.closed_at is null and (j.unit_id = ?1 or j.unit_id = p.responsible_id)
            and (j.unit_id = ?1 or j.unit_id = ?2)
        """,
        ended.unit(),
        ended.successor());
  }
}
