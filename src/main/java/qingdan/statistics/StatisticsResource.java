package qingdan.statistics;

import java.util.List;
import java.util.function.Function;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.access.Caller;
import qingdan.access.PlanKept;
import qingdan.shared.ErrorCode;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Preconditions;
import qingdan.shared.Refusal;

@Path("/statistics")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Statistics",
    description = "Figures that are true at any moment, for any unit and any day (统计).")
class StatisticsResource {

  private final ProblemStatistics statistics;
  private final Responsibilities responsibilities;
  private final Frames frames;
  private final Answers answers;
  private final Lists lists;
  private final Preconditions preconditions;
  private final Caller caller;

  StatisticsResource(
      ProblemStatistics statistics,
      Responsibilities responsibilities,
      Frames frames,
      Answers answers,
      Lists lists,
      Preconditions preconditions,
      Caller caller) {
    this.statistics = statistics;
    this.responsibilities = responsibilities;
    this.frames = frames;
    this.answers = answers;
    this.lists = lists;
    this.preconditions = preconditions;
    this.caller = caller;
  }

  @GET
  @PlanKept
  @Path("/problems")
  @Operation(
      operationId = "getProblemStatistics",
      summary = "Count problems",
      description =
          "How many problems a unit and all below it have: found, open, by state, overdue, on time, how fast they are closed. Now or at the end of a day in the tree as it was then, in one sum or in parts, beside a second day. Whole and parts are of one moment. Each problem counts for its own unit and for those above it; what you see by a part in it alone is not counted. Needs a role that reads the work of the unit.")
  @APIResponse(
      responseCode = "200",
      description = "The statistic.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StatisticsView.class)))
  @APIResponse(responseCode = "304", description = "Nothing that it counts has changed.")
  public RestResponse<StatisticsView> problems(
      @BeanParam @Valid StatisticsQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    caller.readOneMoment();
    var reading = lists.read(uri, page, StatisticsQuery.FILTERS);
    var frame = frames.of(query);
    if (frame.by() == By.RESPONSIBLE) {
      return byResponsible(frame, reading, uri);
    }
    var paged = answers.paged(frame, reading);
    return answers.of(
        paged, uri, StatisticsView.class, () -> statistics.of(paged.frame(), paged.next()));
  }

  /**
   * Who answers for what is not in the books, so no position of theirs tells that it is unchanged:
   * the content does.
   */
  private RestResponse<StatisticsView> byResponsible(
      Frame frame, Lists.Reading reading, UriInfo uri) {
    var whole = statistics.of(frame, null);
    if (whole.total() != null && whole.total().found() > Responsibilities.MOST) {
      throw new Refusal(ErrorCode.TOO_MUCH_TO_COUNT, whole.total().found(), Responsibilities.MOST);
    }
    var parts =
        reading.page(
            responsibilities.of(frame, reading.after(), reading.fetch()),
            balance -> List.of(balance.unit().toString()),
            Function.identity());
    var statistic = whole.with(statistics.responsible(frame, parts.items()), parts.next());
    return preconditions.unlessKnown(
        Preconditions.tag(uri.getRequestUri(), statistic), () -> statistic);
  }
}
