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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

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
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.Ids;
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

  private final Administration administration;
  private final Caller caller;
  private final Places places;
  private final Preconditions preconditions;
  private final Sql sql;
  private final Event<Changed> changes;
  private final Clock clock;

  GrantResource(
      Administration administration,
      Caller caller,
      Places places,
      Preconditions preconditions,
      Sql sql,
      Event<Changed> changes,
      Clock clock) {
    this.administration = administration;
    this.caller = caller;
    this.places = places;
    this.preconditions = preconditions;
    this.sql = sql;
    this.changes = changes;
    this.clock = clock;
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
    if (place != null && place.closed()) {
      throw new Refusal(ErrorCode.UNIT_CLOSED, request.unit());
    }
    var account = account(request.account());
    if (account.closedAt() != null) {
      throw new Refusal(ErrorCode.ACCOUNT_CLOSED);
    }
    var now = clock.instant();
    var from = request.validFrom() == null ? now : request.validFrom();
    if (request.validTo() != null && !request.validTo().isAfter(from)) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/validTo", "order", from);
    }
    var id = request.id() == null ? Ids.next() : request.id();
    insert(id, request, place, from, now);
    fire(id, "grant.given", place, request.role());
    return RestResponse.ResponseBuilder.<GrantView>create(RestResponse.Status.CREATED)
        .location(URI.create("grants/" + id))
        .entity(GrantView.of(find(id)))
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
      refuseLast(grant.id());
    }
    sql.run(
        "update access_grant set revoked_at = ?2, version = version + 1 where id = ?1",
        grant.id(),
        clock.instant());
    fire(
        grant.id(),
        "grant.revoked",
        grant.unitId() == null ? null : places.find(grant.unitId()).orElseThrow(),
        Role.valueOf(grant.role()));
  }

  /**
   * Two administrators who revoke one another at once would leave none: the lock makes one of them
   * the last.
   */
  private void refuseLast(UUID grant) {
    sql.lock(7_031_004);
    sql.one(
            Integer.class,
            """
            select 1 from access_grant g join account a on a.id = g.account_id and a.closed_at is null
            where g.unit_id is null and g.role = 'ADMIN' and g.revoked_at is null and g.id <> ?1
                and g.valid_from <= ?2 and (g.valid_to is null or g.valid_to > ?2) limit 1
            """,
            grant,
            clock.instant())
        .orElseThrow(() -> new Refusal(ErrorCode.LAST_ADMINISTRATOR));
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
    var grant = known == null ? null : find(known);
    if (grant == null || !caller.is(Role.ADMIN, path(grant))) {
      throw Refusal.notFound();
    }
    return grant;
  }

  private String path(GrantView.Granted grant) {
    return grant.unitId() == null
        ? Place.EVERYWHERE
        : places.find(grant.unitId()).orElseThrow().path();
  }

  private GrantView.Granted find(UUID id) {
    return sql.one(
            GrantView.Granted.class,
            """
            select id, version, account_id, role, unit_id, valid_from, valid_to, revoked_at from access_grant where id = ?1
            """,
            id)
        .orElse(null);
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

  private void fire(UUID id, String type, Place place, Role role) {
    changes.fire(
        new Changed(
            "grant",
            id,
            type,
            List.of(Administration.path(place)),
            null,
            Map.of("role", role.name())));
  }
}
