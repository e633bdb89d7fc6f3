package qingdan.guidance;

import java.util.Set;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Of which of a group's units it is asked when they were visited, as of which day. */
public class GroupCoverageQuery {

  static final Set<String> FILTERS = Set.of("asOf", "silentFor");

  @QueryParam("asOf")
  @Parameter(
      description = "At the end of this day of the campaign's time zone; now when absent.",
      example = "2019-10-15")
  @Size(max = 10)
  public String asOf;

  @QueryParam("silentFor")
  @Parameter(
      description =
          "Only units that the group has not visited for at least so many days, or not at all; the total is of all.",
      example = "15")
  @Min(0)
  @Max(1000)
  public Integer silentFor;
}
