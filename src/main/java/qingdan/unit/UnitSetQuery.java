package qingdan.unit;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of unit sets. */
public class UnitSetQuery {

  static final Set<String> FILTERS = Set.of("owner", "grouping", "q");

  @QueryParam("owner")
  @Parameter(description = "Only sets of this unit: an id, or `code:` and a code.")
  @Size(max = 80)
  public String owner;

  @QueryParam("grouping")
  @Parameter(description = "Only sets of exactly this grouping.")
  @Size(min = 1, max = 100)
  public String grouping;

  @QueryParam("q")
  @Parameter(description = "Part of the name, 1 to 100 characters; upper and lower case are one.")
  @Size(min = 1, max = 100)
  public String q;
}
