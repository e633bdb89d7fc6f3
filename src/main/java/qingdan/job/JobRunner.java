package qingdan.job;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import org.jboss.logging.Logger;

import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.shared.Traces;

/**
 * Takes jobs one at a time. The end of a job commits with its effect, and only while the job is
 * still this replica's and nobody has cancelled it.
 */
@ApplicationScoped
class JobRunner {

  private static final Logger LOG = Logger.getLogger(JobRunner.class);
  private static final int LONGEST_SECONDS = 3600;
  private static final int MOST_ATTEMPTS = 5;

  /** Takes the transaction of a run back whose rows have faults. */
  private static final class RowsAtFault extends RuntimeException {
    RowsAtFault() {
      super("rows at fault", null, false, false);
    }
  }

  /** Takes the transaction of a dry run back. */
  private static final class TakenBack extends RuntimeException {
    private final transient Map<String, Long> result;

    TakenBack(Map<String, Long> result) {
      super("dry run", null, false, false);
      this.result = result;
    }
  }

  private final UUID me = UUID.randomUUID();
  private final List<JobWork> works;
  private final Sql sql;
  private final ObjectMapper json;
  private final Clock clock;
  private final Traces traces;
  private volatile boolean stopping;
  private volatile UUID current;

  JobRunner(@All List<JobWork> works, Sql sql, ObjectMapper json, Clock clock, Traces traces) {
    this.works = works;
    this.sql = sql;
    this.json = json;
    this.clock = clock;
    this.traces = traces;
  }

  @Scheduled(every = "1s", identity = "run-jobs", concurrentExecution = ConcurrentExecution.SKIP)
  void runWaiting() {
    for (var job = claim(); job.isPresent(); job = claim()) {
      current = job.get().id();
      try {
        run(job.get());
      } finally {
        current = null;
      }
    }
  }

  /** Long silence means that the replica has died: another takes its job. */
  @Scheduled(every = "5s", identity = "beat-of-jobs")
  @Transactional
  void beat() {
    var running = current;
    if (running != null) {
      sql.run(
          "update job set heartbeat_at = now() where id = ?1 and runner = ?2 and finished_at is null",
          running,
          me);
    }
  }

  @Scheduled(every = "6h", delayed = "10m", identity = "forget-jobs")
  @Transactional
  void forget() {
    var old =
        sql.list(
                UUID.class,
                "select id from job where finished_at < now() - interval '90 days' order by finished_at limit 10000")
            .toArray(UUID[]::new);
    for (var table : List.of("job_error where job_id", "job_input where job_id", "job where id")) {
      sql.run("delete from " + table + " = any(?1)", (Object) old);
    }
  }

  void stop(@Observes ShutdownEvent shutdown) {
    stopping = true;
  }

  private Optional<JobRow> claim() {
    return stopping ? Optional.empty() : QuarkusTransaction.requiringNew().call(this::claimed);
  }

  /** Types that this release does not know are left to replicas that do. */
  private Optional<JobRow> claimed() {
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
        works.stream().map(JobWork::type).toArray(String[]::new));
  }

  private void run(JobRow job) {
    LOG.infof(
        "job %s of %s %s: %d rows%s",
        job.id(),
        job.type(),
        job.attempts() > 1 ? "taken up, attempt " + job.attempts() : "begins",
        job.rowsAll(),
        job.dryRun() ? ", dry run" : "");
    var since = System.nanoTime();
    try {
      traces.follow("job " + job.type(), about(job), () -> attempt(job));
    } finally {
      LOG.infof(
          "job %s of %s %s after %d ms",
          job.id(),
          job.type(),
          standing(job.id()),
          Duration.ofNanos(System.nanoTime() - since).toMillis());
    }
  }

  private static Map<String, Object> about(JobRow job) {
    return job.createdBy() == null
        ? Map.of("job", job.id())
        : Map.of("job", job.id(), "account", job.createdBy());
  }

  /** How it is left, for the log. */
  private String standing(UUID job) {
    try {
      return QuarkusTransaction.requiringNew()
          .call(() -> sql.one(String.class, "select status from job where id = ?1", job))
          .orElse("GONE");
    } catch (RuntimeException unreachable) {
      return "UNKNOWN";
    }
  }

  private void attempt(JobRow job) {
    try {
      var run =
          new JobRun(
              job,
              read(job.parameters()),
              JobInput.of(sql, job.id()),
              (step, done) -> progress(job.id(), step, done));
      inOneTransaction(job, run);
    } catch (JobRun.Ended ended) {
      LOG.infof("job %s %s", job.id(), ended.getMessage());
      giveBackOrCancel(job.id());
    } catch (Refusal refusal) {
      fail(job.id(), refusal.code().code());
    } catch (RuntimeException | Error failure) {
      interrupted(job, failure);
    }
  }

  private void inOneTransaction(JobRow job, JobRun run) {
    try {
      QuarkusTransaction.requiringNew()
          .timeout(LONGEST_SECONDS)
          .run(
              () -> {
                var result = sql.unhurried(() -> work(job.type()).run(run));
                if (run.hasErrors()) {
                  throw new RowsAtFault();
                }
                if (job.dryRun()) {
                  throw new TakenBack(result);
                }
                succeed(job.id(), result);
              });
    } catch (TakenBack dry) {
      QuarkusTransaction.requiringNew().run(() -> succeed(job.id(), dry.result));
    } catch (RowsAtFault atFault) {
      fail(job.id(), run);
    }
  }

  private JobWork work(String type) {
    return works.stream().filter(work -> work.type().equals(type)).findFirst().orElseThrow();
  }

  private void progress(UUID job, JobRun.Step step, long done) {
    if (stopping) {
      throw new JobRun.Ended("is given back, as the service stops");
    }
    if (tell(job, step, done) == 0) {
      throw new JobRun.Ended("is cancelled, or another replica's");
    }
  }

  /** How many jobs were told of: one, unless it is not this replica's any more. */
  private int tell(UUID job, JobRun.Step step, long done) {
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

  private void succeed(UUID job, Map<String, Long> result) {
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

  private void fail(UUID job, JobRun run) {
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

  private void fail(UUID job, String failure) {
    QuarkusTransaction.requiringNew().run(() -> finish(job, "FAILED", failure, 0));
  }

  /** Cancelled where that was asked for; queued again where this replica leaves it. */
  private void giveBackOrCancel(UUID job) {
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
  private void interrupted(JobRow job, Throwable failure) {
    LOG.warnf(failure, "job %s was interrupted", job.id());
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              int again =
                  sql.run(
                      """
                      update job set version = version + 1, status = 'QUEUED', runner = null
                      where id = ?1 and runner = ?2 and attempts < ?3 and not cancel_asked and finished_at is null
                      """,
                      job.id(),
                      me,
                      MOST_ATTEMPTS);
              if (again == 0) {
                finish(job.id(), "FAILED", ErrorCode.INTERNAL_ERROR.code(), 0);
              }
            });
  }

  private Map<String, String> read(String parameters) {
    try {
      return json.readValue(parameters, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException ours) {
      throw new IllegalStateException(ours);
    }
  }

  private String write(Map<String, Long> result) {
    try {
      return json.writeValueAsString(result);
    } catch (JsonProcessingException ours) {
      throw new IllegalStateException(ours);
    }
  }
}
