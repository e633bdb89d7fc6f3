package qingdan.unit;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.access.Caller;
import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Role;
import qingdan.access.Subtree;
import qingdan.shared.Count;
import qingdan.shared.Idempotent;
import qingdan.shared.Ids;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Messages;
import qingdan.shared.Page;
import qingdan.shared.Refusal;

@Path("/unit-changes")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Units", description = "The tree of units (单位), now and as of any day.")
class UnitChangeResource {

  private final UnitChanges changes;
  private final Places places;
  private final Caller caller;
  private final Lists lists;
  private final TransactionManager transactions;
  private final HttpHeaders headers;

  UnitChangeResource(
      UnitChanges changes,
      Places places,
      Caller caller,
      Lists lists,
      TransactionManager transactions,
      HttpHeaders headers) {
    this.changes = changes;
    this.places = places;
    this.caller = caller;
    this.lists = lists;
    this.transactions = transactions;
    this.headers = headers;
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "changeStructure",
      summary = "Move, merge, close or rename a unit",
      description =
          "Needs ADMIN at the unit and at the new parent or successor, or above them; to make a root, ADMIN over everything. A dry run makes the whole change, looks at it and takes it back. A split (析置) is a new unit beside the old one (POST /units) and a MOVE of each child that goes with it: figures of earlier days stay with the unit that the child stood below then.")
  @APIResponse(
      responseCode = "201",
      description = "Changed.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = UnitChangeView.class)))
  @APIResponse(
      responseCode = "200",
      description = "Dry run: the impact, or what is in the way.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = UnitChangeView.class)))
  public RestResponse<UnitChangeView> change(
      @Valid
          @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = ChangeStructure.class),
                      examples = {
                        @ExampleObject(
                            name = "move",
                            summary = "Below another parent",
                            value =
                                """
                                {"type":"MOVE","unit":"code:120101001000","parent":"code:120103000000","reason":"区划调整"}"""),
                        @ExampleObject(
                            name = "root",
                            summary = "Out of every parent",
                            value =
                                """
                                {"type":"MOVE","unit":"code:120101000000","root":true}"""),
                        @ExampleObject(
                            name = "merge",
                            summary = "Into a successor",
                            value =
                                """
                                {"type":"MERGE","unit":"code:120101001000","successor":"code:120101002000","dryRun":true}"""),
                        @ExampleObject(
                            name = "close",
                            summary = "Without children; a successor takes what is left",
                            value =
                                """
                                {"type":"CLOSE","unit":"code:120101001000","successor":"code:120101002000"}"""),
                        @ExampleObject(
                            name = "rename",
                            summary = "Another name from now on",
                            value =
                                """
                                {"type":"RENAME","unit":"code:120101001000","name":"新设街道"}""")
                      }))
          ChangeStructure request)
      throws SystemException {
    request.check();
    var unit = administered("/unit", request.unit());
    var parent = request.parent() == null ? null : administered("/parent", request.parent());
    var successor =
        request.successor() == null ? null : administered("/successor", request.successor());
    if (request.type() == StructuralChange.MOVE && parent == null) {
      caller.requireEverywhere(Role.ADMIN);
    }
    if (request.isDryRun()) {
      return RestResponse.ok(tried(request, unit, parent, successor));
    }
    var made = changes.make(request, unit.id(), id(parent), id(successor));
    return RestResponse.ResponseBuilder.<UnitChangeView>create(RestResponse.Status.CREATED)
        .location(URI.create("unit-changes/" + made.id()))
        .entity(view(made, false, null))
        .build();
  }

  @GET
  @Operation(
      operationId = "listUnitChanges",
      summary = "List structural changes",
      description =
          "Moves, mergers, closures and renamings of units that you see, the newest first. A unit counts by where it stands today.")
  @APIResponse(responseCode = "200", description = "A page of changes.")
  public Page<UnitChangeView> list(
      @BeanParam @Valid UnitChangeQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, UnitChangeQuery.FILTERS);
    var rows = changes.list(filter(query), reading.after(), reading.fetch());
    return reading.page(
        rows,
        made -> List.of(made.decidedAt().toString(), made.id().toString()),
        made -> view(made, false, null));
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countUnitChanges",
      summary = "Count structural changes",
      description = "How many changes the list of the same filters holds; stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid UnitChangeQuery query, @Context UriInfo uri) {
    Lists.allow(uri, UnitChangeQuery.FILTERS);
    return Count.of(changes.count(filter(query)));
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getUnitChange",
      summary = "Get a structural change",
      description = "As it was made; visible to whoever sees its unit.")
  @APIResponse(responseCode = "200", description = "The change.")
  public UnitChangeView get(
      @PathParam("id") @Parameter(description = "Id of the change.") String id) {
    var known = Ids.parse(id);
    var made = (known == null ? null : changes.find(known).orElse(null));
    if (made == null) {
      throw Refusal.notFound();
    }
    places.visible(made.unitId().toString());
    return view(made, false, null);
  }

  /** Does it in full and takes it back, so that what is said is what would be. */
  private UnitChangeView tried(ChangeStructure request, Place unit, Place parent, Place successor)
      throws SystemException {
    try {
      return view(changes.make(request, unit.id(), id(parent), id(successor)), true, null);
    } catch (Refusal refusal) {
      var language = Messages.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
      var code = refusal.code().code();
      var obstacle =
          new UnitChangeView.Obstacle(
              code, Messages.text(language, code + ".detail", refusal.arguments()));
      return new UnitChangeView(
          null,
          request.type(),
          unit.id(),
          id(parent),
          id(successor),
          request.name(),
          request.reason(),
          true,
          0,
          0,
          0,
          obstacle,
          null);
    } finally {
      if (transactions.getStatus() == Status.STATUS_ACTIVE) {
        transactions.setRollbackOnly();
      }
    }
  }

  private UnitChanges.Filter filter(UnitChangeQuery query) {
    var depth = query.depth();
    var unit = query.unit == null ? null : places.visible(query.unit);
    return new UnitChanges.Filter(
        unit == null ? caller.readable() : List.of(new Subtree(unit.path())),
        depth == Depth.SELF ? unit.id() : null,
        depth == Depth.CHILDREN ? unit.id() : null,
        query.type());
  }

  private Place administered(String pointer, String reference) {
    var place = places.named(pointer, reference);
    caller.require(Role.ADMIN, place.path());
    return place;
  }

  private static UUID id(Place place) {
    return place == null ? null : place.id();
  }

  private static UnitChangeView view(
      UnitChanges.Made made, boolean dryRun, UnitChangeView.Obstacle obstacle) {
    return new UnitChangeView(
        dryRun ? null : made.id(),
        StructuralChange.valueOf(made.type()),
        made.unitId(),
        made.parentId(),
        made.successorId(),
        made.name(),
        made.reason(),
        dryRun,
        made.unitsTouched(),
        made.grantsMoved(),
        made.accountsMoved(),
        obstacle,
        dryRun ? null : made.decidedAt());
  }
}
