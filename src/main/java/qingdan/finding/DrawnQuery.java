package qingdan.finding;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which units of a campaign are listed. */
public class DrawnQuery extends DrawnCoverageQuery {

  static final Set<String> FILTERS = Set.of("unit", "batch", "asOf", "times");

  @QueryParam("times")
  @Parameter(
      description = "never, once or more: only units that were drawn so often.",
      example = "never")
  @Size(max = 10)
  public String times;
}
