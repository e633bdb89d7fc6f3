package qingdan.unit;

import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import qingdan.access.Place;
import qingdan.access.Role;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Refusal;

@Path("/measures")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Figures", description = "Dated counts that units report (基本数据), and their sums.")
class MeasureResource {

  private final Measures measures;
  private final Caller caller;
  private final Lists lists;
  private final Event<Changed> changes;

  MeasureResource(Measures measures, Caller caller, Lists lists, Event<Changed> changes) {
    this.measures = measures;
    this.caller = caller;
    this.lists = lists;
    this.changes = changes;
  }

  @GET
  @Operation(
      operationId = "listMeasures",
      summary = "List the measures",
      description = "What units count, by code; the same for every account.")
  @APIResponse(responseCode = "200", description = "A page of measures.")
  public Page<MeasureView> list(@BeanParam @Valid ListRequest page, @Context UriInfo uri) {
    var reading = lists.read(uri, page, Set.of());
    var after = reading.after() == null ? null : reading.after().get(0);
    return reading.page(
        measures.list(after, reading.fetch()), row -> List.of(row.code()), Function.identity());
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countMeasures",
      summary = "Count the measures",
      description = "How many there are; at most 200.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    return Count.of(measures.count());
  }

  @GET
  @Path("/{code}")
  @Operation(
      operationId = "getMeasure",
      summary = "Get a measure",
      description = "One measure by its code.")
  @APIResponse(responseCode = "200", description = "The measure.")
  public MeasureView get(
      @PathParam("code") @Parameter(description = "Code of the measure.", example = "CADRES")
          String code) {
    return measures.find(code).orElseThrow(Refusal::notFound);
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createMeasure",
      summary = "Create a measure",
      description =
          "Needs ADMIN over everything. A measure is never changed or removed: figures stand on it.")
  @APIResponse(
      responseCode = "201",
      description = "Created.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = MeasureView.class)))
  public RestResponse<MeasureView> create(@Valid @NotNull CreateMeasure request) {
    caller.requireEverywhere(Role.ADMIN);
    if (measures.count() >= Measures.MOST) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/code", "most", Measures.MOST);
    }
    measures.create(request);
    changes.fire(
        new Changed(
            "measure",
            id(request.code()),
            "measure.created",
            List.of(Place.EVERYWHERE),
            null,
            Map.of("code", request.code())));
    return RestResponse.ResponseBuilder.<MeasureView>create(RestResponse.Status.CREATED)
        .location(URI.create("measures/" + request.code()))
        .entity(new MeasureView(request.code(), request.labelEn(), request.labelZh()))
        .build();
  }

  /** The change log names everything by a UUID; this one follows from the code. */
  private static UUID id(String code) {
    return UUID.nameUUIDFromBytes(("measure " + code).getBytes(StandardCharsets.UTF_8));
  }
}
