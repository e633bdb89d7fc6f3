package qingdan.access;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

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

@Path("/accounts")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Access", description = "Logins, accounts and what they may do.")
class AccountResource {

  private static final String ID = "Id of the account.";

  private final Accounts accounts;
  private final Grants grants;
  private final Administration administration;
  private final LastAdministrator lastAdministrator;
  private final Passwords passwords;
  private final Logins logins;
  private final Lists lists;
  private final Preconditions preconditions;
  private final MergePatch mergePatch;
  private final Event<Changed> changes;
  private final Clock clock;

  AccountResource(
      Accounts accounts,
      Grants grants,
      Administration administration,
      LastAdministrator lastAdministrator,
      Passwords passwords,
      Logins logins,
      Lists lists,
      Preconditions preconditions,
      MergePatch mergePatch,
      Event<Changed> changes,
      Clock clock) {
    this.accounts = accounts;
    this.grants = grants;
    this.administration = administration;
    this.lastAdministrator = lastAdministrator;
    this.passwords = passwords;
    this.logins = logins;
    this.lists = lists;
    this.preconditions = preconditions;
    this.mergePatch = mergePatch;
    this.changes = changes;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listAccounts",
      summary = "List accounts",
      description =
          "The accounts of the units that you administer, by user name; those of the whole installation for administrators of everything.")
  @APIResponse(responseCode = "200", description = "A page of accounts.")
  public Page<AccountView> list(
      @BeanParam @Valid AccountQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, AccountQuery.FILTERS);
    var rows = accounts.list(query.within(administration), reading.after(), reading.fetch());
    return reading.page(rows, row -> List.of(row.username()), row -> row);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countAccounts",
      summary = "Count accounts",
      description =
          "How many accounts the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid AccountQuery query, @Context UriInfo uri) {
    Lists.allow(uri, AccountQuery.FILTERS);
    return Count.of(accounts.count(query.within(administration)));
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
        Account.made(
                request.id() == null ? Ids.next() : request.id(),
                request.username(),
                request.displayName(),
                place == null ? null : place.id(),
                clock.instant())
            .withPassword(
                request.password() == null ? null : passwords.hash("/password", request.password()),
                Boolean.TRUE.equals(request.passwordExpired()))
            .linkedTo(request.externalSubject());
    accounts.add(account);
    fire(account, "account.created", List.of(Administration.path(place)), null);
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
  public AccountView get(@PathParam("id") @Parameter(description = ID) String id) {
    return AccountView.of(administration.account(id));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Operation(
      operationId = "changeAccount",
      summary = "Change an account",
      description =
          "Name, unit, link to the provider, password. Needs ADMIN at its unit and at the new one, or above them, and If-Match. All but the name also needs ADMIN wherever the account holds a grant.")
  @APIResponse(responseCode = "200", description = "Changed.")
  public AccountView change(
      @PathParam("id") @Parameter(description = ID) String id,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MergePatch.MEDIA_TYPE,
                      schema = @Schema(implementation = AccountPatch.class)))
          JsonNode request)
      throws JsonProcessingException {
    var account = administration.accountToChange(id);
    preconditions.require(AccountView.of(account));
    if (account.isClosed()) {
      throw new Refusal(ErrorCode.ACCOUNT_CLOSED);
    }
    var patched = mergePatch.apply(AccountPatch.of(account), request, AccountPatch.class);
    var from = administration.home(account);
    var unit = unit(account, patched);
    var hash = hash(account, patched, request.has("password"));
    var fields = fields(account, patched, unit, hash);
    if (fields.isEmpty()) {
      return AccountView.of(account);
    }
    if (!fields.equals(List.of("displayName"))) {
      administration.requireReach(account);
    }
    if (hash == null && patched.externalSubject() == null) {
      lastAdministrator.remainsWithoutAccount(account.id());
    }
    if (fields.contains("password")) {
      logins.endAll(account.id(), null);
    }
    var changed =
        accounts.change(
            account
                .called(patched.displayName())
                .movedTo(unit)
                .linkedTo(patched.externalSubject())
                .withPassword(hash, patched.passwordExpired()));
    var paths = Stream.of(from, administration.home(changed)).distinct().toList();
    fire(changed, "account.changed", paths, Map.of("fields", fields));
    return AccountView.of(changed);
  }

  @POST
  @Path("/{id}/closure")
  @Idempotent
  @Operation(
      operationId = "closeAccount",
      summary = "Close an account",
      description =
          "Ends its sessions and revokes its grants; what it wrote stays. Needs ADMIN at its unit and wherever it holds a grant, or above them. The body may be as short as `{}`, but is sent.")
  @APIResponse(responseCode = "200", description = "Closed.")
  public AccountView close(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull CloseAccount request) {
    var account = administration.accountToChange(id);
    var anonymise = Boolean.TRUE.equals(request.anonymise());
    if (account.isClosed() && !anonymise) {
      throw new Refusal(ErrorCode.ACCOUNT_CLOSED);
    }
    administration.requireReach(account);
    var home = List.of(administration.home(account));
    var closes = !account.isClosed();
    if (closes) {
      lastAdministrator.remainsWithoutAccount(account.id());
      revokeGrants(account);
      logins.endAll(account.id(), null);
    }
    var closed = closes ? account.closed(clock.instant()) : account;
    var changed = accounts.change(anonymise ? closed.anonymised() : closed);
    if (closes) {
      fire(account, "account.closed", home, null);
    }
    if (anonymise) {
      fire(account, "account.anonymised", home, null);
    }
    return AccountView.of(changed);
  }

  /** The unit as it shall be; a new one needs ADMIN there. */
  private UUID unit(Account account, AccountPatch patched) {
    if (Objects.equals(patched.unit(), Objects.toString(account.unitId(), null))) {
      return account.unitId();
    }
    var place = administration.place("/unit", patched.unit());
    return place == null ? null : place.id();
  }

  private String hash(Account account, AccountPatch patched, boolean named) {
    if (!named) {
      return account.passwordHash();
    }
    return patched.password() == null ? null : passwords.hash("/password", patched.password());
  }

  /** Names of the fields that change. */
  private static List<String> fields(
      Account account, AccountPatch patched, UUID unit, String hash) {
    var fields = new ArrayList<String>();
    if (!patched.displayName().equals(account.displayName())) {
      fields.add("displayName");
    }
    if (!Objects.equals(unit, account.unitId())) {
      fields.add("unit");
    }
    if (!Objects.equals(patched.externalSubject(), account.externalSubject())) {
      fields.add("externalSubject");
    }
    if (!Objects.equals(hash, account.passwordHash())) {
      fields.add("password");
    }
    if (patched.passwordExpired() != account.passwordExpired()) {
      fields.add("passwordExpired");
    }
    return fields;
  }

  private void revokeGrants(Account account) {
    for (var grant : grants.notEnded(account.id())) {
      grants.revoke(grant.id(), clock.instant());
      changes.fire(
          new Changed(
              "grant",
              grant.id(),
              "grant.revoked",
              List.of(administration.path(grant.unitId())),
              null,
              Map.of("role", grant.role())));
    }
  }

  /** Names of people stay out of the log, which is never rewritten. */
  private void fire(Account account, String type, List<String> paths, Map<String, Object> what) {
    changes.fire(new Changed("account", account.id(), type, paths, null, what));
  }
}
