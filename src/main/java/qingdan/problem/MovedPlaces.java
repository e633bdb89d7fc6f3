package qingdan.problem;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

import qingdan.shared.Lock;
import qingdan.shared.Sql;

/**
 * The county and the province of problems, which the indexes of lists begin with, follow units that
 * have moved: some at a time, one replica at a time, and while nothing else moves.
 */
@ApplicationScoped
class MovedPlaces {

  @RegisterForReflection
  record Moved(UUID unit, String was, String path, String from) {}

  @RegisterForReflection
  record Walked(String last, long units) {}

  private static final int UNITS = 2000;
  private static final int PROBLEMS = 300;

  private final Sql sql;

  MovedPlaces(Sql sql) {
    this.sql = sql;
  }

  @Scheduled(
      every = "{qingdan.problems.follow-every:1s}",
      identity = "let-problems-follow-units",
      concurrentExecution = ConcurrentExecution.SKIP)
  void follow() {
    boolean more;
    do {
      more = QuarkusTransaction.requiringNew().call(this::some);
    } while (more);
  }

  private boolean some() {
    var waiting = sql.one(Boolean.class, "select exists (select from problem_place_pending)");
    if (!waiting.orElseThrow() || !sql.tryLock(Lock.TREE)) {
      return false;
    }
    var moved =
        sql.one(
            Moved.class,
            """
            select m.unit_id, m.was, u.path, u.path || m.reached
            from problem_place_pending m join unit u on u.id = m.unit_id
            where not m.done order by m.unit_id, m.was limit 1
            """);
    if (moved.isEmpty()) {
      // all at once: what moved twice is certain when both are done
      sql.run("delete from problem_place_pending");
      return false;
    }
    follow(moved.get());
    return true;
  }

  private void follow(Moved moved) {
    var walked =
        sql.one(
                Walked.class,
                """
                select coalesce(max(path), ''), count(*)
                from (
                    select path from unit where path >= ?1 and path < left(?2, -1) || '0' order by path limit ?3
                ) u
                """,
                moved.from(),
                moved.path(),
                UNITS)
            .orElseThrow();
    if (change(moved.from(), walked.last()) < PROBLEMS) {
      sql.run(
          "update problem_place_pending set reached = ?3, done = ?4 where unit_id = ?1 and was = ?2",
          moved.unit(),
          moved.was(),
          // behind the last unit and before those below it
          walked.units() == 0 ? "" : walked.last().substring(moved.path().length()) + "!",
          walked.units() < UNITS);
    }
  }

  /** Unit by unit: joined to them, the planner would read all problems. */
  private int change(String from, String last) {
    return sql.run(
        """
        update problem p set county_id = w.county, province_id = w.province
        from (
            select p.id, c.county, c.province
            from unit u
            cross join lateral (select county_of(u.path) as county, province_of(u.path) as province offset 0) c
            cross join lateral (
                select id from problem
                where unit_id = u.id and (county_id, province_id) is distinct from (c.county, c.province)
                offset 0
            ) p
            where u.path >= ?1 and u.path <= ?2
            order by u.path limit ?3
        ) w
        where p.id = w.id
        """,
        from,
        last,
        PROBLEMS);
  }
}
