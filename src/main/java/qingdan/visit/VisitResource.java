package qingdan.visit;

import java.net.URI;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

import qingdan.access.Role;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Preconditions;
import qingdan.shared.Refusal;

@Path("/visits")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Visits",
    description = "Who was at which unit, and which units of a plan are still to be visited (走访).")
class VisitResource {

  private static final String ID = "Id of the visit.";

  private final Visits visits;
  private final Recording recording;
  private final Visitors visitors;
  private final Lists lists;
  private final Preconditions preconditions;

  VisitResource(
      Visits visits,
      Recording recording,
      Visitors visitors,
      Lists lists,
      Preconditions preconditions) {
    this.visits = visits;
    this.recording = recording;
    this.visitors = visitors;
    this.lists = lists;
    this.preconditions = preconditions;
  }

  @GET
  @Operation(
      operationId = "listVisits",
      summary = "List visits",
      description = "Those to units whose work you read, the latest first.")
  @APIResponse(responseCode = "200", description = "A page of visits.")
  public Page<VisitView> list(
      @BeanParam @Valid VisitQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, VisitQuery.FILTERS);
    var rows = visits.list(query, reading.after(), reading.fetch());
    return reading.page(rows, Visit::key, VisitView::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countVisits",
      summary = "Count visits",
      description =
          "How many visits the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid VisitQuery query, @Context UriInfo uri) {
    Lists.allow(uri, VisitQuery.FILTERS);
    return Count.of(visits.count(query));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "recordVisit",
      summary = "Record a visit",
      description =
          "Needs INSPECTOR, by grant or as a member of a group that guides the unit, or SUPERVISOR, at the unit or above it; a visit of a contact may be recorded by the leader's own account too, and a visit of a plan by the account of whoever visits that part. A visit with an id of the client's making may be sent again at any time: the same content answers as the first time, other content is 409. What was found waits for the unit's supervising unit.")
  @APIResponse(
      responseCode = "201",
      description = "Recorded.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = VisitView.class)))
  public RestResponse<VisitView> record(@Valid @NotNull RecordVisit request) {
    var visit = recording.record(request);
    return RestResponse.ResponseBuilder.<VisitView>create(RestResponse.Status.CREATED)
        .location(URI.create("visits/" + visit.id()))
        .entity(VisitView.of(visit))
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getVisit",
      summary = "Get a visit",
      description = "404 where you do not read the work of its unit, and once it is withdrawn.")
  @APIResponse(responseCode = "200", description = "The visit.")
  public VisitView get(@PathParam("id") @Parameter(description = ID) String id) {
    return VisitView.of(visits.visible(id));
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "withdrawVisit",
      summary = "Withdraw a visit",
      description =
          "By who recorded it, or with SUPERVISOR at the unit or above it. Needs If-Match. Its findings go with it, while all of them wait: 409 once one is decided. It no longer counts from today on; figures of earlier days stay as they were.")
  @APIResponse(responseCode = "204", description = "Withdrawn.")
  public void withdraw(@PathParam("id") @Parameter(description = ID) String id) {
    var seen = visits.visible(id);
    if (!seen.recordedBy().equals(visitors.account()) && !visitors.supervises(seen.unitPath())) {
      throw new Refusal(ErrorCode.ROLE_MISSING, Role.SUPERVISOR);
    }
    var plan = recording.hold(seen);
    var visit = visits.locked(id);
    preconditions.require(VisitView.of(visit));
    recording.withdraw(visit, plan);
  }
}
