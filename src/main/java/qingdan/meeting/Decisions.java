package qingdan.meeting;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Caller;
import qingdan.problem.ProblemStatus;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.Ids;
import qingdan.shared.Lists;
import qingdan.shared.Sql;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** What meetings decided, with what became of it. */
@ApplicationScoped
class Decisions {

  @RegisterForReflection
  record Decision(
      UUID id,
      UUID meetingId,
      int number,
      String title,
      UUID problemId,
      UUID unitId,
      String unitCode,
      String unitName,
      String unitKind,
      String unitTier,
      String problemStatus,
      LocalDate dueOn,
      LocalDate deadline,
      boolean overdue,
      Instant decidedAt) {

    List<String> key() {
      return List.of(Integer.toString(number));
    }

    DecisionView view() {
      return new DecisionView(
          id,
          meetingId,
          number,
          title,
          problemId,
          new DirectoryEntry(
              unitId, unitCode, unitName, UnitKind.valueOf(unitKind), Tier.valueOf(unitTier)),
          ProblemStatus.valueOf(problemStatus),
          dueOn,
          deadline,
          overdue,
          decidedAt);
    }

    Changed made(String officePath) {
      Map<String, Object> fields = new TreeMap<>();
      fields.put("meeting", meetingId);
      fields.put("number", number);
      fields.put("problem", problemId);
      fields.put("dueOn", dueOn);
      return new Changed("decision", id, "decision.made", List.of(officePath), null, fields);
    }
  }

  private static final int SHOWN = 50;

  private static final String FROM =
      """
       from decision d join meeting m on m.id = d.meeting_id join meeting_series s on s.id = m.series_id
          join campaign c on c.id = s.campaign_id join problem p on p.id = d.problem_id
          join unit u on u.id = coalesce(p.responsible_id, p.unit_id)
      where\s""";

  private static final String SELECT =
      """
      select d.id, d.meeting_id, d.number, d.title, d.problem_id, u.id as unit_id, u.code, u.name, u.kind, u.tier,
          p.status, d.due_on, nullif(p.deadline, 'infinity') as deadline,
          p.closed_at is null and p.status not in ('REPORTED', 'RESOLVED')
              and p.deadline < cast(cast(? as timestamptz) at time zone c.time_zone as date) as overdue,
          d.decided_at
      """
          + FROM;

  private static final String OPEN =
      "m.series_id = ? and d.decided_at <= ? and (p.closed_at is null or p.closed_at > ?)";

  private final Sql sql;
  private final Caller caller;
  private final Clock clock;

  Decisions(Sql sql, Caller caller, Clock clock) {
    this.sql = sql;
    this.caller = caller;
    this.clock = clock;
  }

  List<Decision> list(UUID meeting, DecisionQuery query, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT, clock.instant()).add("d.meeting_id = ?", meeting);
    open(statement, query);
    if (after != null) {
      statement.add(" and d.number > ?", Integer.valueOf(after.get(0)));
    }
    statement.add(" order by d.number limit ?", fetch);
    return sql.list(Decision.class, statement);
  }

  long count(UUID meeting, DecisionQuery query) {
    var statement =
        new Sql.Statement("select count(*) from (select 1" + FROM).add("d.meeting_id = ?", meeting);
    open(statement, query);
    statement.add(" limit ?) as counted", Count.LIMIT + 1);
    return sql.list(Long.class, statement).get(0);
  }

  /** Of all meetings of a series, at a moment; the earliest due first. */
  Briefing.OpenDecisions open(UUID series, Instant moment) {
    var statement =
        new Sql.Statement(SELECT, moment)
            .add(OPEN, series, moment, moment)
            .add(" order by d.due_on nulls last, d.id limit ?", SHOWN);
    var count = new Sql.Statement("select count(*)" + FROM).add(OPEN, series, moment, moment);
    return new Briefing.OpenDecisions(
        sql.list(Long.class, count).get(0),
        sql.list(Decision.class, statement).stream().map(Decision::view).toList());
  }

  private static void open(Sql.Statement statement, DecisionQuery query) {
    var open = Lists.bool("open", query.open);
    if (open != null) {
      statement.add(" and p.closed_at is " + (open ? "null" : "not null"));
    }
  }

  /** Of a meeting that is locked: numbers follow one another. */
  Decision insert(UUID meeting, Decide request, UUID problem) {
    var id = Ids.next();
    sql.run(
        """
        insert into decision (id, meeting_id, number, title, problem_id, due_on, decided_at, decided_by)
        select ?1, ?2, coalesce(max(number), 0) + 1, ?3, ?4, cast(?5 as date), ?6, ?7 from decision where meeting_id = ?2
        """,
        id,
        meeting,
        request.title(),
        problem,
        request.dueOn() == null ? null : request.dueOn().toString(),
        clock.instant(),
        caller.accountId());
    var statement = new Sql.Statement(SELECT, clock.instant()).add("d.id = ?", id);
    return sql.list(Decision.class, statement).get(0);
  }
}
