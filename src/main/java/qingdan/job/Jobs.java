package qingdan.job;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;

import qingdan.access.Caller;
import qingdan.access.Place;
import qingdan.access.Role;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Messages;
import qingdan.shared.Refusal;
import qingdan.shared.RequestId;
import qingdan.shared.Sql;

/** Jobs as callers see them: asked for, looked at, cancelled. */
@ApplicationScoped
public class Jobs {

  private static final int PART = 1 << 20;
  private static final int SHOWN = 50;
  private static final int MOST_WAITING = 5;

  private final Sql sql;
  private final Caller caller;
  private final CurrentVertxRequest request;
  private final HttpHeaders headers;
  private final ObjectMapper json;
  private final Clock clock;

  Jobs(
      Sql sql,
      Caller caller,
      CurrentVertxRequest request,
      HttpHeaders headers,
      ObjectMapper json,
      Clock clock) {
    this.sql = sql;
    this.caller = caller;
    this.request = request;
    this.headers = headers;
    this.json = json;
    this.clock = clock;
  }

  /** Queues work for whichever replica is free. It begins when the transaction has committed. */
  public JobView queue(
      String type, boolean dryRun, Map<String, String> parameters, long rows, InputStream input)
      throws IOException {
    refuseTooMany();
    var id = Ids.next();
    sql.run(
        """
        insert into job (id, type, status, dry_run, parameters, rows_all, created_by, request_id, created_at)
        values (?1, ?2, 'QUEUED', ?3, cast(?4 as jsonb), ?5, ?6, ?7, ?8)
        """,
        id,
        type,
        dryRun,
        json.writeValueAsString(parameters),
        rows,
        caller.accountId(),
        RequestId.of(request.getCurrent()),
        clock.instant());
    int part = 0;
    for (var bytes = input.readNBytes(PART); bytes.length > 0; bytes = input.readNBytes(PART)) {
      sql.run("insert into job_input (job_id, part, bytes) values (?1, ?2, ?3)", id, part++, bytes);
    }
    return view(find(id).orElseThrow());
  }

  /** Jobs follow one another: nobody may fill the queue. */
  private void refuseTooMany() {
    long waiting =
        sql.one(
                Long.class,
                "select count(*) from job where created_by = ?1 and finished_at is null",
                caller.accountId())
            .orElseThrow();
    if (waiting >= MOST_WAITING) {
      throw new Refusal(ErrorCode.TOO_MANY_REQUESTS).retryAfter(30);
    }
  }

  /** A job of the caller's own; administrators of everything see all. */
  JobRow visible(String id) {
    var known = Ids.parse(id);
    return (known == null ? Optional.<JobRow>empty() : find(known))
        .filter(job -> job.createdBy().equals(caller.accountId()) || seesAll())
        .orElseThrow(Refusal::notFound);
  }

  List<JobRow> list(JobQuery query, List<String> after, int fetch) {
    var statement = new Sql.Statement("select " + JobRow.COLUMNS + " from job where true");
    where(statement, query);
    if (after != null) {
      statement.add(" and id < ?", UUID.fromString(after.get(0)));
    }
    statement.add(" order by id desc limit ?", fetch);
    return sql.list(JobRow.class, statement);
  }

  long count(JobQuery query) {
    var statement = new Sql.Statement("select 1 from job where true");
    where(statement, query);
    return sql.count(statement);
  }

  private void where(Sql.Statement statement, JobQuery query) {
    if (!seesAll()) {
      statement.add(" and created_by = ?", caller.accountId());
    }
    if (query.status() != null) {
      statement.add(" and status = ?", query.status().name());
    }
  }

  List<JobErrorRow> errors(UUID job, List<String> after, int fetch) {
    var statement =
        new Sql.Statement(
            "select line, column_name, code, error, arguments from job_error where job_id = ?",
            job);
    if (after != null) {
      statement.add(
          " and (line, column_name, error) > (?, ?, ?)",
          Long.parseLong(after.get(0)),
          after.get(1),
          after.get(2));
    }
    statement.add(" order by line, column_name, error limit ?", fetch);
    return sql.list(JobErrorRow.class, statement);
  }

  long countErrors(UUID job) {
    return sql.one(Long.class, "select count(*) from job_error where job_id = ?1", job)
        .orElseThrow();
  }

  /** A queued job ends at once, a running one when it next looks: before it commits, always. */
  JobView cancel(JobRow job) {
    var cancelled =
        sql.run(
            """
            update job set version = version + 1, cancel_asked = true,
                status = case status when 'QUEUED' then 'CANCELLED' else status end,
                finished_at = case status when 'QUEUED' then cast(?2 as timestamptz) end
            where id = ?1 and finished_at is null
            """,
            job.id(),
            clock.instant());
    if (cancelled == 0) {
      throw new Refusal(ErrorCode.JOB_FINISHED);
    }
    var now = find(job.id()).orElseThrow();
    if (now.isFinished()) {
      sql.run("delete from job_input where job_id = ?1", job.id());
    }
    return view(now);
  }

  JobView view(JobRow row) {
    var errors = row.errorCount() == 0 ? List.<JobErrorRow>of() : errors(row.id(), null, SHOWN);
    return view(row, errors);
  }

  JobView view(JobRow row, List<JobErrorRow> errors) {
    return new JobView(
        row.id(),
        row.version(),
        row.type(),
        JobStatus.valueOf(row.status()),
        row.dryRun(),
        row.step(),
        row.rowsDone(),
        row.rowsAll(),
        JobView.percent(row),
        result(row),
        row.failure(),
        row.errorCount(),
        errors.stream().map(error -> JobErrorView.of(error, language())).toList(),
        row.createdBy(),
        row.createdAt(),
        row.startedAt(),
        row.finishedAt(),
        language().toLanguageTag());
  }

  Locale language() {
    return Messages.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
  }

  Optional<JobRow> find(UUID id) {
    return sql.one(JobRow.class, "select " + JobRow.COLUMNS + " from job where id = ?1", id);
  }

  private boolean seesAll() {
    return caller.is(Role.ADMIN, Place.EVERYWHERE);
  }

  private Map<String, Long> result(JobRow row) {
    if (row.result() == null) {
      return null;
    }
    try {
      return json.readValue(row.result(), new TypeReference<Map<String, Long>>() {});
    } catch (JsonProcessingException ours) {
      throw new IllegalStateException(ours);
    }
  }
}
