package qingdan.campaign;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Caller;
import qingdan.shared.Sql;

/**
 * What was reported of targets, day by day. Whoever writes holds the target's row, which carries
 * the report of the latest day.
 */
@ApplicationScoped
class TargetReports {

  private static final String SELECT =
      "select target_id, day, version, value, note, reported_by, reported_at from target_progress ";

  private final Sql sql;
  private final Caller caller;
  private final Clock clock;

  TargetReports(Sql sql, Caller caller, Clock clock) {
    this.sql = sql;
    this.caller = caller;
    this.clock = clock;
  }

  /** The latest day first. */
  List<TargetProgressView> list(UUID target, LocalDate before, int fetch) {
    return sql.list(
        TargetProgressView.class,
        SELECT + "where target_id = ?1 and day < cast(?2 as date) order by day desc limit ?3",
        target,
        before == null ? "infinity" : before.toString(),
        fetch);
  }

  long count(UUID target) {
    return sql.one(Long.class, "select count(*) from target_progress where target_id = ?1", target)
        .orElseThrow();
  }

  Optional<TargetProgressView> find(UUID target, LocalDate day) {
    return sql.one(
        TargetProgressView.class, SELECT + "where target_id = ?1 and day = ?2", target, day);
  }

  void insert(UUID target, LocalDate day, TargetProgressPatch fields) {
    sql.run(
        """
        insert into target_progress (target_id, day, value, note, reported_by, reported_at) values (?1, ?2, ?3, ?4, ?5, ?6)
        """,
        target,
        day,
        fields.value(),
        fields.note(),
        caller.accountId(),
        clock.instant());
    carryLatest(target);
  }

  void correct(UUID target, LocalDate day, TargetProgressPatch fields) {
    sql.run(
        """
        update target_progress set version = version + 1, value = ?3, note = ?4, reported_by = ?5, reported_at = ?6
        where target_id = ?1 and day = ?2
        """,
        target,
        day,
        fields.value(),
        fields.note(),
        caller.accountId(),
        clock.instant());
    carryLatest(target);
  }

  private void carryLatest(UUID target) {
    sql.run(
        """
        update task_target set version = version + 1, changed_at = ?2, (done, done_on) =
            (select value, day from target_progress where target_id = ?1 order by day desc limit 1)
        where id = ?1
        """,
        target,
        clock.instant());
  }
}
