package qingdan.guidance;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.obligation.EnrolledCoverageQuery;

/** The filters of the list behind the coverage. */
public class GuidedUnitsQuery extends EnrolledCoverageQuery {

  static final Set<String> FILTERS = with(EnrolledCoverageQuery.FILTERS, "state");

  @QueryParam("state")
  @Parameter(
      description = "missing: only units without a group; covered: only those with one.",
      example = "missing",
      schema = @Schema(enumeration = {"missing", "covered"}))
  @Size(max = 20)
  public String state;

  /** Null for both. */
  Boolean covered() {
    return covered(state);
  }
}
