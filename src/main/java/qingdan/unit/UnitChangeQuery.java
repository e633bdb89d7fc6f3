package qingdan.unit;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.shared.Lists;

/** The filters of a list of structural changes. */
public class UnitChangeQuery {

  static final Set<String> FILTERS = Set.of("unit", "depth", "type");

  @QueryParam("unit")
  @Parameter(
      description = "Only changes of units in this part of the tree: an id, or `code:` and a code.")
  @Size(max = 80)
  public String unit;

  @QueryParam("depth")
  @Parameter(
      description = "With `unit`: self, children or subtree (the default, the unit included).",
      schema = @Schema(enumeration = {"self", "children", "subtree"}))
  public String depth;

  @QueryParam("type")
  @Parameter(
      description = "MOVE, MERGE, CLOSE or RENAME.",
      schema = @Schema(implementation = StructuralChange.class))
  public String type;

  Depth depth() {
    return Depth.of(unit, depth);
  }

  StructuralChange type() {
    return Lists.oneOf("type", type, StructuralChange.class);
  }
}
