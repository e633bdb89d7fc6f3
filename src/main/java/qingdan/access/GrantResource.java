package qingdan.access;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.Ids;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Preconditions;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

@Path("/grants")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Access", description = "Logins, accounts and what they may do.")
class GrantResource {

  private final Grants grants;
  private final Administration administration;
  private final LastAdministrator lastAdministrator;
  private final Caller caller;
  private final Lists lists;
  private final Preconditions preconditions;
  private final Sql sql;
  private final Event<Changed> changes;
  private final Clock clock;

  GrantResource(
      Grants grants,
      Administration administration,
      LastAdministrator lastAdministrator,
      Caller caller,
      Lists lists,
      Preconditions preconditions,
      Sql sql,
      Event<Changed> changes,
      Clock clock) {
    this.grants = grants;
    this.administration = administration;
    this.lastAdministrator = lastAdministrator;
    this.caller = caller;
    this.lists = lists;
    this.preconditions = preconditions;
    this.sql = sql;
    this.changes = changes;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listGrants",
      summary = "List grants",
      description =
          "The grants at the units that you administer, by id; those over every unit for administrators of everything.")
  @APIResponse(responseCode = "200", description = "A page of grants.")
  public Page<GrantView> list(
      @BeanParam @Valid GrantQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, GrantQuery.FILTERS);
    var rows = grants.list(query.within(administration), reading.after(), reading.fetch());
    return reading.page(rows, row -> List.of(row.id().toString()), GrantView::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countGrants",
      summary = "Count grants",
      description =
          "How many grants the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid GrantQuery query, @Context UriInfo uri) {
    Lists.allow(uri, GrantQuery.FILTERS);
    return Count.of(grants.count(query.within(administration)));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "grantRole",
      summary = "Grant a role",
      description =
          "Needs ADMIN at the unit and at the account's own unit, or above them. Counts from the account's next request on.")
  @APIResponse(
      responseCode = "201",
      description = "Granted.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = GrantView.class)))
  public RestResponse<GrantView> grant(@Valid @NotNull GrantRole request) {
    var place = administration.place("/unit", request.unit());
    var account = account(request.account());
    if (account.isClosed()) {
      throw new Refusal(ErrorCode.ACCOUNT_CLOSED);
    }
    var now = clock.instant();
    var from = request.validFrom() == null ? now : request.validFrom();
    if (request.validTo() != null && !request.validTo().isAfter(from)) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/validTo", "order", from);
    }
    var id = request.id() == null ? Ids.next() : request.id();
    insert(id, request, place, from, now);
    fire(id, "grant.given", Administration.path(place), request.role());
    return RestResponse.ResponseBuilder.<GrantView>create(RestResponse.Status.CREATED)
        .location(URI.create("grants/" + id))
        .entity(GrantView.of(grants.find(id)))
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getGrant",
      summary = "Get a grant",
      description = "Visible to the administrators of its unit.")
  @APIResponse(responseCode = "200", description = "The grant.")
  public GrantView get(@PathParam("id") @Parameter(description = "Id of the grant.") String id) {
    return GrantView.of(administered(id));
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "revokeGrant",
      summary = "Revoke a grant",
      description =
          "Gone with the account's next request, on every replica. The grant stays readable. Needs If-Match.")
  @APIResponse(responseCode = "204", description = "Revoked.")
  public void revoke(@PathParam("id") @Parameter(description = "Id of the grant.") String id) {
    var grant = administered(id);
    preconditions.require(GrantView.of(grant));
    if (grant.revokedAt() != null) {
      return;
    }
    if (grant.unitId() == null && grant.role().equals(Role.ADMIN.name())) {
      lastAdministrator.remainsWithoutGrant(grant.id());
    }
    grants.revoke(grant.id(), clock.instant());
    fire(
        grant.id(),
        "grant.revoked",
        administration.path(grant.unitId()),
        Role.valueOf(grant.role()));
  }

  private Account account(UUID id) {
    try {
      return administration.account(id.toString());
    } catch (Refusal invisible) {
      throw Refusal.unknownReference("/account");
    }
  }

  private GrantView.Granted administered(String id) {
    var known = Ids.parse(id);
    var grant = known == null ? null : grants.find(known);
    if (grant == null || !caller.is(Role.ADMIN, administration.path(grant.unitId()))) {
      throw Refusal.notFound();
    }
    return grant;
  }

  private void insert(UUID id, GrantRole request, Place place, Instant from, Instant now) {
    sql.run(
        """
        insert into access_grant (id, account_id, role, unit_id, valid_from, valid_to, granted_by, created_at)
        values (?1, ?2, ?3, cast(?4 as uuid), ?5, cast(?6 as timestamptz), ?7, ?8)
        """,
        id,
        request.account(),
        request.role().name(),
        place == null ? null : place.id().toString(),
        from,
        request.validTo() == null ? null : request.validTo().toString(),
        caller.accountId(),
        now);
  }

  private void fire(UUID id, String type, String path, Role role) {
    changes.fire(new Changed("grant", id, type, List.of(path), null, Map.of("role", role.name())));
  }
}
