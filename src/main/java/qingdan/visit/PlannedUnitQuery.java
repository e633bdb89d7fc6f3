package qingdan.visit;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.obligation.ObligationFilter.Asked;
import qingdan.obligation.PartQuery;

/** The filters of a list of the units of a plan. */
public class PlannedUnitQuery extends PartQuery {

  static final Set<String> FILTERS = Set.of("unit", "depth", "state");

  @QueryParam("state")
  @Parameter(
      description =
          "missing: not visited yet; overdue: not visited, and past the due day; done: visited, on time or late; late: first visited after the due day.",
      example = "missing",
      schema = @Schema(enumeration = {"missing", "overdue", "done", "late"}))
  @Size(max = 20)
  public String state;

  @Override
  protected Asked asked() {
    return Asked.ofUnconfirmed("state", state);
  }
}
