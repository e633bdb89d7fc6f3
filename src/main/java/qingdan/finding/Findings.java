package qingdan.finding;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Caller;
import qingdan.access.Subtree;
import qingdan.problem.Assignment;
import qingdan.problem.Severity;
import qingdan.problem.Sight;
import qingdan.problem.Source;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** The findings of the inspections and visits that the caller sees. */
@ApplicationScoped
class Findings {

  private static final String FROM =
      """
       from finding f left join inspection i on i.id = f.inspection_id left join inspection_round r on r.id = i.round_id
          left join visit v on v.id = f.visit_id left join visit_plan p on p.id = v.plan_id
          join unit u on u.id = coalesce(i.unit_id, v.unit_id)
      where\s""";

  private static final String SELECT =
      """
      select f.id, f.inspection_id, f.visit_id, f.number, coalesce(i.campaign_id, v.campaign_id),
          coalesce(r.batch_id, p.batch_id), i.round_id, u.id as unit_id, u.path, u.code, u.name, u.kind, u.tier,
          coalesce(i.inspected_on, v.visited_on), v.group_id is not null, f.title, f.description, f.category,
          cast(f.fields as text), f.severity, f.status, f.problem_id, f.reason, f.decided_at
      """
          + FROM;

  private final Sql sql;
  private final Inspections inspections;
  private final NewFindings newFindings;
  private final Sight sight;
  private final Assignment assignment;
  private final Caller caller;
  private final Clock clock;

  Findings(
      Sql sql,
      Inspections inspections,
      NewFindings newFindings,
      Sight sight,
      Assignment assignment,
      Caller caller,
      Clock clock) {
    this.sql = sql;
    this.inspections = inspections;
    this.newFindings = newFindings;
    this.sight = sight;
    this.assignment = assignment;
    this.caller = caller;
    this.clock = clock;
  }

  Finding visible(String id) {
    return find(Ids.parse(id)).orElseThrow(Refusal::notFound);
  }

  private Optional<Finding> find(UUID id) {
    if (id == null) {
      return Optional.empty();
    }
    var statement = new Sql.Statement(SELECT);
    seen(statement);
    statement.add(" and f.id = ?", id);
    return sql.list(Finding.class, statement).stream().findFirst();
  }

  /** Of what the caller sees of inspections, and of visits to units whose work it reads. */
  private void seen(Sql.Statement statement) {
    statement.add("f.id in (select s.id from finding s where ");
    inspections.seen(statement, "s.inspection_id");
    statement.add(
        """
        \sunion all select s.id from finding s join visit y on y.id = s.visit_id and y.withdrawn_at is null
            join unit w on w.id = y.unit_id where\s""");
    Subtree.within(statement, "w.path", sight.readable());
    statement.add(")");
  }

  /** Visible, and locked for a decision; what is read is what the winner of a race left. */
  Finding locked(UUID id) {
    sql.list(UUID.class, "select id from finding where id = ?1 for no key update", id);
    return visible(id.toString());
  }

  List<Finding> list(FindingQuery query, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT);
    where(statement, query);
    if (after != null) {
      statement.add(" and f.id > ?", UUID.fromString(after.get(0)));
    }
    statement.add(" order by f.id limit ?", fetch);
    return sql.list(Finding.class, statement);
  }

  long count(FindingQuery query) {
    var statement = new Sql.Statement("select 1" + FROM);
    where(statement, query);
    return sql.count(statement);
  }

  private void where(Sql.Statement statement, FindingQuery query) {
    seen(statement);
    inspections.within(statement, query.round, query.unit);
    var status = Lists.oneOf("status", query.status, FindingStatus.class);
    statement
        .andEqual("f.inspection_id", Ids.parameter("inspection", query.inspection))
        .andEqual("f.visit_id", Ids.parameter("visit", query.visit))
        .andEqual("f.status", status == null ? null : status.name());
  }

  void accept(Finding finding, AcceptFinding request) {
    var batch = request.batch() == null ? finding.batchId() : request.batch();
    if (batch == null) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/batch", "required");
    }
    var problem =
        assignment.find(
            new Assignment.Given(
                finding.campaignId(),
                batch,
                request.task(),
                openSuccessor(finding.unitId()).toString(),
                finding.title(),
                finding.description(),
                request.category() == null ? finding.category() : request.category(),
                request.fields() == null ? newFindings.fields(finding.fields()) : request.fields(),
                Severity.valueOf(finding.severity()),
                finding.byGroup() ? Source.GUIDANCE : Source.INSPECTION,
                finding.visitId()));
    decide(finding, FindingStatus.ACCEPTED, problem, null);
  }

  /** Of a unit that has closed, whoever goes on for it now; where nobody does, the unit itself. */
  private UUID openSuccessor(UUID unit) {
    return sql.one(
            UUID.class,
            """
            with recursive line as (
                select id, closed_at, successor_id from unit where id = ?1
                union
                select s.id, s.closed_at, s.successor_id from line l join unit s on s.id = l.successor_id
                where l.closed_at is not null
            )
            select id from line where closed_at is null
            """,
            unit)
        .orElse(unit);
  }

  void reject(Finding finding, String reason) {
    decide(finding, FindingStatus.REJECTED, null, reason);
  }

  private void decide(Finding finding, FindingStatus status, UUID problem, String reason) {
    sql.run(
        """
        update finding set status = ?2, problem_id = cast(?3 as uuid), reason = ?4, decided_at = ?5, decided_by = ?6
        where id = ?1
        """,
        finding.id(),
        status.name(),
        Ids.text(problem),
        reason,
        clock.instant(),
        caller.accountId());
  }

  FindingView view(Finding finding) {
    return new FindingView(
        finding.id(),
        finding.inspectionId(),
        finding.visitId(),
        finding.number(),
        finding.roundId(),
        finding.unit(),
        finding.inspectedOn(),
        finding.title(),
        finding.description(),
        finding.category(),
        newFindings.fields(finding.fields()),
        Severity.valueOf(finding.severity()),
        finding.status(),
        finding.problemId(),
        finding.reason(),
        finding.decidedAt());
  }
}
