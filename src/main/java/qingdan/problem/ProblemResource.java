package qingdan.problem;

import java.net.URI;

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
import jakarta.ws.rs.QueryParam;
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

import qingdan.access.PlanKept;
import qingdan.access.Role;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.MergePatch;
import qingdan.shared.Page;
import qingdan.shared.Preconditions;
import qingdan.shared.Refusal;

@Path("/problems")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Problems", description = "What is wrong, and how it is rectified, item by item (问题).")
class ProblemResource {

  private static final String ID = "Id of the problem.";
  private static final String SORT =
      "deadline (what is not final, the first to be due first), closed (what is final) or reported. Default: deadline with an open status or filters of deadlines, closed with a final status or `dismissedAs`, otherwise reported.";

  private static final String COMBINATIONS =
      "Each combination has an index. Any `unit` and `depth`, and any of `campaign`, `batch`, `task`, `category`, `severity`, `source`, `label` and `q`, go with each sort. "
          + "`status` OPEN or an open one, REPORTED, `overdue=true`, `planned`, `dueWithin`, `deadlineFrom` and `deadlineTo` go with `sort=deadline`; "
          + "`status` FINAL, CLOSED and DISMISSED and `dismissedAs` with `sort=closed`; another sort is refused with `unsupported-combination`, "
          + "unless `list`, `root`, `visit`, `responsibleUnit`, `jointUnit`, `escalatedTo` or `depth=self` makes the list short: with these everything goes.";

  private final Problems problems;
  private final ProblemSearch search;
  private final Reporting reporting;
  private final Contents contents;
  private final Judgement judgement;
  private final Presentation presentation;
  private final Lists lists;
  private final Preconditions preconditions;
  private final MergePatch mergePatch;

  ProblemResource(
      Problems problems,
      ProblemSearch search,
      Reporting reporting,
      Contents contents,
      Judgement judgement,
      Presentation presentation,
      Lists lists,
      Preconditions preconditions,
      MergePatch mergePatch) {
    this.problems = problems;
    this.search = search;
    this.reporting = reporting;
    this.contents = contents;
    this.judgement = judgement;
    this.presentation = presentation;
    this.lists = lists;
    this.preconditions = preconditions;
    this.mergePatch = mergePatch;
  }

  @GET
  @Operation(
      operationId = "listProblems",
      summary = "List problems",
      description =
          "Those of the units that the caller reads; with `responsibleUnit` or `jointUnit` also what such a unit works on elsewhere. "
              + COMBINATIONS)
  @APIResponse(responseCode = "200", description = "A page of problems, without their measures.")
  public Page<ProblemView> list(
      @BeanParam @Valid ProblemQuery query,
      @QueryParam("sort") @Parameter(description = SORT) String sort,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, ProblemQuery.FILTERS);
    var order = ProblemSort.of(sort, query);
    var rows = search.list(query, order, reading.after(), reading.fetch());
    return reading.page(rows, order::key, presentation.of(rows));
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countProblems",
      summary = "Count problems",
      description =
          "How many problems the list of the same filters and sort holds. Exact, from the books, with filters of `unit`, `campaign`, `currentBatch`, `task` or `category`, and one of `status`, `overdue=true`, `planned` and `dismissedAs=DUPLICATE`; with others counting stops at 10,000, and with a `q` that many titles hold after 20,000 problems.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @BeanParam @Valid ProblemQuery query,
      @QueryParam("sort") @Parameter(description = SORT) String sort,
      @Context UriInfo uri) {
    Lists.allow(uri, ProblemQuery.FILTERS);
    return search.count(query, ProblemSort.of(sort, query));
  }

  @PlanKept
  @POST
  @Idempotent
  @Operation(
      operationId = "reportProblem",
      summary = "Report a problem",
      description =
          "To a `list`: needs REPORTER at its unit or above; it waits as REPORTED for the approval of the list. As a `finding`: needs SUPERVISOR of the supervising unit; it is CONFIRMED at once.")
  @APIResponse(
      responseCode = "201",
      description = "Reported.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ProblemView.class)))
  public RestResponse<ProblemView> report(@Valid @NotNull ReportProblem request) {
    var problem = reporting.report(request);
    return RestResponse.ResponseBuilder.<ProblemView>create(RestResponse.Status.CREATED)
        .location(URI.create("problems/" + problem.id()))
        .entity(presentation.of(problem))
        .build();
  }

  @PlanKept
  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getProblem",
      summary = "Get a problem",
      description =
          "The problem with its measures. Responsible and joint units see it too, wherever it stands.")
  @APIResponse(responseCode = "200", description = "The problem.")
  public ProblemView get(@PathParam("id") @Parameter(description = ID) String id) {
    return presentation.of(problems.visible(id));
  }

  @PlanKept
  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Operation(
      operationId = "changeProblem",
      summary = "Change a reported problem",
      description =
          "What it says of itself, until it is confirmed: 409 then. Needs REPORTER at its unit or above, and If-Match.")
  @APIResponse(responseCode = "200", description = "Changed.")
  public ProblemView change(
      @PathParam("id") @Parameter(description = ID) String id,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MergePatch.MEDIA_TYPE,
                      schema = @Schema(implementation = ProblemContent.class)))
          JsonNode request)
      throws JsonProcessingException {
    var problem = problems.lockedWithList(id);
    var refusal = judgement.ofRole(Role.REPORTER, problem.unitPath());
    if (refusal != null) {
      throw refusal;
    }
    if (problem.status() != ProblemStatus.REPORTED) {
      throw new Refusal(ErrorCode.MOVE_REFUSED, problem.status(), "EDIT", ProblemStatus.REPORTED);
    }
    preconditions.require(presentation.of(problem));
    var current = contents.of(problem);
    var content = mergePatch.apply(current, request, ProblemContent.class);
    return presentation.of(content.equals(current) ? problem : reporting.edit(problem, content));
  }
}
