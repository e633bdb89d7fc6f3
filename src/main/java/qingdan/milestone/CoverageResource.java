package qingdan.milestone;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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

import qingdan.access.Caller;
import qingdan.obligation.CoverageQuery;
import qingdan.obligation.CoverageReading;
import qingdan.obligation.CoverageView;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;

@Path("/milestones/{id}/coverage")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Milestones",
    description = "What every unit of a cohort owes by a day, and who has done it (节点).")
class CoverageResource {

  private final Milestones milestones;
  private final CoverageReading coverage;
  private final Lists lists;
  private final Caller caller;

  CoverageResource(Milestones milestones, CoverageReading coverage, Lists lists, Caller caller) {
    this.milestones = milestones;
    this.coverage = coverage;
    this.lists = lists;
    this.caller = caller;
  }

  @GET
  @Operation(
      operationId = "getCoverage",
      summary = "Get the coverage of a milestone",
      description =
          "How many units of the cohort have done it, on time or late, and how many are missing, now or at the end of a day. 404 where you do not read the work of the unit.")
  @APIResponse(
      responseCode = "200",
      description = "The coverage.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CoverageView.class)))
  @APIResponse(responseCode = "304", description = "Nothing that it counts has changed.")
  public RestResponse<CoverageView> get(
      @PathParam("id") @Parameter(description = "Id of the milestone.") String id,
      @BeanParam @Valid CoverageQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    caller.readOneMoment();
    var reading = lists.read(uri, page, CoverageQuery.FILTERS);
    var milestone = milestones.visible(id);
    return coverage.read(milestone.subject(), milestone.topUnitId(), query, reading, uri);
  }
}
