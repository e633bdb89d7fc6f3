package qingdan.finding;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which units of a campaign are asked about. */
public class DrawnQuery {

  static final Set<String> FILTERS = Set.of("unit", "times");

  @QueryParam("unit")
  @Parameter(
      description = "Units of this unit's part of the tree: an id, or `code:` and a code.",
      example = "code:120101000000")
  @Size(max = 80)
  public String unit;

  @QueryParam("times")
  @Parameter(
      description = "never, once or more: only units that were drawn so often.",
      example = "never")
  @Size(max = 10)
  public String times;
}
