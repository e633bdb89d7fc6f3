package qingdan.access;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.shared.Changed;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.Lock;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

@Path("/me")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Access", description = "Logins, accounts and what they may do.")
class MeResource {

  @RegisterForReflection
  record GrantRow(UUID id, String role, UUID unitId, String unitCode, String unitName) {}

  private final Caller caller;
  private final Accounts accounts;
  private final Administration administration;
  private final Passwords passwords;
  private final LoginGuard guard;
  private final Logins logins;
  private final Sql sql;
  private final Event<Changed> changes;
  private final Clock clock;

  MeResource(
      Caller caller,
      Accounts accounts,
      Administration administration,
      Passwords passwords,
      LoginGuard guard,
      Logins logins,
      Sql sql,
      Event<Changed> changes,
      Clock clock) {
    this.caller = caller;
    this.accounts = accounts;
    this.administration = administration;
    this.passwords = passwords;
    this.guard = guard;
    this.logins = logins;
    this.sql = sql;
    this.changes = changes;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "getMe",
      summary = "Who am I, and what may I do?",
      description = "The caller's account and its grants in force.")
  @APIResponse(responseCode = "200", description = "The caller.")
  public MeView me() {
    var account = accounts.find(caller.accountId()).orElseThrow();
    var grants =
        sql.list(
            GrantRow.class,
            """
            select g.id, g.role, g.unit_id, u.code, u.name
            from access_grant g left join unit u on u.id = g.unit_id
            where g.account_id = ?1 and g.revoked_at is null and g.valid_from <= ?2
                and (g.valid_to is null or g.valid_to > ?2)
            order by g.id
            """,
            account.id(),
            clock.instant());
    return new MeView(
        account.id(),
        account.username(),
        account.displayName(),
        account.passwordExpired(),
        grants.stream()
            .map(
                row ->
                    new MeView.Held(
                        row.id(),
                        Role.valueOf(row.role()),
                        row.unitId(),
                        row.unitCode(),
                        row.unitName()))
            .toList());
  }

  @POST
  @Path("/password")
  @Idempotent
  @Operation(
      operationId = "changePassword",
      summary = "Set another password",
      description =
          "Ends the other sessions of the account. A wrong `current` counts as a failed login.")
  @APIResponse(responseCode = "204", description = "Set.")
  public RestResponse<Void> changePassword(
      @Valid @NotNull ChangePassword request, @Context HttpServerRequest http) {
    oneAtATime();
    var account = accounts.locked(caller.accountId()).orElseThrow();
    var hash = account.passwordHash();
    if (!guard.passes(
        account.username(),
        http.remoteAddress().hostAddress(),
        () -> passwords.matches(request.current(), hash))) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/current", "wrong-password");
    }
    if (request.password().equals(request.current())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/password", "same-password");
    }
    accounts.change(account.withPassword(passwords.hash("/password", request.password()), false));
    logins.endAll(account.id(), caller.session());
    changes.fire(
        new Changed(
            "account",
            account.id(),
            "account.password-changed",
            List.of(administration.home(account)),
            null,
            null));
    return RestResponse.noContent();
  }

  /** Whoever waited here would hold a connection that others need. */
  private void oneAtATime() {
    if (!sql.tryLock(Lock.PASSWORD, caller.accountId().toString())) {
      throw new Refusal(ErrorCode.TOO_MANY_REQUESTS).retryAfter(1);
    }
  }

  @Schema(name = "Me", description = "The caller's account.")
  record MeView(
      @Schema(description = "Id of the account.", required = true) UUID id,
      @Schema(description = "User name.", examples = "tianjin-admin", required = true)
          String username,
      @Schema(description = "Name shown to others.", required = true) String displayName,
      @Schema(
              description =
                  "True: until it sets another password, all else is answered 403 password-expired.",
              examples = "false",
              required = true)
          boolean passwordExpired,
      @Schema(description = "Grants in force.", required = true, maxItems = 1000)
          List<Held> grants) {

    @Schema(name = "HeldGrant", description = "A role at a unit.")
    record Held(
        @Schema(description = "Id of the grant.", required = true) UUID id,
        @Schema(description = "The role.", required = true) Role role,
        @Schema(
                description = "The unit, with its subtree; null: every unit.",
                nullable = true,
                required = true)
            UUID unit,
        @Schema(description = "Its code.", nullable = true, required = true) String unitCode,
        @Schema(description = "Its name.", nullable = true, required = true) String unitName) {}
  }
}
