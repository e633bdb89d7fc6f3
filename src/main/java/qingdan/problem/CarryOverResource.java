package qingdan.problem;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.campaign.Batches;
import qingdan.job.JobView;
import qingdan.job.Jobs;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.Refusal;

@Path("/batches/{id}/carry-over")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Batches", description = "Parts of campaigns, each with a cohort of units (批次).")
class CarryOverResource {

  private final Batches batches;
  private final CarryOver carryOver;
  private final Jobs jobs;

  CarryOverResource(Batches batches, CarryOver carryOver, Jobs jobs) {
    this.batches = batches;
    this.carryOver = carryOver;
    this.jobs = jobs;
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "carryOverBatch",
      summary = "Close a batch and open the next",
      description =
          "Closes the batch unless it is closed, opens the next unless it is open. What is not finished goes along: reported and open problems with their ids, history and clocks, and the lists that they stand on. Guidance groups, their members, contacts and series of meetings go on with their ids too: a term that ends on the last day of the batch ends on that of the next from now on, or is without an end where the next has no last day. Needs SUPERVISOR at the campaign's top unit or above it. A job: its `result` counts lists and problems, and as `guidanceGroups`, `guidanceMembers`, `contacts` and `meetingSeries` those that go on, with `.prolonged` those of them with a longer term; with `dryRun` those that would.")
  @APIResponse(
      responseCode = "202",
      description = "Begun: follow the job.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobView.class)))
  public RestResponse<JobView> carryOver(
      @PathParam("id") @Parameter(description = "Id of the batch that closes.") String id,
      @Valid @NotNull CarryOverBatch request)
      throws IOException {
    var from = batches.supervised(id);
    var to = batches.named("/next", request.next());
    if (!to.campaignId().equals(from.campaignId()) || to.id().equals(from.id())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/next", "another-batch-of-the-campaign");
    }
    from.requireBegun();
    to.requireNotClosed();
    var job =
        jobs.queue(
            CarryOver.TYPE,
            Boolean.TRUE.equals(request.dryRun()),
            Map.of(CarryOver.FROM, from.id().toString(), CarryOver.TO, to.id().toString()),
            carryOver.rows(from.id()),
            InputStream.nullInputStream());
    return RestResponse.ResponseBuilder.<JobView>create(RestResponse.Status.ACCEPTED)
        .location(URI.create("jobs/" + job.id()))
        .entity(job)
        .build();
  }
}
