package qingdan.visit;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.obligation.ObligationFilter.Asked;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.unit.Depth;

/** The filters of a list of the units of a plan. */
public class PlannedUnitQuery {

  static final Set<String> FILTERS = Set.of("unit", "depth", "state");

  @QueryParam("unit")
  @Parameter(
      description = "Only this unit's part of the tree: an id, or `code:` and a code.",
      example = "code:120101000000")
  @Size(max = 80)
  public String unit;

  @QueryParam("depth")
  @Parameter(
      description = "With `unit`: self, children or subtree (the default, the unit included).",
      example = "children")
  @Size(max = 20)
  public String depth;

  @QueryParam("state")
  @Parameter(
      description =
          "missing: not visited yet; done: visited, on time or late; late: first visited after the due day.",
      example = "missing",
      schema = @Schema(enumeration = {"missing", "done", "late"}))
  @Size(max = 20)
  public String state;

  Depth depth() {
    if (unit == null && depth != null) {
      throw new Refusal(ErrorCode.UNSUPPORTED_COMBINATION, "depth", "no unit", "unit + depth");
    }
    return depth == null ? Depth.SUBTREE : Depth.of(depth);
  }

  Asked state() {
    if (state == null) {
      return null;
    }
    return switch (state) {
      case "missing" -> Asked.MISSING;
      case "done" -> Asked.DONE;
      case "late" -> Asked.LATE;
      default -> throw Refusal.parameter("state", "one-of", "missing, done, late");
    };
  }
}
