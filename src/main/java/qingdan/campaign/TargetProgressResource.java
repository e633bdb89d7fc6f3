package qingdan.campaign;

import java.net.URI;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.access.Role;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.Days;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.MergePatch;
import qingdan.shared.Page;
import qingdan.shared.Preconditions;
import qingdan.shared.Refusal;

@Path("/targets/{id}/progress")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Tasks",
    description = "Special rectification tasks of campaigns, and units' targets in them (专项整治任务).")
class TargetProgressResource {

  private static final String ID = "Id of the target.";
  private static final String DAY = "The day of the report.";

  private final Targets targets;
  private final TargetReports reports;
  private final Lists lists;
  private final Preconditions preconditions;
  private final MergePatch mergePatch;
  private final Event<Changed> changes;

  TargetProgressResource(
      Targets targets,
      TargetReports reports,
      Lists lists,
      Preconditions preconditions,
      MergePatch mergePatch,
      Event<Changed> changes) {
    this.targets = targets;
    this.reports = reports;
    this.lists = lists;
    this.preconditions = preconditions;
    this.mergePatch = mergePatch;
    this.changes = changes;
  }

  @GET
  @Operation(
      operationId = "listTargetProgress",
      summary = "List what was reported of a target",
      description = "The latest day first.")
  @APIResponse(responseCode = "200", description = "A page of reports.")
  public Page<TargetProgressView> list(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, Set.of());
    var before = reading.after() == null ? null : LocalDate.parse(reading.after().get(0));
    var rows = reports.list(targets.visible(id).id(), before, reading.fetch());
    return reading.page(rows, TargetProgressView::key, Function.identity());
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countTargetProgress",
      summary = "Count what was reported of a target",
      description = "For how many days there is a report.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = ID) String id, @Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    return Count.of(reports.count(targets.visible(id).id()));
  }

  @GET
  @Path("/{day}")
  @Operation(
      operationId = "getTargetProgress",
      summary = "Get a report of a target",
      description = "What was reported for exactly that day.")
  @APIResponse(responseCode = "200", description = "The report.")
  public TargetProgressView get(
      @PathParam("id") @Parameter(description = ID) String id,
      @PathParam("day") @Parameter(description = DAY, example = "2019-10-15") String day) {
    return found(targets.visible(id), day);
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "reportTargetProgress",
      summary = "Report the progress of a target",
      description =
          "Needs REPORTER at the unit or above it. One report for a day: 409 when there is one, which can be corrected. The report of the latest day is what the target shows as done.")
  @APIResponse(
      responseCode = "201",
      description = "Reported.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TargetProgressView.class)))
  public RestResponse<TargetProgressView> report(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull ReportTargetProgress request) {
    var target = lockedForReport(id);
    requireOpen(target);
    var today = targets.today(target.timeZone());
    var day = request.day() == null ? today : request.day();
    if (day.isAfter(today)) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/day", "future");
    }
    if (reports.find(target.id(), day).isPresent()) {
      throw new Refusal(ErrorCode.CONFLICT).at("/day", "day-reported");
    }
    reports.insert(target.id(), day, new TargetProgressPatch(request.value(), request.note()));
    var progress = reports.find(target.id(), day).orElseThrow();
    changes.fire(target.fact("target.progressed", null, progress.fields()));
    return RestResponse.ResponseBuilder.<TargetProgressView>create(RestResponse.Status.CREATED)
        .location(URI.create("targets/" + target.id() + "/progress/" + day))
        .entity(progress)
        .build();
  }

  @PATCH
  @Path("/{day}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Operation(
      operationId = "correctTargetProgress",
      summary = "Correct a report of a target",
      description =
          "Needs REPORTER at the unit or above it, and If-Match. Any day can be corrected.")
  @APIResponse(responseCode = "200", description = "Corrected.")
  public TargetProgressView correct(
      @PathParam("id") @Parameter(description = ID) String id,
      @PathParam("day") @Parameter(description = DAY, example = "2019-10-15") String day,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MergePatch.MEDIA_TYPE,
                      schema = @Schema(implementation = TargetProgressPatch.class)))
          JsonNode request)
      throws JsonProcessingException {
    var target = lockedForReport(id);
    var progress = found(target, day);
    preconditions.require(progress);
    var current = TargetProgressPatch.of(progress);
    var patched = mergePatch.apply(current, request, TargetProgressPatch.class);
    if (patched.equals(current)) {
      return progress;
    }
    requireOpen(target);
    reports.correct(target.id(), progress.day(), patched);
    var corrected = reports.find(target.id(), progress.day()).orElseThrow();
    Map<String, Object> before = progress.fields();
    changes.fire(target.fact("target.progress-corrected", before, corrected.fields()));
    return corrected;
  }

  private Target lockedForReport(String id) {
    var target = targets.locked(id);
    targets.requireRole(Role.REPORTER, target.unitPath());
    return target;
  }

  private void requireOpen(Target target) {
    target.requireNotClosed();
    targets.requireOpenBatch(target.campaignId(), target.batchId());
  }

  private TargetProgressView found(Target target, String day) {
    return reports.find(target.id(), Days.parameter("day", day)).orElseThrow(Refusal::notFound);
  }
}
