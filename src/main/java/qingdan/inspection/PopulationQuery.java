package qingdan.inspection;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.shared.Lists;

/** The filters of a population. */
public class PopulationQuery {

  static final Set<String> FILTERS = Set.of("stratum", "drawn");

  @QueryParam("stratum")
  @Parameter(description = "Only units of this stratum.", example = "COUNTY")
  @Size(max = 60)
  public String stratum;

  @QueryParam("drawn")
  @Parameter(
      description = "true: only units that were drawn; false: only the others.",
      example = "true")
  @Size(max = 5)
  public String drawn;

  Boolean drawn() {
    return Lists.bool("drawn", drawn);
  }
}
