package qingdan.problem;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A list as it stands in the table, with the places that decide who may do what with it. */
@RegisterForReflection
record ProblemList(
    UUID id,
    int version,
    UUID campaignId,
    UUID batchId,
    UUID taskId,
    UUID unitId,
    String statusName,
    String aims,
    String steps,
    String leadPerson,
    String statement,
    String returnedFor,
    Instant createdAt,
    UUID createdBy,
    Instant submittedAt,
    UUID submittedBy,
    Instant approvedAt,
    Instant closedAt,
    String unitPath,
    String topPath) {

  static final String SELECT =
      """
      select l.id, l.version, l.campaign_id, l.batch_id, l.task_id, l.unit_id, l.status, l.aims, l.steps, l.lead_person,
          l.statement, l.returned_for, l.created_at, l.created_by, l.submitted_at, l.submitted_by, l.approved_at,
          l.closed_at, u.path, t.path as top_path
      from problem_list l
      join unit u on u.id = l.unit_id
      join campaign c on c.id = l.campaign_id
      join unit t on t.id = c.top_unit_id
      where\s""";

  ListStatus status() {
    return ListStatus.valueOf(statusName);
  }

  /** The nearest unit above that belongs to the campaign, or null. */
  String supervisingPath() {
    return Problem.ancestors(unitPath, topPath).stream().findFirst().orElse(null);
  }

  Map<String, Object> told() {
    var told = new TreeMap<String, Object>();
    told.put("status", statusName);
    told.put("batch", batchId);
    told.put("task", taskId);
    told.put("unit", unitId);
    told.put("aims", aims);
    told.put("steps", steps);
    told.put("leadPerson", leadPerson);
    told.put("statement", statement);
    told.put("returnedFor", returnedFor);
    return told;
  }

  List<String> key() {
    return List.of(unitPath, id.toString());
  }
}
