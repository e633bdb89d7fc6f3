package qingdan.meeting;

import static qingdan.meeting.Invitations.To.SERIES;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.event.Event;
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

import qingdan.access.Places;
import qingdan.campaign.Campaign;
import qingdan.campaign.CampaignLock;
import qingdan.campaign.Campaigns;
import qingdan.campaign.Scope;
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
import qingdan.shared.Sql;

@Path("/meeting-series")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Meetings",
    description = "Series of meetings, what they read, and what they decide (例会、简报、议定事项).")
class MeetingSeriesResource {

  private static final String ID = "Id of the series.";

  private final AllSeries all;
  private final Invitations invitations;
  private final Campaigns campaigns;
  private final Places places;
  private final Scope scope;
  private final Lists lists;
  private final Preconditions preconditions;
  private final MergePatch mergePatch;
  private final Event<Changed> changes;
  private final Sql sql;

  MeetingSeriesResource(
      AllSeries all,
      Invitations invitations,
      Campaigns campaigns,
      Places places,
      Scope scope,
      Lists lists,
      Preconditions preconditions,
      MergePatch mergePatch,
      Event<Changed> changes,
      Sql sql) {
    this.all = all;
    this.invitations = invitations;
    this.campaigns = campaigns;
    this.places = places;
    this.scope = scope;
    this.lists = lists;
    this.preconditions = preconditions;
    this.mergePatch = mergePatch;
    this.changes = changes;
    this.sql = sql;
  }

  @GET
  @Operation(
      operationId = "listMeetingSeries",
      summary = "List series of meetings",
      description =
          "Those of your units' offices, and of offices above and below them; by their first days.")
  @APIResponse(responseCode = "200", description = "A page of series.")
  public Page<MeetingSeriesView> list(
      @BeanParam @Valid MeetingSeriesQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, MeetingSeriesQuery.FILTERS);
    var rows = all.list(query, reading.after(), reading.fetch());
    var shown = invitations.shown(SERIES, rows.stream().map(MeetingSeries::id).toList());
    return reading.page(
        rows,
        MeetingSeries::key,
        series -> MeetingSeriesView.of(series, shown.getOrDefault(series.id(), List.of())));
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countMeetingSeries",
      summary = "Count series of meetings",
      description =
          "How many series the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid MeetingSeriesQuery query, @Context UriInfo uri) {
    Lists.allow(uri, MeetingSeriesQuery.FILTERS);
    return Count.of(all.count(query));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createMeetingSeries",
      summary = "Make a series of meetings",
      description =
          "Needs SUPERVISOR at the unit of the office, or above it. 409 when the campaign has one of that name.")
  @APIResponse(
      responseCode = "201",
      description = "Made.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = MeetingSeriesView.class)))
  public RestResponse<MeetingSeriesView> create(@Valid @NotNull CreateMeetingSeries request) {
    sql.one(String.class, CampaignLock.SHARED, request.campaign().toString());
    var campaign = named(request.campaign());
    var office = places.named("/office", request.office());
    scope.requireSupervisor(office.path());
    if (!campaign.subtree().contains(office.path())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/office", "outside-campaign");
    }
    campaign.requireNotClosed();
    places.requireOpen(office);
    request.requireWhole();
    var id = request.id() == null ? Ids.next() : request.id();
    all.insert(id, office.id(), request);
    var series = all.visible(id.toString());
    invitations.invite(SERIES, id, invitations.checked(series, request.participantsOrNone()));
    changes.fire(series.fact("meeting-series.created", null));
    return RestResponse.ResponseBuilder.<MeetingSeriesView>create(RestResponse.Status.CREATED)
        .location(URI.create("meeting-series/" + id))
        .entity(view(series))
        .build();
  }

  private Campaign named(UUID id) {
    try {
      return campaigns.kept(id.toString());
    } catch (Refusal notVisible) {
      throw Refusal.unknownReference("/campaign");
    }
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getMeetingSeries",
      summary = "Get a series of meetings",
      description = "The series itself; its dates and its coverage are beside it.")
  @APIResponse(responseCode = "200", description = "The series.")
  public MeetingSeriesView get(@PathParam("id") @Parameter(description = ID) String id) {
    return view(all.visible(id));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Operation(
      operationId = "changeMeetingSeries",
      summary = "Change a series of meetings",
      description = "Needs SUPERVISOR at the unit of the office, or above it, and If-Match.")
  @APIResponse(responseCode = "200", description = "Changed.")
  public MeetingSeriesView change(
      @PathParam("id") @Parameter(description = ID) String id,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MergePatch.MEDIA_TYPE,
                      schema = @Schema(implementation = MeetingSeriesPatch.class)))
          JsonNode request)
      throws JsonProcessingException {
    var series = all.locked(id);
    scope.requireSupervisor(series.officePath());
    preconditions.require(view(series));
    var current = MeetingSeriesPatch.of(series, invitations.of(SERIES, series.id()));
    var patched = mergePatch.apply(current, request, MeetingSeriesPatch.class);
    if (request.has("participants")) {
      patched = checked(series, patched);
    }
    if (patched.equals(current)) {
      return view(series);
    }
    series.requireNotClosed();
    CreateMeetingSeries.requireOrder(series.startsOn(), patched.endsOn());
    all.update(series.id(), patched);
    invitations.invite(SERIES, series.id(), patched.participants());
    var changed = all.visible(id);
    changes.fire(changed.fact("meeting-series.changed", series.fields()));
    return view(changed);
  }

  private MeetingSeriesPatch checked(MeetingSeries series, MeetingSeriesPatch fields) {
    return new MeetingSeriesPatch(
        fields.name(), fields.endsOn(), invitations.checked(series, fields.participants()));
  }

  private MeetingSeriesView view(MeetingSeries series) {
    return MeetingSeriesView.of(
        series,
        invitations.shown(SERIES, List.of(series.id())).getOrDefault(series.id(), List.of()));
  }
}
