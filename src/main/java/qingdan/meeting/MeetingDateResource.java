package qingdan.meeting;

import java.util.List;
import java.util.Set;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import qingdan.problem.Sight;
import qingdan.shared.Count;
import qingdan.shared.Days;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;

/** When a series meets, and whether it did. */
@Path("/meeting-series/{id}")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Meetings",
    description = "Series of meetings, what they read, and what they decide (例会、简报、议定事项).")
class MeetingDateResource {

  private static final String ID = "Id of the series.";

  private final AllSeries all;
  private final MeetingDates dates;
  private final Sight sight;
  private final Lists lists;

  MeetingDateResource(AllSeries all, MeetingDates dates, Sight sight, Lists lists) {
    this.all = all;
    this.dates = dates;
    this.sight = sight;
    this.lists = lists;
  }

  @GET
  @Path("/dates")
  @Operation(
      operationId = "listMeetingDates",
      summary = "List the dates of a series",
      description =
          "Every day of its cadence in order, with the working day of the campaign on which it is due, and what became of it.")
  @APIResponse(responseCode = "200", description = "A page of dates.")
  public Page<MeetingDateView> dates(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid MeetingDateQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, MeetingDateQuery.FILTERS);
    var series = all.visible(id);
    var after = reading.after() == null ? null : reading.after().get(0);
    var rows = dates.page(series, query, after, reading.fetch());
    var reads = sight.reads(series.officePath());
    return reading.page(
        rows, date -> List.of(date.slot().toString()), date -> view(series, date, reads));
  }

  private MeetingDateView view(MeetingSeries series, MeetingDates.Date date, boolean reads) {
    var met = date.met();
    return new MeetingDateView(
        date.slot(),
        date.dueOn(),
        date.state(dates.today(series)),
        met == null || !reads ? null : met.id(),
        met == null ? null : met.heldOn(),
        met == null || !reads ? null : met.reason());
  }

  @GET
  @Path("/dates/count")
  @Operation(
      operationId = "countMeetingDates",
      summary = "Count the dates of a series",
      description = "How many dates the list of the same filters holds.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid MeetingDateQuery query,
      @Context UriInfo uri) {
    Lists.allow(uri, MeetingDateQuery.FILTERS);
    return Count.of(dates.count(all.visible(id), query));
  }

  @GET
  @Path("/coverage")
  @Operation(
      operationId = "getMeetingCoverage",
      summary = "Get the coverage of a series",
      description =
          "How many meetings its cadence asked for until the end of a day, by the campaign's calendar as it stood when they were due, and how many were held. `listMeetingDates` with `state=MISSED` names the missed ones.")
  @APIResponse(responseCode = "200", description = "The coverage.")
  public MeetingCoverageView coverage(
      @PathParam("id") @Parameter(description = ID) String id,
      @QueryParam("asOf")
          @Parameter(
              description =
                  "At the end of this day in the campaign's time zone; today when absent.",
              example = "2019-11-30")
          String asOf,
      @Context UriInfo uri) {
    Lists.allow(uri, Set.of("asOf"));
    var series = all.visible(id);
    return dates.coverage(series, Days.past("asOf", asOf, dates.today(series)));
  }
}
