package qingdan.problem;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

import qingdan.access.Caller;
import qingdan.access.Places;
import qingdan.access.Role;
import qingdan.access.Subtree;
import qingdan.campaign.Batches;
import qingdan.campaign.Tasks;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.Ids;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.MergePatch;
import qingdan.shared.Page;
import qingdan.shared.Preconditions;
import qingdan.shared.Refusal;
import qingdan.unit.Depth;
import qingdan.unit.Directory;

@Path("/problem-lists")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Problem lists",
    description =
        "What each unit has found for a batch: listed and approved before it is rectified (问题清单).")
class ProblemListResource {

  private static final String ID = "Id of the list.";

  private final ProblemLists problemLists;
  private final Batches batches;
  private final Tasks tasks;
  private final Places places;
  private final Judgement judgement;
  private final Sight sight;
  private final Directory directory;
  private final Caller caller;
  private final Lists lists;
  private final Preconditions preconditions;
  private final MergePatch mergePatch;

  ProblemListResource(
      ProblemLists problemLists,
      Batches batches,
      Tasks tasks,
      Places places,
      Judgement judgement,
      Sight sight,
      Directory directory,
      Caller caller,
      Lists lists,
      Preconditions preconditions,
      MergePatch mergePatch) {
    this.problemLists = problemLists;
    this.batches = batches;
    this.tasks = tasks;
    this.places = places;
    this.judgement = judgement;
    this.sight = sight;
    this.directory = directory;
    this.caller = caller;
    this.lists = lists;
    this.preconditions = preconditions;
    this.mergePatch = mergePatch;
  }

  @GET
  @Operation(
      operationId = "listProblemLists",
      summary = "List problem lists",
      description =
          "Those of the units that the caller reads, by the place of the unit in the tree.")
  @APIResponse(responseCode = "200", description = "A page of lists.")
  public Page<ProblemListView> list(
      @BeanParam @Valid ProblemListQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, ProblemListQuery.FILTERS);
    var rows = problemLists.list(scope(query), reading.after(), reading.fetch());
    var units = directory.of(new HashSet<>(rows.stream().map(ProblemList::unitId).toList()));
    return reading.page(
        rows, ProblemList::key, row -> ProblemListView.of(row, units.get(row.unitId())));
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countProblemLists",
      summary = "Count problem lists",
      description = "How many lists the same filters find; counting stops at 10,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid ProblemListQuery query, @Context UriInfo uri) {
    Lists.allow(uri, ProblemListQuery.FILTERS);
    return problemLists.count(scope(query));
  }

  private ProblemLists.Scope scope(ProblemListQuery query) {
    var status = Lists.oneOf("status", query.status, ListStatus.class);
    var batch = Ids.parameter("batch", query.batch);
    var task = Ids.parameter("task", query.task);
    if (query.unit == null) {
      if (query.depth != null) {
        throw Refusal.parameter("depth", "needs", "unit");
      }
      return new ProblemLists.Scope(sight.readable(), null, null, batch, task, status);
    }
    var unit =
        places
            .find(query.unit)
            .filter(place -> sight.reads(place.path()))
            .orElseThrow(Refusal::notFound);
    var depth = query.depth == null ? Depth.SUBTREE : Depth.of(query.depth);
    return new ProblemLists.Scope(
        List.of(new Subtree(unit.path())),
        depth == Depth.SELF ? unit.id() : null,
        depth == Depth.CHILDREN ? unit.id() : null,
        batch,
        task,
        status);
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createProblemList",
      summary = "Create a problem list",
      description =
          "Needs REPORTER at the unit or above it. A unit has one list for each batch and task: 409 for a second.")
  @APIResponse(
      responseCode = "201",
      description = "Created.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ProblemListView.class)))
  public RestResponse<ProblemListView> create(@Valid @NotNull CreateProblemList request) {
    var unit = places.named("/unit", request.unit());
    if (!sight.reads(unit.path())) {
      throw Refusal.unknownReference("/unit");
    }
    problemLists.shareCampaignOf(request.batch());
    var batch = batches.named("/batch", request.batch());
    caller.require(Role.REPORTER, unit.path());
    if (!unit.path().startsWith(batch.topPath())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/unit", "outside-campaign");
    }
    batch.requireOpen();
    if (request.task() != null) {
      tasks.requireFor("/task", request.task(), batch.campaignId(), unit.path());
    }
    var list =
        problemLists.create(
            request.plan(),
            request.id() == null ? Ids.next() : request.id(),
            unit,
            batch.campaignId(),
            batch.id(),
            request.task(),
            caller.accountId());
    return RestResponse.ResponseBuilder.<ProblemListView>create(RestResponse.Status.CREATED)
        .location(URI.create("problem-lists/" + list.id()))
        .entity(view(list))
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getProblemList",
      summary = "Get a problem list",
      description = "The list itself; its problems are at `/problems?list=`.")
  @APIResponse(responseCode = "200", description = "The list.")
  public ProblemListView get(@PathParam("id") @Parameter(description = ID) String id) {
    return view(problemLists.visible(id));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Operation(
      operationId = "changeProblemList",
      summary = "Change a problem list",
      description =
          "The unit's plan and statement. Needs REPORTER at the unit or above it, and If-Match; what was returned becomes a draft. 409 once it is submitted.")
  @APIResponse(responseCode = "200", description = "Changed.")
  public ProblemListView change(
      @PathParam("id") @Parameter(description = ID) String id,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MergePatch.MEDIA_TYPE,
                      schema = @Schema(implementation = ProblemListPlan.class)))
          JsonNode request)
      throws JsonProcessingException {
    var list = problemLists.locked(id);
    judgement.require(ListMove.EDIT, list);
    preconditions.require(view(list));
    var current = ProblemListPlan.of(list);
    var plan = mergePatch.apply(current, request, ProblemListPlan.class);
    if (plan.equals(current)) {
      return view(list);
    }
    return view(
        problemLists.change(
            list,
            "problem-list.edited",
            Columns.set("status", ListStatus.DRAFT)
                .and("aims", plan.aims())
                .and("steps", plan.steps())
                .and("lead_person", plan.leadPerson())
                .and("statement", plan.statement())));
  }

  private ProblemListView view(ProblemList list) {
    return ProblemListView.of(list, directory.of(Set.of(list.unitId())).get(list.unitId()));
  }
}
