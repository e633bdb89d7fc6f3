package qingdan.finding;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import qingdan.access.Caller;
import qingdan.problem.Assignment;
import qingdan.problem.Severity;
import qingdan.problem.Source;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** The findings of the inspections that the caller sees. */
@ApplicationScoped
class Findings {

  private static final String FROM =
      " from finding f join "
          + Inspections.JOINS.replace("inspection i ", "inspection i on i.id = f.inspection_id ")
          + " where ";

  private static final String SELECT =
      """
      select f.id, f.inspection_id, f.number, i.campaign_id, r.batch_id, i.round_id, i.unit_id, u.path, u.code, u.name,
          u.kind, u.tier, i.inspected_on, f.title, f.description, f.category, cast(f.fields as text), f.severity, f.status,
          f.problem_id, f.reason, f.decided_at
      """
          + FROM;

  private final Sql sql;
  private final Inspections inspections;
  private final Assignment assignment;
  private final Caller caller;
  private final ObjectMapper json;
  private final Clock clock;

  Findings(
      Sql sql,
      Inspections inspections,
      Assignment assignment,
      Caller caller,
      ObjectMapper json,
      Clock clock) {
    this.sql = sql;
    this.inspections = inspections;
    this.assignment = assignment;
    this.caller = caller;
    this.json = json;
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
    inspections.seen(statement, "f.inspection_id");
    statement.add(" and f.id = ?", id);
    return sql.list(Finding.class, statement).stream().findFirst();
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
    inspections.within(statement, "f.inspection_id", query.round, query.unit);
    var status = Lists.oneOf("status", query.status, FindingStatus.class);
    statement
        .andEqual("f.inspection_id", Ids.parameter("inspection", query.inspection))
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
                request.fields() == null ? fields(finding) : request.fields(),
                Severity.valueOf(finding.severity()),
                Source.INSPECTION));
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

  private Map<String, Object> fields(Finding finding) {
    try {
      return json.readValue(finding.fields(), new TypeReference<>() {});
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  FindingView view(Finding finding) {
    return new FindingView(
        finding.id(),
        finding.inspectionId(),
        finding.number(),
        finding.roundId(),
        finding.unit(),
        finding.inspectedOn(),
        finding.title(),
        finding.description(),
        finding.category(),
        fields(finding),
        Severity.valueOf(finding.severity()),
        finding.status(),
        finding.problemId(),
        finding.reason(),
        finding.decidedAt());
  }
}
