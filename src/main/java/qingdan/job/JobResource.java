package qingdan.job;

import java.net.URI;
import java.util.List;
import java.util.Set;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.shared.Count;
import qingdan.shared.Idempotent;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Refusal;

@Path("/jobs")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Jobs", description = "Long work: how far it is, how it ended, and its end on request.")
class JobResource {

  private static final Set<String> FILTERS = Set.of("status");

  private final Jobs jobs;
  private final Lists lists;

  JobResource(Jobs jobs, Lists lists) {
    this.jobs = jobs;
    this.lists = lists;
  }

  @GET
  @Operation(
      operationId = "listJobs",
      summary = "List jobs",
      description =
          "Your own, the newest first; administrators of everything see all. Faults of rows are left out here. Ended jobs are forgotten after 90 days.")
  @APIResponse(responseCode = "200", description = "A page of jobs.")
  public Page<JobView> list(
      @QueryParam("status")
          @Parameter(
              description = "Only jobs that stand there.",
              schema = @Schema(implementation = JobStatus.class))
          String status,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, FILTERS);
    var rows = jobs.list(query(status), reading.after(), reading.fetch());
    return reading.page(
        rows, row -> List.of(row.id().toString()), row -> jobs.view(row, List.of()));
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countJobs",
      summary = "Count jobs",
      description = "How many jobs the list of the same filters holds.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @QueryParam("status")
          @Parameter(
              description = "Only jobs that stand there.",
              schema = @Schema(implementation = JobStatus.class))
          String status,
      @Context UriInfo uri) {
    Lists.allow(uri, FILTERS);
    return Count.of(jobs.count(query(status)));
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getJob",
      summary = "Get a job",
      description =
          "How far it is and how it ended. Ask again every second or two; If-None-Match saves the body while nothing moves.")
  @APIResponse(responseCode = "200", description = "The job.")
  public JobView get(@PathParam("id") @Parameter(description = "Id of the job.") String id) {
    return jobs.view(jobs.visible(id));
  }

  @GET
  @Path("/{id}/errors")
  @Operation(
      operationId = "listJobErrors",
      summary = "List the faults that a job found",
      description = "By line. The first 1,000 are kept; errorCount of the job counts all.")
  @APIResponse(responseCode = "200", description = "A page of faults.")
  public Page<JobErrorView> errors(
      @PathParam("id") @Parameter(description = "Id of the job.") String id,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, Set.of());
    var rows = jobs.errors(jobs.visible(id).id(), reading.after(), reading.fetch());
    return reading.page(
        rows,
        row -> List.of("" + row.line(), row.columnName(), row.error()),
        row -> JobErrorView.of(row, jobs.language()));
  }

  @GET
  @Path("/{id}/errors/count")
  @Operation(
      operationId = "countJobErrors",
      summary = "Count the faults that a job found",
      description = "Those that are kept, at most 1,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count countErrors(
      @PathParam("id") @Parameter(description = "Id of the job.") String id, @Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    return Count.of(jobs.countErrors(jobs.visible(id).id()));
  }

  @POST
  @Path("/{id}/cancellation")
  @Idempotent
  @Operation(
      operationId = "cancelJob",
      summary = "Cancel a job",
      description =
          "A queued job ends at once, a running one soon after: it never commits once this was answered. 409 when it has ended.")
  @APIResponse(
      responseCode = "202",
      description = "Asked for.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobView.class)))
  public RestResponse<JobView> cancel(
      @PathParam("id") @Parameter(description = "Id of the job.") String id) {
    var job = jobs.cancel(jobs.visible(id));
    return RestResponse.ResponseBuilder.<JobView>create(RestResponse.Status.ACCEPTED)
        .location(URI.create("jobs/" + job.id()))
        .entity(job)
        .build();
  }

  private static JobQuery query(String status) {
    if (status == null) {
      return new JobQuery(null);
    }
    try {
      return new JobQuery(JobStatus.valueOf(status));
    } catch (IllegalArgumentException unknown) {
      throw Refusal.parameter("status", "one-of", "QUEUED, RUNNING, SUCCEEDED, FAILED, CANCELLED");
    }
  }
}
