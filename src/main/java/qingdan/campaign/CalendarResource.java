package qingdan.campaign;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.Days;
import qingdan.shared.ErrorCode;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Preconditions;
import qingdan.shared.Refusal;

@Path("/campaigns/{id}/calendar")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Campaigns", description = "Drives through a part of the tree (活动).")
class CalendarResource {

  private static final String ID = "Id of the campaign.";
  private static final String DAY = "The day.";

  private final Campaigns campaigns;
  private final Calendars calendars;
  private final Scope scope;
  private final Lists lists;
  private final Preconditions preconditions;
  private final Event<Changed> changes;

  CalendarResource(
      Campaigns campaigns,
      Calendars calendars,
      Scope scope,
      Lists lists,
      Preconditions preconditions,
      Event<Changed> changes) {
    this.campaigns = campaigns;
    this.calendars = calendars;
    this.scope = scope;
    this.lists = lists;
    this.preconditions = preconditions;
    this.changes = changes;
  }

  @GET
  @Operation(
      operationId = "listCalendarDays",
      summary = "List the calendar of a campaign",
      description =
          "Days that are not as the week has them, in order. All others are worked from Monday to Friday.")
  @APIResponse(responseCode = "200", description = "A page of days.")
  public Page<CalendarDay> list(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, Set.of());
    var after = reading.after() == null ? null : LocalDate.parse(reading.after().get(0));
    var rows = calendars.list(campaigns.visible(id).id(), after, reading.fetch());
    return reading.page(rows, day -> List.of(day.day().toString()), Function.identity());
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countCalendarDays",
      summary = "Count the days of a calendar",
      description = "How many days the calendar names.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = ID) String id, @Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    return Count.of(calendars.count(campaigns.visible(id).id()));
  }

  @GET
  @Path("/{day}")
  @Operation(
      operationId = "getCalendarDay",
      summary = "Get a day of the calendar",
      description = "404 for a day that the calendar does not name.")
  @APIResponse(responseCode = "200", description = "The day.")
  public CalendarDay get(
      @PathParam("id") @Parameter(description = ID) String id,
      @PathParam("day") @Parameter(description = DAY, example = "2019-10-01") String day) {
    var campaign = campaigns.visible(id);
    return calendars.find(campaign.id(), Days.parameter("day", day)).orElseThrow(Refusal::notFound);
  }

  @PUT
  @Path("/{day}")
  @Operation(
      operationId = "setCalendarDay",
      summary = "Say whether a day is worked",
      description =
          "Days of meeting series that are to come follow it; those that are past stay as they were. Needs SUPERVISOR at the top unit or above it. A day that the calendar names already needs If-Match with its ETag; a new one needs nothing.")
  @Parameter(
      name = "If-None-Match",
      in = ParameterIn.HEADER,
      description = "`*`: 412 when the calendar names the day already.",
      schema = @Schema(implementation = String.class, maxLength = 255))
  @APIResponse(
      responseCode = "200",
      description = "Changed.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CalendarDay.class)))
  @APIResponse(
      responseCode = "201",
      description = "Named.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CalendarDay.class)))
  public RestResponse<CalendarDay> set(
      @PathParam("id") @Parameter(description = ID) String id,
      @PathParam("day") @Parameter(description = DAY, example = "2019-10-01") String day,
      @Valid @NotNull SetCalendarDay request) {
    var date = Days.parameter("day", day);
    var campaign = campaigns.locked(id);
    scope.requireSupervisor(campaign.topPath());
    var current = calendars.find(campaign.id(), date).orElse(null);
    preconditions.requireToPut(current);
    campaign.requireNotClosed();
    if (current == null && calendars.count(campaign.id()) >= Calendars.MOST) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("day", "most", Calendars.MOST);
    }
    int version = current == null ? 1 : current.version() + 1;
    var set = new CalendarDay(date, version, request.working(), request.name());
    calendars.set(campaign.id(), set);
    fire(campaign, "campaign.day-set", fields(current), fields(set));
    return current == null
        ? RestResponse.ResponseBuilder.<CalendarDay>create(RestResponse.Status.CREATED)
            .location(URI.create("campaigns/" + campaign.id() + "/calendar/" + date))
            .entity(set)
            .build()
        : RestResponse.ok(set);
  }

  @DELETE
  @Path("/{day}")
  @Operation(
      operationId = "deleteCalendarDay",
      summary = "Let a day be as the week has it",
      description = "Needs SUPERVISOR at the top unit or above it, and If-Match.")
  @APIResponse(responseCode = "204", description = "No longer in the calendar.")
  public void delete(
      @PathParam("id") @Parameter(description = ID) String id,
      @PathParam("day") @Parameter(description = DAY, example = "2019-10-01") String day) {
    var date = Days.parameter("day", day);
    var campaign = campaigns.locked(id);
    scope.requireSupervisor(campaign.topPath());
    var current = calendars.find(campaign.id(), date).orElseThrow(Refusal::notFound);
    preconditions.require(current);
    campaign.requireNotClosed();
    calendars.delete(campaign.id(), date);
    fire(campaign, "campaign.day-deleted", fields(current), null);
  }

  private static Map<String, Object> fields(CalendarDay day) {
    return day == null
        ? null
        : Map.of("day", day.day(), "working", day.working(), "name", day.name());
  }

  private void fire(
      Campaign campaign, String type, Map<String, Object> before, Map<String, Object> after) {
    changes.fire(
        new Changed("campaign", campaign.id(), type, List.of(campaign.topPath()), before, after));
  }
}
