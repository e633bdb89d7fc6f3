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
import qingdan.obligation.MissingQuery;
import qingdan.obligation.MissingReading;
import qingdan.shared.Count;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.unit.DirectoryEntry;

@Path("/milestones/{id}/coverage")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Milestones",
    description = "What every unit of a cohort owes by a day, and who has done it (节点).")
class CoverageResource {

  private static final String ID = "Id of the milestone.";

  private final Milestones milestones;
  private final CoverageReading coverage;
  private final MissingReading missing;
  private final Lists lists;
  private final Caller caller;

  CoverageResource(
      Milestones milestones,
      CoverageReading coverage,
      MissingReading missing,
      Lists lists,
      Caller caller) {
    this.milestones = milestones;
    this.coverage = coverage;
    this.missing = missing;
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
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid CoverageQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    caller.readOneMoment();
    var reading = lists.read(uri, page, CoverageQuery.FILTERS);
    var milestone = milestones.visible(id);
    return coverage.read(milestone.subject(), milestone.topUnitId(), query, reading, uri);
  }

  @GET
  @Path("/missing")
  @Operation(
      operationId = "listMissing",
      summary = "List who is missing",
      description =
          "The units that owed the milestone and had not done it, now or at the end of a day: those that the coverage of the same unit and day counts as missing, by their place and with their names in the tree of that day. What state they are in now is at `/obligations`. 404 where you do not read the work of the unit.")
  @APIResponse(responseCode = "200", description = "A page of units.")
  public Page<DirectoryEntry> missing(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid MissingQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, MissingQuery.FILTERS);
    var milestone = milestones.visible(id);
    return missing.page(milestone.subject(), milestone.topUnitId(), query, reading);
  }

  @GET
  @Path("/missing/count")
  @Operation(
      operationId = "countMissing",
      summary = "Count who is missing",
      description = "How many units the list of the same filters holds.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count countMissing(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid MissingQuery query,
      @Context UriInfo uri) {
    Lists.allow(uri, MissingQuery.FILTERS);
    var milestone = milestones.visible(id);
    return missing.count(milestone.subject(), milestone.topUnitId(), query);
  }
}
