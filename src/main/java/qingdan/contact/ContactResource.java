package qingdan.contact;

import java.net.URI;
import java.time.Clock;
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

import qingdan.access.NamedAccounts;
import qingdan.access.Places;
import qingdan.campaign.Campaigns;
import qingdan.campaign.Scope;
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

@Path("/contacts")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Contacts",
    description =
        "Which leader keeps in touch with which unit or sector, and who is left out (联系点).")
class ContactResource {

  private static final String ID = "Id of the contact.";

  private final Contacts contacts;
  private final Campaigns campaigns;
  private final Places places;
  private final NamedAccounts accounts;
  private final Scope scope;
  private final Lists lists;
  private final Preconditions preconditions;
  private final MergePatch mergePatch;
  private final Event<Changed> changes;
  private final Clock clock;

  ContactResource(
      Contacts contacts,
      Campaigns campaigns,
      Places places,
      NamedAccounts accounts,
      Scope scope,
      Lists lists,
      Preconditions preconditions,
      MergePatch mergePatch,
      Event<Changed> changes,
      Clock clock) {
    this.contacts = contacts;
    this.campaigns = campaigns;
    this.places = places;
    this.accounts = accounts;
    this.scope = scope;
    this.lists = lists;
    this.preconditions = preconditions;
    this.mergePatch = mergePatch;
    this.changes = changes;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listContacts",
      summary = "List contacts",
      description =
          "Those of leaders of your units, and of the units above and below them; the first begun first. With `silentFor` those that nobody was visited by for long.")
  @APIResponse(responseCode = "200", description = "A page of contacts.")
  public Page<ContactView> list(
      @BeanParam @Valid ContactQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, ContactQuery.FILTERS);
    var rows = contacts.list(query, reading.after(), reading.fetch());
    return reading.page(rows, Contact::key, ContactView::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countContacts",
      summary = "Count contacts",
      description =
          "How many contacts the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid ContactQuery query, @Context UriInfo uri) {
    Lists.allow(uri, ContactQuery.FILTERS);
    return Count.of(contacts.count(query));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createContact",
      summary = "Let a leader keep in touch",
      description = "Needs SUPERVISOR at the leader's own unit, or above it.")
  @APIResponse(
      responseCode = "201",
      description = "Made.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ContactView.class)))
  public RestResponse<ContactView> create(@Valid @NotNull CreateContact request) {
    var campaign = campaigns.named("/campaign", request.campaign());
    var base = places.named("/base", request.base());
    scope.requireSupervisor(base.path());
    if (!campaign.subtree().contains(base.path())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/base", "outside-campaign");
    }
    campaign.requireNotClosed();
    places.requireOpen(base);
    if ((request.unit() == null) == (request.sector() == null)) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/unit", "one-of-two", "unit", "sector");
    }
    var unit = request.unit() == null ? null : places.named("/unit", request.unit());
    if (unit != null) {
      if (!unit.path().startsWith(base.path())) {
        throw new Refusal(ErrorCode.RULE_BROKEN).at("/unit", "outside-base");
      }
      places.requireOpen(unit);
    }
    accounts.require("/account", request.account());
    var fields =
        request.fields(LocalDate.ofInstant(clock.instant(), ZoneId.of(campaign.timeZone())));
    Contact.requireInOrder("/endsOn", fields.startsOn(), fields.endsOn());
    var id = request.id() == null ? Ids.next() : request.id();
    contacts.insert(
        id, campaign.id(), base.id(), unit == null ? null : unit.id(), request.sector(), fields);
    var contact = contacts.visible(id.toString());
    changes.fire(contact.fact("contact.created", null, contact.fields()));
    return RestResponse.ResponseBuilder.<ContactView>create(RestResponse.Status.CREATED)
        .location(URI.create("contacts/" + id))
        .entity(ContactView.of(contact))
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getContact",
      summary = "Get a contact",
      description = "The contact itself; visits that were made by it are at /visits.")
  @APIResponse(responseCode = "200", description = "The contact.")
  public ContactView get(@PathParam("id") @Parameter(description = ID) String id) {
    return ContactView.of(contacts.visible(id));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Operation(
      operationId = "changeContact",
      summary = "Change a contact",
      description = "Needs SUPERVISOR at the leader's own unit, or above it, and If-Match.")
  @APIResponse(responseCode = "200", description = "Changed.")
  public ContactView change(
      @PathParam("id") @Parameter(description = ID) String id,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MergePatch.MEDIA_TYPE,
                      schema = @Schema(implementation = ContactPatch.class)))
          JsonNode request)
      throws JsonProcessingException {
    var contact = contacts.locked(id);
    scope.requireSupervisor(contact.basePath());
    preconditions.require(ContactView.of(contact));
    var current = ContactPatch.of(contact);
    return changed(
        contact, mergePatch.apply(current, request, ContactPatch.class), "contact.changed");
  }

  @POST
  @Path("/{id}/end")
  @Idempotent
  @Operation(
      operationId = "endContact",
      summary = "End a contact",
      description =
          "Sets the last day of its term; by today it releases the leader from a unit that was taken on. Needs SUPERVISOR at the leader's own unit, or above it.")
  @APIResponse(responseCode = "200", description = "Ended.")
  public ContactView end(
      @PathParam("id") @Parameter(description = ID) String id, @Valid @NotNull EndContact request) {
    var contact = contacts.locked(id);
    scope.requireSupervisor(contact.basePath());
    var lastDay = request.lastDay() == null ? contacts.today(contact) : request.lastDay();
    Contact.requireInOrder("/lastDay", contact.startsOn(), lastDay);
    var fields = ContactPatch.of(contact);
    return changed(
        contact,
        new ContactPatch(
            fields.leader(), fields.office(), fields.account(), fields.startsOn(), lastDay),
        "contact.ended");
  }

  private ContactView changed(Contact contact, ContactPatch fields, String type) {
    if (fields.equals(ContactPatch.of(contact))) {
      return ContactView.of(contact);
    }
    contact.requireNotClosed();
    Contact.requireInOrder("/endsOn", fields.startsOn(), fields.endsOn());
    if (fields.account() != null && !fields.account().equals(contact.accountId())) {
      accounts.require("/account", fields.account());
    }
    contacts.update(contact.id(), fields);
    var endsOn = fields.endsOn();
    if (contact.listId() != null && endsOn != null && !endsOn.isAfter(contacts.today(contact))) {
      contacts.adopt(contact.id(), null, null);
    }
    var after = contacts.visible(contact.id().toString());
    changes.fire(after.fact(type, contact.fields(), after.fields()));
    return ContactView.of(after);
  }
}
