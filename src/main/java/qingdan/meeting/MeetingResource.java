package qingdan.meeting;

import java.net.URI;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.stream.Collectors;

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

@Path("/meetings")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Meetings",
    description = "Series of meetings, what they read, and what they decide (例会、简报、议定事项).")
class MeetingResource {

  private static final String ID = "Id of the meeting.";

  private final Meetings meetings;
  private final AllSeries all;
  private final MeetingDates dates;
  private final Invitations invitations;
  private final Briefings briefings;
  private final Scope scope;
  private final Lists lists;
  private final Preconditions preconditions;
  private final MergePatch mergePatch;
  private final Event<Changed> changes;

  MeetingResource(
      Meetings meetings,
      AllSeries all,
      MeetingDates dates,
      Invitations invitations,
      Briefings briefings,
      Scope scope,
      Lists lists,
      Preconditions preconditions,
      MergePatch mergePatch,
      Event<Changed> changes) {
    this.meetings = meetings;
    this.all = all;
    this.dates = dates;
    this.invitations = invitations;
    this.briefings = briefings;
    this.scope = scope;
    this.lists = lists;
    this.preconditions = preconditions;
    this.mergePatch = mergePatch;
    this.changes = changes;
  }

  @GET
  @Operation(
      operationId = "listMeetings",
      summary = "List meetings",
      description =
          "Those of offices whose work you read, and those that your units or guidance groups take part in; by the days they are planned for.")
  @APIResponse(responseCode = "200", description = "A page of meetings.")
  public Page<MeetingView> list(
      @BeanParam @Valid MeetingQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, MeetingQuery.FILTERS);
    var rows = meetings.list(query, reading.after(), reading.fetch());
    var views =
        meetings.views(rows).stream()
            .collect(Collectors.toMap(MeetingView::id, Function.identity()));
    return reading.page(rows, Meeting::key, meeting -> views.get(meeting.id()));
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countMeetings",
      summary = "Count meetings",
      description =
          "How many meetings the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid MeetingQuery query, @Context UriInfo uri) {
    Lists.allow(uri, MeetingQuery.FILTERS);
    return Count.of(meetings.count(query));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createMeeting",
      summary = "Plan a meeting",
      description =
          "For a day of its series, or beside the cadence; with the participants of the series, unless it names its own. Needs SUPERVISOR at the unit of the office, or above it. 409 when the series has a meeting for that day that is not cancelled.")
  @APIResponse(
      responseCode = "201",
      description = "Planned.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = MeetingView.class)))
  public RestResponse<MeetingView> create(@Valid @NotNull CreateMeeting request) {
    var series = all.named("/series", request.series());
    scope.requireSupervisor(series.officePath());
    series.requireNotClosed();
    if (request.slot() != null && !series.has(request.slot())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/slot", "no-slot");
    }
    var fields = request.fields(plannedOn(series, request));
    var id = request.id() == null ? Ids.next() : request.id();
    meetings.insert(id, series.id(), request.slot(), fields);
    if (request.participants() == null) {
      invitations.inviteAsEver(id, series.id());
    } else {
      invitations.invite(
          Invitations.To.MEETING, id, invitations.checked(series, request.participants()));
    }
    var meeting = meetings.visible(id.toString());
    changes.fire(meeting.fact("meeting.planned", null));
    return RestResponse.ResponseBuilder.<MeetingView>create(RestResponse.Status.CREATED)
        .location(URI.create("meetings/" + id))
        .entity(meetings.view(meeting))
        .build();
  }

  private LocalDate plannedOn(MeetingSeries series, CreateMeeting request) {
    if (request.plannedOn() != null) {
      return request.plannedOn();
    }
    if (request.slot() == null) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/plannedOn", "required");
    }
    return dates.due(series, request.slot());
  }

  private MeetingPatch checked(MeetingSeries series, MeetingPatch fields) {
    return new MeetingPatch(
        fields.plannedOn(),
        fields.agenda(),
        invitations.checked(series, fields.participants()),
        fields.minutes());
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getMeeting",
      summary = "Get a meeting",
      description = "The meeting itself; its decisions are beside it.")
  @APIResponse(responseCode = "200", description = "The meeting.")
  public MeetingView get(@PathParam("id") @Parameter(description = ID) String id) {
    return meetings.view(meetings.visible(id));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Operation(
      operationId = "changeMeeting",
      summary = "Change a meeting",
      description =
          "Needs SUPERVISOR at the unit of the office, or above it, and If-Match. 409 once it is cancelled.")
  @APIResponse(responseCode = "200", description = "Changed.")
  public MeetingView change(
      @PathParam("id") @Parameter(description = ID) String id,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MergePatch.MEDIA_TYPE,
                      schema = @Schema(implementation = MeetingPatch.class)))
          JsonNode request)
      throws JsonProcessingException {
    var meeting = meetings.locked(id);
    scope.requireSupervisor(meeting.officePath());
    preconditions.require(meetings.view(meeting));
    var current = meetings.fields(meeting);
    var series = meetings.seriesOf(meeting);
    var patched = mergePatch.apply(current, request, MeetingPatch.class);
    if (request.has("participants")) {
      patched = checked(series, patched);
    }
    if (patched.equals(current)) {
      return meetings.view(meeting);
    }
    series.requireNotClosed();
    requireChangeable(meeting, current, patched);
    meetings.update(meeting.id(), patched);
    return told(meeting, "meeting.changed");
  }

  private static void requireChangeable(
      Meeting meeting, MeetingPatch current, MeetingPatch patched) {
    if (meeting.status() == MeetingStatus.CANCELLED) {
      meeting.requirePlanned(MeetingStatus.PLANNED);
    }
    var broken = new Refusal(ErrorCode.RULE_BROKEN);
    if (meeting.status() == MeetingStatus.HELD) {
      if (!patched.plannedOn().equals(current.plannedOn())) {
        broken.at("/plannedOn", "once-held");
      }
      if (!patched.agenda().equals(current.agenda())) {
        broken.at("/agenda", "once-held");
      }
    } else if (patched.minutes() != null) {
      broken.at("/minutes", "only-once-held");
    }
    if (!broken.faults().isEmpty()) {
      throw broken;
    }
  }

  @POST
  @Path("/{id}/holding")
  @InTurn
  @Idempotent
  @Operation(
      operationId = "holdMeeting",
      summary = "Record that a meeting was held",
      description =
          "Needs SUPERVISOR at the unit of the office, or above it. The day decides whether it was on time. Its briefing is kept as it is at this moment, also where the day is past: not all that it tells is known of an earlier moment. So record a meeting on its day.")
  @APIResponse(responseCode = "200", description = "Held.")
  public MeetingView hold(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull HoldMeeting request) {
    var meeting = movable(id, MeetingStatus.HELD);
    var series = meetings.seriesOf(meeting);
    if (request.heldOn().isAfter(dates.today(series))) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/heldOn", "future");
    }
    if (request.heldOn().isBefore(series.startsOn())) {
      throw new Refusal(ErrorCode.RULE_BROKEN)
          .at("/heldOn", "not-before", series.startsOn().toString());
    }
    briefings.freeze(meeting);
    meetings.hold(meeting, request);
    return told(meeting, "meeting.held");
  }

  @POST
  @Path("/{id}/cancellation")
  @Idempotent
  @Operation(
      operationId = "cancelMeeting",
      summary = "Cancel a meeting",
      description =
          "Needs SUPERVISOR at the unit of the office, or above it. Its day counts as not held, with the reason, until another meeting for it is held; the office no longer owes it until one is planned.")
  @APIResponse(responseCode = "200", description = "Cancelled.")
  public MeetingView cancel(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull CancelMeeting request) {
    var meeting = movable(id, MeetingStatus.CANCELLED);
    meetings.cancel(meeting, dates.today(meetings.seriesOf(meeting)), request.reason());
    return told(meeting, "meeting.cancelled");
  }

  private Meeting movable(String id, MeetingStatus to) {
    var meeting = meetings.locked(id);
    scope.requireSupervisor(meeting.officePath());
    preconditions.requireIfGiven(meetings.view(meeting));
    meetings.seriesOf(meeting).requireNotClosed();
    meeting.requirePlanned(to);
    return meeting;
  }

  private MeetingView told(Meeting before, String type) {
    var after = meetings.visible(before.id().toString());
    changes.fire(after.fact(type, before.fields()));
    return meetings.view(after);
  }
}
