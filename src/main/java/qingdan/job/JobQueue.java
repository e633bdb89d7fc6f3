package qingdan.job;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

import qingdan.shared.Gauges;
import qingdan.shared.Sql;

/** How many jobs wait and run in all replicas, for the metrics. */
@ApplicationScoped
class JobQueue {

  @RegisterForReflection
  record Length(long queued, long running, double oldest) {}

  private final Sql sql;
  private final Clock clock;
  private final Gauges.Gauge queued;
  private final Gauges.Gauge running;
  private final Gauges.Gauge oldest;

  JobQueue(Sql sql, Clock clock, Gauges gauges) {
    this.sql = sql;
    this.clock = clock;
    var description = "Unfinished jobs of all replicas.";
    queued = gauges.gauge("qingdan.jobs", description, "status", JobStatus.QUEUED.name());
    running = gauges.gauge("qingdan.jobs", description, "status", JobStatus.RUNNING.name());
    oldest = gauges.gauge("qingdan.jobs.oldest.seconds", "How long the oldest job has waited.");
  }

  @Scheduled(
      every = Gauges.EVERY,
      identity = "measure-jobs",
      concurrentExecution = ConcurrentExecution.SKIP)
  @Transactional
  void measure() {
    sql.one(
            Length.class,
            """
            select count(*) filter (where status = 'QUEUED'), count(*) filter (where status = 'RUNNING'),
                cast(coalesce(extract(epoch from ?1 - min(created_at) filter (where status = 'QUEUED')), 0) as double precision)
            from job where finished_at is null
            """,
            clock.instant())
        .ifPresent(
            length -> {
              queued.set(length.queued());
              running.set(length.running());
              oldest.set(Math.max(0, length.oldest()));
            });
  }
}
