package qingdan.guidance;

import java.util.HashSet;
import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.obligation.EnrolledCoverageQuery;
import qingdan.shared.Refusal;

/** The filters of the list behind the coverage. */
public class GuidedUnitsQuery extends EnrolledCoverageQuery {

  static final Set<String> FILTERS = filters();

  @QueryParam("state")
  @Parameter(
      description = "missing: only units without a group; guided: only those with one.",
      example = "missing",
      schema = @Schema(enumeration = {"missing", "guided"}))
  @Size(max = 20)
  public String state;

  private static Set<String> filters() {
    var all = new HashSet<>(EnrolledCoverageQuery.FILTERS);
    all.add("state");
    return all;
  }

  /** Null for both. */
  Boolean guided() {
    if (state == null) {
      return null;
    }
    return switch (state) {
      case "missing" -> false;
      case "guided" -> true;
      default -> throw Refusal.parameter("state", "one-of", "guided, missing");
    };
  }
}
