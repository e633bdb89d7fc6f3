package qingdan.finding;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import qingdan.inspection.KnownRounds;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Refusal;

@Path("/inspections")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Findings",
    description = "Inspections of drawn units, by checklists, and what they find (检查发现).")
class InspectionResource {

  private final Inspections inspections;
  private final KnownRounds rounds;
  private final Lists lists;
  private final Event<Changed> changes;

  InspectionResource(
      Inspections inspections, KnownRounds rounds, Lists lists, Event<Changed> changes) {
    this.inspections = inspections;
    this.rounds = rounds;
    this.lists = lists;
    this.changes = changes;
  }

  @GET
  @Operation(
      operationId = "listInspections",
      summary = "List inspections",
      description =
          "Those of units whose work you read, and those of rounds of your office or team; by their days.")
  @APIResponse(responseCode = "200", description = "A page of inspections.")
  public Page<InspectionView> list(
      @BeanParam @Valid InspectionQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, InspectionQuery.FILTERS);
    var rows = inspections.list(query, reading.after(), reading.fetch());
    return reading.page(rows, Inspection::key, inspections::view);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countInspections",
      summary = "Count inspections",
      description =
          "How many inspections the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid InspectionQuery query, @Context UriInfo uri) {
    Lists.allow(uri, InspectionQuery.FILTERS);
    return Count.of(inspections.count(query));
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getInspection",
      summary = "Get an inspection",
      description = "With its answers; its findings are at `/findings?inspection=`.")
  @APIResponse(responseCode = "200", description = "The inspection.")
  public InspectionView get(
      @PathParam("id") @Parameter(description = "Id of the inspection.") String id) {
    return inspections.view(inspections.visible(id));
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "withdrawInspection",
      summary = "Withdraw an inspection",
      description =
          "With its findings, while all of them wait: 409 once one is decided. By the people of the drawing office or the team, until the campaign is closed. No If-Match: an inspection is not changed.")
  @APIResponse(responseCode = "204", description = "Withdrawn.")
  public void withdraw(
      @PathParam("id") @Parameter(description = "Id of the inspection.") String id) {
    var round = rounds.kept(inspections.visible(id).roundId().toString());
    if (!round.inspects()) {
      throw new Refusal(ErrorCode.NOT_OF_THE_OFFICE);
    }
    var inspection = inspections.locked(id);
    inspections.withdraw(inspection.id());
    changes.fire(inspection.withdrawnFact());
  }
}
