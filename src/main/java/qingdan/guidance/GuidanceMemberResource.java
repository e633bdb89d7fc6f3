package qingdan.guidance;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

import qingdan.access.NamedAccounts;
import qingdan.campaign.Scope;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.Ids;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Refusal;

@Path("/guidance-groups/{id}/members")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Guidance groups",
    description = "Who guides which units of a campaign, and whether every unit has a group (督导组).")
class GuidanceMemberResource {

  private static final String ID = "Id of the group.";

  private final GuidanceGroups groups;
  private final GuidanceMembers members;
  private final NamedAccounts people;
  private final Scope scope;
  private final Lists lists;
  private final Event<Changed> changes;

  GuidanceMemberResource(
      GuidanceGroups groups,
      GuidanceMembers members,
      NamedAccounts people,
      Scope scope,
      Lists lists,
      Event<Changed> changes) {
    this.groups = groups;
    this.members = members;
    this.people = people;
    this.scope = scope;
    this.lists = lists;
    this.changes = changes;
  }

  @GET
  @Operation(
      operationId = "listGuidanceMembers",
      summary = "List the members of a group",
      description = "Those that were not removed, by the id of their account.")
  @APIResponse(responseCode = "200", description = "A page of members.")
  public Page<GuidanceMemberView> list(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, Set.of());
    var rows = members.list(groups.visible(id).id(), reading.after(), reading.fetch());
    return reading.page(rows, row -> List.of(row.account().toString()), GuidanceMemberView::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countGuidanceMembers",
      summary = "Count the members of a group",
      description = "How many members the list holds.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = ID) String id, @Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    return Count.of(members.count(groups.visible(id).id()));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "addGuidanceMember",
      summary = "Add a member to a guidance group",
      description =
          "Needs SUPERVISOR at the unit that the group belongs to, or above it. From its next request on the account has the rights of an INSPECTOR at the units of the group, on the days of its membership within the group's term, while the campaign is not closed. 409 for who is in the group already.")
  @APIResponse(
      responseCode = "201",
      description = "Added.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = GuidanceMemberView.class)))
  public RestResponse<GuidanceMemberView> add(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull AddGuidanceMember request) {
    var group = groups.locked(id);
    scope.requireSupervisor(group.basePath());
    group.requireNotClosed();
    people.require("/account", request.account());
    if (members.find(group.id(), request.account()).isPresent()) {
      throw new Refusal(ErrorCode.CONFLICT).at("/account", "member-already");
    }
    var from = request.startsOn() == null ? group.startsOn() : request.startsOn();
    if (request.endsOn() != null && request.endsOn().isBefore(from)) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/endsOn", "not-before", from.toString());
    }
    var role = request.role() == null ? GroupRole.MEMBER : request.role();
    members.insert(group.id(), request.account(), role, from, request.endsOn());
    changes.fire(
        group.fact(
            "guidance-group.member-added",
            null,
            Map.of("account", request.account(), "role", role.name(), "startsOn", from)));
    return RestResponse.ResponseBuilder.<GuidanceMemberView>create(RestResponse.Status.CREATED)
        .location(URI.create("guidance-groups/" + group.id() + "/members"))
        .entity(GuidanceMemberView.of(members.find(group.id(), request.account()).orElseThrow()))
        .build();
  }

  @DELETE
  @Path("/{account}")
  @Operation(
      operationId = "removeGuidanceMember",
      summary = "Remove a member from a guidance group",
      description =
          "Needs SUPERVISOR at the unit that the group belongs to, or above it. Its rights end with its next request, on every replica; no If-Match, as nothing else of the group is changed. 404 when the account is no member.")
  @APIResponse(responseCode = "204", description = "Removed.")
  public void remove(
      @PathParam("id") @Parameter(description = ID) String id,
      @PathParam("account") @Parameter(description = "Id of the account.") String account) {
    var group = groups.locked(id);
    scope.requireSupervisor(group.basePath());
    var known = Ids.parse(account);
    if (known == null || members.find(group.id(), known).isEmpty()) {
      throw Refusal.notFound();
    }
    members.remove(group.id(), known);
    changes.fire(group.fact("guidance-group.member-removed", Map.of("account", known), null));
  }
}
