package qingdan.job;

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

  private final List<JobWork> works;
  private final HeldJobs held;
  private final Sql sql;
  private final ObjectMapper json;
  private final Traces traces;
  private volatile boolean stopping;
  private volatile UUID current;

  JobRunner(@All List<JobWork> works, HeldJobs held, Sql sql, ObjectMapper json, Traces traces) {
    this.works = works;
    this.held = held;
    this.sql = sql;
    this.json = json;
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
      held.beat(running);
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
    return stopping
        ? Optional.empty()
        : QuarkusTransaction.requiringNew()
            .call(() -> held.claim(works.stream().map(JobWork::type).toList()));
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
          held.standing(job.id()),
          Duration.ofNanos(System.nanoTime() - since).toMillis());
    }
  }

  private static Map<String, Object> about(JobRow job) {
    return job.createdBy() == null
        ? Map.of("job", job.id())
        : Map.of("job", job.id(), "account", job.createdBy());
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
      held.giveBackOrCancel(job.id());
    } catch (Refusal refusal) {
      held.fail(job.id(), refusal.code().code());
    } catch (RuntimeException | Error failure) {
      LOG.warnf(failure, "job %s was interrupted", job.id());
      held.tryAgain(job.id());
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
                held.succeed(job.id(), result);
              });
    } catch (TakenBack dry) {
      QuarkusTransaction.requiringNew().run(() -> held.succeed(job.id(), dry.result));
    } catch (RowsAtFault atFault) {
      held.fail(job.id(), run);
    }
  }

  private JobWork work(String type) {
    return works.stream().filter(work -> work.type().equals(type)).findFirst().orElseThrow();
  }

  private void progress(UUID job, JobRun.Step step, long done) {
    if (stopping) {
      throw new JobRun.Ended("is given back, as the service stops");
    }
    if (held.tell(job, step, done) == 0) {
      throw new JobRun.Ended("is cancelled, or another replica's");
    }
  }

  private Map<String, String> read(String parameters) {
    try {
      return json.readValue(parameters, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException ours) {
      throw new IllegalStateException(ours);
    }
  }
}
