package qingdan.campaign;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.unit.Depth;

/** The filters of a list of tasks. */
public class TaskQuery {

  static final Set<String> FILTERS =
      Set.of("unit", "depth", "concerns", "origin", "leadUnit", "status", "q", "sort");

  @QueryParam("unit")
  @Parameter(
      description =
          "Only tasks that were set in this unit's part of the tree: an id, or `code:` and a code.",
      example = "code:120101000000")
  @Size(max = 80)
  public String unit;

  @QueryParam("depth")
  @Parameter(
      description = "With `unit`: self, children or subtree (the default, the unit included).",
      example = "self")
  @Size(max = 20)
  public String depth;

  @QueryParam("concerns")
  @Parameter(
      description =
          "Only tasks that this unit has to do: set by it or by a unit above it. An id, or `code:` and a code.",
      example = "code:120101001000")
  @Size(max = 80)
  public String concerns;

  @QueryParam("origin")
  @Parameter(description = "COMMON or LOCAL; both when absent.", example = "COMMON")
  @Size(max = 20)
  public String origin;

  @QueryParam("leadUnit")
  @Parameter(
      description = "Only tasks that this unit leads: an id, or `code:` and a code.",
      example = "code:120101000000")
  @Size(max = 80)
  public String leadUnit;

  @QueryParam("status")
  @Parameter(description = "OPEN or CLOSED; both when absent.", example = "OPEN")
  @Size(max = 20)
  public String status;

  @QueryParam("q")
  @Parameter(description = "Part of the name, 1 to 100 characters; upper and lower case are one.")
  @Size(min = 1, max = 100)
  public String q;

  @QueryParam("sort")
  @Parameter(description = "position (the default, then by name) or name.", example = "position")
  @Size(max = 20)
  public String sort;

  Depth depth() {
    return Depth.of(unit, depth);
  }
}
