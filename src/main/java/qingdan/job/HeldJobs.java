package qingdan.job;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import org.jboss.logging.Logger;

import qingdan.shared.ErrorCode;
import qingdan.shared.Sql;

/**
 * The rows of jobs that this replica holds, from its claim to their end: a row that has become
 * another's, or was ended, is not written.
 */
@ApplicationScoped
class HeldJobs {

  private static final Logger LOG = Logger.getLogger(HeldJobs.class);
  private static final int MOST_ATTEMPTS = 5;

  private final UUID me = UUID.randomUUID();
  private final Sql sql;
  private final ObjectMapper json;
  private final Clock clock;

  HeldJobs(Sql sql, ObjectMapper json, Clock clock) {
    this.sql = sql;
    this.json = json;
    this.clock = clock;
  }

  /** Types that this release does not know are left to replicas that do. */
  Optional<JobRow> claim(List<String> types) {
    sql.run(
        """
        update job set version = version + 1, status = 'FAILED', failure = 'interrupted', finished_at = ?1
        where finished_at is null and attempts >= ?2 and heartbeat_at < now() - interval '30 seconds'
        """,
        clock.instant(),
        MOST_ATTEMPTS);
    return sql.one(
        JobRow.class,
        """
        update job set version = version + 1, status = 'RUNNING', runner = ?1, attempts = attempts + 1,
            heartbeat_at = now(), started_at = coalesce(started_at, ?2)
        where id = (
            select id from job j where finished_at is null and type = any(?3)
                and (status = 'QUEUED' or heartbeat_at < now() - interval '30 seconds')
                and not exists (select from job other where other.type = j.type and other.status = 'RUNNING'
                    and other.id <> j.id and other.finished_at is null
                    and other.heartbeat_at > now() - interval '30 seconds')
            order by created_at for update skip locked limit 1)
        returning\s"""
            + JobRow.COLUMNS,
        me,
        clock.instant(),
        types.toArray(String[]::new));
  }

  void beat(UUID job) {
    sql.run(
        "update job set heartbeat_at = now() where id = ?1 and runner = ?2 and finished_at is null",
        job,
        me);
  }

  /** How it is left, for the log. */
  String standing(UUID job) {
    try {
      return QuarkusTransaction.requiringNew()
          .call(() -> sql.one(String.class, "select status from job where id = ?1", job))
          .orElse("GONE");
    } catch (RuntimeException unreachable) {
      return "UNKNOWN";
    }
  }

  /** How many jobs were told of: one, unless it is not this replica's any more. */
  int tell(UUID job, JobRun.Step step, long done) {
    try {
      return QuarkusTransaction.requiringNew()
          .call(
              () ->
                  sql.run(
                      """
                        update job set version = version + 1, step = ?3, rows_done = ?4, heartbeat_at = now()
                        where id = ?1 and runner = ?2 and not cancel_asked and finished_at is null
                        """,
                      job,
                      me,
                      step.name(),
                      done));
    } catch (RuntimeException busy) {
      LOG.infof("job %s could not tell how far it is: %s", job, busy.getMessage());
      return 1;
    }
  }

  void succeed(UUID job, Map<String, Long> result) {
    int mine =
        sql.run(
            """
            update job set version = version + 1, status = 'SUCCEEDED', result = cast(?3 as jsonb), rows_done = rows_all,
                finished_at = ?4
            where id = ?1 and runner = ?2 and not cancel_asked and finished_at is null
            """,
            job,
            me,
            write(result),
            clock.instant());
    if (mine == 0) {
      throw new JobRun.Ended("is cancelled, or another replica's");
    }
    sql.run("delete from job_input where job_id = ?1", job);
  }

  void fail(UUID job, JobRun run) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              if (finish(job, "FAILED", null, run.errorCount()) == 0) {
                return;
              }
              for (var error : run.errors()) {
                sql.run(
                    """
                    insert into job_error (job_id, line, column_name, code, error, arguments) values (?1, ?2, ?3, ?4, ?5, ?6)
                    on conflict do nothing
                    """,
                    job,
                    error.line(),
                    error.columnName(),
                    error.code(),
                    error.error(),
                    error.arguments());
              }
            });
  }

  void fail(UUID job, String failure) {
    QuarkusTransaction.requiringNew().run(() -> finish(job, "FAILED", failure, 0));
  }

  /** Cancelled where that was asked for; queued again where this replica leaves it. */
  void giveBackOrCancel(UUID job) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              int released =
                  sql.run(
                      """
                      update job set version = version + 1, status = 'QUEUED', runner = null, attempts = attempts - 1
                      where id = ?1 and runner = ?2 and not cancel_asked and finished_at is null
                      """,
                      job,
                      me);
              if (released == 0) {
                finish(job, "CANCELLED", null, 0);
              }
            });
  }

  private int finish(UUID job, String status, String failure, long errors) {
    int mine =
        sql.run(
            """
            update job set version = version + 1, status = case when cancel_asked then 'CANCELLED' else ?3 end, failure = ?4,
                error_count = ?5, finished_at = ?6
            where id = ?1 and runner = ?2 and finished_at is null
            """,
            job,
            me,
            status,
            failure,
            errors,
            clock.instant());
    if (mine == 1) {
      sql.run("delete from job_input where job_id = ?1", job);
    }
    return mine;
  }

  /** A lock, a connection or another writer was in the way: the job begins again, a few times. */
  void tryAgain(UUID job) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              int again =
                  sql.run(
                      """
                      update job set version = version + 1, status = 'QUEUED', runner = null
                      where id = ?1 and runner = ?2 and attempts < ?3 and not cancel_asked and finished_at is null
                      """,
                      job,
                      me,
                      MOST_ATTEMPTS);
              if (again == 0) {
                finish(job, "FAILED", ErrorCode.INTERNAL_ERROR.code(), 0);
              }
            });
  }

  private String write(Map<String, Long> result) {
    try {
      return json.writeValueAsString(result);
    } catch (JsonProcessingException ours) {
      throw new IllegalStateException(ours);
    }
  }
}
