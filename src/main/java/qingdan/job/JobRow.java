package qingdan.job;

import java.time.Instant;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A job as it stands in the table. */
@RegisterForReflection
record JobRow(
    UUID id,
    int version,
    String type,
    String status,
    boolean dryRun,
    String step,
    String parameters,
    String result,
    String failure,
    long rowsDone,
    Long rowsAll,
    long errorCount,
    int attempts,
    UUID createdBy,
    String requestId,
    Instant createdAt,
    Instant startedAt,
    Instant finishedAt) {

  static final String COLUMNS =
      """
      id, version, type, status, dry_run, step, cast(parameters as text), cast(result as text), failure, rows_done, rows_all,
      error_count, attempts, created_by, request_id, created_at, started_at, finished_at""";

  boolean isFinished() {
    return finishedAt != null;
  }
}
