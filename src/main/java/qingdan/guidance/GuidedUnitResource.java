package qingdan.guidance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.event.Event;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import qingdan.access.Places;
import qingdan.campaign.Scope;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.Idempotent;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Refusal;
import qingdan.unit.Directory;

@Path("/guidance-groups/{id}/units")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Guidance groups",
    description = "Who guides which units of a campaign, and whether every unit has a group (督导组).")
class GuidedUnitResource {

  private static final String ID = "Id of the group.";

  private final GuidanceGroups groups;
  private final Assignments assignments;
  private final Directory directory;
  private final Places places;
  private final Scope scope;
  private final Lists lists;
  private final Event<Changed> changes;

  GuidedUnitResource(
      GuidanceGroups groups,
      Assignments assignments,
      Directory directory,
      Places places,
      Scope scope,
      Lists lists,
      Event<Changed> changes) {
    this.groups = groups;
    this.assignments = assignments;
    this.directory = directory;
    this.places = places;
    this.scope = scope;
    this.lists = lists;
    this.changes = changes;
  }

  @GET
  @Operation(
      operationId = "listGuidedUnits",
      summary = "List the units that a group guides",
      description = "By their place in the tree; the group guides all below each of them too.")
  @APIResponse(responseCode = "200", description = "A page of units.")
  public Page<GuidedUnitView> list(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, Set.of());
    var rows = assignments.list(groups.visible(id).id(), reading.after(), reading.fetch());
    var units = directory.of(rows.stream().map(Assignments.Assigned::unit).toList());
    return reading.page(
        rows,
        row -> List.of(row.path()),
        row -> new GuidedUnitView(units.get(row.unit()), row.byRule(), row.validFrom()));
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countGuidedUnits",
      summary = "Count the units that a group guides",
      description = "How many units the list holds.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = ID) String id, @Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    return Count.of(assignments.count(groups.visible(id).id()));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "assignUnits",
      summary = "Assign units to a guidance group",
      description =
          "Needs SUPERVISOR at the unit that the group belongs to, or above it. Units that it guides already stay. Its members may read and record there from their next request on.")
  @APIResponse(responseCode = "200", description = "Assigned.")
  public UnitsAssigned assign(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull AssignUnits request) {
    var group = groups.locked(id);
    scope.requireSupervisor(group.basePath());
    group.requireNotClosed();
    var units = new ArrayList<UUID>();
    for (int i = 0; i < request.units().size(); i++) {
      units.add(assignments.named("/units/" + i, request.units().get(i), group.basePath()));
    }
    var joined = assignments.assign(group.id(), units);
    changes.fire(
        group.fact("guidance-group.units-assigned", null, Map.of("units", request.units())));
    return new UnitsAssigned(joined);
  }

  @DELETE
  @Path("/{unit}")
  @Operation(
      operationId = "withdrawGuidedUnit",
      summary = "Withdraw a unit from a guidance group",
      description =
          "Needs SUPERVISOR at the unit that the group belongs to, or above it. The sight of its members ends at once; no If-Match, as nothing else of the group is changed. 404 for a unit that it does not guide, or guides by its rule.")
  @APIResponse(responseCode = "204", description = "Withdrawn.")
  public void withdraw(
      @PathParam("id") @Parameter(description = ID) String id,
      @PathParam("unit")
          @Parameter(description = "Id of the unit, or `code:` and the code of an open unit.")
          String reference) {
    var group = groups.locked(id);
    scope.requireSupervisor(group.basePath());
    group.requireNotClosed();
    var unit = places.find(reference).orElseThrow(Refusal::notFound);
    if (!assignments.end(group.id(), unit.id())) {
      throw Refusal.notFound();
    }
    changes.fire(group.fact("guidance-group.unit-withdrawn", Map.of("unit", unit.id()), null));
  }
}
