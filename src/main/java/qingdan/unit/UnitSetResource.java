package qingdan.unit;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import qingdan.shared.Changed;
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

@Path("/unit-sets")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Unit sets", description = "Groups of units across the tree (单位集合).")
class UnitSetResource {

  private static final String ID = "Id of the set.";

  private final UnitSets sets;
  private final UnitSetMembers members;
  private final Places places;
  private final Caller caller;
  private final Lists lists;
  private final Preconditions preconditions;
  private final MergePatch mergePatch;
  private final Event<Changed> changes;
  private final Clock clock;

  UnitSetResource(
      UnitSets sets,
      UnitSetMembers members,
      Places places,
      Caller caller,
      Lists lists,
      Preconditions preconditions,
      MergePatch mergePatch,
      Event<Changed> changes,
      Clock clock) {
    this.sets = sets;
    this.members = members;
    this.places = places;
    this.caller = caller;
    this.lists = lists;
    this.preconditions = preconditions;
    this.mergePatch = mergePatch;
    this.changes = changes;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listUnitSets",
      summary = "List unit sets",
      description = "The sets whose owner you see, by grouping, name and id.")
  @APIResponse(responseCode = "200", description = "A page of sets.")
  public Page<UnitSetView> list(
      @BeanParam @Valid UnitSetQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, UnitSetQuery.FILTERS);
    var rows = sets.list(query, owner(query), reading.after(), reading.fetch());
    return reading.page(rows, UnitSet::key, UnitSetView::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countUnitSets",
      summary = "Count unit sets",
      description = "How many sets the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid UnitSetQuery query, @Context UriInfo uri) {
    Lists.allow(uri, UnitSetQuery.FILTERS);
    return Count.of(sets.count(query, owner(query)));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createUnitSet",
      summary = "Create a unit set",
      description = "Needs ADMIN at the owner or above it. Whoever sees the owner sees the set.")
  @APIResponse(
      responseCode = "201",
      description = "Created.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = UnitSetView.class)))
  public RestResponse<UnitSetView> create(@Valid @NotNull CreateUnitSet request) {
    var owner = places.named("/owner", request.owner());
    caller.require(Role.ADMIN, owner.path());
    if (owner.closed()) {
      throw new Refusal(ErrorCode.UNIT_CLOSED, request.owner());
    }
    var set =
        new UnitSet(
            request.id() == null ? Ids.next() : request.id(),
            1,
            request.name(),
            request.grouping(),
            Boolean.TRUE.equals(request.exclusive()),
            owner.id(),
            owner.path(),
            clock.instant());
    sets.insert(set);
    fire(set, "unit-set.created", null, set.fields());
    return RestResponse.ResponseBuilder.<UnitSetView>create(RestResponse.Status.CREATED)
        .location(URI.create("unit-sets/" + set.id()))
        .entity(UnitSetView.of(set))
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getUnitSet",
      summary = "Get a unit set",
      description = "The set itself; its members are a list of their own.")
  @APIResponse(responseCode = "200", description = "The set.")
  public UnitSetView get(@PathParam("id") @Parameter(description = ID) String id) {
    return UnitSetView.of(sets.visible(id));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Operation(
      operationId = "changeUnitSet",
      summary = "Change a unit set",
      description =
          "Name, grouping and whether it is exclusive. Needs ADMIN at the owner or above it, and If-Match. 409 when a member would be in two exclusive sets of the grouping.")
  @APIResponse(responseCode = "200", description = "Changed.")
  public UnitSetView change(
      @PathParam("id") @Parameter(description = ID) String id,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MergePatch.MEDIA_TYPE,
                      schema = @Schema(implementation = UnitSetPatch.class)))
          JsonNode request)
      throws JsonProcessingException {
    var set = sets.locked(id);
    caller.require(Role.ADMIN, set.ownerPath());
    preconditions.require(UnitSetView.of(set));
    var current = UnitSetPatch.of(set);
    var patched = mergePatch.apply(current, request, UnitSetPatch.class);
    if (patched.equals(current)) {
      return UnitSetView.of(set);
    }
    var changed = set.changed(patched);
    sets.update(changed, !Objects.equals(set.exclusiveIn(), changed.exclusiveIn()));
    fire(changed, "unit-set.changed", set.fields(), changed.fields());
    return UnitSetView.of(changed);
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "deleteUnitSet",
      summary = "Delete a unit set",
      description =
          "Takes its members out in the same transaction; the units themselves stay. Needs ADMIN at the owner or above it, and If-Match.")
  @APIResponse(responseCode = "204", description = "Deleted.")
  public void delete(@PathParam("id") @Parameter(description = ID) String id) {
    var set = sets.locked(id);
    caller.require(Role.ADMIN, set.ownerPath());
    preconditions.require(UnitSetView.of(set));
    int taken = sets.delete(set.id());
    fire(set, "unit-set.deleted", set.fields(), Map.of("membersTakenOut", taken));
  }

  @GET
  @Path("/{id}/members")
  @Operation(
      operationId = "listUnitSetMembers",
      summary = "List the members of a unit set",
      description =
          "As units, by path. A unit that has moved out of the owner's subtree is no member while it stands elsewhere.")
  @APIResponse(responseCode = "200", description = "A page of units.")
  public Page<UnitView> members(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, Set.of());
    var rows = members.list(sets.visible(id), reading.after(), reading.fetch());
    return reading.page(rows, UnitSort.PATH::key, UnitView::of);
  }

  @GET
  @Path("/{id}/members/count")
  @Operation(
      operationId = "countUnitSetMembers",
      summary = "Count the members of a unit set",
      description = "How many units the list of members holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count countMembers(
      @PathParam("id") @Parameter(description = ID) String id, @Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    return Count.of(members.count(sets.visible(id)));
  }

  @POST
  @Path("/{id}/members")
  @Idempotent
  @Operation(
      operationId = "addUnitSetMembers",
      summary = "Add units to a set",
      description =
          "All or none. Needs ADMIN at the owner or above it. 422 for a unit outside the owner's subtree, 409 for one in another exclusive set of the grouping; errors point at each. Units that are members already stay so.")
  @APIResponse(responseCode = "200", description = "All are members now.")
  public MembersAdded add(
      @PathParam("id") @Parameter(description = ID) String id, @Valid @NotNull AddMembers request) {
    var set = sets.kept(id);
    caller.require(Role.ADMIN, set.ownerPath());
    var units = members.named(set, request.units());
    var added = sets.add(set, units);
    if (!added.isEmpty()) {
      fire(set, "unit-set.members-added", null, Map.of("units", sorted(added)));
    }
    return new MembersAdded(added.size(), units.size() - added.size());
  }

  @DELETE
  @Path("/{id}/members/{unit}")
  @Operation(
      operationId = "removeUnitSetMember",
      summary = "Take a unit out of a set",
      description =
          "Needs ADMIN at the owner or above it; no If-Match, as nothing else of the set is changed. 404 when the unit is no member.")
  @APIResponse(responseCode = "204", description = "No longer a member.")
  public void remove(
      @PathParam("id") @Parameter(description = ID) String id,
      @PathParam("unit")
          @Parameter(description = "Id of the unit, or `code:` and the code of an open unit.")
          String unit) {
    var set = sets.kept(id);
    caller.require(Role.ADMIN, set.ownerPath());
    var place = places.visible(unit);
    if (!sets.remove(set.id(), place.id())) {
      throw Refusal.notFound();
    }
    fire(set, "unit-set.member-removed", Map.of("units", List.of(place.id())), null);
  }

  private UUID owner(UnitSetQuery query) {
    return query.owner == null ? null : places.visible(query.owner).id();
  }

  private static List<UUID> sorted(Set<UUID> ids) {
    return ids.stream().sorted().toList();
  }

  /** Concerns the owner alone: at a member, it would tell of a set that is not seen there. */
  private void fire(
      UnitSet set, String type, Map<String, Object> before, Map<String, Object> after) {
    changes.fire(new Changed("unit-set", set.id(), type, List.of(set.ownerPath()), before, after));
  }
}
