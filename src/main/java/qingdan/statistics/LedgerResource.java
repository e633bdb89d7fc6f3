package qingdan.statistics;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.access.Caller;
import qingdan.access.Role;
import qingdan.job.JobView;
import qingdan.job.Jobs;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

@Path("/ledger")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Ledger",
    description = "The books from which statistics are read, for administrators (账目).")
class LedgerResource {

  private final Jobs jobs;
  private final Caller caller;
  private final Sql sql;
  private final Clock clock;

  LedgerResource(Jobs jobs, Caller caller, Sql sql, Clock clock) {
    this.jobs = jobs;
    this.caller = caller;
    this.sql = sql;
    this.clock = clock;
  }

  @POST
  @Path("/verifications")
  @Idempotent
  @Operation(
      operationId = "verifyLedger",
      summary = "Count again what the books say",
      description =
          "Counts every problem, every target and everything that units owe again, from the rows, and problems of a past day from those that have not changed since and the change log, by other means than the books, and compares; and every sum with what it is a sum of. Needs ADMIN over every unit. A job: it has succeeded when nothing differs; each difference is one of its errors, with the code of the unit in `unitCode` and the figure in `column`.")
  @APIResponse(
      responseCode = "202",
      description = "Begun: follow the job.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobView.class)))
  public RestResponse<JobView> verify(@Valid @NotNull VerifyLedger request) throws IOException {
    caller.requireEverywhere(Role.ADMIN);
    if (request.asOf() != null && !request.asOf().isBefore(LocalDate.now(clock))) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/asOf", "future");
    }
    return begun(
        Verification.TYPE,
        request.asOf() == null ? Map.of() : Map.of(Verification.DAY, request.asOf().toString()));
  }

  @POST
  @Path("/rebuilds")
  @Idempotent
  @Operation(
      operationId = "rebuildLedger",
      summary = "Write the books anew",
      description =
          "From the problems and their history; targets and what units owe are set right from today on, for their rows do not keep what they were. Until it is done, nobody else writes to them. For when a verification found differences. Needs ADMIN over every unit. A job.")
  @APIResponse(
      responseCode = "202",
      description = "Begun: follow the job.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobView.class)))
  public RestResponse<JobView> rebuild() throws IOException {
    caller.requireEverywhere(Role.ADMIN);
    return begun(Rebuild.TYPE, Map.of());
  }

  private RestResponse<JobView> begun(String type, Map<String, String> parameters)
      throws IOException {
    long problems =
        sql.one(
                Long.class,
                "select cast(greatest(reltuples, 0) as bigint) from pg_class where oid = cast('problem' as regclass)")
            .orElseThrow();
    var job = jobs.queue(type, false, parameters, problems, InputStream.nullInputStream());
    return RestResponse.ResponseBuilder.<JobView>create(RestResponse.Status.ACCEPTED)
        .location(URI.create("jobs/" + job.id()))
        .entity(job)
        .build();
  }
}
