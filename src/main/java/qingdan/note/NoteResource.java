package qingdan.note;

import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.access.Places;
import qingdan.campaign.Batches;
import qingdan.campaign.CampaignLock;
import qingdan.campaign.Campaigns;
import qingdan.campaign.Scope;
import qingdan.obligation.Cohorts;
import qingdan.obligation.Following;
import qingdan.obligation.Obligations;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.Ids;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.MergePatch;
import qingdan.shared.Page;
import qingdan.shared.Preconditions;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

@Path("/guidance-notes")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Guidance notes",
    description = "What units below are told to look at, and who has read it (分类指导意见).")
class NoteResource {

  private static final String ID = "Id of the note.";

  private final Notes notes;
  private final Following following;
  private final Obligations obligations;
  private final Campaigns campaigns;
  private final Batches batches;
  private final Cohorts cohorts;
  private final Places places;
  private final Scope scope;
  private final Lists lists;
  private final Preconditions preconditions;
  private final MergePatch mergePatch;
  private final Event<Changed> changes;
  private final Sql sql;

  NoteResource(
      Notes notes,
      Following following,
      Obligations obligations,
      Campaigns campaigns,
      Batches batches,
      Cohorts cohorts,
      Places places,
      Scope scope,
      Lists lists,
      Preconditions preconditions,
      MergePatch mergePatch,
      Event<Changed> changes,
      Sql sql) {
    this.notes = notes;
    this.following = following;
    this.obligations = obligations;
    this.campaigns = campaigns;
    this.batches = batches;
    this.cohorts = cohorts;
    this.places = places;
    this.scope = scope;
    this.lists = lists;
    this.preconditions = preconditions;
    this.mergePatch = mergePatch;
    this.changes = changes;
    this.sql = sql;
  }

  @GET
  @Operation(
      operationId = "listGuidanceNotes",
      summary = "List guidance notes",
      description =
          "Those that your units have issued, and those that are addressed to one of your units; the latest first. With `unit` and `unread=true` what a unit still has to read.")
  @APIResponse(responseCode = "200", description = "A page of notes.")
  public Page<NoteView> list(
      @BeanParam @Valid NoteQuery query, @BeanParam @Valid ListRequest page, @Context UriInfo uri) {
    var reading = lists.read(uri, page, NoteQuery.FILTERS);
    var rows = notes.list(query, reading.after(), reading.fetch());
    return reading.page(rows, Note::key, NoteView::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countGuidanceNotes",
      summary = "Count guidance notes",
      description = "How many notes the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid NoteQuery query, @Context UriInfo uri) {
    Lists.allow(uri, NoteQuery.FILTERS);
    return Count.of(notes.count(query));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createGuidanceNote",
      summary = "Issue a guidance note",
      description =
          "Needs SUPERVISOR at the unit that issues it, or above it. Every unit of its cohort owes a receipt from then on; later enrolments and withdrawals are followed.")
  @APIResponse(
      responseCode = "201",
      description = "Issued.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NoteView.class)))
  public RestResponse<NoteView> create(@Valid @NotNull CreateNote request) {
    sql.one(String.class, CampaignLock.SHARED, request.campaign().toString());
    var campaign = campaigns.named("/campaign", request.campaign());
    var base = places.named("/base", request.base());
    scope.requireSupervisor(base.path());
    if (!campaign.subtree().contains(base.path())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/base", "outside-campaign");
    }
    campaign.requireNotClosed();
    places.requireOpen(base);
    batches.holdOf(campaign, "/batch", request.batch());
    var today = notes.today(ZoneId.of(campaign.timeZone()));
    requireNotBefore(today, request.dueOn());
    var part = cohorts.part(campaign, request.ruleOrAll());
    var id = request.id() == null ? Ids.next() : request.id();
    notes.insert(
        id,
        campaign.id(),
        base.id(),
        request,
        today,
        cohorts.of(campaign, request.batch(), request.ruleOrAll(), part),
        part == null ? null : part.id());
    var note = notes.visible(id.toString());
    changes.fire(note.fact("guidance-note.created", null, note.fields()));
    following.follow(note, null, null);
    return RestResponse.ResponseBuilder.<NoteView>create(RestResponse.Status.CREATED)
        .location(URI.create("guidance-notes/" + id))
        .entity(NoteView.of(note))
        .build();
  }

  private static void requireNotBefore(LocalDate first, LocalDate dueOn) {
    if (dueOn.isBefore(first)) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/dueOn", "not-before", first.toString());
    }
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getGuidanceNote",
      summary = "Get a guidance note",
      description = "The note itself; its receipts and their coverage are beside it.")
  @APIResponse(responseCode = "200", description = "The note.")
  public NoteView get(@PathParam("id") @Parameter(description = ID) String id) {
    return NoteView.of(notes.visible(id));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Operation(
      operationId = "changeGuidanceNote",
      summary = "Change a guidance note",
      description =
          "Needs SUPERVISOR at the unit that issued it, or above it, and If-Match. Receipts stay; by a new due day they are judged anew, from today on.")
  @APIResponse(responseCode = "200", description = "Changed.")
  public NoteView change(
      @PathParam("id") @Parameter(description = ID) String id,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MergePatch.MEDIA_TYPE,
                      schema = @Schema(implementation = NotePatch.class)))
          JsonNode request)
      throws JsonProcessingException {
    var note = notes.locked(id);
    scope.requireSupervisor(note.basePath());
    preconditions.require(NoteView.of(note));
    var current = NotePatch.of(note);
    var patched = mergePatch.apply(current, request, NotePatch.class);
    if (patched.equals(current)) {
      return NoteView.of(note);
    }
    note.requireNotClosed();
    requireNotBefore(note.issuedOn(), patched.dueOn());
    notes.update(note.id(), patched);
    if (!patched.dueOn().equals(note.dueOn())) {
      obligations.becomeDue(note.id(), patched.dueOn());
    }
    var changed = notes.visible(id);
    changes.fire(changed.fact("guidance-note.changed", note.fields(), changed.fields()));
    return NoteView.of(changed);
  }
}
