package qingdan.campaign;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.unit.Depth;

/** The filters of a cohort. */
public class EnrolmentQuery {

  static final Set<String> FILTERS = Set.of("unit", "depth", "kind", "asOf");

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

  @QueryParam("kind")
  @Parameter(
      description = "Only units of this kind, such as TOWNSHIP; see /vocabulary.",
      example = "TOWNSHIP")
  @Size(max = 40)
  public String kind;

  @QueryParam("asOf")
  @Parameter(
      description =
          "The cohort as it was at the end of a day of the campaign's zone; where its units stand is of today.",
      example = "2026-01-31")
  public String asOf;

  Depth depth() {
    return Depth.of(unit, depth);
  }
}
