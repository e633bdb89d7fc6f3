package qingdan.meeting;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of decisions. */
public class DecisionQuery {

  static final Set<String> FILTERS = Set.of("open");

  @QueryParam("open")
  @Parameter(
      description = "true: only those whose problem is not final; false: only those whose is.",
      example = "true")
  @Size(max = 5)
  public String open;
}
