package qingdan.bulletin;

import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

import qingdan.access.Caller;
import qingdan.access.Places;
import qingdan.access.Role;
import qingdan.problem.Sight;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.Days;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Refusal;

/** Who has a bulletin, and who has answered. */
@Path("/bulletins/{id}")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Bulletins",
    description = "What an office makes known to units, with receipts and answers (通报).")
class RecipientResource {

  private static final String ID = "Id of the bulletin.";
  private static final String UNIT = "The unit: an id, or `code:` and its code.";

  private final Bulletins bulletins;
  private final Recipients recipients;
  private final Owing owing;
  private final Places places;
  private final Caller caller;
  private final Sight sight;
  private final Lists lists;
  private final Event<Changed> changes;

  RecipientResource(
      Bulletins bulletins,
      Recipients recipients,
      Owing owing,
      Places places,
      Caller caller,
      Sight sight,
      Lists lists,
      Event<Changed> changes) {
    this.bulletins = bulletins;
    this.recipients = recipients;
    this.owing = owing;
    this.places = places;
    this.caller = caller;
    this.sight = sight;
    this.lists = lists;
    this.changes = changes;
  }

  @GET
  @Path("/recipients")
  @Operation(
      operationId = "listBulletinRecipients",
      summary = "List the units that a bulletin goes to",
      description =
          "By their places, with receipts and answers: all for those who read the work of the office, for others the units whose work they read.")
  @APIResponse(responseCode = "200", description = "A page of units.")
  public Page<RecipientView> list(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid RecipientQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, RecipientQuery.FILTERS);
    var rows = recipients.list(bulletins.visible(id), query, reading.after(), reading.fetch());
    return reading.page(rows, Recipients.Recipient::key, Recipients.Recipient::view);
  }

  @GET
  @Path("/recipients/count")
  @Operation(
      operationId = "countBulletinRecipients",
      summary = "Count the units that a bulletin goes to",
      description = "How many units the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid RecipientQuery query,
      @Context UriInfo uri) {
    Lists.allow(uri, RecipientQuery.FILTERS);
    return Count.of(recipients.count(bulletins.visible(id), query));
  }

  @GET
  @Path("/coverage")
  @Operation(
      operationId = "getBulletinCoverage",
      summary = "Get the coverage of a bulletin",
      description =
          "How many units have received it and answered, of those that the list of recipients shows you; before the day on which it was sent there is none.")
  @APIResponse(responseCode = "200", description = "The coverage.")
  public BulletinCoverageView coverage(
      @PathParam("id") @Parameter(description = ID) String id,
      @QueryParam("asOf")
          @Parameter(
              description = "At the end of this day of the campaign's time zone; now when absent.",
              example = "2019-09-13")
          @Size(max = 10)
          String asOf,
      @Context UriInfo uri) {
    Lists.allow(uri, Set.of("asOf"));
    var bulletin = bulletins.visible(id);
    return recipients.coverage(bulletin, Days.past("asOf", asOf, owing.today(bulletin)));
  }

  @POST
  @Path("/recipients/{unit}/receipt")
  @Idempotent
  @Operation(
      operationId = "receiveBulletin",
      summary = "Say that a unit has a bulletin",
      description =
          "Once; again it changes nothing. It is due on the day after the bulletin was sent, in the campaign's time zone: until it is there, the unit owes it (`listOwed`, kind BULLETIN). Needs REPORTER at the unit or above it.")
  @APIResponse(responseCode = "200", description = "Received.")
  public RecipientView receive(
      @PathParam("id") @Parameter(description = ID) String id,
      @PathParam("unit") @Parameter(description = UNIT) String unit) {
    var bulletin = bulletins.visible(id);
    owing.share(bulletin.campaignId());
    var recipient = of(bulletin, unit);
    if (recipient.state() == RecipientState.UNREAD) {
      recipients.receive(bulletin, recipient.unitId());
      owing.received(bulletin, recipient.unitId());
      told(bulletin, recipient, "bulletin.received");
    }
    return of(bulletin, unit).view();
  }

  @POST
  @Path("/recipients/{unit}/answer")
  @Idempotent
  @Operation(
      operationId = "answerBulletin",
      summary = "Answer a bulletin for a unit",
      description =
          "Once, and with it the unit has received it. Where the bulletin asks for an answer, the unit owes it until `answerDueOn` (`listOwed`, kind ANSWER). Needs REPORTER at the unit or above it. 409 once it is answered.")
  @APIResponse(responseCode = "200", description = "Answered.")
  public RecipientView answer(
      @PathParam("id") @Parameter(description = ID) String id,
      @PathParam("unit") @Parameter(description = UNIT) String unit,
      @Valid @NotNull AnswerBulletin request) {
    var bulletin = bulletins.visible(id);
    owing.share(bulletin.campaignId());
    var recipient = of(bulletin, unit);
    if (recipient.state() == RecipientState.ANSWERED) {
      throw new Refusal(
          ErrorCode.MOVE_REFUSED,
          recipient.state(),
          RecipientState.ANSWERED,
          RecipientState.RECEIVED);
    }
    recipients.answer(bulletin, recipient.unitId(), request.text());
    owing.answered(bulletin, recipient.unitId());
    told(bulletin, recipient, "bulletin.answered");
    return of(bulletin, unit).view();
  }

  /** Seen by the caller, who reports for it, and locked. */
  private Recipients.Recipient of(Bulletin bulletin, String reference) {
    var recipient =
        places
            .find(reference)
            .filter(place -> sight.reads(place.path()))
            .flatMap(place -> recipients.locked(bulletin, place.id()))
            .orElseThrow(Refusal::notFound);
    if (!caller.is(Role.REPORTER, recipient.path())) {
      throw new Refusal(ErrorCode.ROLE_MISSING, Role.REPORTER);
    }
    return recipient;
  }

  private void told(Bulletin bulletin, Recipients.Recipient recipient, String type) {
    changes.fire(
        new Changed(
            "bulletin",
            bulletin.id(),
            type,
            List.of(recipient.path()),
            null,
            Map.of("unit", recipient.unitId())));
  }
}
