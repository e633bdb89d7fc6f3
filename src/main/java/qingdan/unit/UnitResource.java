package qingdan.unit;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
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

import qingdan.access.Caller;
import qingdan.access.Places;
import qingdan.access.PlanKept;
import qingdan.access.Role;
import qingdan.access.Subtree;
import qingdan.shared.Count;
import qingdan.shared.Days;
import qingdan.shared.Idempotent;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.MergePatch;
import qingdan.shared.Page;
import qingdan.shared.Preconditions;
import qingdan.shared.Refusal;

@Path("/units")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Units", description = "The tree of units (单位), now and as of any day.")
class UnitResource {

  private static final String REFERENCE =
      "Id of the unit, or `code:` and the code of an open unit.";
  private static final String AS_OF =
      "A day, such as 2026-01-31: answers as it was at the end of that day in the service's zone.";
  private static final Set<String> AS_OF_ONLY = Set.of("asOf");

  private final Units units;
  private final UnitTree tree;
  private final Places places;
  private final Caller caller;
  private final Lists lists;
  private final Preconditions preconditions;
  private final MergePatch mergePatch;
  private final UnitHistory history;
  private final UnitSets sets;
  private final Clock clock;

  UnitResource(
      Units units,
      UnitTree tree,
      Places places,
      Caller caller,
      Lists lists,
      Preconditions preconditions,
      MergePatch mergePatch,
      UnitHistory history,
      UnitSets sets,
      Clock clock) {
    this.units = units;
    this.tree = tree;
    this.places = places;
    this.caller = caller;
    this.lists = lists;
    this.preconditions = preconditions;
    this.mergePatch = mergePatch;
    this.history = history;
    this.sets = sets;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listUnits",
      summary = "List units",
      description =
          "The units of your subtrees. `sort=path` (the default; parents before their children) goes with every filter; `sort=name` and `sort=code` go with `depth=children`.")
  @APIResponse(responseCode = "200", description = "A page of units.")
  public Page<UnitView> list(
      @BeanParam @Valid UnitListQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, UnitListQuery.FILTERS);
    var filter = filter(query);
    var rows = units.list(filter, reading.after(), reading.fetch());
    return reading.page(rows, filter.sort()::key, UnitView::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countUnits",
      summary = "Count units",
      description = "How many units the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid UnitQuery query, @Context UriInfo uri) {
    Lists.allow(uri, UnitQuery.FILTERS);
    return Count.of(units.count(filter(query)));
  }

  @GET
  @PlanKept
  @Path("/{id}")
  @Operation(
      operationId = "getUnit",
      summary = "Get a unit",
      description = "One unit, now or as of a day.")
  @APIResponse(responseCode = "200", description = "The unit.")
  public UnitView get(
      @PathParam("id") @Parameter(description = REFERENCE) String id,
      @QueryParam("asOf") @Parameter(description = AS_OF) String asOf,
      @Context UriInfo uri) {
    Lists.allow(uri, AS_OF_ONLY);
    return UnitView.of(visible(id, asOf(asOf)));
  }

  @GET
  @PlanKept
  @Path("/{id}/children")
  @Operation(
      operationId = "listChildren",
      summary = "List the children of a unit",
      description = "Open units directly below it, by path, name or code.")
  @APIResponse(responseCode = "200", description = "A page of units.")
  public Page<UnitView> children(
      @PathParam("id") @Parameter(description = REFERENCE) String id,
      @QueryParam("asOf") @Parameter(description = AS_OF) String asOf,
      @QueryParam("sort")
          @Parameter(
              description = "path, name or code.",
              schema = @Schema(enumeration = {"path", "name", "code"}))
          String sort,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, Set.of("asOf", "sort"));
    var at = asOf(asOf);
    var unit = visible(id, at);
    var order = sort == null ? UnitSort.PATH : UnitSort.of(sort);
    var filter = UnitFilter.children(new Subtree(unit.path()), unit.id(), at, order);
    return reading.page(
        units.list(filter, reading.after(), reading.fetch()), order::key, UnitView::of);
  }

  @GET
  @PlanKept
  @Path("/{id}/children/count")
  @Operation(
      operationId = "countChildren",
      summary = "Count the children of a unit",
      description = "How many open units stand directly below it, now or as of a day.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count countChildren(
      @PathParam("id") @Parameter(description = REFERENCE) String id,
      @QueryParam("asOf") @Parameter(description = AS_OF) String asOf,
      @Context UriInfo uri) {
    Lists.allow(uri, AS_OF_ONLY);
    var at = asOf(asOf);
    var unit = visible(id, at);
    return Count.of(
        units.count(UnitFilter.children(new Subtree(unit.path()), unit.id(), at, UnitSort.PATH)));
  }

  @GET
  @PlanKept
  @Path("/{id}/ancestors")
  @Operation(
      operationId = "listAncestors",
      summary = "List the ancestors of a unit",
      description =
          "From the root down to its parent, as the directory shows them: at most 16, in one answer.")
  @APIResponse(responseCode = "200", description = "The ancestors.")
  public List<DirectoryEntry> ancestors(
      @PathParam("id") @Parameter(description = REFERENCE) String id,
      @QueryParam("asOf") @Parameter(description = AS_OF) String asOf,
      @Context UriInfo uri) {
    Lists.allow(uri, AS_OF_ONLY);
    var at = asOf(asOf);
    return units.ancestors(visible(id, at), at).stream().map(DirectoryEntry::of).toList();
  }

  @GET
  @Path("/{id}/history")
  @Operation(
      operationId = "listUnitHistory",
      summary = "List what happened to a unit",
      description = "Every change of the unit, the newest first.")
  @APIResponse(responseCode = "200", description = "A page of changes.")
  public Page<UnitHistory.ChangeView> history(
      @PathParam("id") @Parameter(description = REFERENCE) String id,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, Set.of());
    return history.of(places.visible(id).id(), reading);
  }

  @GET
  @Path("/{id}/history/count")
  @Operation(
      operationId = "countUnitHistory",
      summary = "Count what happened to a unit",
      description = "How many changes its history lists.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count countHistory(
      @PathParam("id") @Parameter(description = REFERENCE) String id, @Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    return Count.of(history.count(places.visible(id).id()));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createUnit",
      summary = "Create a unit",
      description = "Needs ADMIN at the parent or above it; a root needs ADMIN over everything.")
  @APIResponse(
      responseCode = "201",
      description = "Created.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = UnitView.class)))
  public RestResponse<UnitView> create(@Valid @NotNull CreateUnit request) {
    if (request.parent() == null) {
      caller.requireEverywhere(Role.ADMIN);
      return created(tree.create(request, null));
    }
    var parent = places.named("/parent", request.parent());
    caller.require(Role.ADMIN, parent.path());
    var made = tree.create(request, parent.id());
    // the parent may have left the caller's reach while the lock was awaited
    caller.require(Role.ADMIN, made.path());
    return created(made);
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Operation(
      operationId = "changeUnit",
      summary = "Change what a unit says of itself",
      description =
          "Code, name, kind, tier, sector. Needs ADMIN at the unit or above it, and If-Match: the part of the ETag before the dot counts.")
  @APIResponse(responseCode = "200", description = "Changed.")
  public UnitView change(
      @PathParam("id") @Parameter(description = REFERENCE) String id,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MergePatch.MEDIA_TYPE,
                      schema = @Schema(implementation = UnitPatch.class)))
          JsonNode request)
      throws JsonProcessingException {
    var unit = visible(id, null);
    caller.require(Role.ADMIN, unit.path());
    preconditions.require(UnitView.of(unit));
    var current = UnitPatch.of(unit);
    var patched = mergePatch.apply(current, request, UnitPatch.class);
    return UnitView.of(patched.equals(current) ? unit : tree.amend(unit, patched));
  }

  private static RestResponse<UnitView> created(UnitRow row) {
    return RestResponse.ResponseBuilder.<UnitView>create(RestResponse.Status.CREATED)
        .location(URI.create("units/" + row.id()))
        .entity(UnitView.of(row))
        .build();
  }

  private UnitRow visible(String reference, Instant asOf) {
    if (asOf == null) {
      return places
          .find(UnitRow.class, UnitRow.COLUMNS, reference)
          .filter(unit -> caller.sees(unit.path()))
          .orElseThrow(Refusal::notFound);
    }
    return units.find(places.visible(reference).id(), asOf).orElseThrow(Refusal::notFound);
  }

  private Instant asOf(String day) {
    LocalDate parsed = Days.parameter("asOf", day);
    return parsed == null ? null : Days.endOf(parsed, clock.getZone());
  }

  private UnitFilter filter(UnitQuery query) {
    var asOf = asOf(query.asOf);
    var root = query.unit == null ? null : visible(query.unit, asOf);
    return sets.limited(query.filter(root, units.then(caller.readable(), asOf), asOf));
  }
}
