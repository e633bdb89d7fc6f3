package qingdan.unit;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
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
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.access.Caller;
import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Role;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.Days;
import qingdan.shared.ErrorCode;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Preconditions;
import qingdan.shared.Refusal;

@Path("/units/{id}/figures")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Figures", description = "Dated counts that units report (基本数据), and their sums.")
class FigureResource {

  private static final String UNIT = "Id of the unit, or `code:` and the code of an open unit.";
  private static final String MEASURE = "Code of the measure; see /measures.";
  private static final String DAY = "The day that the figure counts for, such as 2019-09-09.";
  private static final String AS_OF =
      "A day, such as 2019-09-09: figures for days up to it, and the tree as it was at its end; today when absent.";
  private static final String REPORTED =
      "true: only children that have reported; false: only those that have not.";

  private static final LocalDate AFTER_ALL = LocalDate.of(9999, 12, 31);

  private final Figures figures;
  private final Measures measures;
  private final Places places;
  private final Caller caller;
  private final Lists lists;
  private final Preconditions preconditions;
  private final Event<Changed> changes;
  private final Clock clock;

  FigureResource(
      Figures figures,
      Measures measures,
      Places places,
      Caller caller,
      Lists lists,
      Preconditions preconditions,
      Event<Changed> changes,
      Clock clock) {
    this.figures = figures;
    this.measures = measures;
    this.places = places;
    this.caller = caller;
    this.lists = lists;
    this.preconditions = preconditions;
    this.changes = changes;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "getUnitFigures",
      summary = "Get what a unit counts",
      description =
          "For every measure the latest number of the unit up to the day, and the sum over the children that it had on that day, with how many have not reported: none on a day before the unit was registered here. Missing is null with a reason; zero means zero.")
  @APIResponse(responseCode = "200", description = "The figures.")
  public UnitFiguresView overview(
      @PathParam("id") @Parameter(description = UNIT) String id,
      @QueryParam("asOf") @Parameter(description = AS_OF) String asOf,
      @Context UriInfo uri) {
    Lists.allow(uri, Set.of("asOf"));
    var day = figures.asOf(asOf);
    var unit = places.visible(id).id();
    return new UnitFiguresView(unit, day.day(), figures.lines(unit, null, day));
  }

  @GET
  @Path("/{measure}")
  @Operation(
      operationId = "listFigures",
      summary = "List the figures of a unit for a measure",
      description = "The series of what the unit reported, the latest day first.")
  @APIResponse(responseCode = "200", description = "A page of figures.")
  public Page<FigureView> series(
      @PathParam("id") @Parameter(description = UNIT) String id,
      @PathParam("measure") @Parameter(description = MEASURE, example = "CADRES") String measure,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, Set.of());
    var unit = places.visible(id).id();
    var before = reading.after() == null ? AFTER_ALL : LocalDate.parse(reading.after().get(0));
    return reading.page(
        figures.series(unit, known(measure), before, reading.fetch()),
        figure -> List.of(figure.day().toString()),
        Function.identity());
  }

  @GET
  @Path("/{measure}/count")
  @Operation(
      operationId = "countFigures",
      summary = "Count the figures of a unit for a measure",
      description = "For how many days the unit reported.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count countSeries(
      @PathParam("id") @Parameter(description = UNIT) String id,
      @PathParam("measure") @Parameter(description = MEASURE, example = "CADRES") String measure,
      @Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    return Count.of(figures.countSeries(places.visible(id).id(), known(measure)));
  }

  @GET
  @Path("/{measure}/children")
  @Operation(
      operationId = "listChildFigures",
      summary = "List what the children of a unit count",
      description =
          "The children that were open on the day, by path, each with its latest number up to it: who has reported, and who has not.")
  @APIResponse(responseCode = "200", description = "A page of children.")
  public Page<ChildFigureView> children(
      @PathParam("id") @Parameter(description = UNIT) String id,
      @PathParam("measure") @Parameter(description = MEASURE, example = "CADRES") String measure,
      @QueryParam("asOf") @Parameter(description = AS_OF) String asOf,
      @QueryParam("reported")
          @Parameter(description = REPORTED, schema = @Schema(enumeration = {"true", "false"}))
          String reported,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, Set.of("asOf", "reported"));
    var day = figures.asOf(asOf);
    var rows =
        figures.children(
            places.visible(id).id(),
            known(measure),
            day,
            Lists.bool("reported", reported),
            reading.after(),
            reading.fetch());
    return reading.page(rows, ChildFigureView.Row::key, ChildFigureView::of);
  }

  @GET
  @Path("/{measure}/children/count")
  @Operation(
      operationId = "countChildFigures",
      summary = "Count the children of a unit that have or have not reported",
      description = "How many children the list of the same filters holds.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count countChildren(
      @PathParam("id") @Parameter(description = UNIT) String id,
      @PathParam("measure") @Parameter(description = MEASURE, example = "CADRES") String measure,
      @QueryParam("asOf") @Parameter(description = AS_OF) String asOf,
      @QueryParam("reported")
          @Parameter(description = REPORTED, schema = @Schema(enumeration = {"true", "false"}))
          String reported,
      @Context UriInfo uri) {
    Lists.allow(uri, Set.of("asOf", "reported"));
    var day = figures.asOf(asOf);
    return Count.of(
        figures.countChildren(
            places.visible(id).id(), known(measure), day, Lists.bool("reported", reported)));
  }

  @GET
  @Path("/{measure}/{day}")
  @Operation(
      operationId = "getFigure",
      summary = "Get a figure",
      description = "What the unit reported for exactly that day.")
  @APIResponse(responseCode = "200", description = "The figure.")
  public FigureView get(
      @PathParam("id") @Parameter(description = UNIT) String id,
      @PathParam("measure") @Parameter(description = MEASURE, example = "CADRES") String measure,
      @PathParam("day") @Parameter(description = DAY, example = "2019-09-09") String day) {
    var unit = places.visible(id).id();
    return figures.find(unit, measure, Days.parameter("day", day)).orElseThrow(Refusal::notFound);
  }

  @PUT
  @Path("/{measure}/{day}")
  @Operation(
      operationId = "reportFigure",
      summary = "Report or correct a figure",
      description =
          "Needs REPORTER or ADMIN at the unit or above it. A figure that stands there already needs If-Match with its ETag; a new one needs nothing, or `If-None-Match: *` to be sure that it is new. No figure of a day after today.")
  @Parameter(
      name = "If-None-Match",
      in = ParameterIn.HEADER,
      description = "`*`: 412 when there is a figure already.",
      schema = @Schema(implementation = String.class, maxLength = 255))
  @APIResponse(
      responseCode = "200",
      description = "Corrected.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = FigureView.class)))
  @APIResponse(
      responseCode = "201",
      description = "Reported.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = FigureView.class)))
  public RestResponse<FigureView> report(
      @PathParam("id") @Parameter(description = UNIT) String id,
      @PathParam("measure") @Parameter(description = MEASURE, example = "CADRES") String measure,
      @PathParam("day") @Parameter(description = DAY, example = "2019-09-09") String day,
      @Valid @NotNull ReportFigure request) {
    var unit = places.visible(id);
    if (!caller.is(Role.ADMIN, unit.path())) {
      caller.require(Role.REPORTER, unit.path());
    }
    var date = Days.parameter("day", day);
    var current = figures.find(unit.id(), known(measure), date).orElse(null);
    preconditions.requireToPut(current);
    places.requireOpen(unit);
    if (date.isAfter(LocalDate.now(clock))) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("day", "future");
    }
    return current == null
        ? reported(unit, measure, date, request.value())
        : RestResponse.ok(corrected(unit, current, request.value()));
  }

  private RestResponse<FigureView> reported(Place unit, String measure, LocalDate day, long value) {
    if (!figures.insert(unit.id(), measure, day, value)) {
      preconditions.requireToPut(figures.find(unit.id(), measure, day).orElseThrow());
    }
    var figure = figures.find(unit.id(), measure, day).orElseThrow();
    fire(unit, figure, "figure.reported", null);
    return RestResponse.ResponseBuilder.<FigureView>create(RestResponse.Status.CREATED)
        .location(URI.create("units/" + unit.id() + "/figures/" + measure + "/" + day))
        .entity(figure)
        .build();
  }

  private FigureView corrected(Place unit, FigureView current, long value) {
    if (current.value() == value) {
      return current;
    }
    if (!figures.correct(current, value)) {
      throw new Refusal(ErrorCode.STALE, current.version() + 1);
    }
    var figure = figures.find(unit.id(), current.measure(), current.day()).orElseThrow();
    fire(unit, figure, "figure.corrected", Map.of("value", current.value()));
    return figure;
  }

  private void fire(Place unit, FigureView figure, String type, Map<String, Object> before) {
    var name = "figure " + figure.unit() + " " + figure.measure() + " " + figure.day();
    changes.fire(
        new Changed(
            "figure",
            UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
            type,
            List.of(unit.path()),
            before,
            Map.of(
                "unit",
                figure.unit(),
                "measure",
                figure.measure(),
                "day",
                figure.day(),
                "value",
                figure.value())));
  }

  private String known(String measure) {
    return measures.find(measure).orElseThrow(Refusal::notFound).code();
  }
}
