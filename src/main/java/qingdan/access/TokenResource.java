package qingdan.access;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;

@Path("/tokens")
@PermitAll
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access", description = "Logins, accounts and what they may do.")
class TokenResource {

  private final Accounts accounts;
  private final Passwords passwords;
  private final LoginGuard guard;
  private final Logins logins;

  TokenResource(Accounts accounts, Passwords passwords, LoginGuard guard, Logins logins) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.guard = guard;
    this.logins = logins;
  }

  /** Unknown account and wrong password: the same answer after the same work. */
  @POST
  @Operation(
      operationId = "logIn",
      summary = "Log in",
      description =
          "Gives an access token for 15 minutes and a refresh token for 30 days. After five failures a minute for an account, or thirty from an address, the answer is 429; failures elsewhere do not count where the account has logged in before.")
  @APIResponse(responseCode = "200", description = "Logged in.")
  public TokenView logIn(@Valid @NotNull LogIn request, @Context HttpServerRequest http) {
    var address = http.remoteAddress().hostAddress();
    var account = accounts.named(request.username());
    var hash = account.map(Account::passwordHash).orElse(null);
    if (!guard.passes(
        request.username(), address, () -> passwords.matches(request.password(), hash))) {
      throw new Refusal(ErrorCode.WRONG_CREDENTIALS);
    }
    return logins.begin(account.orElseThrow().id(), request.username(), address);
  }

  @POST
  @Path("/refresh")
  @Operation(
      operationId = "refreshTokens",
      summary = "Get the next tokens",
      description =
          "A refresh token works once. One that comes back ends its session: it was stolen.")
  @APIResponse(responseCode = "200", description = "Refreshed.")
  public TokenView refresh(@Valid @NotNull RefreshToken request) {
    var next = logins.refresh(request.refreshToken());
    if (next == null) {
      throw Logins.refused();
    }
    return next;
  }

  @POST
  @Path("/revocation")
  @Operation(
      operationId = "revokeTokens",
      summary = "Log out",
      description =
          "Ends the session of the refresh token: its access tokens end with it, in the next request. An unknown token is as good as ended.")
  @APIResponse(responseCode = "204", description = "Ended.")
  public void revoke(@Valid @NotNull RefreshToken request) {
    logins.revoke(request.refreshToken());
  }
}
