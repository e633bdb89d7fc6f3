package qingdan.problem;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.util.RawValue;
import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Subtree;

/** A problem as it stands in the table, with the places that decide who may do what with it. */
@RegisterForReflection
record Problem(
    UUID id,
    int version,
    UUID campaignId,
    UUID batchId,
    UUID taskId,
    UUID listId,
    UUID unitId,
    String title,
    String description,
    String manifestation,
    String category,
    String fields,
    String severity,
    String source,
    String labels,
    UUID initiatingId,
    boolean finding,
    UUID responsibleId,
    String responsiblePerson,
    String responsibleOffice,
    LocalDate firstDeadline,
    LocalDate deadline,
    String statusName,
    String statusBefore,
    UUID escalatedToId,
    UUID escalatedFromId,
    Instant escalatedAt,
    String escalationGround,
    String escalationTier,
    String escalationReason,
    UUID rootId,
    UUID holderId,
    Instant claimedAt,
    UUID recurrenceOf,
    UUID visitId,
    String dismissedAs,
    UUID duplicateOf,
    LocalDate extensionTo,
    String extensionReason,
    UUID extensionBy,
    Instant reportedAt,
    UUID reportedBy,
    Instant confirmedAt,
    Instant resolvedAt,
    UUID resolvedBy,
    Instant closedAt,
    String listStatus,
    String timeZone,
    String topPath,
    String unitPath,
    String responsiblePath,
    String escalatedToPath,
    String escalatedFromPath,
    String holderPath,
    String joint) {

  static final String COLUMNS =
      """
      p.id, p.version, p.campaign_id, p.batch_id, p.task_id, p.list_id, p.unit_id, p.title, p.description, p.manifestation,
      p.category, cast(p.fields as text), p.severity, p.source, cast(to_jsonb(p.labels) as text), p.initiating_id, p.finding,
      p.responsible_id, p.responsible_person, p.responsible_office, p.first_deadline, nullif(p.deadline, 'infinity'),
      p.status, p.status_before, p.escalated_to_id, p.escalated_from_id, p.escalated_at, p.escalation_ground,
      p.escalation_tier, p.escalation_reason, p.root_id, p.holder_id, p.claimed_at, p.recurrence_of, p.visit_id, p.dismissed_as,
      p.duplicate_of, p.extension_to, p.extension_reason, p.extension_by, p.reported_at, p.reported_by, p.confirmed_at,
      p.resolved_at, p.resolved_by, p.closed_at, l.status as list_status, c.time_zone, t.path as top_path,
      u.path as unit_path, r.path as responsible_path, et.path as to_path, ef.path as from_path, h.path as holder_path,
      (select string_agg(cast(j.unit_id as text) || ' ' || ju.path, ',' order by j.unit_id)
       from problem_joint j join unit ju on ju.id = j.unit_id where j.problem_id = p.id) as joint
      """;

  static final String JOINS =
      """
      join problem_list l on l.id = p.list_id
      join campaign c on c.id = p.campaign_id
      join unit t on t.id = c.top_unit_id
      join unit u on u.id = p.unit_id
      left join unit r on r.id = p.responsible_id
      left join unit et on et.id = p.escalated_to_id
      left join unit ef on ef.id = p.escalated_from_id
      left join unit h on h.id = p.holder_id
      """;

  /** {@link #paths()} of a row {@code p}. */
  static final String PATHS =
      """
      array(
          select seen.path from unit seen
          where seen.id = any(array[p.unit_id, p.responsible_id, p.escalated_to_id]
              || array(select j.unit_id from problem_joint j where j.problem_id = p.id)))
      """;

  /** A unit that works on the problem beside the responsible one. */
  record Joint(UUID id, String path) {}

  ProblemStatus status() {
    return ProblemStatus.valueOf(statusName);
  }

  LocalDate today(Clock clock) {
    return LocalDate.ofInstant(clock.instant(), ZoneId.of(timeZone));
  }

  boolean isOverdue(LocalDate today) {
    return status().isOpen()
        && status() != ProblemStatus.RESOLVED
        && deadline != null
        && today.isAfter(deadline);
  }

  List<Joint> joints() {
    return joint == null
        ? List.of()
        : Arrays.stream(joint.split(","))
            .map(text -> new Joint(UUID.fromString(text.substring(0, 36)), text.substring(37)))
            .toList();
  }

  /** Where it is seen from: its own unit, and every unit that has a part in it. */
  List<String> paths() {
    var paths = new ArrayList<>(List.of(unitPath));
    Stream.of(responsiblePath, escalatedToPath).filter(Objects::nonNull).forEach(paths::add);
    joints().forEach(unit -> paths.add(unit.path()));
    return paths.stream().distinct().toList();
  }

  /** The units above its own that belong to the campaign, the nearest first. */
  List<String> ancestors() {
    return ancestors(unitPath, topPath);
  }

  static List<String> ancestors(String unitPath, String topPath) {
    var above = new ArrayList<>(new Subtree(unitPath).above());
    above.removeIf(path -> !path.startsWith(topPath));
    Collections.reverse(above);
    return above;
  }

  /**
   * Whose path it is that supervises, or null where no unit is left to: neither the responsible
   * unit nor one below it, which would have to judge its own superior.
   */
  String supervisingPath() {
    return ancestors().stream()
        .filter(path -> responsiblePath == null || !path.startsWith(responsiblePath))
        .findFirst()
        .orElse(null);
  }

  /** What others are told of it when it changes. */
  Map<String, Object> told() {
    var told = new TreeMap<String, Object>();
    told.put("status", statusName);
    told.put("batch", batchId);
    told.put("task", taskId);
    told.put("list", listId);
    told.put("unit", unitId);
    told.put("title", title);
    told.put("description", description);
    told.put("manifestation", manifestation);
    told.put("category", category);
    told.put("fields", new RawValue(fields));
    told.put("severity", severity);
    told.put("source", source);
    told.put("labels", new RawValue(labels));
    told.put("initiatingOffice", initiatingId);
    told.put("responsibleUnit", responsibleId);
    told.put("responsiblePerson", responsiblePerson);
    told.put("responsibleOffice", responsibleOffice);
    told.put("jointUnits", joints().stream().map(Joint::id).toList());
    told.put("firstDeadline", firstDeadline);
    told.put("deadline", deadline);
    told.put("escalatedTo", escalatedToId);
    told.put("root", rootId);
    told.put("holder", holderId);
    told.put("dismissedAs", dismissedAs);
    told.put("duplicateOf", duplicateOf);
    told.put("extensionTo", extensionTo);
    told.put("recurrenceOf", recurrenceOf);
    told.put("visit", visitId);
    return told;
  }
}
