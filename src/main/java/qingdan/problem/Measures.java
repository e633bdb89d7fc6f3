package qingdan.problem;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.shared.Evidence;
import qingdan.shared.Ids;
import qingdan.shared.Sql;

/** The measures of problems, and what is reported of them. */
@ApplicationScoped
class Measures {

  @RegisterForReflection
  record Row(
      UUID id,
      UUID problemId,
      UUID unitId,
      String unitPath,
      String title,
      LocalDate deadline,
      String stateName,
      String droppedFor,
      Instant doneAt) {

    MeasureState state() {
      return MeasureState.valueOf(stateName);
    }
  }

  /** A measure of a plan, its unit found. */
  record Planned(UUID id, UUID unit, String title, LocalDate deadline) {}

  private static final String SELECT =
      """
      select m.id, m.problem_id, m.unit_id, u.path, m.title, m.deadline, m.state, m.dropped_for, m.done_at
      from problem_measure m join unit u on u.id = m.unit_id
      where\s""";

  private final Sql sql;
  private final Clock clock;

  Measures(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  List<Row> of(UUID problem) {
    return sql.list(Row.class, SELECT + "m.problem_id = ?1 order by m.deadline, m.id", problem);
  }

  List<Row> of(Collection<UUID> problems) {
    return sql.list(
        Row.class,
        SELECT + "m.problem_id = any(?1) order by m.deadline, m.id",
        (Object) problems.toArray(UUID[]::new));
  }

  /** Before work starts a plan may be replaced as a whole. */
  void replace(UUID problem, List<Planned> plan) {
    sql.run("delete from problem_measure where problem_id = ?1", problem);
    for (var measure : plan) {
      sql.run(
          """
          insert into problem_measure (id, problem_id, unit_id, title, deadline, state, created_at)
          values (?1, ?2, ?3, ?4, ?5, 'OPEN', ?6)
          """,
          measure.id(),
          problem,
          measure.unit(),
          measure.title(),
          measure.deadline(),
          clock.instant());
    }
  }

  void set(UUID measure, MeasureState state, String reason) {
    sql.run(
        """
        update problem_measure set state = ?2, dropped_for = ?3, done_at = cast(?4 as timestamptz) where id = ?1
        """,
        measure,
        state.name(),
        state == MeasureState.DROPPED ? reason : null,
        state == MeasureState.DONE ? clock.instant().toString() : null);
  }

  /** What was reported, with what shows it. */
  void report(
      UUID problem, UUID measure, UUID unit, String text, List<Evidence> evidence, UUID account) {
    var report = Ids.next();
    sql.run(
        """
        insert into problem_report (id, problem_id, measure_id, unit_id, text, reported_at, reported_by)
        values (?1, ?2, cast(?3 as uuid), ?4, ?5, ?6, ?7)
        """,
        report,
        problem,
        Ids.text(measure),
        unit,
        text,
        clock.instant(),
        account);
    for (var item : evidence == null ? List.<Evidence>of() : evidence) {
      sql.run(
          """
          insert into problem_evidence (id, problem_id, report_id, unit_id, type, day, reference, file_name, digest)
          values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
          """,
          Ids.next(),
          problem,
          report,
          unit,
          item.type().name(),
          item.date(),
          item.reference(),
          item.fileName(),
          item.digest());
    }
  }
}
