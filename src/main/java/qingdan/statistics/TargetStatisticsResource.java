package qingdan.statistics;

import java.util.HashSet;
import java.util.Set;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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
import qingdan.access.PlanKept;
import qingdan.shared.Characters;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;

@Path("/statistics/targets")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Statistics",
    description = "Figures that are true at any moment, for any unit and any day (统计).")
class TargetStatisticsResource {

  private static final String MEASURE = "Only targets that count exactly this; all when absent.";

  private static final Set<String> FILTERS = new HashSet<>(StatisticsQuery.FILTERS);

  static {
    FILTERS.add("measure");
  }

  private final TargetStatistics statistics;
  private final Frames frames;
  private final Answers answers;
  private final Lists lists;
  private final Caller caller;

  TargetStatisticsResource(
      TargetStatistics statistics, Frames frames, Answers answers, Lists lists, Caller caller) {
    this.statistics = statistics;
    this.frames = frames;
    this.answers = answers;
    this.lists = lists;
    this.caller = caller;
  }

  @GET
  @PlanKept
  @Operation(
      operationId = "getTargetStatistics",
      summary = "Sum targets",
      description =
          "What a unit and all below it have committed themselves to, have done and have left, by measure: now or at the end of a day in the tree as it was then, in one sum or in parts (every `by` of problems but `status` and `responsible`), beside a second day. A report counts from the day on which it was made. Common and local tasks together; apart with `by=origin`. Needs a role that reads the work of the unit.")
  @APIResponse(
      responseCode = "200",
      description = "The statistic.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TargetStatisticsView.class)))
  @APIResponse(responseCode = "304", description = "Nothing that it counts has changed.")
  public RestResponse<TargetStatisticsView> targets(
      @BeanParam @Valid StatisticsQuery query,
      @QueryParam("measure") @Size(max = 100) @Parameter(description = MEASURE, example = "化解信访积案")
          String measure,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    caller.readOneMoment();
    var reading = lists.read(uri, page, FILTERS);
    var by = query.by();
    if (by == By.STATUS || by == By.RESPONSIBLE) {
      throw Refusal.parameter(
          "by", "one-of", "child, kind, sector, category, task, origin, batch, lead, day, month");
    }
    var paged = answers.paged(frames.of(query), reading);
    return answers.of(
        paged,
        uri,
        TargetStatisticsView.class,
        () ->
            statistics.of(
                paged.frame(), measure == null ? null : Characters.normal(measure), paged.next()));
  }
}
