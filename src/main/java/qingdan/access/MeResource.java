package qingdan.access;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

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
  private final Sql sql;
  private final Clock clock;

  MeResource(Caller caller, Accounts accounts, Sql sql, Clock clock) {
    this.caller = caller;
    this.accounts = accounts;
    this.sql = sql;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "getMe",
      summary = "Who am I, and what may I do?",
      description = "The caller's account and its grants in force.")
  @APIResponse(responseCode = "200", description = "The caller.")
  public MeView me() {
    var account = accounts.findById(caller.accountId());
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

  @Schema(name = "Me", description = "The caller's account.")
  record MeView(
      @Schema(description = "Id of the account.", required = true) UUID id,
      @Schema(description = "User name.", examples = "tianjin-admin", required = true)
          String username,
      @Schema(description = "Name shown to others.", required = true) String displayName,
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
