package qingdan.problem;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.shared.Evidence;
import qingdan.shared.EvidenceType;
import qingdan.shared.Sql;
import qingdan.unit.Directory;

/** What problems and lists leave behind: changes in the change log, and the reports of units. */
@ApplicationScoped
class Trail {

  static final String PROBLEM = "problem";
  static final String LIST = "problemList";

  @RegisterForReflection
  record Change(long id, Instant at, String type, String actor, String before, String after) {}

  @RegisterForReflection
  record Report(UUID id, UUID unitId, UUID measureId, String text, Instant reportedAt) {

    List<String> key() {
      return List.of(reportedAt.toString(), id.toString());
    }
  }

  @RegisterForReflection
  record Shown(
      UUID reportId, String type, LocalDate day, String reference, String fileName, String digest) {

    Evidence evidence() {
      return new Evidence(EvidenceType.valueOf(type), day, reference, fileName, digest);
    }
  }

  /** Fields that name other problems. */
  private static final Set<String> OTHERS =
      Set.of("root", "duplicateOf", "recurrenceOf", "symptoms");

  private final Sql sql;
  private final Directory directory;
  private final Problems problems;
  private final ObjectMapper json;

  Trail(Sql sql, Directory directory, Problems problems, ObjectMapper json) {
    this.sql = sql;
    this.directory = directory;
    this.problems = problems;
    this.json = json;
  }

  /** The oldest first; {@code entity} as the change log names it. */
  List<Change> changes(String entity, UUID id, List<String> after, int fetch) {
    return sql.list(
        Change.class,
        """
        select c.id, c.at, c.type, a.display_name, cast(c.before as text), cast(c.after as text)
        from change c left join account a on a.id = c.actor_id
        where c.entity_id = ?1 and c.entity = ?2 and c.id > ?3
        order by c.id limit ?4
        """,
        id,
        entity,
        after == null ? 0L : Long.parseLong(after.get(0)),
        fetch);
  }

  long countChanges(String entity, UUID id) {
    return sql.one(
            Long.class,
            "select count(*) from change where entity_id = ?1 and entity = ?2",
            id,
            entity)
        .orElseThrow();
  }

  /** Other problems are named to those who see them. */
  Function<Change, HistoryView> entries(List<Change> changes) {
    var named =
        changes.stream()
            .flatMap(change -> Stream.of(change.before(), change.after()))
            .map(this::fields)
            .flatMap(Trail::problemsIn)
            .collect(Collectors.toSet());
    var seen = problems.seen(named).stream().map(UUID::toString).collect(Collectors.toSet());
    return change -> {
      var before = seenOf(fields(change.before()), seen);
      return new HistoryView(
          change.at(),
          change.type(),
          change.actor(),
          before.isEmpty() ? null : before,
          seenOf(fields(change.after()), seen));
    };
  }

  private static Stream<UUID> problemsIn(Map<String, Object> fields) {
    return OTHERS.stream()
        .map(fields::get)
        .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.ofNullable(value))
        .map(value -> UUID.fromString(value.toString()));
  }

  private static Map<String, Object> seenOf(Map<String, Object> fields, Set<String> seen) {
    for (var name : OTHERS) {
      fields.computeIfPresent(
          name,
          (key, value) ->
              value instanceof List<?> list
                  ? list.stream().filter(seen::contains).toList()
                  : seen.contains(value) ? value : null);
    }
    return fields;
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> fields(String text) {
    try {
      return text == null ? new TreeMap<>() : json.readValue(text, TreeMap.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  List<Report> reports(UUID problem, List<String> after, int fetch) {
    var statement =
        new Sql.Statement(
            """
            select id, unit_id, measure_id, text, reported_at from problem_report where problem_id = ?
            """,
            problem);
    if (after != null) {
      statement.add(
          " and (reported_at, id) > (?, ?)",
          Instant.parse(after.get(0)),
          UUID.fromString(after.get(1)));
    }
    statement.add(" order by reported_at, id limit ?", fetch);
    return sql.list(Report.class, statement);
  }

  long countReports(UUID problem) {
    return sql.one(Long.class, "select count(*) from problem_report where problem_id = ?1", problem)
        .orElseThrow();
  }

  Function<Report, ReportView> views(List<Report> reports) {
    var units = directory.of(reports.stream().map(Report::unitId).distinct().toList());
    var evidence =
        sql
            .list(
                Shown.class,
                """
                select report_id, type, day, reference, file_name, digest from problem_evidence
                where report_id = any(?1) order by id
                """,
                (Object) reports.stream().map(Report::id).toArray(UUID[]::new))
            .stream()
            .collect(
                Collectors.groupingBy(
                    Shown::reportId, Collectors.mapping(Shown::evidence, Collectors.toList())));
    return report ->
        new ReportView(
            report.id(),
            units.get(report.unitId()),
            report.measureId(),
            report.text(),
            report.reportedAt(),
            evidence.getOrDefault(report.id(), List.of()));
  }
}
