package qingdan.statistics;

import java.util.List;
import java.util.Set;
import java.util.UUID;

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
import qingdan.access.Places;
import qingdan.access.PlanKept;
import qingdan.shared.ErrorCode;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Preconditions;
import qingdan.shared.Refusal;
import qingdan.unit.Directory;
import qingdan.unit.FigureOfUnit;
import qingdan.unit.Figures;
import qingdan.unit.Measures;

@Path("/statistics/figures")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Statistics",
    description = "Figures that are true at any moment, for any unit and any day (统计).")
class FigureStatisticsResource {

  private static final Set<String> FILTERS = Set.of("unit", "measure", "by", "asOf");
  private static final String UNIT = "The unit: an id, or `code:` and a code.";
  private static final String MEASURE =
      "Only this measure, by its code, and who has not reported it; all when absent.";
  private static final String BY =
      "child: with `measure`, the same of each child beside the sum of its own children.";
  private static final String AS_OF =
      "A day, such as 2019-09-09: figures for days up to it, and the tree as it was at its end; today when absent.";

  private final Figures figures;
  private final Measures measures;
  private final Places places;
  private final Directory directory;
  private final Lists lists;
  private final Preconditions preconditions;
  private final Caller caller;

  FigureStatisticsResource(
      Figures figures,
      Measures measures,
      Places places,
      Directory directory,
      Lists lists,
      Preconditions preconditions,
      Caller caller) {
    this.figures = figures;
    this.measures = measures;
    this.places = places;
    this.directory = directory;
    this.lists = lists;
    this.preconditions = preconditions;
    this.caller = caller;
  }

  @GET
  @PlanKept
  @Operation(
      operationId = "getFigureStatistics",
      summary = "Compare what a unit reported with its children",
      description =
          "The latest figure that the unit reported, the sum of the latest figures of its children, the difference, and which children have not reported: now or as of a day, in the tree as it was then. A correction of an earlier figure corrects what was as of its day. Missing is null with a reason; zero means zero.")
  @APIResponse(
      responseCode = "200",
      description = "The statistic.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = FigureStatisticsView.class)))
  @APIResponse(responseCode = "304", description = "Nothing that it tells has changed.")
  public RestResponse<FigureStatisticsView> figures(
      @QueryParam("unit")
          @Size(max = 80)
          @Parameter(description = UNIT, required = true, example = "code:120000000000")
          String reference,
      @QueryParam("measure")
          @Size(max = 60)
          @Parameter(description = MEASURE, example = "LEADING_TEAMS")
          String measure,
      @QueryParam("by")
          @Size(max = 20)
          @Parameter(description = BY, schema = @Schema(enumeration = "child"))
          String by,
      @QueryParam("asOf") @Parameter(description = AS_OF) String asOf,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    caller.readOneMoment();
    var reading = lists.read(uri, page, FILTERS);
    requireServed(reference, measure, by);
    var unit = places.visible(reference).id();
    var day = figures.asOf(asOf);
    if (measure != null && !measures.has(measure)) {
      throw Refusal.notFound();
    }
    var children = by == null ? null : children(unit, measure, day, reading);
    var statistic =
        new FigureStatisticsView(
            directory.of(List.of(unit)).get(unit),
            day.day(),
            figures.kinds(unit, day).stream().map(FigureStatisticsView.Kind::of).toList(),
            figures.lines(unit, measure, day),
            measure == null
                ? null
                : figures.missing(unit, measure, day, FigureStatisticsView.NAMED),
            measure == null ? null : missingList(unit, measure, day, asOf),
            children == null ? null : children.items(),
            children == null ? null : children.next());
    return preconditions.unlessKnown(
        Preconditions.tag(uri.getRequestUri(), statistic), () -> statistic);
  }

  private Page<FigureStatisticsView.OfChild> children(
      UUID unit, String measure, Figures.AsOf day, Lists.Reading reading) {
    return reading.page(
        figures.ofChildren(unit, measure, day, reading.after(), reading.fetch()),
        FigureOfUnit::key,
        FigureStatisticsView.OfChild::of);
  }

  private static String missingList(UUID unit, String measure, Figures.AsOf day, String asOf) {
    return "/api/v1/units/"
        + unit
        + "/figures/"
        + measure
        + "/children?reported=false"
        + (asOf == null ? "" : "&asOf=" + day.day());
  }

  private static void requireServed(String unit, String measure, String by) {
    if (unit == null) {
      throw Refusal.parameter("unit", "required");
    }
    if (by != null && !by.equals("child")) {
      throw Refusal.parameter("by", "one-of", "child");
    }
    if (by != null && measure == null) {
      throw new Refusal(
          ErrorCode.UNSUPPORTED_COMBINATION, "by=child", "no measure", "by=child + measure");
    }
  }
}
