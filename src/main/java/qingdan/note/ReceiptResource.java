package qingdan.note;

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

import qingdan.access.Caller;
import qingdan.obligation.CoverageQuery;
import qingdan.obligation.CoverageReading;
import qingdan.obligation.CoverageView;
import qingdan.obligation.Obligation;
import qingdan.obligation.ObligationState;
import qingdan.obligation.Obligations;
import qingdan.obligation.Report;
import qingdan.obligation.Sight;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Refusal;

@Path("/guidance-notes/{id}")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Guidance notes",
    description = "What units below are told to look at, and who has read it (分类指导意见).")
class ReceiptResource {

  private static final String ID = "Id of the note.";

  private final Notes notes;
  private final Obligations obligations;
  private final CoverageReading coverage;
  private final Sight sight;
  private final Lists lists;
  private final Event<Changed> changes;
  private final Caller caller;

  ReceiptResource(
      Notes notes,
      Obligations obligations,
      CoverageReading coverage,
      Sight sight,
      Lists lists,
      Event<Changed> changes,
      Caller caller) {
    this.notes = notes;
    this.obligations = obligations;
    this.coverage = coverage;
    this.sight = sight;
    this.lists = lists;
    this.changes = changes;
    this.caller = caller;
  }

  @GET
  @Path("/receipts")
  @Operation(
      operationId = "listNoteReceipts",
      summary = "List who is to read a guidance note",
      description =
          "The units whose work you read, by their place in the tree; with `state=missing` those that have not read it.")
  @APIResponse(responseCode = "200", description = "A page of units, with their receipts.")
  public Page<ReceiptView> list(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid ReceiptQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, ReceiptQuery.FILTERS);
    var note = notes.visible(id);
    var rows =
        obligations.list(
            note.id(),
            query.filter(sight, notes.today(note.subject().zone())),
            reading.after(),
            reading.fetch());
    return reading.page(rows, Obligation::key, ReceiptView::of);
  }

  @GET
  @Path("/receipts/count")
  @Operation(
      operationId = "countNoteReceipts",
      summary = "Count who is to read a guidance note",
      description = "How many units the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid ReceiptQuery query,
      @Context UriInfo uri) {
    Lists.allow(uri, ReceiptQuery.FILTERS);
    var note = notes.visible(id);
    return Count.of(
        obligations.count(note.id(), query.filter(sight, notes.today(note.subject().zone()))));
  }

  @POST
  @Path("/receipts")
  @Idempotent
  @Operation(
      operationId = "acknowledgeGuidanceNote",
      summary = "Acknowledge a guidance note",
      description =
          "That a unit has read it, today. Needs REPORTER at the unit or above it. Sent again it answers as the first time. 409 where it is not addressed to the unit.")
  @APIResponse(
      responseCode = "201",
      description = "Read.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ReceiptView.class)))
  public RestResponse<ReceiptView> acknowledge(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull AcknowledgeNote request) {
    var note = notes.kept(id);
    var unit = sight.named(request.unit());
    sight.requireReporter(unit);
    var owed =
        obligations.locked(note.id(), unit.id()).orElseThrow(() -> new Refusal(ErrorCode.NOT_OWED));
    if (owed.state() == ObligationState.OWED) {
      note.requireNotClosed();
      var today = notes.today(note.subject().zone());
      obligations.report(
          owed, new Report(today, null, null, null), ObligationState.DONE, sight.account());
      var read = obligations.find(note.id(), unit.id()).orElseThrow();
      changes.fire(read.fact("guidance-note.read", owed));
      owed = read;
    }
    return RestResponse.ResponseBuilder.<ReceiptView>create(RestResponse.Status.CREATED)
        .location(URI.create("guidance-notes/" + note.id() + "/receipts?unit=" + unit.id()))
        .entity(ReceiptView.of(owed))
        .build();
  }

  @GET
  @Path("/coverage")
  @Operation(
      operationId = "getNoteCoverage",
      summary = "Get the coverage of a guidance note",
      description =
          "How many of the units that it is addressed to have read it, on time or late, and how many have not, now or at the end of a day. Over the unit that issued it, without `unit`. 404 where you do not read the work of the unit.")
  @APIResponse(
      responseCode = "200",
      description = "The coverage.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CoverageView.class)))
  @APIResponse(responseCode = "304", description = "Nothing that it counts has changed.")
  public RestResponse<CoverageView> coverage(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid CoverageQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    caller.readOneMoment();
    var reading = lists.read(uri, page, CoverageQuery.FILTERS);
    var note = notes.visible(id);
    return coverage.read(note.subject(), note.baseId(), query, reading, uri);
  }
}
