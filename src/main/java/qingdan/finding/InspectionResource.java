package qingdan.finding;

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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import qingdan.shared.Count;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;

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
  private final Lists lists;

  InspectionResource(Inspections inspections, Lists lists) {
    this.inspections = inspections;
    this.lists = lists;
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
}
