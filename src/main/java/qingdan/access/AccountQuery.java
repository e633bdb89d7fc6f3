package qingdan.access;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.shared.Characters;
import qingdan.shared.Lists;

/** The filters of a list of accounts. */
public class AccountQuery {

  static final Set<String> FILTERS = Set.of("unit", "q", "status");

  @QueryParam("unit")
  @Parameter(
      description =
          "Only accounts of this unit's subtree: an id, or `code:` and a code. Needs ADMIN there.",
      example = "code:120101000000")
  @Size(max = 80)
  public String unit;

  @QueryParam("q")
  @Parameter(
      description =
          "Part of the user name or of the display name, 1 to 100 characters; upper and lower case are one.",
      example = "和平")
  @Size(min = 1, max = 100)
  public String q;

  @QueryParam("status")
  @Parameter(
      description = "OPEN or CLOSED; both when absent.",
      example = "OPEN",
      schema = @Schema(implementation = AccountView.Status.class))
  public String status;

  Accounts.Filter within(Administration administration) {
    return new Accounts.Filter(
        administration.scope(unit),
        q == null ? null : Characters.normal(q),
        Lists.oneOf("status", status, AccountView.Status.class));
  }
}
