package qingdan.milestone;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.unit.Depth;

/** The filters of a list of obligations. */
public class ObligationQuery {

  public static final Set<String> FILTERS = Set.of("unit", "depth", "state");

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
          "missing: what does not count as done, awaiting confirmation or not; awaiting: reported, and not confirmed yet; done: on time or late; late: done after its day. Only what is owed by today.",
      example = "missing",
      schema = @Schema(enumeration = {"missing", "awaiting", "done", "late"}))
  @Size(max = 20)
  public String state;

  public Depth depth() {
    if (unit == null && depth != null) {
      throw new Refusal(ErrorCode.UNSUPPORTED_COMBINATION, "depth", "no unit", "unit + depth");
    }
    return depth == null ? Depth.SUBTREE : Depth.of(depth);
  }
}
