package qingdan.contact;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import qingdan.campaign.Scope;
import qingdan.shared.Changed;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.Preconditions;
import qingdan.shared.Refusal;

@Path("/contacts/{id}/adoption")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Contacts",
    description =
        "Which leader keeps in touch with which unit or sector, and who is left out (联系点).")
class AdoptionResource {

  private static final String ID = "Id of the contact.";

  private final Contacts contacts;
  private final Scope scope;
  private final Preconditions preconditions;
  private final Event<Changed> changes;

  AdoptionResource(
      Contacts contacts, Scope scope, Preconditions preconditions, Event<Changed> changes) {
    this.contacts = contacts;
    this.scope = scope;
    this.preconditions = preconditions;
    this.changes = changes;
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "adoptUnit",
      summary = "Let a leader take on a unit",
      description =
          "The unit of the contact, with a problem list of it that is not CLOSED as its one plan, by a deadline, while the contact holds; said again it replaces both. Needs SUPERVISOR at the leader's own unit, or above it. 409 when another leader of the campaign has taken it on.")
  @APIResponse(responseCode = "200", description = "Taken on.")
  public ContactView adopt(
      @PathParam("id") @Parameter(description = ID) String id, @Valid @NotNull AdoptUnit request) {
    var contact = contacts.locked(id);
    scope.requireSupervisor(contact.basePath());
    contact.requireNotClosed();
    var broken = new Refusal(ErrorCode.RULE_BROKEN);
    contacts.fault(contact, request.list()).ifPresent(rule -> broken.at("/list", rule));
    var today = contacts.today(contact);
    if (!contact.holdsOn(today)) {
      broken.at("", "contact-does-not-hold");
    }
    if (request.deadline().isBefore(today)) {
      broken.at("/deadline", "not-before", today.toString());
    }
    if (!broken.faults().isEmpty()) {
      throw broken;
    }
    contacts.releaseFormer(contact.unitId());
    contacts.adopt(contact.id(), request.list(), request.deadline());
    return changed(contact, "contact.adopted");
  }

  @DELETE
  @Operation(
      operationId = "endAdoption",
      summary = "Release a leader from a unit that was taken on",
      description =
          "The contact goes on, and so does the problem list. Needs SUPERVISOR at the leader's own unit, or above it, and If-Match with the ETag of the contact.")
  @APIResponse(responseCode = "204", description = "Released.")
  public void end(@PathParam("id") @Parameter(description = ID) String id) {
    var contact = contacts.locked(id);
    scope.requireSupervisor(contact.basePath());
    preconditions.require(ContactView.of(contact));
    if (contact.listId() == null) {
      throw Refusal.notFound();
    }
    contact.requireNotClosed();
    contacts.adopt(contact.id(), null, null);
    changed(contact, "contact.released");
  }

  private ContactView changed(Contact before, String type) {
    var after = contacts.visible(before.id().toString());
    changes.fire(after.fact(type, before.fields(), after.fields()));
    return ContactView.of(after);
  }
}
