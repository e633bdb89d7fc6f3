package qingdan.finding;

import java.net.URI;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.event.Event;
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

import qingdan.access.Caller;
import qingdan.access.Places;
import qingdan.access.Role;
import qingdan.campaign.Campaigns;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.Ids;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Refusal;

@Path("/checklists")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Findings",
    description = "Inspections of drawn units, by checklists, and what they find (检查发现).")
class ChecklistResource {

  private static final Set<Role> MAKERS = EnumSet.of(Role.INSPECTOR, Role.SUPERVISOR);

  private final Checklists checklists;
  private final Campaigns campaigns;
  private final Places places;
  private final Caller caller;
  private final Lists lists;
  private final Event<Changed> changes;

  ChecklistResource(
      Checklists checklists,
      Campaigns campaigns,
      Places places,
      Caller caller,
      Lists lists,
      Event<Changed> changes) {
    this.checklists = checklists;
    this.campaigns = campaigns;
    this.places = places;
    this.caller = caller;
    this.lists = lists;
    this.changes = changes;
  }

  @GET
  @Operation(
      operationId = "listChecklists",
      summary = "List checklists",
      description =
          "Every edition, those of your units' offices, of offices above and below them, and of those in whose teams you are; in the order in which they were made.")
  @APIResponse(responseCode = "200", description = "A page of checklists.")
  public Page<ChecklistView> list(
      @BeanParam @Valid ChecklistQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, ChecklistQuery.FILTERS);
    var rows = checklists.list(query, reading.after(), reading.fetch());
    return reading.page(rows, Checklist::key, checklists::view);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countChecklists",
      summary = "Count checklists",
      description =
          "How many editions the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid ChecklistQuery query, @Context UriInfo uri) {
    Lists.allow(uri, ChecklistQuery.FILTERS);
    return Count.of(checklists.count(query));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createChecklist",
      summary = "Make a checklist",
      description =
          "Or the next edition of one with this name: inspections that used an earlier one stay as they are. Needs INSPECTOR or SUPERVISOR at the unit of the office, or above it.")
  @APIResponse(
      responseCode = "201",
      description = "Made.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ChecklistView.class)))
  public RestResponse<ChecklistView> create(@Valid @NotNull CreateChecklist request) {
    var office = places.named("/office", request.office());
    if (!caller.isAny(MAKERS, office.path())) {
      throw new Refusal(ErrorCode.ROLE_MISSING, Role.INSPECTOR);
    }
    try {
      var campaign = campaigns.kept(request.campaign().toString());
      campaign.requireNotClosed();
      if (!campaign.subtree().contains(office.path())) {
        throw new Refusal(ErrorCode.RULE_BROKEN).at("/office", "outside-campaign");
      }
      places.requireOpen(office);
    } catch (Refusal refusal) {
      throw refusal.code() == ErrorCode.NOT_FOUND ? Refusal.unknownReference("/campaign") : refusal;
    }
    requireCodesOnce(request.items());
    var id = request.id() == null ? Ids.next() : request.id();
    checklists.insert(id, office.id(), request);
    var checklist = checklists.visible(id.toString());
    changes.fire(
        new Changed(
            "checklist",
            id,
            "checklist.made",
            List.of(office.path()),
            null,
            Map.of("name", checklist.name(), "edition", checklist.edition())));
    return RestResponse.ResponseBuilder.<ChecklistView>create(RestResponse.Status.CREATED)
        .location(URI.create("checklists/" + id))
        .entity(checklists.view(checklist))
        .build();
  }

  private static void requireCodesOnce(List<ChecklistItem> items) {
    var codes = new HashSet<String>();
    for (int i = 0; i < items.size(); i++) {
      if (!codes.add(items.get(i).code())) {
        throw new Refusal(ErrorCode.RULE_BROKEN).at("/items/" + i + "/code", "given-twice");
      }
    }
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getChecklist",
      summary = "Get a checklist",
      description = "An edition with its questions.")
  @APIResponse(responseCode = "200", description = "The checklist.")
  public ChecklistView get(
      @PathParam("id") @Parameter(description = "Id of the edition.") String id) {
    return checklists.view(checklists.visible(id));
  }
}
