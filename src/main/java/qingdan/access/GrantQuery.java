package qingdan.access;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.shared.Ids;
import qingdan.shared.Lists;

/** The filters of a list of grants. */
public class GrantQuery {

  static final Set<String> FILTERS = Set.of("unit", "account", "role", "status");

  @QueryParam("unit")
  @Parameter(
      description =
          "Only grants at units of this unit's subtree: an id, or `code:` and a code. Needs ADMIN there.",
      example = "code:120101000000")
  @Size(max = 80)
  public String unit;

  @QueryParam("account")
  @Parameter(
      description = "Only grants of this account, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String account;

  @QueryParam("role")
  @Parameter(
      description = "Only this role: VIEWER, REPORTER, SUPERVISOR, INSPECTOR or ADMIN.",
      example = "ADMIN",
      schema = @Schema(implementation = Role.class))
  public String role;

  @QueryParam("status")
  @Parameter(
      description =
          "IN_FORCE, UPCOMING (begins later) or ENDED (revoked or expired); all when absent.",
      example = "IN_FORCE",
      schema = @Schema(implementation = GrantView.Status.class))
  public String status;

  Grants.Filter within(Administration administration) {
    return new Grants.Filter(
        administration.scope(unit),
        Ids.parameter("account", account),
        Lists.oneOf("role", role, Role.class),
        Lists.oneOf("status", status, GrantView.Status.class));
  }
}
