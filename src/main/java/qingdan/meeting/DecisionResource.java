package qingdan.meeting;

import java.net.URI;

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

import qingdan.campaign.Scope;
import qingdan.problem.Assignment;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Refusal;

/** What a meeting decided. Each decision is followed as a problem. */
@Path("/meetings/{id}/decisions")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Meetings",
    description = "Series of meetings, what they read, and what they decide (例会、简报、议定事项).")
class DecisionResource {

  private static final String ID = "Id of the meeting.";

  private final Meetings meetings;
  private final Decisions decisions;
  private final Assignment assignment;
  private final Scope scope;
  private final Lists lists;
  private final Event<Changed> changes;

  DecisionResource(
      Meetings meetings,
      Decisions decisions,
      Assignment assignment,
      Scope scope,
      Lists lists,
      Event<Changed> changes) {
    this.meetings = meetings;
    this.decisions = decisions;
    this.assignment = assignment;
    this.scope = scope;
    this.lists = lists;
    this.changes = changes;
  }

  @GET
  @Operation(
      operationId = "listDecisions",
      summary = "List the decisions of a meeting",
      description =
          "In their order, with how far the problem is that each became. For those who read the office's work: who only took part sees the meeting, and the problems of its own units.")
  @APIResponse(responseCode = "200", description = "A page of decisions.")
  public Page<DecisionView> list(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid DecisionQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, DecisionQuery.FILTERS);
    var rows = decisions.list(meetings.readable(id).id(), query, reading.after(), reading.fetch());
    return reading.page(rows, Decisions.Decision::key, Decisions.Decision::view);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countDecisions",
      summary = "Count the decisions of a meeting",
      description = "How many decisions the list of the same filters holds.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid DecisionQuery query,
      @Context UriInfo uri) {
    Lists.allow(uri, DecisionQuery.FILTERS);
    return Count.of(decisions.count(meetings.readable(id).id(), query));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "decide",
      summary = "Record a decision of a meeting",
      description =
          "What a unit has to do becomes a problem on its list, PLANNED, with the unit as responsible and the day as deadline: it is reported on, extended, closed and counted like every other, by its source MEETING. Needs SUPERVISOR at the unit of the office or above it, and of the supervising unit. 409 before the meeting is held.")
  @APIResponse(
      responseCode = "201",
      description = "Recorded.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DecisionView.class)))
  public RestResponse<DecisionView> decide(
      @PathParam("id") @Parameter(description = ID) String id, @Valid @NotNull Decide request) {
    var meeting = meetings.locked(id);
    scope.requireSupervisor(meeting.officePath());
    var series = meetings.seriesOf(meeting);
    series.requireNotClosed();
    if (meeting.status() != MeetingStatus.HELD) {
      throw new Refusal(ErrorCode.MOVE_REFUSED, meeting.status(), "DECIDE", MeetingStatus.HELD);
    }
    request.requireWhole();
    var problem = request.problem();
    if (problem == null) {
      problem = assignment.assign(request.given(series.campaignId()), request.dueOn());
    } else {
      assignment.requireSeen("/problem", problem, series.campaignId());
    }
    var decision = decisions.insert(meeting.id(), request, problem);
    changes.fire(decision.made(meeting.officePath()));
    return RestResponse.ResponseBuilder.<DecisionView>create(RestResponse.Status.CREATED)
        .location(URI.create("meetings/" + meeting.id() + "/decisions"))
        .entity(decision.view())
        .build();
  }
}
