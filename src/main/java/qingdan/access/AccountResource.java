package qingdan.access;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.shared.Changed;
import qingdan.shared.Idempotent;
import qingdan.shared.Ids;

@Path("/accounts")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Access", description = "Logins, accounts and what they may do.")
class AccountResource {

  private final Accounts accounts;
  private final Administration administration;
  private final Passwords passwords;
  private final Event<Changed> changes;
  private final Clock clock;

  AccountResource(
      Accounts accounts,
      Administration administration,
      Passwords passwords,
      Event<Changed> changes,
      Clock clock) {
    this.accounts = accounts;
    this.administration = administration;
    this.passwords = passwords;
    this.changes = changes;
    this.clock = clock;
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createAccount",
      summary = "Create an account",
      description = "Needs ADMIN at its unit or above it. It may do nothing until it has a grant.")
  @APIResponse(
      responseCode = "201",
      description = "Created.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AccountView.class)))
  public RestResponse<AccountView> create(@Valid @NotNull CreateAccount request) {
    var place = administration.place("/unit", request.unit());
    var account =
        new Account(
                request.id() == null ? Ids.next() : request.id(),
                request.username(),
                request.displayName(),
                place == null ? null : place.id(),
                clock.instant())
            .withPassword(
                request.password() == null ? null : passwords.hash("/password", request.password()))
            .linkedTo(request.externalSubject());
    accounts.persistAndFlush(account);
    changes.fire(
        new Changed(
            "account",
            account.id(),
            "account.created",
            List.of(Administration.path(place)),
            null,
            Map.of("username", account.username())));
    return RestResponse.ResponseBuilder.<AccountView>create(RestResponse.Status.CREATED)
        .location(URI.create("accounts/" + account.id()))
        .entity(AccountView.of(account))
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getAccount",
      summary = "Get an account",
      description = "Visible to the administrators of its unit.")
  @APIResponse(responseCode = "200", description = "The account.")
  public AccountView get(
      @PathParam("id") @Parameter(description = "Id of the account.") String id) {
    return AccountView.of(administration.account(id));
  }
}
