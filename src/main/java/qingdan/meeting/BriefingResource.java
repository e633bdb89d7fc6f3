package qingdan.meeting;

import java.util.Set;
import java.util.stream.Stream;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import qingdan.access.Caller;
import qingdan.shared.Lists;
import qingdan.shared.Messages;

/** What a meeting reads: live until it is held, and from then on as it was. */
@Path("/meetings/{id}/briefing")
@Authenticated
@RunOnVirtualThread
@Transactional
@Tag(
    name = "Meetings",
    description = "Series of meetings, what they read, and what they decide (例会、简报、议定事项).")
class BriefingResource {

  private static final String ID = "Id of the meeting.";
  private static final String HTML = "text/html;charset=UTF-8";
  private static final String CSV = "text/csv;charset=UTF-8";
  private static final String OFFICE = "vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final String XLSX = "application/" + OFFICE;
  private static final MediaType SHEET = new MediaType("text", "csv");
  private static final MediaType WORKBOOK = new MediaType("application", OFFICE);

  private final Meetings meetings;
  private final Briefings briefings;
  private final HttpHeaders headers;
  private final Caller caller;

  BriefingResource(Meetings meetings, Briefings briefings, HttpHeaders headers, Caller caller) {
    this.meetings = meetings;
    this.briefings = briefings;
    this.headers = headers;
    this.caller = caller;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getBriefing",
      summary = "Get the briefing of a meeting",
      description =
          "What moved in the office's part of the tree since the series was last held, what is overdue by lead unit, what waits, which units milestones, groups, contacts and plans of visits have not reached, of one moment; rounds of inspections only as far as you may know of them. Once the meeting is held: as it was then, byte by byte, so that its SHA-256 stays the `briefingDigest` of the meeting; rounds that had started alone. For those who read the office's work.")
  @APIResponse(
      responseCode = "200",
      description = "The briefing.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Briefing.class)))
  public String get(@PathParam("id") @Parameter(description = ID) String id, @Context UriInfo uri) {
    return briefings.text(read(id, uri));
  }

  @GET
  @Path("/page")
  @Produces(HTML)
  @Operation(
      operationId = "getBriefingPage",
      summary = "Get the briefing of a meeting as a page",
      description =
          "The same to print, with charts, in the language of `Accept-Language`; times are those of the campaign's zone. For those who read the office's work.")
  @APIResponse(
      responseCode = "200",
      description = "The page.",
      content = @Content(mediaType = HTML, schema = @Schema(type = SchemaType.STRING)))
  public String page(
      @PathParam("id") @Parameter(description = ID) String id, @Context UriInfo uri) {
    var meeting = read(id, uri);
    return BriefingPage.of(
        briefings.of(meeting),
        meeting.briefingDigest(),
        meetings.seriesOf(meeting).zone(),
        Messages.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)));
  }

  @GET
  @Path("/spreadsheet")
  @Produces({CSV, XLSX})
  @Operation(
      operationId = "getBriefingSpreadsheet",
      summary = "Get the briefing of a meeting as a spreadsheet",
      description =
          "The same as a file, in the language of `Accept-Language`; times are those of the campaign's zone. With `Accept: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet` a workbook (XLSX) with a sheet for each table, in which codes are texts and days are days. Else CSV in UTF-8 with a byte order mark, one table below the other; in it a text that a spreadsheet would run as a formula stands behind an apostrophe. For those who read the office's work.")
  @APIResponse(
      responseCode = "200",
      description = "The tables.",
      content = {
        @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  public Response spreadsheet(
      @PathParam("id") @Parameter(description = ID) String id, @Context UriInfo uri) {
    var meeting = read(id, uri);
    var briefing = briefings.of(meeting);
    var zone = meetings.seriesOf(meeting).zone();
    var language = Messages.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    return wanted().equals(WORKBOOK)
        ? file(briefing, "xlsx", XLSX, BriefingWorkbook.of(briefing, zone, language))
        : file(briefing, "csv", CSV, BriefingSheet.of(briefing, zone, language));
  }

  /** Of the two whichever the caller would rather have; CSV where that is all the same. */
  private MediaType wanted() {
    return headers.getAcceptableMediaTypes().stream()
        .flatMap(type -> Stream.of(SHEET, WORKBOOK).filter(type::isCompatible))
        .findFirst()
        .orElseThrow(NotAcceptableException::new);
  }

  /** Of two types the framework writes no other answer than this. */
  private static Response file(Briefing briefing, String extension, String type, Object content) {
    return Response.ok(content, type)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"briefing-%s.%s\"".formatted(briefing.asOf(), extension))
        .build();
  }

  private Meeting read(String id, UriInfo uri) {
    caller.readOneMoment();
    Lists.allow(uri, Set.of());
    return meetings.readable(id);
  }
}
