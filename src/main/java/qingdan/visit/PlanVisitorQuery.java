package qingdan.visit;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Of which day it is asked how far the parts of a plan are. */
public class PlanVisitorQuery {

  static final Set<String> FILTERS = Set.of("asOf");

  @QueryParam("asOf")
  @Parameter(
      description =
          "At the end of this day of the campaign's time zone, as it was known then, for the parts as they are visited now; now when absent.",
      example = "2019-09-13")
  @Size(max = 10)
  public String asOf;
}
